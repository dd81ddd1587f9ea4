"""Turns: one process at a time on the indexes.

Two processes on one embedded Chroma directory lose vectors silently, and a reader beside a writer misses every new
row until it opens the directory anew (measured on chromadb 1.5.9). So every use of the indexes, reading included, is
a turn: it holds a lock for one question or one batch, and starts by learning the generation, a number in the record
that each writing turn raises. Who finds a newer generation than it last saw opens its client anew.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import HomeBusy, HomeError
from index.home import Home

POLL_SECONDS = 0.01
PATIENCE_SECONDS = 2.0  # a longer wait says whom it waits for


class Turns:
    """Hands out turns on one home, to the threads of this process too. `say` is told of long waits, a line each."""

    def __init__(self, home: Home, *, busy_seconds: float, say: Callable[[str], None]) -> None:
        self._holder = home.turn.with_suffix(".holder")
        self._lock = FileLock(home.turn, thread_local=False)
        self._threads = threading.Lock()
        self._busy_seconds = busy_seconds
        self._say = say
        self._signed: tuple[int, int] | None = None  # the holder's file as this process has left it

    @contextlib.contextmanager
    def take(self) -> Iterator[None]:
        """Hold the indexes for the length of the block. Raises HomeBusy after `busy_seconds`."""
        until = time.monotonic() + self._busy_seconds
        if not self._threads.acquire(timeout=self._busy_seconds):
            raise self._busy("this process")
        try:
            self._acquire(until)
            try:
                with contextlib.suppress(OSError):  # a full disk: the name is a courtesy, the lock is what counts
                    self._sign()
                yield
            finally:
                self._lock.release()
        finally:
            self._threads.release()

    def _sign(self) -> None:
        """Leave this process's name, where it was not the last to do so: a question takes several turns."""
        if self._signed is None or self._signature() != self._signed:
            self._holder.write_text(f"{os.getpid()} ({Path(sys.argv[0]).name})", encoding="utf-8")
            self._signed = self._signature()

    def _signature(self) -> tuple[int, int] | None:
        try:
            found = self._holder.stat()
        except FileNotFoundError:
            return None
        return found.st_mtime_ns, found.st_size

    def _acquire(self, until: float) -> None:
        patience = min(PATIENCE_SECONDS, until - time.monotonic())
        if self._try(patience):
            return
        self._say(f"waiting for process {self._who()}, which is using this home")
        if not self._try(until - time.monotonic()):
            raise self._busy(f"process {self._who()}")

    def _try(self, seconds: float) -> bool:
        try:
            self._lock.acquire(timeout=max(0.0, seconds), poll_interval=POLL_SECONDS)
        except Timeout:
            return False
        except OSError as error:
            raise HomeError(f"the home cannot be locked ({error})") from error
        return True

    def _busy(self, who: str) -> HomeBusy:
        return HomeBusy(
            f"{who} has held this home for over {self._busy_seconds:g} seconds; try again when it is done, or raise "
            "the setting busy_seconds"
        )

    def _who(self) -> str:
        try:
            return self._holder.read_text(encoding="utf-8")
        except OSError:
            return "unknown"


class Writer:
    """A name for this process in the outbox. It is alive for as long as its lock file is held, kill -9 included."""

    def __init__(self, home: Home) -> None:
        self.name = uuid.uuid4().hex
        self._directory = home.writers
        self._lock = FileLock(self._file(self.name), thread_local=False)
        self._lock.acquire(timeout=0)

    def _file(self, name: str) -> Path:
        return self._directory / f"{name}.lock"

    def gone(self, name: str) -> bool:
        """Whether the process that wrote under `name` has ended."""
        if name == self.name:
            return False
        other = FileLock(self._file(name))
        try:
            other.acquire(timeout=0)
        except Timeout:
            return False
        other.release()
        self._file(name).unlink(missing_ok=True)
        return True

    def close(self) -> None:
        self._lock.release()
        self._file(self.name).unlink(missing_ok=True)
