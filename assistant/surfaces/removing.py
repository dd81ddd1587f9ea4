"""`briefings remove`: out of the archive, or out of every file of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.surfaces.app import INTERRUPTED, Json, app, open_library, print_json, say

if TYPE_CHECKING:
    from assistant.library import Library


@app.command()
def remove(
    articles: Annotated[
        list[str] | None, typer.Argument(metavar="ARTICLE...", help="Ids of articles; with --purge also addresses.")
    ] = None,
    sample: Annotated[bool, typer.Option("--sample", help="The invented articles that `demo` has added.")] = False,
    purge: Annotated[
        bool,
        typer.Option("--purge", help="Take them down: erase all their words from every file, and let none back in."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Remove articles from the record and from both indexes."""
    from index.sample import PREFIX

    with open_library() as library:
        library.settled()
        names = list(articles or [])
        if sample:
            names += [name for name in library.articles() if name.startswith(PREFIX)]
        if not names and not sample:
            raise typer.BadParameter("name the articles to remove, or pass --sample")
        if purge:
            _take_down(library, names, as_json=as_json)
            return
        library.remove(*names)
    if as_json:
        print_json({"removed": names})
    else:
        print(f"{len(names)} removed")


def _take_down(library: Library, named: Sequence[str], *, as_json: bool) -> None:
    """Take down what is meant by ids and addresses, with progress, and say what was erased."""
    from assistant.render import visible
    from assistant.surfaces.terminal import progress

    down = library.take_down(*named)
    if down.articles:
        with progress("erasing", None, unit="units") as advance:
            try:
                for step in down.steps:
                    advance(step.indexed, "")
            except KeyboardInterrupt:
                say("interrupted; they are in no answer, and the next command goes on erasing them from the files")
                raise typer.Exit(INTERRUPTED) from None
    if as_json:
        told: dict[str, Any] = {"taken_down": down.articles, "erased": down.erased, "copies": down.copies}
        print_json(told | {"already": [{"article": name, "on": at.isoformat()} for name, at in down.already.items()]})
        return
    for name, at in down.already.items():
        print(visible(f"{name} was taken down on {at.date()} already"))
    if down.articles:
        counted = ", ".join(f"{number} {what}" for what, number in down.erased.items() if number is not None)
        print(f"{len(down.articles)} taken down; erased: {counted}")
    if down.copies:
        say(f"copies under ids of their own stay: {visible(', '.join(down.copies))}")
