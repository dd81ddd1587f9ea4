"""Whose name a document sets beside words: below them, behind a dash, or before them, with a colon."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.span import Span

# “So they said”¹ — Ilona Vestrova, spokesperson
SIGNED = re.compile(
    r"\s*(?:\[\^?\w+\]|[¹²³⁰-⁹]+|\d{1,3})?\s*[—–―-]+\s*(?P<name>[^\W\d_][^,;:()\[\]\n—–“”\"«»·•|]{1,80})"
)
OF_OURS = re.compile(r"[^\n“”\"«»]{0,300}? · ")  # the rest of a line below, as our drafts have it
NAMED = re.compile(r"(?P<name>[^\W\d_][^,;:()\[\]\n—–“”\"«».]{1,60}):\s*$")  # Ilona Vestrova: “So they said”
MOST_NAME_WORDS = 6


def signer(text: str, at: int) -> str | None:
    """Who signs what ends at this character. Our drafts may name somebody by what they are: "senior diplomat"."""
    match = SIGNED.match(text, at)
    if match and (_a_name(match["name"]) or OF_OURS.match(text, match.end("name"))):
        return match["name"].strip()
    return None


def beside(text: str, outer: Span) -> str | None:
    """Who signs a quotation, or whose name stands before it with a colon."""
    if (name := signer(text, outer.end)) is not None:
        return name
    match = NAMED.search(text[text.rfind("\n", 0, outer.start) + 1 : outer.start])
    return match["name"].strip() if match and _a_name(match["name"]) else None


def _a_name(words: str) -> bool:
    """Whether it is written as names are: few words, the first and the last in capitals where the script has any."""
    found: Sequence[str] = words.split()
    ends = [found[0], found[-1]]
    return len(found) <= MOST_NAME_WORDS and all(not word[0].islower() for word in ends)
