"""`briefings eval`: the archive measured by questions whose answers are known."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.surfaces.app import FAILED, PARTLY, STDIN, Json, app, complain, open_library, print_json
from assistant.surfaces.terminal import out_console
from index.errors import Rejected

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from assistant.evaluation import Score

ALL = "all"
SHOWN_CHARACTERS = 100  # of what came instead


@app.command("eval")
def evaluate(
    questions: Annotated[
        str,
        typer.Argument(metavar="QUESTIONS", help="JSON Lines, or - for standard input (with --from-feedback: output)."),
    ] = STDIN,
    as_json: Json = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show the questions that went wrong.")] = False,
    from_feedback: Annotated[
        bool, typer.Option("--from-feedback", help="Write what readers have said of answers as such questions instead.")
    ] = False,
) -> None:
    """Measure the archive by questions whose answers are known: a table, a row a kind of question."""
    if from_feedback:
        _write_feedback(questions)
        return
    lines = _read(questions)
    with open_library() as library:
        measured = library.evaluate(lines)
    scores, rejected = measured.scores, measured.rejected
    for one in rejected:
        complain(one)
    if as_json:
        print_json(_as_json(scores, rejected))
    elif scores:
        out_console().print(_table(scores))
    if verbose and not as_json:
        _print_wrong(scores)
    if rejected or not scores:
        if not (scores or rejected):
            complain('there is no question; each line is {"question": "...", "expect": {"answered": ...}}')
        raise typer.Exit(PARTLY if scores else FAILED)


def _read(questions: str) -> list[bytes]:
    try:
        content = sys.stdin.buffer.read() if questions == STDIN else Path(questions).read_bytes()
    except OSError as error:
        raise typer.BadParameter(f"{questions}: {error.strerror or error}") from None
    return content.splitlines()


def _write_feedback(to: str) -> None:
    """One question a line, to a file that is not there yet or to standard output."""
    with open_library() as library:
        found = library.remarked()
    rejected = [one for one in found if isinstance(one, Rejected)]
    lines = [one.model_dump_json(exclude_defaults=True) for one in found if not isinstance(one, Rejected)]
    text = "".join(f"{line}\n" for line in lines)
    if to == STDIN:
        sys.stdout.write(text)
    elif lines:
        try:
            with Path(to).open("x", encoding="utf-8") as file:
                file.write(text)
        except OSError as error:
            raise typer.BadParameter(f"{to}: {error.strerror or error}") from None
    for one in rejected:
        complain(one)
    if not found:
        complain("nobody has said anything of an answer yet; `briefings serve` asks for it")
    if rejected or not found:
        raise typer.Exit(PARTLY if lines else FAILED)


def _by_kind(scores: Sequence[Score]) -> dict[str, list[Score]]:
    """All scores, and where there are several kinds, those of each; kinds in the order of the questions."""
    kinds = dict.fromkeys(one.case.kind for one in scores)
    found = {kind: [one for one in scores if one.case.kind == kind] for kind in kinds}
    return {**(found if len(found) > 1 else {}), ALL: list(scores)}


def _table(scores: Sequence[Score]) -> Table:
    from rich.table import Table

    from assistant.evaluation import MEASURES, shares
    from assistant.render import visible

    table = Table(box=None, pad_edge=False)
    measured = [name for name in MEASURES if name in shares(scores)]
    table.add_column("questions")
    for name in ("", *measured):
        table.add_column(name, justify="right", no_wrap=True)
    for kind, some in _by_kind(scores).items():
        found = shares(some)
        cells = (f"{found[name][0]:.2f}" if name in found else "" for name in measured)
        table.add_row(visible(kind), str(len(some)), *cells)
    return table


def _print_wrong(scores: Sequence[Score]) -> None:
    from assistant.render import visible

    console = out_console()
    for one in scores:
        if not one.good:
            name = f"{one.case.id}: " if one.case.id else ""
            came = " ".join(one.came.split())
            came = came if len(came) <= SHOWN_CHARACTERS else came[:SHOWN_CHARACTERS].rstrip() + "…"
            console.print(visible(f"\n{name}{one.case.question}"), markup=False, highlight=False)
            console.print(visible(f"    {came}"), style="dim", markup=False, highlight=False)


def _as_json(scores: Sequence[Score], rejected: Sequence[Rejected]) -> dict[str, Any]:
    from assistant.evaluation import shares

    return {
        "questions": len(scores),
        "scores": {
            kind: {name: {"share": round(share, 4), "of": of} for name, (share, of) in shares(some).items()}
            for kind, some in _by_kind(scores).items()
        },
        "wrong": [
            {"id": one.case.id, "question": one.case.question, "came": one.came} for one in scores if not one.good
        ],
        "rejected": [{"source": one.source, "reason": one.reason} for one in rejected],
    }
