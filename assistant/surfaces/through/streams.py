"""Standard streams of a command that runs here for somebody elsewhere."""

from __future__ import annotations

import io
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any, BinaryIO, cast

from assistant.surfaces.through.wire import Kind, receive, send

NAMES = ("stdin", "stdout", "stderr")


class Left(Exception):
    """Whoever is at the other end has gone. No OSError: the command line takes those for a fault of its own output."""


class _Written(io.RawIOBase):
    """Bytes that leave in frames."""

    def __init__(self, connection: socket.socket, kind: Kind, terminal: bool) -> None:
        self._connection, self._kind, self._terminal = connection, kind, terminal

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return self._terminal

    def write(self, content: Any) -> int:
        try:
            send(self._connection, self._kind, bytes(content))
        except OSError as error:
            raise Left from error
        return len(content)


class _Read(io.RawIOBase):
    """Bytes that are asked for when they are read."""

    def __init__(self, connection: socket.socket, frames: BinaryIO, terminal: bool) -> None:
        self._connection, self._frames, self._terminal = connection, frames, terminal
        self._left = b""
        self._ended = False

    def readable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return self._terminal

    def readinto(self, buffer: Any) -> int:
        if not self._left and not self._ended:
            try:
                send(self._connection, Kind.WANTED)
                _, self._left = receive(self._frames)
            except (EOFError, OSError) as error:
                raise Left from error
            self._ended = not self._left
        part, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


@contextmanager
def standing_in(connection: socket.socket, frames: BinaryIO, terminals: tuple[bool, bool, bool]) -> Iterator[None]:
    """Have this thread's standard streams be those at the other end, for the length of the block."""
    entered, out, err = terminals
    standard = (
        io.TextIOWrapper(io.BufferedReader(_Read(connection, frames, entered)), encoding="utf-8"),
        _text(_Written(connection, Kind.OUT, out), by_lines=out),
        _text(_Written(connection, Kind.ERR, err), by_lines=True),
    )
    token = _STANDARD.set(dict(zip(NAMES, standard, strict=True)))
    try:
        yield
        for stream in standard[1:]:
            stream.flush()
    finally:
        _STANDARD.reset(token)
        for stream in standard:
            with suppress(Left):  # what is still in it cannot be told to anybody
                stream.close()


def _text(raw: io.RawIOBase, *, by_lines: bool) -> io.TextIOWrapper:
    """As Python makes them at its start, in the encoding that the program sets."""
    written = io.BufferedWriter(raw)
    return io.TextIOWrapper(written, encoding="utf-8", errors="backslashreplace", newline="", line_buffering=by_lines)


_STANDARD: ContextVar[dict[str, io.TextIOWrapper] | None] = ContextVar("standard", default=None)


class _Scoped:
    """A standard stream of this process, but where the thread has its own."""

    def __init__(self, name: str, own: object) -> None:
        self._name, self._own = name, own

    def __getattr__(self, attribute: str) -> Any:
        standing = _STANDARD.get()
        return getattr(self._own if standing is None else standing[self._name], attribute)

    def __iter__(self) -> Iterator[str]:
        return cast(Iterator[str], self.__getattr__("__iter__")())


@contextmanager
def scoped() -> Iterator[None]:
    """Let threads have standard streams of their own, for the length of the block."""
    own = {name: getattr(sys, name) for name in NAMES}
    for name, stream in own.items():
        setattr(sys, name, _Scoped(name, stream))
    try:
        yield
    finally:
        for name, stream in own.items():
            setattr(sys, name, stream)
