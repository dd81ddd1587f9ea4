"""`briefings draft`: a briefing draft on a topic."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import CannotWrite
from assistant.surfaces.app import Json, app, open_library, print_json, say
from assistant.surfaces.questions import Day, day, print_result, ready
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
    from assistant.briefs import template
    from assistant.briefs.brief import Wanted, brief
    from assistant.understand import Asked
    from index.window import Window

    write = _writer(output, as_json)
    window = Window(since=day(since), until=day(until), outlet=outlet, language=language)
    asked = Asked(speaker=speaker, actor=actor, window=window)
    with open_library() as library:
        wanted = Wanted(topic=topic, template=template.load(kind, library.home.path), asked=asked, after=_shown(after))
        made = brief(wanted, ready(library), library)
    if isinstance(made, Refusal):
        print_result(made)
        say("no draft is made")
        return
    if not made.citations:
        say("nothing is left to be shown: what was found is left out, and --json says why")
    write(made, labels)


Write = Callable[["Briefing", "str | None"], None]
ENDINGS = (".md", ".html", ".docx", ".pdf", ".json")


def _writer(output: Path | None, as_json: bool) -> Write:
    """Raises BadParameter where the file is of no kind that can be written."""
    if as_json:
        if output is not None:
            raise typer.BadParameter("--json prints; to write a file name it with -o draft.json")
        return lambda made, _: print_json(_as_json(made))
    if output is None:
        return lambda made, labels: print(_bytes(made, labels, ".md").decode("utf-8"), end="")
    ending = output.suffix.lower()
    if ending not in ENDINGS:
        raise typer.BadParameter(f"{output.name!r}: a draft is written to a {', '.join(ENDINGS)} file")
    return lambda made, labels: _keep(output, _bytes(made, labels, ending))


def _bytes(made: Briefing, labels: str | None, ending: str) -> bytes:
    """The draft in the format of this ending. Raises CannotWrite where the extra for it is not installed."""
    if ending == ".json":
        return (json.dumps(_as_json(made), ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    from assistant.briefs.labels import Labels
    from assistant.briefs.lay_out import lay_out
    from assistant.briefs.write import written

    return written(lay_out(made, Labels(labels or made.question.language or "en")), ending)


def _as_json(made: Briefing) -> dict[str, object]:
    from assistant.briefs.contract import briefing_as_json

    return briefing_as_json(made)


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
