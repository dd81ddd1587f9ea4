"""`briefings draft`: a briefing draft on a topic."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import CannotWrite
from assistant.surfaces.app import Json, app, open_library, print_json, say
from assistant.surfaces.questions import Day, day, print_result
from index.errors import Rejected

if TYPE_CHECKING:
    from assistant.briefs.briefing import Briefing
    from assistant.question import Place

DEFAULT_KIND = "regional"


@app.command()
def draft(
    topic: Annotated[str, typer.Argument(metavar="TOPIC", help="What it is about: a topic, or a question.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="A .md, .html, .docx, .pdf or .json file.")
    ] = None,
    kind: Annotated[
        str, typer.Option(metavar="KIND", help="regional, position, delta, or a template of yours in the home.")
    ] = DEFAULT_KIND,
    since: Day = None,
    until: Day = None,
    speaker: Annotated[str | None, typer.Option(help="Only this person, role or body.")] = None,
    actor: Annotated[str | None, typer.Option(help="Only who speaks for this country or organisation.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Only articles of this outlet.")] = None,
    language: Annotated[str | None, typer.Option(help="Only articles in this language, as en or ru.")] = None,
    after: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The .json of an earlier draft: only what is new since.")
    ] = None,
    labels: Annotated[
        str | None, typer.Option(metavar="LANGUAGE", help="Of its own words, en or ru; the topic's otherwise.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Write a briefing draft: verbatim quotations by event, each with its footnote, and what was left out."""
    from assistant.answer import Refusal

    write = _writer(output, as_json)
    first, last, shown = day(since), day(until), _shown(after)
    with open_library() as library:
        made = library.draft(
            topic,
            kind=kind,
            speaker=speaker,
            actor=actor,
            since=first,
            until=last,
            outlet=outlet,
            language=language,
            after=shown,
        )
    if isinstance(made, Refusal):
        print_result(made)
        say("no draft is made")
        return
    if not made.citations:
        say("nothing is left to be shown: what was found is left out, and --json says why")
    write(made, labels)


Write = Callable[["Briefing", "str | None"], None]


def _writer(output: Path | None, as_json: bool) -> Write:
    """Raises BadParameter where the file is of no kind that can be written."""
    from assistant.briefs.contract import briefing_as_json
    from assistant.briefs.export import ENDINGS, export

    if as_json:
        if output is not None:
            raise typer.BadParameter("--json prints; to write a file name it with -o draft.json")
        return lambda made, _: print_json(briefing_as_json(made))
    if output is None:
        return lambda made, labels: print(export(made, ".md", labels=labels).decode("utf-8"), end="")
    ending = output.suffix.lower()
    if ending not in ENDINGS:
        raise typer.BadParameter(f"{output.name!r}: a draft is written to a {', '.join(ENDINGS)} file")
    return lambda made, labels: _keep(output, export(made, ending, labels=labels))


def _keep(path: Path, made: bytes) -> None:
    try:
        path.write_bytes(made)
    except OSError as error:
        raise CannotWrite(f"{path}: cannot be written: {error.strerror or error}") from error
    say(f"written to {path}; `briefings verify {path}` checks it again")


def _shown(after: Path | None) -> frozenset[Place]:
    """The places that an earlier draft has shown."""
    from assistant.checking.document import shown_in

    if after is None:
        return frozenset()
    try:
        payload = after.read_bytes()
    except OSError as error:
        raise Rejected(str(after), f"cannot be read: {error.strerror or error}") from error
    return frozenset(
        (one.article, one.revision, one.span)
        for one in shown_in(str(after), payload)
        if one.article and one.revision and one.span
    )
