"""`briefings draft` and `drafts`: a briefing draft on a topic, and those that people put together."""

from __future__ import annotations

import time
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.surfaces.app import Json, app, open_library, print_json, say
from assistant.surfaces.delivering import Delivery
from assistant.surfaces.questions import Day, day, in_order, print_result
from assistant.surfaces.terminal import out_console
from index.errors import Rejected

if TYPE_CHECKING:
    from assistant.answer import Refusal
    from assistant.briefs.finished import Finished
    from assistant.library import Library
    from assistant.question import Place

DEFAULT_KIND = "regional"


@app.command()
def draft(
    topic: Annotated[
        str | None, typer.Argument(metavar="TOPIC", help="What it is about: a topic, or a question.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="A .md, .html, .docx, .pdf or .json file; {day} in its name becomes the day.",
        ),
    ] = None,
    kind: Annotated[
        str, typer.Option(metavar="KIND", help="regional, position, delta, or a template of yours in the home.")
    ] = DEFAULT_KIND,
    since: Day = None,
    until: Day = None,
    days: Annotated[int | None, typer.Option(min=1, help="Only the last so many days, today besides.")] = None,
    speaker: Annotated[str | None, typer.Option(help="Only this person, role or body.")] = None,
    actor: Annotated[str | None, typer.Option(help="Only who speaks for this country or organisation.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Only articles of this outlet.")] = None,
    language: Annotated[str | None, typer.Option(help="Only articles in this language, as en or ru.")] = None,
    after: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="The .json of an earlier draft: only what is new since. The same FILE for -o keeps it for a reader.",
        ),
    ] = None,
    collected: Annotated[
        str | None,
        typer.Option(metavar="DRAFT", help="In place of TOPIC: what was collected, by the id or title in `drafts`."),
    ] = None,
    again: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="In place of TOPIC: a draft's .json, as of its day; changes since are named."
        ),
    ] = None,
    mail_to: Annotated[
        list[str] | None,
        typer.Option(metavar="ADDRESS", help="Send it by mail, with the file of -o or an .html; may be repeated."),
    ] = None,
    slack: Annotated[
        str | None,
        typer.Option(
            metavar="CHANNEL",
            help="Post it to this channel of Slack, which the bot is in; of several workspaces as WORKSPACE/CHANNEL.",
        ),
    ] = None,
    labels: Annotated[
        str | None,
        typer.Option(metavar="LANGUAGE", help="Of its own words: en, ru, hy, az, ka, tr; the topic's otherwise."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Write a briefing draft: verbatim quotations by event, each with its footnote, and what was left out."""
    from assistant.answer import Refusal
    from assistant.briefs.finished import of_briefing
    from assistant.briefs.labels import languages

    if labels is not None and labels not in languages():
        raise typer.BadParameter(f"--labels {labels!r}: there are labels in {', '.join(sorted(languages()))}")
    delivery = Delivery(
        output=output,
        as_json=as_json,
        mail_to=tuple(mail_to or ()),
        channel=slack,
        once_sent=output is not None and output == after,  # what was not sent is not counted as seen
    )
    first, last = in_order(_since(since, days), day(until))
    shown = _shown(after, output)
    if [topic, collected, again].count(None) != 2:
        raise typer.BadParameter("give a TOPIC, or --collected with a draft's id or title, or --again with its .json")
    chosen = (first, last, speaker, actor, outlet, language, after)
    if topic is None and (any(chosen) or kind != DEFAULT_KIND):
        raise typer.BadParameter("--collected and --again give a draft as it is; nothing selects from it")
    with open_library() as library:
        delivery.check(library.archive)
        if again is not None:
            delivery.deliver(_once_more(again, labels, library), library.archive)
            return
        if topic is None:
            delivery.deliver(_put_together(collected or "", labels, library), library.archive)
            return
        started = time.perf_counter()
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
        _refuse(made, time.perf_counter() - started, as_json)
        return
    if not made.citations:
        say("nothing is left to be shown: what was found is left out, and --json says why")
    delivery.deliver(of_briefing(made, labels), library.archive)


@app.command()
def drafts(as_json: Json = False) -> None:
    """List the drafts that people put together in the web chat and in Slack."""
    from assistant.render import visible

    with open_library() as library:
        listed = library.collections.all()
    if as_json:
        told = [
            {"id": one.id, "title": one.title, "by": one.by, "created": one.created.isoformat(), "items": one.items}
            for one in listed
        ]
        print_json({"drafts": told})
        return
    for one in listed:
        line = f"{one.id}  {visible(one.title)} ({visible(one.by)}, {one.created.date().isoformat()}): {one.items}"
        out_console().print(line, markup=False, highlight=False, soft_wrap=True)
    if not listed:
        say("no drafts; “add to briefing” in the web chat or in Slack begins one")


def _since(since: str | None, days: int | None) -> date | None:
    if days is None:
        return day(since)
    if since is not None:
        raise typer.BadParameter("--since and --days both say when it begins; give one")
    return date.today() - timedelta(days=days)


def _refuse(refusal: Refusal, seconds: float, as_json: bool) -> None:
    from assistant.contract import as_json as answer_as_json

    if as_json:
        print_json(answer_as_json(refusal, seconds))
    else:
        print_result(refusal)
    say("no draft is made")


def _put_together(name: str, labels: str | None, library: Library) -> Finished:
    from assistant.briefs.finished import of_collection

    return of_collection(library.collections.drawn_up(name), labels)


def _once_more(path: Path, labels: str | None, library: Library) -> Finished:
    from assistant.briefs.finished import of_briefing

    return of_briefing(library.replay(str(path), _read(path)), labels)


def _shown(after: Path | None, output: Path | None) -> frozenset[Place]:
    """The places that an earlier draft, or one before it, has shown; none where it is still to be written."""
    from assistant.checking.document import shown_in

    if after is None or (after == output and not after.exists()):
        return frozenset()
    payload = _read(after)
    return frozenset(
        (one.article, one.revision, one.span)
        for one in shown_in(str(after), payload)
        if one.article and one.revision and one.span
    )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Rejected(str(path), f"cannot be read: {error.strerror or error}") from error
