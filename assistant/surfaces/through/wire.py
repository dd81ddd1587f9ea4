"""What goes over the wire between a command and the server that runs it: a request, then frames both ways."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from enum import Enum
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO, Self

import assistant

SOCKET = "serve.sock"  # in the home
LENGTH_BYTES = 4
LONGEST = 64_000_000  # bytes of one frame; an article is shorter


class Kind(Enum):
    """What a frame is; a byte of its own before its length."""

    REQUEST = b"r"
    TAKEN = b"t"  # it is being done
    OUT = b"o"
    ERR = b"e"
    WANTED = b"w"  # input: only what is asked for is read, for what is left may be another program's
    INPUT = b"i"  # empty at its end
    EXIT = b"x"
    OWN = b"s"  # do it yourself


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A command as it was typed, and what of its surroundings changes what it does or how it is shown.

    `terminals` says of standard input, output and error whether each is one.
    """

    build: str
    arguments: tuple[str, ...]
    environment: Mapping[str, str]
    terminals: tuple[bool, bool, bool]

    def to_bytes(self) -> bytes:
        return json.dumps(asdict(self)).encode()  # in ASCII, so that undecodable arguments arrive as they are

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        """Raises ValueError."""
        told = json.loads(content)
        try:
            a, b, c = told["terminals"]
            named = {str(name): str(value) for name, value in told["environment"].items()}
            arguments = tuple(map(str, told["arguments"]))
            return cls(build=told["build"], arguments=arguments, environment=named, terminals=(a, b, c))
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError(f"not a request: {error}") from error


@cache
def build() -> str:
    """Which program this is: another version, or the same one elsewhere, does not speak for this one."""
    return f"{version('regional-briefings')} {Path(assistant.__path__[0]).resolve()}"


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    """Work in a folder: the path of a socket has a hundred characters at most, that of a home may have more."""
    before = os.open(".", os.O_RDONLY)
    try:
        os.chdir(folder)
        yield
    finally:
        os.fchdir(before)
        os.close(before)


def send(connection: socket.socket, kind: Kind, content: bytes = b"") -> None:
    connection.sendall(kind.value + len(content).to_bytes(LENGTH_BYTES, "big") + content)


def receive(stream: BinaryIO) -> tuple[Kind, bytes]:
    """The next frame. Raises EOFError where the other side has gone, ValueError where it is none."""
    head = stream.read(1 + LENGTH_BYTES)
    length = int.from_bytes(head[1:], "big")
    content = stream.read(length) if len(head) == 1 + LENGTH_BYTES and length <= LONGEST else b""
    if len(head) < 1 + LENGTH_BYTES or len(content) < length:
        raise EOFError
    return Kind(head[:1]), content
