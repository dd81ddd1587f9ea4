"""Whether two texts are the same words: whatever the case, the white space and the marks between them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

SAID_ONCE = 8  # words in a row that nobody says twice: a text that has them is a rendering of the one that they are
SAID_OFTEN = 3  # words, or fewer, that anybody may say any day: "no comment", "freeze"

_WORD = re.compile(r"[^\W_]+")
# Within words, but of none of their letters: stress marks that compose with no letter, soft hyphens, joiners.
_UNSEEN = re.compile("[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]+")
_INNER = re.compile(r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|‹[^›]*›|\"[^\"]*\"|‘[^‘]*?’(?!\w)")
_BARRIER = "|"  # stands for words between marks, and is part of no word


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a text in lower case with one space between them; `own` with a barrier for what it quotes itself."""

    words: str
    own: str

    @classmethod
    def of(cls, text: str) -> Wording:
        words = _levelled(text)
        if not _INNER.search(text):
            return cls(words, words)
        return cls(words, " ".join(f" {_BARRIER} ".join(map(_levelled, _INNER.split(text))).split()))

    @property
    def length(self) -> int:
        """In words."""
        return len(self.words.split())

    def renders(self, other: Wording) -> bool:
        """Whether the two are one, or one is a part of the other."""
        return self.words == other.words or self.part_of(other) or other.part_of(self)

    def part_of(self, other: Wording) -> bool:
        """Whether the other has these words in a row, at least SAID_ONCE of them, in its own voice: what it quotes from
        somebody else is not a longer rendering of that.
        """
        own = self.own.split()
        return len(own) - own.count(_BARRIER) >= SAID_ONCE and f" {self.own} " in f" {other.own} "


def _levelled(text: str) -> str:
    if not text.isascii():
        text = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    return " ".join(_WORD.findall(text.casefold()))
