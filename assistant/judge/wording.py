"""Words of a text, as they are compared: stemmed in their language, with where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from index.text.terms import terms

TEXTS_KEPT = 1_000  # an answer's evidence and the claims about it, read once for all that is asked of them
ARTICLES_KEPT = 50
STEMS_KEPT = 50_000
BEFORE = 10  # characters, among which the mark that ends the sentence before is looked for
WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
BREAK = re.compile(
    r"[.!?;:։。]|,|\s[-–—]\s|—|\b(?:rather than|instead of|but|however|although|though)\b"
    r"|\b(?:но|однако|ama|fakat|ancak|amma)\b",
    re.I,
)


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


@lru_cache(TEXTS_KEPT)
def words(text: str, language: str) -> tuple[Word, ...]:
    """All words but numbers, hyphenated ones apart."""
    breaks = [found.start() for found in BREAK.finditer(text)]
    found, clause = [], 0
    for match in WORD.finditer(text):
        while clause < len(breaks) and breaks[clause] < match.start():
            clause += 1
        before = text[max(0, match.start() - BEFORE) : match.start()].rstrip(" \t\n“\"'‘«„([—–-")
        first = (match.start() <= BEFORE and not before) or before[-1:] in (".", "!", "?", "։", "。")
        found.append(
            Word(text=match[0], stem=_stem(match[0], language), clause=clause, start=match.start(), first=first)
        )
    return tuple(found)


@lru_cache(ARTICLES_KEPT)
def stems(text: str, language: str) -> frozenset[str]:
    """The stems of a long text."""
    return frozenset(_stem(word, language) for word in set(WORD.findall(text)))


@lru_cache(STEMS_KEPT)
def _stem(word: str, language: str) -> str:
    return "".join(terms(word, language)) or word
