"""The command line. Translation only: options in, records out. Heavy libraries load inside the commands."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.surfaces.terminal import Lines, error_console, out_console, read_lines, use_utf8
from index.errors import BriefingsError, Rejected

if TYPE_CHECKING:
    from assistant.answer import Answer, Refusal
    from assistant.ask import Assistant
    from assistant.understand import Asked
    from index.build import Report
    from index.library import Library

DONE, FAILED, USAGE, PARTLY, INTERRUPTED = 0, 1, 2, 3, 130
STDIN = "-"

app = typer.Typer(
    name="briefings",
    help="Ask an archive of regional news who said what. Answers are verbatim, attributed, located quotations.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object, and nothing else, on standard output.")]


class _Home:
    """Where the archive of this run lies; set by the global option before any command runs."""

    path: Path | None = None


@app.callback()
def _globals(
    home: Annotated[
        Path | None,
        typer.Option("--home", metavar="DIR", envvar="BRIEFINGS_HOME", help="The directory that holds the archive."),
    ] = None,
) -> None:
    _Home.path = home


@contextmanager
def _library(path: Path | None = None) -> Iterator[Library]:
    from index.home import open_home
    from index.library import Library
    from index.settings import Settings, default_home

    home = open_home(path or _Home.path or default_home())
    library = Library(home, Settings.load(home.path), say=_say)
    try:
        yield library
    finally:
        library.close()


def _say(line: str) -> None:
    error_console().print(line, style="dim", markup=False, highlight=False)


def _print_json(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


@app.command()
def demo() -> None:
    """Load the sample archive that ships with the package (an invented region) and ask its first questions."""
    from importlib.resources import as_file

    from index import sample

    with as_file(sample.articles_path()) as articles:
        questions = [json.loads(line)["question"] for line in sample.questions_path().read_text("utf-8").splitlines()]
        with _library(_demo_home()) as library:
            report = _take_in(library, [str(articles)], unrelated=False)
            _say(f"{len(report.new)} invented articles added, {len(report.same)} were there, in {library.home.path}")
            assistant = _assistant(library)
            for question in questions[:DEMO_QUESTIONS]:
                _print_result(assistant.ask(question))
    where = f" --home {library.home.path}" if _Home.path is not None or library.home.path.name == "demo" else ""
    _say(f'\nAsk it something: briefings{where} ask "What did Vahan Toskari say about the Sefrin railway?"')


DEMO_QUESTIONS = 6


def _demo_home() -> Path | None:
    """The home itself, or a directory in it where it holds articles of the user's own: invented news stays apart."""
    from index.sample import PREFIX

    with _library() as library:
        own = any(not name.startswith(PREFIX) for name, _ in library.store.every_article())
        if own:
            _say("this home holds articles of your own; the invented sample goes to a home beside them")
            return library.home.path / "demo"
    return None


