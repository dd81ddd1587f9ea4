"""The server's side: run commands of this user that come in at a socket in the home."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import typer
from filelock import FileLock, Timeout

from assistant.library import Library
from assistant.surfaces.app import FAILED, SERVED, app, complain, say
from assistant.surfaces.terminal import SURROUNDINGS
from assistant.surfaces.through.streams import Left, scoped, standing_in
from assistant.surfaces.through.wire import SOCKET, Kind, Request, build, inside, receive, send
from index.errors import BriefingsError, SettingsError
from index.settings import Settings

LOCK = "serve.lock"  # held by the server whose socket it is
AT_ONCE = 16  # commands; one more does its work itself
GRACE_SECONDS = 3.0  # that commands have to come to their end, once the server stops
OWNERS_ONLY = 0o177  # what nobody may do with the socket, but its owner read and write
USAGE: type[Exception] = next(  # typer does not export it
    one for one in typer.BadParameter.mro() if one.__name__ == "UsageError"
)


@contextmanager
def hosting(library: Library) -> Iterator[None]:
    """Run commands over this library, for the length of the block; none where another server does so already."""
    home = library.archive.home.path
    with ExitStack() as stack:
        if hasattr(socket, "AF_UNIX"):
            try:
                stack.enter_context(FileLock(home / LOCK, timeout=0, thread_local=False))
                listening = stack.enter_context(_listening(home / SOCKET))
                stack.enter_context(scoped())
                stack.enter_context(_Host(library, listening))
            except Timeout:
                pass
            except OSError as error:  # a file system that has no sockets
                say(f"no socket in the home ({error.strerror or error}): commands open it themselves")
        yield


@contextmanager
def _listening(path: Path) -> Iterator[socket.socket]:
    """A socket that only this user can open; one that a killed server has left gives way."""
    path.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX) as listening:
        mask = os.umask(OWNERS_ONLY)
        try:
            with inside(path.parent):
                listening.bind(path.name)
        finally:
            os.umask(mask)
        listening.listen()
        try:
            yield listening
        finally:
            path.unlink(missing_ok=True)


class _Host:
    """A thread that accepts, and one for each command."""

    def __init__(self, library: Library, listening: socket.socket) -> None:
        self._library, self._listening = library, listening
        self._command = typer.main.get_command(app)
        self._places = threading.BoundedSemaphore(AT_ONCE)
        self._open: dict[socket.socket, threading.Thread] = {}

    def __enter__(self) -> None:
        threading.Thread(target=self._accept, name="commands", daemon=True).start()

    def __exit__(self, *_: object) -> None:
        """Let go of the socket; a command that does not come to its end is broken off, and is run by its caller."""
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)  # wakes the thread that accepts
        until = time.monotonic() + GRACE_SECONDS
        for connection, thread in list(self._open.items()):
            thread.join(max(0.0, until - time.monotonic()))
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:  # it is closed
                return
            thread = threading.Thread(target=self._attend, args=(connection,), name="command", daemon=True)
            self._open[connection] = thread
            thread.start()

    def _attend(self, connection: socket.socket) -> None:
        with connection, connection.makefile("rb") as frames:
            try:
                _, content = receive(frames)
                told = self._do(connection, frames, Request.from_bytes(content))
                send(connection, *((Kind.OWN,) if told is None else (Kind.EXIT, str(told).encode())))
            except (EOFError, Left, OSError, ValueError):
                pass  # whoever asked has left, or is none of ours
            finally:
                del self._open[connection]

    def _do(self, connection: socket.socket, frames: BinaryIO, request: Request) -> int | None:
        """The exit code; None where the caller should do it."""
        if not self._same(request) or not self._places.acquire(blocking=False):
            return None
        SERVED.set(self._library)
        SURROUNDINGS.set(request.environment)
        try:
            send(connection, Kind.TAKEN)
            with standing_in(connection, frames, request.terminals):
                return self._run(request.arguments)
        finally:
            self._places.release()

    def _same(self, request: Request) -> bool:
        """Whether it would do there what it does here."""
        archive, environment = self._library.archive, request.environment
        try:
            settings = Settings.load(archive.home.path, environment)
        except SettingsError:
            return False
        return request.build == build() and settings == archive.settings and _zone(environment) == _zone(os.environ)

    def _run(self, arguments: tuple[str, ...]) -> int | None:
        named = ["--home", str(self._library.archive.home.path), *arguments]
        try:
            return int(self._command.main(named, prog_name="briefings", standalone_mode=False) or 0)
        except USAGE:
            return None  # said in the caller's own words, as wide as its terminal
        except BriefingsError as error:
            complain(error)
            return FAILED


def _zone(environment: Mapping[str, str]) -> str | None:
    return environment.get("TZ")
