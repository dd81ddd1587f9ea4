"""Page -> Markdown, with footnotes; every word comes out character for character."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.briefs.page import Block, Bullets, Heading, Inline, Link, NoteMark, Page, Paragraph, Said

ACTS = re.compile(r"[\\`*_\[\]<>&~|$^#]")
AT_LINE_START = re.compile(r"^(\s*\d*)([-+=.)])", re.MULTILINE)  # what may begin a list or a rule
IN_ADDRESS = {" ": "%20", "<": "%3C", ">": "%3E", "(": "%28", ")": "%29", "\\": "%5C"}


def as_markdown(page: Page) -> str:
    parts = [f"# {escaped(page.title)}", escaped(page.subtitle), *map(_block, page.blocks)]
    parts += [f"[^{number}]: {_line(note)}" for number, note in page.notes.items()]
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """Text as Markdown shows it."""
    return AT_LINE_START.sub(r"\1\\\2", ACTS.sub(r"\\\g<0>", text))


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * (block.level + 1)} {_one_line(escaped(block.text))}"
        case Paragraph():
            return _line(block.inlines)
        case Bullets():
            return "\n".join(f"- {_line(item)}" for item in block.items)
        case Said():
            return "\n".join(_said(block))


def _said(said: Said) -> Iterator[str]:
    lines = escaped(said.shown).split("\n")
    for number, line in enumerate(lines):
        last = number + 1 == len(lines)
        # Two spaces keep the line end that the article has.
        yield f"> {line}[^{said.note}]" if last else f"> {line}  " if line.strip() else ">"
    yield ">"
    yield f"> — {_one_line(escaped(said.by))}"


def _line(inlines: Iterable[Inline]) -> str:
    return _one_line("".join(map(_inline, inlines)))


def _inline(inline: Inline) -> str:
    match inline:
        case Link():
            url = "".join(IN_ADDRESS.get(character, character) for character in inline.url)
            return f"[{escaped(inline.text)}]({url})"
        case NoteMark():
            return f"[^{inline.number}]"
        case _:
            return escaped(inline)


def _one_line(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ", text)