@app.command()
def add(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE...", help="Files, folders, or - for standard input.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Let an unrelated text replace the article whose id it has.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Add articles: .txt, .md, .html, .jsonl, .jsonl.gz, folders of these, and standard input."""
    with _library() as library:
        report = _take_in(library, sources, unrelated=replace)
    for rejected in report.rejected:
        _complain(rejected)
    if as_json:
        _print_json(_report(report))
    else:
        print(
            f"{len(report.new)} new, {len(report.revised)} revised, {len(report.same)} already there,"
            f" {len(report.rejected)} rejected"
        )
    if report.rejected:
        raise typer.Exit(PARTLY if report.kept or report.same else FAILED)


def _report(report: Report) -> dict[str, Any]:
    return {
        "new": report.new,
        "revised": report.revised,
        "same": report.same,
        "rejected": [{"source": one.source, "reason": one.reason} for one in report.rejected],
    }


def _take_in(library: Library, sources: list[str], *, unrelated: bool) -> Report:
    """Add with progress. An interrupt says what was kept and ends the program."""
    from assistant.surfaces.terminal import progress
    from index.attribute import Attributor
    from index.build import Report, add
    from index.settle import replay
    from index.sources.files import read_sources, total

    replay(library)
    report = Report()
    with progress("adding", total(sources)) as advance:
        try:
            for report in add(library, read_sources(sources, sys.stdin.buffer), Attributor(), unrelated=unrelated):
                advance(report.bytes_read, f"{report.kept} added")
        except KeyboardInterrupt:
            kept = f"interrupted; {report.kept} articles are kept and searchable, the batch in work is finished or"
            _say(f"{kept} taken up again by the next command; run the same command again for the rest")
            raise typer.Exit(INTERRUPTED) from None
    return report


def _complain(rejected: Rejected) -> None:
    _complain_in_a_line(str(rejected))


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no date; write it as 2025-03-31") from None


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
) -> None:
    """Ask who said what. The answer is quotations; where the archive holds none, it says so."""
    from assistant.understand import Asked
    from index.window import Window

    window = Window(since=_day(since), until=_day(until), outlet=outlet, language=language)
    asked = Asked(speaker=speaker, actor=actor, window=window, k=k)
    with _library() as library:
        assistant = _ready(library)
        if question != STDIN:
            _answer(assistant, question, asked, as_json)
            return
        failed = False
        for line in read_lines(sys.stdin.buffer):
            failed |= not _answer_line(assistant, line, asked, as_json)
    if failed:
        raise typer.Exit(PARTLY)


def _ready(library: Library) -> Assistant:
    from index.settle import replay

    replay(library)
    return _assistant(library)


def _assistant(library: Library) -> Assistant:
    from assistant.ask import Assistant

    return Assistant(library)


def _answer(assistant: Assistant, question: str, asked: Asked, as_json: bool) -> None:
    from assistant.render import as_json as to_json

    started = time.perf_counter()
    result = assistant.ask(question, asked)
    if as_json:
        _print_json(to_json(result, time.perf_counter() - started))
    else:
        _print_result(result)


def _answer_line(assistant: Assistant, line: str, asked: Asked, as_json: bool) -> bool:
    """One of many questions: a bad one is named and keeps its line, the others go on. True where it went well."""
    from assistant.errors import BadQuestion

    try:
        _answer(assistant, line, asked, as_json)
    except BadQuestion as error:
        _complain_of(error)
        if as_json:
            _print_json({"question": line, "answered": False, "error": str(error), "citations": [], "claims": []})
        return False
    return True


def _print_result(result: Answer | Refusal) -> None:
    from assistant.render import for_terminal

    console = out_console()
    for block in for_terminal(result):
        console.print(block, soft_wrap=False, highlight=False)
    console.print()


@app.command()
def search(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="The query, or - for one a line on stdin.")],
    as_json: Json = False,
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="Passages at most.")] = 10,
) -> None:
    """Search passages by meaning and by words, best first."""
    from index.search import UnitRetriever

    with _library() as library:
        _ready(library)
        retriever = UnitRetriever(library=library, kind="passage", k=k)
        queries = read_lines(sys.stdin.buffer) if query == STDIN else iter([query])
        for one in queries:
            found = [
                {
                    "article": {"id": document.metadata["article"], "revision": document.metadata["revision"]},
                    "start": document.metadata["start"],
                    "end": document.metadata["end"],
                    "text": document.page_content,
                    "score": round(document.metadata["score"], 4),
                }
                for document in retriever.invoke(one)
            ]
            if as_json:
                _print_json({"query": one, "passages": found})
            else:
                _print_passages(found)


def _print_passages(found: list[dict[str, Any]]) -> None:
    from assistant.render import show_command, visible
    from index.span import Span

    console = out_console()
    for place, one in enumerate(found, 1):
        console.print(f"\n[{place}] {visible(one['text'])}", markup=False, highlight=False)
        where = show_command(one["article"]["id"], Span(one["start"], one["end"]))
        console.print(f"    {where}", style="dim", markup=False)
    if not found:
        _say("nothing found")


@app.command()
def show(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="The article's id.")],
    at: Annotated[str | None, typer.Option(metavar="S:E", help="The characters to set off, as 120:180.")] = None,
    revision: Annotated[int | None, typer.Option(min=1, help="An earlier revision.")] = None,
    as_json: Json = False,
) -> None:
    """Show an article, with a span of it set off."""
    from assistant.render import article_for_terminal

    with _library() as library:
        found = library.store.article(article, revision)
    span = _span(at, len(found.text))
    if as_json:
        _print_json(
            {
                "article": {"id": found.id, "revision": found.revision, "title": found.title, "outlet": found.outlet}
                | {"url": found.url, "published": found.published.isoformat() if found.published else None},
                "text": found.text,
                "at": [span.start, span.end] if span else None,
                "quote": span.of(found.text) if span else None,
            }
        )
        return
    console = out_console()
    console.print(article_for_terminal(found, span, marked=not console.color_system), highlight=False)


def _span(at: str | None, length: int) -> Any:
    from index.span import Span

    if at is None:
        return None
    start, colon, end = at.partition(":")
    if not (colon and start.isdecimal() and end.isdecimal()):
        raise typer.BadParameter(f"--at {at!r}: write the characters as START:END, such as 120:180")
    if not int(start) < int(end) <= length:
        raise typer.BadParameter(f"--at {at}: the article's text has the characters 0:{length}")
    return Span(int(start), int(end))


@app.command()
def status(as_json: Json = False) -> None:
    """Say what the archive holds."""
    with _library() as library:
        catalogue = library.store.catalogue
        from index.window import Window

        counts = catalogue.counts(Window())
        state = {
            "home": str(library.home.path),
            **catalogue.totals(),
            "first": counts.first.isoformat() if counts.first else None,
            "last": counts.last.isoformat() if counts.last else None,
            "languages": catalogue.languages(),
            "outlets": catalogue.outlets(),
            "embedder": library.store.facts.get("embedding") or library.settings.embedder,
        }
    if as_json:
        _print_json(state)
        return
    Lines(out_console()).table(state)


@app.command()
def remove(
    articles: Annotated[list[str] | None, typer.Argument(metavar="ARTICLE...", help="Ids of articles.")] = None,
    sample: Annotated[bool, typer.Option("--sample", help="The invented articles that `demo` has added.")] = False,
) -> None:
    """Remove articles from the record and from both indexes."""
    from index.sample import PREFIX
    from index.settle import replay, settle

    with _library() as library:
        replay(library)
        names = list(articles or [])
        if sample:
            names += [name for name, _ in library.store.every_article() if name.startswith(PREFIX)]
        if not names and not sample:
            raise typer.BadParameter("name the articles to remove, or pass --sample")
        settle(library, library.store.remove(names, library.writer.name))
    print(f"{len(names)} removed")


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
            _complain(one)
            continue
        done += 1
        if as_json:
            _print_json(one)
        else:
            print_extracted(out_console(), one)
    if rejected:
        raise typer.Exit(PARTLY if done else FAILED)


@app.command()
def reindex() -> None:
    """Make both indexes anew from the record: after damage, or for another embedder. Questions go on meanwhile."""
    from assistant.surfaces.terminal import progress
    from index.reindex import reindex as run

    with _library() as library:
        steps = run(library)
        step = next(steps)
        with progress("indexing", step.units, unit="units") as advance:
            try:
                for step in steps:
                    advance(step.indexed, "")
            except KeyboardInterrupt:
                _say("interrupted; the indexes are as they were, and the next reindex goes on where this one stopped")
                raise typer.Exit(INTERRUPTED) from None
    print(f"{step.indexed} units indexed")


@app.command()
def doctor(as_json: Json = False) -> None:
    """Examine whether both indexes hold what the record says, and find it."""
    from assistant.surfaces.health import findings, health_as_json
    from index.doctor import examine

    with _library() as library:
        health = examine(library)
    if as_json:
        _print_json(health_as_json(health))
    else:
        for line in findings(health):
            out_console().print(line, markup=False, soft_wrap=True)
    if not health.sound:
        raise typer.Exit(FAILED)


def _complain_of(error: BriefingsError) -> None:
    _complain_in_a_line(str(error))


def _complain_in_a_line(text: str) -> None:
    """On standard error: names in it may come from articles and from paths, so nothing in them acts."""
    from assistant.render import visible

    error_console().print(f"briefings: {visible(text)}", markup=False, highlight=False, soft_wrap=True)


def main() -> None:
    """The console script. A user's mistake is one line on standard error and an exit code; ours is a traceback."""
    use_utf8()
    try:
        app(prog_name="briefings")
    except BriefingsError as error:
        _complain_of(error)
        sys.exit(FAILED)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAILED)


if __name__ == "__main__":
    main()
