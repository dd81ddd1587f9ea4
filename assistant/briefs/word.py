"""Page -> DOCX by pandoc, with footnotes that Word knows as such.

pandoc gets its own document tree and no text to parse: its Markdown reader would make other quotation marks and dashes
of those that are quoted. It runs in a process of its own, without access to files or the network (`--sandbox`).
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Iterator
from typing import Any

from assistant.briefs.dress import BYLINE, SAID, TYPED, dressed
from assistant.briefs.page import Bullets, Heading, Inline, Link, NoteMark, Page, Paragraph, Said

SECONDS = 120.0
Node = dict[str, Any]
NO_ATTRIBUTES: list[Any] = ["", [], []]


def as_docx(page: Page) -> bytes:
    """The file. Raises ImportError where the extra `export` is not installed."""
    import pypandoc

    pandoc = pypandoc.get_pandoc_path()
    version = json.loads(_run([pandoc, "-f", "markdown", "-t", "json"], b""))["pandoc-api-version"]
    tree = {"pandoc-api-version": version, "meta": _meta(page), "blocks": list(_Tree(page).blocks())}
    made = _run([pandoc, "--sandbox", "-f", "json", "-t", "docx", "-o", "-"], json.dumps(tree).encode("ascii"))
    return dressed(made, page)


def _run(command: list[str], given: bytes) -> bytes:
    return subprocess.run(command, input=given, capture_output=True, check=True, timeout=SECONDS).stdout


def _meta(page: Page) -> Node:
    return {
        "title": {"t": "MetaInlines", "c": _words(page.title)},
        "subtitle": {"t": "MetaInlines", "c": _words(page.subtitle)},
        "lang": {"t": "MetaString", "c": page.language},
    }


class _Tree:
    """Makes pandoc's blocks; a note stands where its words are shown first, elsewhere its number."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._noted: set[int] = set()

    def blocks(self) -> Iterator[Node]:
        for block in self._page.blocks:
            yield from self._said(block) if isinstance(block, Said) else [self._block(block)]

    def _block(self, block: Heading | Paragraph | Bullets) -> Node:
        match block:
            case Heading():
                return _node("Header", [block.level, NO_ATTRIBUTES, _words(block.text)])
            case Paragraph():
                paragraph = _node("Para", self._inlines(block.inlines))
                return _styled(TYPED, [paragraph]) if block.typed else paragraph
            case Bullets():
                return _node("BulletList", [[_node("Plain", self._inlines(item))] for item in block.items])

    def _said(self, said: Said) -> Iterator[Node]:
        inlines = _words(said.shown)
        if said.language:
            inlines = [_node("Span", [["", [], [["lang", said.language]]], inlines])]
        yield _styled(SAID, [_node("Para", [*inlines, self._note(said.note)])])
        yield _styled(BYLINE, [_node("Para", _words(f"— {said.by}"))])

    def _note(self, number: int) -> Node:
        if number in self._noted:
            return _node("Superscript", _words(f"[{number}]"))
        self._noted.add(number)
        return _node("Note", [_node("Para", self._inlines(self._page.notes[number]))])

    def _inlines(self, inlines: Iterable[Inline]) -> list[Node]:
        return [node for inline in inlines for node in self._inline(inline)]

    @staticmethod
    def _inline(inline: Inline) -> list[Node]:
        match inline:
            case Link():
                return [_node("Link", [NO_ATTRIBUTES, _words(inline.text), [inline.url, ""]])]
            case NoteMark():
                return _words(f"[{inline.number}]")
            case _:
                return _words(inline)


def _node(kind: str, content: Any) -> Node:
    return {"t": kind, "c": content}


def _styled(style: str, blocks: list[Node]) -> Node:
    return _node("Div", [["", [], [["custom-style", style]]], blocks])


def _words(text: str) -> list[Node]:
    """The text as it stands, spaces and all; its line ends are breaks."""
    nodes: list[Node] = []
    for number, line in enumerate(text.split("\n")):
        nodes += [{"t": "LineBreak"}] if number else []
        nodes += [_node("Str", line)] if line else []
    return nodes
