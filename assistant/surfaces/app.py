"""The program that all commands belong to: its home, its exit codes, how it speaks."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.surfaces.terminal import error_console

if TYPE_CHECKING:
    from assistant.library import Library

FAILED, PARTLY, INTERRUPTED = 1, 3, 130  # 0 is done, a refusal too; 2 is wrong usage, which typer sees to
STDIN = "-"
BROKEN_OFF = "interrupted; the archive holds all that it held, and what was accepted is finished by the next command"

app = typer.Typer(
    name="briefings",
    help="Ask an archive of regional news who said what. Answers are verbatim, attributed, located quotations.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object, and nothing else, on standard output.")]


class Run:
    """What the global options say of this run; set before any command runs."""

    home: Path | None = None


SERVED: ContextVar[Library | None] = ContextVar("served", default=None)  # set where a server runs the command


@app.callback()
def _globals(
    home: Annotated[
        Path | None,
        typer.Option("--home", metavar="DIR", envvar="BRIEFINGS_HOME", help="The directory that holds the archive."),
    ] = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Log on standard error, such as what a model's answers cost.")
    ] = False,
) -> None:
    Run.home = home
    if verbose:
        logging.basicConfig(format="%(asctime)s %(name)s: %(message)s")
        logging.getLogger("briefings").setLevel(logging.INFO)


@contextmanager
def open_library(path: Path | None = None) -> Iterator[Library]:
    """The library of this run's home, or of `path`. An interrupt that the command leaves to it is told, and ends it."""
    served = SERVED.get()
    if served is not None:
        yield served
        return
    from assistant.library import Library

    with Library.open(path or Run.home, say=say) as library:
        try:
            yield library
        except KeyboardInterrupt:
            say(BROKEN_OFF)
            raise typer.Exit(INTERRUPTED) from None


def say(line: str) -> None:
    """A word to the user that is no result."""
    error_console().print(line, style="dim", markup=False, highlight=False)


def complain(what: object) -> None:
    """On standard error: names in it may come from articles and from paths, so nothing in them acts."""
    from assistant.render import visible

    error_console().print(f"briefings: {visible(str(what))}", markup=False, highlight=False, soft_wrap=True)


def print_json(value: Any) -> None:
    """One object on one line of standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()
