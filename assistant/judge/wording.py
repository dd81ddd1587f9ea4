"""Words of a text, as they are compared: stemmed in their language, with where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from index.terms import terms

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
BREAK = re.compile(r"[.!?;:։。]|,|\s[-–—]\s|—|\b(?:but|however|although|though|но|однако|ama|fakat|ancak|amma)\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word as it stands. `stem` is its index term, `clause` counts the text's clauses, `first` begins a sentence."""

    text: str
    stem: str
    clause: int
    start: int
    first: bool

    @property
    def lower(self) -> str:
        return self.text.lower().replace("’", "'").replace("ʼ", "'")

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


def words(text: str, language: str) -> tuple[Word, ...]:
    """All words but numbers, hyphenated ones apart."""
    breaks = [found.start() for found in BREAK.finditer(text)]
    found, clause = [], 0
    for match in WORD.finditer(text):
        while clause < len(breaks) and breaks[clause] < match.start():
            clause += 1
        stems = terms(match[0], language)
        before = text[: match.start()].rstrip(" \t\n“\"'‘«„([—–-")
        first = not before or before[-1] in ".!?։。"
        found.append(
            Word(text=match[0], stem="".join(stems) or match[0], clause=clause, start=match.start(), first=first)
        )
    return tuple(found)


def stems(texts: Iterable[str], language: str) -> frozenset[str]:
    return frozenset(word.stem for text in texts for word in words(text, language))
