"""What a terminal needs: consoles, progress, lines in."""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from rich.console import Console

if TYPE_CHECKING:
    from rich.progress import Progress

# The environment that says how wide a terminal is and what it can show: this process's own, but where it does the work
# of another one.
SURROUNDINGS: ContextVar[Mapping[str, str]] = ContextVar("surroundings", default=os.environ)
LINE_SECONDS = 10.0  # between lines of progress where there is no terminal to draw on


def use_utf8() -> None:
    """Standard streams in UTF-8 whatever the platform says; what cannot be encoded is shown as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def out_console() -> Console:
    return Console(file=sys.stdout, highlight=False, _environ=SURROUNDINGS.get())


def colourless(console: Console) -> bool:
    """Whether words must be set off by signs: there is no terminal, or the user wants no colours (NO_COLOR)."""
    return console.no_color or not console.color_system


def error_console() -> Console:
    return Console(file=sys.stderr, highlight=False, _environ=SURROUNDINGS.get())


def read_lines(stream: BinaryIO) -> Iterator[str]:
    """The lines that are not blank, in UTF-8; an undecodable byte stands as a replacement character."""
    for raw in stream:
        line = raw.decode("utf-8-sig", "replace").strip()
        if line:
            yield line


class Lines:
    """Plain output of names and values."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def table(self, values: Mapping[str, Any]) -> None:
        from assistant.render import visible

        width = max(map(len, values))
        for name, value in values.items():
            if isinstance(value, Mapping):
                value = ", ".join(f"{key or '(none)'} {number}" for key, number in value.items())
            self._console.print(f"{name:<{width}}  {'' if value is None else visible(str(value))}", markup=False)


@contextmanager
def progress(
    what: str, total: int | None, unit: Literal["bytes", "units", "articles"] = "bytes"
) -> Iterator[Callable[[int, str], None]]:
    """A bar with rate and remaining time, or without a terminal a line now and then. Takes what is done and a note."""
    console = error_console()
    if not console.is_terminal:
        yield _LineProgress(what, total, unit).advance
        return
    bar = _bar(console, unit)
    task = bar.add_task(what, total=total or None, note="")
    with bar:
        yield lambda done, note: bar.update(task, completed=done, note=note)


def _bar(console: Console, unit: str) -> Progress:
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    counted = (DownloadColumn(), TransferSpeedColumn()) if unit == "bytes" else (MofNCompleteColumn(),)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        *counted,
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[note]}"),
        console=console,
        transient=True,
    )


class _LineProgress:
    def __init__(self, what: str, total: int | None, unit: str) -> None:
        self._what = what
        self._unit, self._scale = ("kB", 1000) if unit == "bytes" else (unit, 1)
        self._total = total
        self._started = self._last = time.monotonic()

    def advance(self, done: int, note: str) -> None:
        now = time.monotonic()
        if now - self._last < LINE_SECONDS:
            return
        self._last = now
        share = f"{done / self._total:.0%}" if self._total else ""
        rate = done / max(now - self._started, 1e-6)
        speed = f"{rate / self._scale:.0f} {self._unit}/s"
        left = f"{(self._total - done) / max(rate, 1e-6):.0f} s left" if self._total else ""
        parts = ", ".join(filter(None, (share, note, speed, left)))
        print(f"{self._what}: {parts}", file=sys.stderr, flush=True)
