"""Commands that ask the archive: ask, quotes, search, show, extract."""

from __future__ import annotations

import sys
import time
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.surfaces.app import FAILED, PARTLY, STDIN, Json, app, complain, open_library, print_json, say
from assistant.surfaces.terminal import colourless, out_console, read_lines
from index.errors import Rejected

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.answer import Answer, Refusal
    from index.match import Match
    from index.span import Span

    Ask = Callable[[str], Answer | Refusal]


def day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no date; write it as 2025-03-31") from None


def days(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    """The first day and the last one. Raises BadParameter where either is no date, or they are in the wrong order."""
    return in_order(day(since), day(until))


def in_order(first: date | None, last: date | None) -> tuple[date | None, date | None]:
    """Both days as they are. Raises BadParameter where the last one is the earlier."""
    if first and last and first > last:
        raise typer.BadParameter(f"--since {first} is later than --until {last}; give the earlier day as --since")
    return first, last


Day = Annotated[str | None, typer.Option(metavar="DATE", help="A day, as 2025-03-31; it is included.")]


@app.command()
def ask(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="The question, or - for one a line on stdin.")],
    as_json: Json = False,
    since: Day = None,
    until: Day = None,
    speaker: Annotated[str | None, typer.Option(help="Only this person, role or body.")] = None,
    actor: Annotated[str | None, typer.Option(help="Only who speaks for this country or organisation.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Only articles of this outlet.")] = None,
    language: Annotated[str | None, typer.Option(help="Only articles in this language, as en or ru.")] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="Citations at most.")] = 8,
    explain: Annotated[bool, typer.Option("--explain", help="Say how the answer came about, step by step.")] = False,
) -> None:
    """Ask who said what. The answer is quotations; where the archive holds none, it says so."""
    first, last = days(since, until)
    with open_library() as library:

        def of(text: str) -> Answer | Refusal:
            return library.ask(
                text, speaker=speaker, actor=actor, since=first, until=last, outlet=outlet, language=language, k=k
            )

        if question != STDIN:
            _answer(of, question, as_json, explain)
            return
        failed = False
        for line in read_lines(sys.stdin.buffer):
            failed |= not _answer_line(of, line, as_json, explain)
    if failed:
        raise typer.Exit(PARTLY)


def _answer(ask: Ask, question: str, as_json: bool, explain: bool) -> None:
    from assistant.contract import as_json as to_json
    from assistant.render import visible

    started = time.perf_counter()
    result = ask(question)
    if as_json:
        explained = {"steps": list(result.steps)} if explain else {}
        print_json(to_json(result, time.perf_counter() - started) | explained)
        return
    print_result(result)
    for step in result.steps if explain else ():
        out_console().print(visible(step), style="dim", markup=False)


def _answer_line(ask: Ask, line: str, as_json: bool, explain: bool) -> bool:
    """One of many questions: a bad one is named and keeps its line, the others go on. True where it went well."""
    from assistant.errors import BadQuestion

    try:
        _answer(ask, line, as_json, explain)
    except BadQuestion as error:
        complain(error)
        if as_json:
            print_json({"question": line, "answered": False, "error": str(error), "citations": [], "claims": []})
        return False
    return True


def print_result(result: Answer | Refusal) -> None:
    from assistant.render import for_terminal

    console = out_console()
    for block in for_terminal(result):
        console.print(block, soft_wrap=False, highlight=False)
    console.print()


@app.command()
def quotes(
    speaker: Annotated[str | None, typer.Option(help="Only this person, role or body.")] = None,
    actor: Annotated[str | None, typer.Option(help="Only who speaks for this country or organisation.")] = None,
    about: Annotated[str | None, typer.Option(metavar="TOPIC", help="Those nearest to a topic first.")] = None,
    since: Day = None,
    until: Day = None,
    k: Annotated[int, typer.Option("-k", min=1, help="Quotations at most.")] = 1000,
    as_json: Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print comma-separated values with a header.")] = False,
) -> None:
    """List quotations, the newest first."""
    from assistant.contract import citation_as_json
    from assistant.render import numbered
    from assistant.surfaces.table import print_csv

    if as_json and as_csv:
        raise typer.BadParameter("--json and --csv exclude each other")
    first, last = days(since, until)
    with open_library() as library:
        found = library.quotes(speaker=speaker, actor=actor, about=about, since=first, until=last, k=k)
    if as_json:
        print_json({"quotes": [citation_as_json(one) for one in found]})
    elif as_csv:
        print_csv(found)
    else:
        for block in numbered(found):
            out_console().print(block, highlight=False)
        if not found:
            say("no quotations")


