"""The installed console script as a process of its own: what only the operating system can show."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

SCRIPT = Path(sys.executable).with_name("briefings")
TALKS = {"id": "talks", "language": "en", "text": "The border talks went on in Lorn. " * 4000}
Script = Callable[..., "subprocess.Popen[bytes]"]

pytestmark = pytest.mark.skipif(not SCRIPT.exists(), reason="the product is not installed in this environment")


@pytest.fixture
def script(tmp_path: Path) -> Script:
    """Starts the script with a home of this test's own, searched by words only."""
    ours = {"BRIEFINGS_HOME": str(tmp_path / "home"), "BRIEFINGS_EMBEDDER": "none"}
    rest = {name: text for name, text in os.environ.items() if not name.startswith(("BRIEFINGS_", "OPENAI_"))}

    def start(*arguments: str | bytes, **environment: str) -> subprocess.Popen[bytes]:
        command: list[str | bytes] = [str(SCRIPT), *arguments]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(command, env=rest | ours | environment, **pipes)  # type: ignore[call-overload,no-any-return]

    return start


def done(process: subprocess.Popen[bytes], stdin: bytes = b"") -> tuple[int, str, str]:
    out, err = process.communicate(stdin, timeout=60)
    assert b"Traceback" not in err, err.decode()
    return process.returncode, out.decode(), err.decode()


def test_an_article_goes_in_and_a_question_is_answered(script: Script) -> None:
    assert done(script("add", "-"), json.dumps(TALKS).encode())[0] == 0
    code, out, err = done(script("ask", "-", "--json"), b"border talks\n\xff\xfe\n")
    assert (code, err) == (0, "")
    assert [json.loads(line)["answered"] for line in out.splitlines()] == [True, False]


def test_a_reader_that_has_seen_enough_is_no_crash(script: Script) -> None:
    done(script("add", "-"), json.dumps(TALKS).encode())
    process = script("show", "talks")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(timeout=60) in (0, 1)
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.stdin is not None
    process.stdin.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no undecodable arguments")
def test_an_argument_that_cannot_be_decoded_is_no_crash(script: Script) -> None:
    done(script("add", "-"), json.dumps(TALKS).encode())
    code, out, err = done(script("ask", b"border talks \xff", "--json"))
    assert (code, err) == (0, "")
    assert json.loads(out)["question"].startswith("border talks ")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no undecodable file names")
def test_a_file_name_that_cannot_be_decoded_is_named(script: Script) -> None:
    code, _, err = done(script("add", b"missing-\xff.txt"))
    assert code == 1
    assert "missing-" in err
    assert len(err.splitlines()) == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signals to send")
def test_an_interrupt_ends_with_its_own_code(script: Script) -> None:
    process = script("ask", "-", "--json")
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b"border talks\n")
    process.stdin.flush()
    process.stdout.readline()  # it is up and waits for the next question
    process.send_signal(signal.SIGINT)
    code, _, _ = done(process)
    assert code == 130


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such locales")
def test_output_is_utf8_whatever_the_locale_says(script: Script) -> None:
    armenian = {"id": "hy", "language": "hy", "text": "Բանակցությունները շարունակվում են Լոռնում։"}
    done(script("add", "-"), json.dumps(armenian).encode())
    code, out, _ = done(script("show", "hy", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii"))
    assert code == 0
    assert armenian["text"] in out
