"""`briefings verify`: the quotations of a document held against the archive."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.surfaces.app import FAILED, STDIN, Json, app, open_library, print_json, say
from assistant.surfaces.terminal import out_console
from index.errors import Rejected

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from assistant.checking.checked import Checked
    from assistant.checking.quoted import Quoted
    from index.library import Library

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
        found = _one(words, speaker) if words is not None else _read(str(file))
        checked = _checked(library, found)
    if as_json:
        print_json(_as_json(file, found, checked))
    else:
        _print(out_console(), found, checked)
    if not all(one.sound for one in checked):
        raise typer.Exit(FAILED)


def _one(words: str, speaker: str | None) -> list[Quoted]:
    from assistant.checking.checked import Asked
    from assistant.checking.quoted import Quoted, bare

    return [Quoted(asked=Asked(bare(words), speaker=speaker), at=None, line=None)]


def _read(name: str) -> list[Quoted]:
    """The quotations of the document. Raises Rejected where it cannot be read."""
    from assistant.checking.document import citations, is_citations, text_of
    from assistant.checking.quoted import Quoted, quotations_in
    from index.attribute.attributor import Attributor

    payload, name = _payload(name)
    if is_citations(name):
        return [Quoted(asked=asked, at=None, line=None) for asked in citations(name, payload)]
    return quotations_in(text_of(name, payload), Attributor())


def _payload(name: str) -> tuple[bytes, str]:
    """What the file holds, and a name that tells its kind."""
    if name == STDIN:
        payload = sys.stdin.buffer.read()
        return payload, "standard input.json" if payload.lstrip()[:1] == b"{" else "standard input.txt"
    try:
        return Path(name).read_bytes(), name
    except OSError as error:
        raise Rejected(name, f"cannot be read: {error.strerror or error}") from error


def _checked(library: Library, found: Sequence[Quoted]) -> list[Checked]:
    from assistant.checking.check import Checker
    from index.settle import replay

    replay(library)
    checker = Checker(library)
    return [checker.check(one.asked) for one in found]


def _as_json(file: str | None, found: Sequence[Quoted], checked: Sequence[Checked]) -> dict[str, Any]:
    from assistant.checking.report import checked_as_json

    return {
        "file": file,
        "sound": all(one.sound for one in checked),
        "verdicts": dict(Counter(one.verdict for one in checked)),
        "quotations": [
            {"number": number, "line": one.line} | checked_as_json(judged)
            for number, (one, judged) in enumerate(zip(found, checked, strict=True), 1)
        ],
    }


def _print(console: Console, found: Sequence[Quoted], checked: Sequence[Checked]) -> None:
    for number, (one, judged) in enumerate(zip(found, checked, strict=True), 1):
        _print_one(console, number, one, judged)
    if not found:
        say("no quotations found in it")
        return
    counted = Counter(one.verdict for one in checked)
    tally = ", ".join(f"{count} {verdict}" for verdict, count in counted.most_common())
    console.print(f"{len(found)} quotation{'' if len(found) == 1 else 's'}: {tally}", highlight=False)


def _print_one(console: Console, number: int, one: Quoted, judged: Checked) -> None:
    from rich.text import Text

    from assistant.checking.report import reasons, said_by
    from assistant.render import Indented, show_command, visible

    sign, style = SIGNS[judged.sound]
    where = f", line {one.line}" if one.line else ""
    named = f" — {visible(one.asked.speaker)}" if one.asked.speaker else ""
    words = " ".join(one.asked.text.split())
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
