"""Blocks of Slack, made so that no text in them is read as markup.

Everything that is not ours goes into rich text, whose elements are literal: a quotation with an asterisk, an address or
a mention in it is shown as it stands, links nowhere, and calls nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypedDict

from rich.console import Console
from rich.text import Text

from assistant.render import visible

Block = dict[str, Any]

MAX_BUTTON = 75  # characters; https://docs.slack.dev/reference/block-kit/block-elements/button-element
MAX_VALUE = 2_000
MAX_ADDRESS = 3_000
MAX_LABEL = 1_000  # of what an article says of itself: a name, a title, a note
UNCOLOURED = Console(color_system=None, width=10_000)


class Style(TypedDict, total=False):
    """How Slack sets a piece of rich text."""

    bold: bool
    italic: bool


def text(words: str, **style: bool) -> Block:
    """A literal piece of rich text; Slack refuses an empty one."""
    piece: Block = {"type": "text", "text": visible(words) or " "}
    return piece | {"style": style} if style else piece


def section(*pieces: Block) -> Block:
    return {"type": "rich_text_section", "elements": list(pieces)}


def quoted(*pieces: Block) -> Block:
    return {"type": "rich_text_quote", "elements": list(pieces)}


def rich(*parts: Block) -> Block:
    return {"type": "rich_text", "elements": list(parts)}


def small(words: str) -> Block:
    """A line in small type."""
    return {"type": "context", "elements": [plain(shortened(visible(words)) or " ")]}


def plain(words: str) -> Block:
    """Text of which nothing is read as markup, and no colon as the sign of an emoji."""
    return {"type": "plain_text", "text": words, "emoji": False}


def button(words: str, action: str, value: str) -> Block:
    return {"type": "button", "text": plain(words[:MAX_BUTTON]), "action_id": action, "value": value[:MAX_VALUE]}


def actions(*buttons: Block) -> Block:
    return {"type": "actions", "elements": list(buttons)}


def lines(styled: Iterable[Text]) -> Iterator[Block]:
    """Lines of styled text as pieces of one section, with a break between them; what is a link in them is left out."""
    for number, line in enumerate(styled):
        if number:
            yield {"type": "text", "text": "\n"}
        for words, style, _ in line.render(UNCOLOURED, end=""):
            if not words or (style and style.link):
                continue
            set_so = Style()
            if style and style.bold:
                set_so["bold"] = True
            if style and style.italic:
                set_so["italic"] = True
            piece: Block = {"type": "text", "text": shortened(words)}
            yield piece | {"style": set_so} if set_so else piece


def link_of(line: Text) -> str | None:
    """The address that a line links to."""
    for _, style, _ in line.render(UNCOLOURED, end=""):
        if style and style.link:
            return style.link
    return None


def shortened(words: str) -> str:
    """At most MAX_LABEL characters of what is no quotation."""
    return words if len(words) <= MAX_LABEL else words[: MAX_LABEL - 1] + "…"


def length(block: Block) -> int:
    """How many characters of text there are in a block, and in what is inside it."""
    found = block.get("text", "")
    own = length(found) if isinstance(found, dict) else len(found)
    return own + sum(length(one) for one in block.get("elements", ()))
