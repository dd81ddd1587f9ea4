"""An aside: what a chat is told about the answer it gave ("show the second one in context", "why?"), no question."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from assistant.understanding.ellipsis import ELLIPSES, Ellipsis

SUFFIX = r"(?:\w{0,4}|['’-]\w{1,4})"  # case endings of an ordinal or a numeral
EMPHASIS = str.maketrans("", "", "՞՛՜")  # Armenian writes its question marks inside the words
EDGES = " \t\r\n?!.,;:…։՝;"


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """Open the article of a citation there. `number` counts from 1, -1 is the last one."""

    number: int


@dataclass(frozen=True, slots=True)
class Why:
    """Say how the answer came about."""


def read_aside(text: str) -> Show | Why | None:
    """What the text asks to be done with the answer before it; None where it does not."""
    said = text.translate(EMPHASIS).strip(EDGES)
    for words in ELLIPSES.values():
        if re.fullmatch(words.why, said, re.IGNORECASE):
            return Why()
        number = _shown(said, words)
        if number is not None:
            return Show(number=number)
    return None


def _shown(said: str, words: Ellipsis) -> int | None:
    """The citation that "show the second one" names; no word may be left over. "The second" alone may be a day."""
    named = re.fullmatch(r"\[(\d{1,3})\]", said)
    if named:
        return int(named[1])
    number, rest = _numeral(said, words)
    opened = re.sub(rf"(?<!\w)(?:{words.show})(?!\w)", " ", rest, flags=re.IGNORECASE)
    left = re.sub(rf"(?<!\w)(?:{words.shown})(?!\w)", " ", opened, flags=re.IGNORECASE)
    return number if opened != rest and not left.strip(EDGES) else None


def _numeral(said: str, words: Ellipsis) -> tuple[int | None, str]:
    """The first number in the text, in figures or as an ordinal, and the text without it."""
    for pattern, number in _numerals(words):
        match = pattern.search(said)
        if match:
            return int(match[1]) if number is None else number, said[: match.start()] + said[match.end() :]
    return None, said


@cache
def _numerals(words: Ellipsis) -> list[tuple[re.Pattern[str], int | None]]:
    spelt = [*enumerate(words.ordinals, 1), (-1, words.last)]
    figures = re.compile(rf"(?<!\w)\[?(\d{{1,3}})\]?(?:st|nd|rd|th|{SUFFIX})(?!\w)", re.IGNORECASE)
    return [
        (figures, None),
        *((re.compile(rf"(?<!\w)(?:{word}){SUFFIX}(?!\w)", re.IGNORECASE), n) for n, word in spelt),
    ]
