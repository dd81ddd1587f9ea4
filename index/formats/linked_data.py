"""JSON-LD in a page: what it says of its article, as publishers write it for search engines, with their mistakes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_SCRIPTS = 40
MAX_CHARACTERS = 500_000  # of one script; articles whose text is in it have up to 100,000
MAX_NODES = 2_000
OPENING, CLOSING = ("//", "/*", "<![CDATA[", "<!--", "*/"), (";", "*/", "]]>", "-->", "/*", "//")
TRAILING_COMMA = re.compile(r",(\s*[}\]])")
ARTICLE = re.compile(r"(?:^|[/#:])\w{0,40}(?:Article|BlogPosting|Report)$")  # types of schema.org; a live blog is one
LISTING = re.compile(r"(?:^|[/#:])(?:CollectionPage|SearchResultsPage)$")

Node = dict[str, Any]


class LinkedData:
    """The objects of a page's scripts, those within others too."""

    def __init__(self, tree: HtmlElement) -> None:
        scripts = tree.xpath("//script[contains(@type, 'ld+json')]")[:MAX_SCRIPTS]
        self._nodes = [node for script in scripts for node in _objects(_parsed(script.text_content()))][:MAX_NODES]
        self._by_id: dict[str, Node] = {}
        for node in self._nodes:
            name = node.get("@id")
            if isinstance(name, str) and len(node) > 1:
                self._by_id.setdefault(name, node)
        self.article = next((node for node in self._nodes if _is(ARTICLE, node)), None)

    @property
    def listing(self) -> bool:
        """Whether the page says that it lists others, and names no article that it is."""
        return self.article is None and any(_is(LISTING, node) for node in self._nodes)

    def text(self, name: str) -> str | None:
        """A property of the article that is text."""
        value = self.article.get(name) if self.article else None
        return unescape(value) if isinstance(value, str) and value.strip() else None

    def names(self, name: str) -> list[str]:
        """The names of the people or bodies that are a property of the article: its authors, its publisher."""
        value = self.article.get(name) if self.article else None
        return list(self._names(value if isinstance(value, list) else [value]))

    def _names(self, values: list[Any]) -> Iterator[str]:
        for value in values[:50]:
            one = value
            if isinstance(one, dict):
                told = one if "name" in one else self._by_id.get(str(one.get("@id")), {})
                one = told.get("name")
                one = one[0] if isinstance(one, list) and one else one
            if isinstance(one, str) and one.strip():
                yield unescape(one)


def _is(kind: re.Pattern[str], node: Node) -> bool:
    types = node.get("@type")
    return any(isinstance(one, str) and kind.search(one) for one in (types if isinstance(types, list) else [types]))


def _parsed(script: str) -> object:
    """What a script says, None where it cannot be read."""
    if len(script) > MAX_CHARACTERS:
        return None
    bare = script.strip()
    for mark in OPENING:
        bare = bare.removeprefix(mark).lstrip()
    for mark in CLOSING:
        bare = bare.removesuffix(mark).rstrip()
    for text in (bare, TRAILING_COMMA.sub(r"\1", bare)):
        try:
            found: object = json.loads(text, strict=False)  # line ends within strings are a common mistake
        except (ValueError, RecursionError):
            continue
        return found
    return None


def _objects(found: object) -> Iterator[Node]:
    """The outer ones first; an article stands before the authors within it."""
    waiting = [found]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, dict):
            yield one
        if isinstance(one, dict | list) and len(waiting) < MAX_NODES:
            waiting.extend(one.values() if isinstance(one, dict) else one)
