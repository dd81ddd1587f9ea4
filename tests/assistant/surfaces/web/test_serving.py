"""`briefings serve`: where it listens, and for whom."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.assistant.surfaces.conftest import Briefings


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::"])
def test_others_are_not_served_before_there_is_a_token(briefings: Briefings, host: str) -> None:
    ran = briefings("serve", "--host", host)
    assert ran.code == 2
    assert "--new-token" in ran.err


def test_any_address_needs_a_name(briefings: Briefings) -> None:
    assert len(briefings("serve", "--new-token", "Ani").out.strip()) >= 40
    ran = briefings("serve", "--host", "0.0.0.0")
    assert ran.code == 2
    assert "--name" in ran.err


def test_a_token_is_revoked_once(briefings: Briefings) -> None:
    briefings("serve", "--new-token", "Ani")
    assert briefings("serve", "--revoke-token", "Ani").code == 0
    ran = briefings("serve", "--revoke-token", "Ani")
    assert (ran.code, "'Ani'" in ran.complaint) == (1, True)


def test_a_port_that_is_taken_is_told(briefings: Briefings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = briefings("serve", "--port", port)
    assert (ran.code, f"127.0.0.1:{port}" in ran.complaint) == (1, True)


def test_it_serves_until_it_is_interrupted(home: Path) -> None:
    command = [sys.executable, "-m", "assistant.surfaces.cli", "serve", "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[4])}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stderr is not None
        told = re.search(r"http://\S+:\d+", process.stderr.readline())
        assert told is not None
        with urllib.request.urlopen(f"{told[0]}/health", timeout=60) as response:
            assert response.status == 200
        process.send_signal(signal.SIGINT)
        assert "stopped" in process.stderr.read()
        assert process.wait(30) == 0
