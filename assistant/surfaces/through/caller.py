"""The command's side: find the server that has the home open, and let it run the command."""

from __future__ import annotations

import io
import os
import socket
import sys
from collections.abc import Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO, cast

from assistant.surfaces.app import BROKEN_OFF, FAILED, INTERRUPTED, complain, say
from assistant.surfaces.through.wire import SOCKET, Kind, Request, build, inside, receive, send

if TYPE_CHECKING:
    from collections.abc import Iterator

# Those that only read, so that one that is broken off can be run again. What takes long keeps a process of its own: in
# the server's it would hold up those who ask.
COMMANDS = frozenset({"ask", "corrections", "quotes", "search", "show", "status"})
# What changes what a command does, and how it is shown.
SETTING = ("BRIEFINGS_", "OPENAI_")
SHOWING = frozenset(
    "TZ TERM COLORTERM NO_COLOR FORCE_COLOR COLUMNS LINES TTY_COMPATIBLE TTY_INTERACTIVE UNICODE_VERSION".split()
)
INPUT_BYTES = 65_536
PATIENCE_SECONDS = 5.0  # for a server that does not say that it has begun; it may be stopped, or stuck


def go_through(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> int | None:
    """Have the server run the command, its output on this process's streams; its exit code.

    None where there is no server that would do the same as this process: it is to be done here.
    """
    meant = _meant(arguments)
    closed = None in (sys.stdin, sys.stdout, sys.stderr)
    if meant is None or closed or not hasattr(socket, "AF_UNIX") or environment.get("TERM") in ("dumb", "unknown"):
        return None
    home, command = meant
    with connected(_home(home, environment) / SOCKET) as connection:
        if connection is None:
            return None
        request = Request(
            build=build(),
            arguments=tuple(command),
            environment=_surroundings(environment),
            terminals=(sys.stdin.isatty(), sys.stdout.isatty(), sys.stderr.isatty()),
        )
        try:
            return _run(connection, request)
        except KeyboardInterrupt:
            say(BROKEN_OFF)
            return INTERRUPTED


def _meant(arguments: Sequence[str]) -> tuple[str | None, Sequence[str]] | None:
    """The home that is named and the command with its options; None where it is none of those that go through."""
    home, rest = None, list(arguments)
    if rest[:1] == ["--home"] and len(rest) > 1:
        home, rest = rest[1], rest[2:]
    elif rest and rest[0].startswith("--home="):
        home, rest = rest[0].removeprefix("--home="), rest[1:]
    return (home, rest) if rest and rest[0] in COMMANDS and "--help" not in rest else None


def _home(named: str | None, environment: Mapping[str, str]) -> Path:
    from index.settings import HOME_VARIABLE, default_home

    named = named or environment.get(HOME_VARIABLE)
    return Path(named) if named else default_home()


@contextmanager
def connected(path: Path) -> Iterator[socket.socket | None]:
    """A connection to the server at that socket of this user's; None where there is none."""
    with socket.socket(socket.AF_UNIX) as connection:
        try:
            path = path.expanduser().resolve()
            if path.stat().st_uid != os.geteuid():
                yield None
                return
            with inside(path.parent):
                connection.connect(path.name)
        except (OSError, RuntimeError):
            yield None
            return
        yield connection


def _surroundings(environment: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in environment.items() if name.startswith(SETTING) or name in SHOWING}
    columns, lines = _size()
    return {"COLUMNS": str(columns), "LINES": str(lines)} | kept


def _size() -> tuple[int, int]:
    """Of the terminal, as Rich looks for it."""
    for descriptor in range(3):
        try:
            return os.get_terminal_size(descriptor)
        except OSError:
            continue
    return 80, 25


def _run(connection: socket.socket, request: Request) -> int | None:
    outputs: dict[Kind, TextIO] = {Kind.OUT: sys.stdout, Kind.ERR: sys.stderr}
    begun = False
    with connection.makefile("rb") as frames:
        for kind, content in _told(connection, frames, request):
            if kind is Kind.EXIT:
                return int(content)
            if kind is Kind.OWN:
                return None
            if kind is Kind.TAKEN:
                connection.settimeout(None)
                continue
            begun = True
            if kind is Kind.WANTED:
                # All that is there, and no waiting for more: somebody may type, and read the answer first.
                _answer(connection, cast(io.BufferedReader, sys.stdin.buffer).read1(INPUT_BYTES))
            else:
                outputs[kind].buffer.write(content)
                outputs[kind].flush()
    if not begun:
        return None
    complain("`briefings serve` ended while it did this; run it again")
    return FAILED


def _told(connection: socket.socket, frames: BinaryIO, request: Request) -> Iterator[tuple[Kind, bytes]]:
    """What the server sends, until it has gone."""
    try:
        connection.settimeout(PATIENCE_SECONDS)
        send(connection, Kind.REQUEST, request.to_bytes())
        while True:
            yield receive(frames)
    except (EOFError, OSError, ValueError):
        return


def _answer(connection: socket.socket, content: bytes) -> None:
    with suppress(OSError):  # that it has gone shows when the next frame is read
        send(connection, Kind.INPUT, content)
