"""Commands that keep the archive: demo, add, status, reindex, doctor."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.surfaces.app import FAILED, INTERRUPTED, Json, Run, app, open_library, print_json, say
from assistant.surfaces.questions import Day, day, print_result
from assistant.surfaces.taking import conclude, take_in
from assistant.surfaces.terminal import Lines, out_console

if TYPE_CHECKING:
    from assistant.library import Library


@app.command()
def demo() -> None:
    """Load the sample archive that ships with the package (an invented region) and ask its first questions."""
    from importlib.resources import as_file

    from index import sample

    with as_file(sample.articles_path()) as articles:
        questions = [json.loads(line)["question"] for line in sample.questions_path().read_text("utf-8").splitlines()]
        with open_library(_demo_home()) as library:
            report = take_in(library.adding(articles))
            home = library.home
            say(f"{len(report.new)} invented articles added, {len(report.same)} were there, in {home}")
            for question in questions[:DEMO_QUESTIONS]:
                print_result(library.ask(question))
    where = f" --home {home}" if Run.home is not None or home.name == "demo" else ""
    say(f'\nAsk it something: briefings{where} ask "What did Vahan Toskari say about the Sefrin railway?"')


DEMO_QUESTIONS = 6


def _demo_home() -> Path | None:
    """The home itself, or a directory in it where it holds articles of the user's own: invented news stays apart."""
    from index.sample import PREFIX

    with open_library() as library:
        own = any(not name.startswith(PREFIX) for name in library.articles())
        if own:
            say("this home holds articles of your own; the invented sample goes to a home beside them")
            return library.home / "demo"
    return None


@app.command()
def add(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE...", help="Files, folders, web addresses, or - for standard input.")
    ],
    replace: Annotated[
        bool, typer.Option("--replace", help="Let an unrelated text replace the article whose id it has.")
    ] = False,
    again: Annotated[bool, typer.Option("--again", help="Take in anew what was taken down.")] = False,
    since: Day = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="How many pages of each feed or sitemap, in its order.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Add articles: texts, pages, documents, mail, tables, JSON Lines, archives, folders of these, web addresses."""
    from index.sources.files import total

    first = day(since)
    with open_library() as library:
        reports = library.adding(
            *sources, stdin=sys.stdin.buffer, since=first, limit=limit, replace=replace, again=again
        )
        report = take_in(reports, size=total(sources))
    conclude(report, as_json=as_json)


@app.command()
def status(as_json: Json = False) -> None:
    """Say what the archive holds."""
    from assistant.surfaces.health import REQUOTE, outdated

    with open_library() as library:
        found = library.status()
    state = asdict(found)
    if as_json:
        print_json(
            state | {name: day and day.isoformat() for name, day in (("first", found.first), ("last", found.last))}
        )
        return
    Lines(out_console()).table(state)
    if found.outdated:
        say(f"{outdated(found.outdated)}; {REQUOTE}")


@app.command()
def reindex(
    quotations: Annotated[
        bool, typer.Option("--quotations", help="Only find anew the quotations that an older version has found.")
    ] = False,
) -> None:
    """Make both indexes anew from the record: after damage, or for another embedder; then find anew the quotations that
    an older version has found. Questions go on meanwhile."""
    with open_library() as library:
        if not quotations:
            print(f"{_make_indexes_anew(library)} units indexed")
        reread = _find_quotations_anew(library)
        if reread or quotations:
            print(f"{reread} articles read again for their quotations")


def _make_indexes_anew(library: Library) -> int:
    """With progress; returns how many units are indexed."""
    from assistant.surfaces.terminal import progress

    steps = library.reindex()
    step = next(steps)
    with progress("indexing", step.units, unit="units") as advance:
        try:
            for step in steps:
                advance(step.indexed, "")
        except KeyboardInterrupt:
            say("interrupted; the indexes are as they were, and the next reindex goes on where this one stopped")
            raise typer.Exit(INTERRUPTED) from None
    return step.indexed


def _find_quotations_anew(library: Library) -> int:
    """With progress; returns how many articles were read again."""
    from assistant.surfaces.terminal import progress

    steps = library.requote()
    step = next(steps)
    with progress("reading", step.articles, unit="articles") as advance:
        try:
            for step in steps:
                advance(step.done, "")
        except KeyboardInterrupt:
            say("interrupted; what was found anew is kept, and the next reindex goes on where this one stopped")
            raise typer.Exit(INTERRUPTED) from None
    return step.articles


@app.command()
def doctor(as_json: Json = False) -> None:
    """Examine whether both indexes hold what the record says, and find it; the model, and plugins."""
    from assistant.render import visible
    from assistant.surfaces.health import findings, health_as_json, plugin
    from assistant.surfaces.model import finding, model_as_json, probed
    from index.plugins import installed

    with open_library() as library:
        health, model = library.examine(), probed(library.archive)
    plugins = installed()
    if as_json:
        print_json(
            health_as_json(health) | {"model": model_as_json(model), "plugins": [asdict(one) for one in plugins]}
        )
    else:
        for line in (*findings(health), *([finding(model)] if model else []), *map(plugin, plugins)):
            out_console().print(visible(line), markup=False, soft_wrap=True)
    if not health.sound or (model and model.failure) or any(one.failure for one in plugins):
        raise typer.Exit(FAILED)
