"""Commands for what was rejected: rejected, retry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.surfaces.app import Json, app, open_library, print_json, say
from assistant.surfaces.taking import conclude, take_in

if TYPE_CHECKING:
    from index.record.dead_letters import Letter

Numbers = Annotated[list[int] | None, typer.Argument(metavar="NUMBER...", help="As `briefings rejected` lists them.")]


@app.command()
def rejected(
    forget: Annotated[
        list[int] | None, typer.Option("--forget", metavar="NUMBER", help="Take one off the list; may be repeated.")
    ] = None,
    as_json: Json = False,
) -> None:
    """List what could not be taken in, and why; `retry` tries it again."""
    with open_library() as library:
        if forget:
            library.rejections.forget(*forget)
        letters = library.rejections.all()
    if as_json:
        print_json({"rejected": [_as_json(letter) for letter in letters]})
        return
    for letter in letters:
        _print(letter)
    if not letters:
        say("nothing is waiting to be tried again")


@app.command()
def retry(
    numbers: Numbers = None,
    every: Annotated[bool, typer.Option("--all", help="All that are listed.")] = False,
    as_json: Json = False,
) -> None:
    """Try again what was rejected. What goes in leaves the list."""
    if bool(numbers) == every:
        raise typer.BadParameter("name what to try again by its numbers, or all of it with --all")
    with open_library() as library:
        report = take_in(library.rejections.retry(*(numbers or ())))
    conclude(report, as_json=as_json)


def _as_json(letter: Letter) -> dict[str, Any]:
    return {
        "number": letter.number,
        "source": letter.name,
        "reason": letter.reason,
        "first": letter.first.isoformat(),
        "last": letter.last.isoformat(),
        "tries": letter.tries,
    }


def _print(letter: Letter) -> None:
    from assistant.render import visible

    tried = "tried once" if letter.tries == 1 else f"tried {letter.tries} times"
    print(visible(f"{letter.number}: {letter.name}: {letter.reason} ({tried}, last {letter.last:%Y-%m-%d %H:%M} UTC)"))