@app.command()
def search(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="The query, or - for one a line on stdin.")],
    as_json: Json = False,
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="Passages at most.")] = 10,
) -> None:
    """Search passages by meaning and by words, best first."""
    with open_library() as library:
        queries = read_lines(sys.stdin.buffer) if query == STDIN else iter([query])
        for one in queries:
            found = library.search(one, k=k)
            if as_json:
                print_json({"query": one, "passages": [_match_as_json(match) for match in found]})
            else:
                _print_matches(found)


def _match_as_json(match: Match) -> dict[str, Any]:
    return {
        "article": {"id": match.article.id, "revision": match.article.revision},
        "start": match.span.start,
        "end": match.span.end,
        "text": match.text,
        "score": round(match.score, 4),
    }


def _print_matches(found: Sequence[Match]) -> None:
    from assistant.render import show_command, visible

    console = out_console()
    for place, one in enumerate(found, 1):
        console.print(f"\n[{place}] {visible(one.text)}", markup=False, highlight=False)
        console.print(f"    {show_command(one.article.id, one.span)}", style="dim", markup=False)
    if not found:
        say("nothing found")


@app.command()
def show(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="The article's id.")],
    at: Annotated[str | None, typer.Option(metavar="S:E", help="The characters to set off, as 120:180.")] = None,
    revision: Annotated[int | None, typer.Option(min=1, help="An earlier revision.")] = None,
    as_json: Json = False,
) -> None:
    """Show an article, with a span of it set off."""
    from assistant.render import article_for_terminal
    from assistant.surfaces.provenance import provenance

    with open_library() as library:
        found = library.article(article, revision)
        known = provenance(library.archive, found)
    span = span_at(at, len(found.text)) if at is not None else None
    if as_json:
        print_json(
            {
                "article": {"id": found.id, "revision": found.revision, "title": found.title, "outlet": found.outlet}
                | {"url": found.url, "published": found.published.isoformat() if found.published else None},
                "text": found.text,
                "at": [span.start, span.end] if span else None,
                "quote": span.of(found.text) if span else None,
                **known.as_json(),
            }
        )
        return
    console = out_console()
    for line in known.lines():
        console.print(line, style="dim", markup=False, soft_wrap=True)
    console.print(article_for_terminal(found, span, marked=colourless(console)), highlight=False)


def span_at(at: str, length: int) -> Span:
    """The characters START:END of a text of this length. Raises BadParameter where it has no such."""
    from index.span import Span

    start, colon, end = at.partition(":")
    if not (colon and start.isdecimal() and end.isdecimal()):
        raise typer.BadParameter(f"--at {at!r}: write the characters as START:END, such as 120:180")
    if not int(start) < int(end) <= length:
        raise typer.BadParameter(f"--at {at}: the article's text has the characters 0:{length}")
    return Span(int(start), int(end))


@app.command()
def extract(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Files, folders, or - for standard input.")],
    as_json: Json = False,
) -> None:
    """Print the quotations of articles without storing them; with --json, one object a line and article."""
    from assistant.surfaces.extraction import extracted, print_extracted
    from index.sources.files import read_sources

    rejected = done = 0
    for one in extracted(read_sources(files, sys.stdin.buffer)):
        if isinstance(one, Rejected):
            rejected += 1
            complain(one)
            continue
        done += 1
        if as_json:
            print_json(one)
        else:
            print_extracted(out_console(), one)
    if rejected:
        raise typer.Exit(PARTLY if done else FAILED)
