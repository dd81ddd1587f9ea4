"""Plain text: its first line may be its headline."""

from __future__ import annotations

import re

from index.raw import Raw
from index.sources.fields import Fields, one_line
from index.text.decode import decode

MAX_HEADLINE = 160  # characters; the longest of 11,000 real headlines is shorter
HEADLINE = re.compile(r"\s*([^\r\n]*\S)[^\S\r\n]*(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)\s*\S")


def read_plain(raw: Raw) -> Fields:
    """The whole file is the text; a headline on the first line is its title and stays in the text. Raises Rejected."""
    text = decode(raw.payload, raw.origin, raw.charset)
    return Fields(text=text, title=headline(text))


def headline(text: str) -> str | None:
    """The first line, where it is short, stands alone before a blank line, and does not read like a sentence."""
    match = HEADLINE.match(text[: 4 * MAX_HEADLINE])
    if not match or len(match[1]) > MAX_HEADLINE or match[1].endswith((".", ",", ":", ";", "—", "–", "-", "։")):
        return None
    return one_line(match[1]) if " " in match[1] else None
