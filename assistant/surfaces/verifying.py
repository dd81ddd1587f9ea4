"""`briefings verify`: the quotations of a document held against the archive."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.surfaces.app import FAILED, STDIN, Json, app, open_library, print_json, say
from assistant.surfaces.terminal import out_console

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from assistant.checking.check import Verified
    from assistant.library import Library

SHOWN_CHARACTERS = 200  # of a quotation in the list
SIGNS = {True: ("✓", "green"), False: ("✗", "red")}


@app.command()
def verify(
    file: Annotated[
        str | None,
        typer.Argument(metavar="FILE", help="A .md, .html, .docx, .pdf or .txt file, the JSON of an answer, or -."),
    ] = None,
    words: Annotated[str | None, typer.Option(help="One quotation, in place of FILE.")] = None,
    speaker: Annotated[str | None, typer.Option(metavar="NAME", help="With --words: who is said to say it.")] = None,
    as_json: Json = False,
) -> None:
    """Check every quotation of a document against the archive. Exits with 0 only if all are exact or openly elided."""
    if (file is None) == (words is None):
        raise typer.BadParameter("give a FILE, or one quotation with --words")
    if speaker is not None and words is None:
        raise typer.BadParameter("--speaker goes with --words; a document names its own")
    with open_library() as library:
        found = (_one(library, words, speaker),) if words is not None else library.verify(*_document(str(file)))
    if as_json:
        print_json(_as_json(file, found))
    else:
        _print(out_console(), found)
    if not all(one.checked.sound for one in found):
        raise typer.Exit(FAILED)


def _one(library: Library, words: str, speaker: str | None) -> Verified:
    from assistant.checking.check import Verified

    return Verified(line=None, at=None, checked=library.check(words, speaker=speaker))


def _document(name: str) -> tuple[str, bytes | None]:
    """A name that tells its kind, and what it holds where that is not in a file."""
    if name != STDIN:
        return name, None
    content = sys.stdin.buffer.read()
    return "standard input.json" if content.lstrip()[:1] == b"{" else "standard input.txt", content


def _as_json(file: str | None, found: Sequence[Verified]) -> dict[str, Any]:
    from assistant.checking.report import checked_as_json

    return {
        "file": file,
        "sound": all(one.checked.sound for one in found),
        "verdicts": dict(Counter(one.checked.verdict for one in found)),
        "quotations": [
            {"number": number, "line": one.line} | checked_as_json(one.checked) for number, one in enumerate(found, 1)
        ],
    }


def _print(console: Console, found: Sequence[Verified]) -> None:
    for number, one in enumerate(found, 1):
        _print_one(console, number, one)
    if not found:
        say("no quotations found in it")
        return
    counted = Counter(one.checked.verdict for one in found)
    tally = ", ".join(f"{count} {verdict}" for verdict, count in counted.most_common())
    console.print(f"{len(found)} quotation{'' if len(found) == 1 else 's'}: {tally}", highlight=False)


def _print_one(console: Console, number: int, one: Verified) -> None:
    from rich.text import Text

    from assistant.checking.report import reasons, said_by
    from assistant.render import Indented, show_command, visible

    judged, asked = one.checked, one.checked.asked
    sign, style = SIGNS[judged.sound]
    where = f", line {one.line}" if one.line else ""
    named = f" — {visible(asked.speaker)}" if asked.speaker else ""
    words = " ".join(asked.text.split())
    words = words if len(words) <= SHOWN_CHARACTERS else words[:SHOWN_CHARACTERS].rstrip() + "…"
    console.print(Text.assemble((f"{sign} {judged.verdict}", f"bold {style}"), f"  [{number}]{where}"), highlight=False)
    lines = [Text(visible(f"“{words}”{named}"))]
    lines += [Text(visible(reason), style="italic") for reason in reasons(judged)]
    for place in judged.places:
        told = [said_by(place), place.article.outlet, place.article.day.isoformat() if place.article.day else None]
        lines.append(Text(visible(" · ".join(filter(None, told)))))
        lines.append(Text(show_command(place.article.id, place.span), style="dim"))
    if judged.elsewhere:
        others = dict.fromkeys(place.article.outlet or place.article.id for place in judged.elsewhere)
        lines.append(Text(visible(f"also in {', '.join(others)}"), style="dim"))
    for line in lines:
        console.print(Indented(line), highlight=False)
    console.print()
