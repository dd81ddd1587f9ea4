"""While a server has the home open, commands that read are run by it, and nobody can tell but by the clock."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.surfaces.through.caller import connected
from assistant.surfaces.through.wire import SOCKET, Kind, Request, build, inside, receive, send
from tests.assistant.surfaces.conftest import Briefings, Ran
from tests.assistant.surfaces.process import COMMAND, fill, serving, surroundings

pytestmark = pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this platform has no Unix sockets")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with two articles, of which there is no server."""
    home = tmp_path_factory.mktemp("a long name, for the path of a socket has a hundred characters at most") / "home"
    fill(home)
    return home


@pytest.fixture(scope="module")
def served(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One that a server has open."""
    home = tmp_path_factory.mktemp("served") / "home"
    shutil.copytree(filled, home)
    with serving(home):
        yield home


@pytest.fixture
def home(served: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BRIEFINGS_HOME", str(served))
    return served


@pytest.fixture
def through(briefings: Briefings, monkeypatch: pytest.MonkeyPatch) -> Briefings:
    """Runs a command that this process could not do itself."""

    def run(*arguments: str, stdin: bytes = b"") -> Ran:
        with monkeypatch.context() as patch:
            patch.setattr("index.library.Library", None)
            return briefings(*arguments, stdin=stdin)

    return run


def own(briefings: Briefings, monkeypatch: pytest.MonkeyPatch, arguments: list[str], stdin: bytes) -> Ran:
    """What this process does without asking the server."""
    with monkeypatch.context() as patch:
        patch.setattr("assistant.surfaces.through.caller.COMMANDS", frozenset())
        return briefings(*arguments, stdin=stdin)


def untimed(out: str) -> str:
    """Without how long it took."""
    lines = [json.loads(line) | {"seconds": 0} if line.startswith('{"question"') else line for line in out.splitlines()]
    return "\n".join(map(str, lines))


@pytest.mark.parametrize(
    ("arguments", "stdin"),
    [
        pytest.param(["ask", "What did Ornel say about the ferry?"], b"", id="an answer"),
        pytest.param(["ask", "--json", "--explain", "What did Vesta say about the bridge?"], b"", id="one in JSON"),
        pytest.param(["ask", "-", "--json"], "ferry\n\n\xff\nмост\n".encode() + b"\xfe\n", id="questions on stdin"),
        pytest.param(["ask", "x" * 3000], b"", id="a bad question"),
        pytest.param(["quotes"], b"", id="quotations"),
        pytest.param(["quotes", "--csv"], b"", id="quotations in a table"),
        pytest.param(["search", "-", "--json"], b"ferry\nbridge\n", id="searches"),
        pytest.param(["show", "bridge", "--at", "0:19"], b"", id="an article"),
        pytest.param(["show", "nothing"], b"", id="an article that is not there"),
        pytest.param(["show", "bridge", "--at", "0:9999"], b"", id="a place that is not there"),
        pytest.param(["status"], b"", id="the state"),
        pytest.param(["corrections"], b"", id="no corrections"),
    ],
)
def test_it_prints_what_the_command_prints_by_itself(
    through: Briefings, briefings: Briefings, monkeypatch: pytest.MonkeyPatch, arguments: list[str], stdin: bytes
) -> None:
    expected = own(briefings, monkeypatch, arguments, stdin)
    ran = briefings(*arguments, stdin=stdin) if expected.code == 2 else through(*arguments, stdin=stdin)
    assert (ran.code, untimed(ran.out), ran.err) == (expected.code, untimed(expected.out), expected.err)


def test_what_is_added_beside_the_server_is_there_at_once(through: Briefings, briefings: Briefings) -> None:
    late = {"id": "late", "language": "en", "text": "“It rained all night,” Lorn mayor Piet Askar said on Friday."}
    assert briefings("add", "-", stdin=json.dumps(late).encode()).code == 0
    assert through("ask", "What did Askar say about the night?", "--json").json["answered"]
    assert briefings("remove", "late").code == 0
    assert not through("ask", "What did Askar say about the night?", "--json").json["answered"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("BRIEFINGS_BUSY_SECONDS", "59", id="other settings"),
        pytest.param("BRIEFINGS_BUSY_SECONDS", "soon", id="settings that are none"),
        pytest.param("TZ", "Asia/Yerevan", id="another time zone"),
    ],
)
def test_another_surrounding_is_left_to_the_command(
    home: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    monkeypatch.setenv(name, text)
    assert _frames(home, ["status"]) == [(Kind.OWN, b"")]


def test_another_version_is_left_to_the_command(home: Path) -> None:
    assert _frames(home, ["status"], version="0.0.1 /elsewhere") == [(Kind.OWN, b"")]


def test_what_is_no_request_ends_nothing(through: Briefings, home: Path) -> None:
    for content in (b"", b"GET / HTTP/1.1\r\n\r\n", b"r\xff\xff\xff\xff", b"r\0\0\0\2{}", b"?\0\0\0\0"):
        with connected(home / SOCKET) as connection:
            assert connection is not None
            connection.sendall(content)
            connection.shutdown(socket.SHUT_WR)
            assert connection.recv(1) == b""
    assert through("status").code == 0


def test_one_who_leaves_in_the_middle_ends_nothing(through: Briefings, home: Path) -> None:
    for _ in range(3):
        with _asked(home, ["quotes", "--json"]):
            pass  # and gone
        with _asked(home, ["ask", "-"]) as connection:
            frames = connection.makefile("rb")
            assert [receive(frames), receive(frames)] == [(Kind.TAKEN, b""), (Kind.WANTED, b"")]
            send(connection, Kind.INPUT, b"ferry\n" * 100)
    assert through("quotes", "--json").json["quotes"]


def test_only_its_owner_can_open_the_socket(home: Path) -> None:
    assert (home / SOCKET).stat().st_mode & 0o777 == 0o600


def test_a_killed_server_leaves_a_socket_that_stops_nobody(
    filled: Path, briefings: Briefings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFINGS_HOME", str(filled))
    for _ in range(2):  # the second takes the place of the first
        with serving(filled) as server:
            assert _frames(filled, ["status"])[-1] == (Kind.EXIT, b"0")
            server.kill()
        assert (filled / SOCKET).exists()
        assert briefings("status").code == 0


def test_one_that_is_stuck_is_not_waited_for(
    filled: Path, briefings: Briefings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFINGS_HOME", str(filled))
    monkeypatch.setattr("assistant.surfaces.through.caller.PATIENCE_SECONDS", 0.01)
    (filled / SOCKET).unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX) as stuck:
        with inside(filled):
            stuck.bind(SOCKET)
        stuck.listen()
        assert briefings("status").code == 0


def test_one_that_stops_takes_its_socket_along(filled: Path) -> None:
    with serving(filled) as server:
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(60) == 0
    assert not (filled / SOCKET).exists()


def test_an_interrupt_ends_the_command_and_not_the_server(home: Path, through: Briefings) -> None:
    command, pipes = [*COMMAND, "ask", "-"], {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, env=surroundings(home), stderr=subprocess.PIPE, **pipes) as asking:
        assert asking.stdin is not None
        assert asking.stdout is not None
        asking.stdin.write(b"ferry\n" * 1000)  # the answers are more than is kept back
        asking.stdin.flush()
        asking.stdout.read(1)
        asking.send_signal(signal.SIGINT)
        _, err = asking.communicate(timeout=60)
        assert (asking.returncode, b"interrupted" in err, b"Traceback" in err) == (130, True, False)
    assert through("status").code == 0


def test_input_that_is_not_asked_for_stays_where_it_is(through: Briefings, monkeypatch: pytest.MonkeyPatch) -> None:
    through("ask", "What did Ornel say about the ferry?", stdin=b"for the next program\n")
    assert sys.stdin.read() == "for the next program\n"


@contextmanager
def _asked(home: Path, arguments: list[str], version: str | None = None) -> Iterator[socket.socket]:
    """A connection at which the command was asked for."""
    request = Request(
        build=version or build(),
        arguments=tuple(arguments),
        environment=dict(os.environ),
        terminals=(False, False, False),
    )
    with connected(home / SOCKET) as connection:
        assert connection is not None
        send(connection, Kind.REQUEST, request.to_bytes())
        yield connection


def _frames(home: Path, arguments: list[str], version: str | None = None) -> list[tuple[Kind, bytes]]:
    """What the server answers."""
    frames: list[tuple[Kind, bytes]] = []
    with _asked(home, arguments, version) as connection, connection.makefile("rb") as stream:
        while not frames or frames[-1][0] not in (Kind.EXIT, Kind.OWN):
            frames.append(receive(stream))
    return frames
