"""A text as its words and the marks between them, which is what is compared when a quotation is checked.

What a typesetter or a word processor changes is no difference: white space, the form of quotation marks and dashes,
three points for an ellipsis, composed or decomposed letters, soft hyphens and joiners. All else is one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

# Within words, but of none of their letters.
_JOINERS = "\u00ad\u034f\u061c\u200b-\u200f\u2060\ufeff\ufe00-\ufe0f"
# These turn the order in which letters are shown: a word with one in it reads as another.
TURNING = "\u202a-\u202e\u2066-\u2069"
_COMBINING = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u0670"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_JOINERS}{_COMBINING}]|[{TURNING}](?=[^\W_]))*")
_UNSEEN = re.compile(f"[{_JOINERS}]")
_LIGATURES = re.compile("[\ufb00-\ufb17]")  # ﬁ, as documents are typeset
# [T]he treaty: an editor's letter, shown as such.
_EDITED_LETTER = re.compile(r"[\[(](\w)[\])](?=\w)")

_ELLIPSIS = re.compile(r"[\[(]\s*(?:\.\s?){3,}\s*[\])]|[\[(]\s*…\s*[\])]|(?:\.\s?){3,}|…+")
_POINT_AND_ELLIPSIS = re.compile(r"\.?…\.?")  # four points: which of them ends the sentence nobody can tell
_QUOTES = re.compile("[\"“”„‟«»‹›'‘’‚‛ʼ＂「」『』`]")
_DASHES = re.compile(r"[-‐‑‒–—―−]+")
# A paragraph that goes on with a quotation opens with a mark, and the one before it has none at its end.
_REOPENED = re.compile(r"(?<![”\"»“])\s*\n\s*[“\"„«]")
_APOSTROPHES = frozenset("'’‘ʼ`´")  # between two letters
ELLIPSIS = "…"
APOSTROPHE = "'"
QUOTE = '"'


class Word(NamedTuple):
    """A word at `start:end` of its text; `letters` are what is compared, `key` these in lower case."""

    start: int
    end: int
    letters: str
    key: str
    edited: bool  # its first letter is an editor's, in brackets


@dataclass(frozen=True)
class Worded:
    """A text, taken apart once for all comparisons."""

    text: str

    @cached_property
    def words(self) -> tuple[Word, ...]:
        edited = {match.start(1): match for match in _EDITED_LETTER.finditer(self.text)}
        found: list[Word] = []
        for match in _WORD.finditer(self.text):
            start, end, letters = match.start(), match.end(), _letters(match.group())
            first = edited.get(found[-1].start) if found else None
            if first is not None and first.end() == start:
                head = found.pop()
                found.append(Word(first.start(), end, head.letters + letters, head.key + letters.casefold(), True))
            else:
                found.append(Word(start, end, letters, letters.casefold(), False))
        return tuple(found)

    @cached_property
    def keys(self) -> list[str]:
        return [word.key for word in self.words]

    @cached_property
    def places(self) -> dict[tuple[str, ...], list[int]]:
        """Where two words stand side by side: the number of the first."""
        found: dict[tuple[str, ...], list[int]] = {}
        for number, pair in enumerate(zip(self.keys, self.keys[1:], strict=False)):
            found.setdefault(pair, []).append(number)
        return found

    def between(self, before: int, after: int) -> str:
        """What stands between two words, given by their numbers; -1 is the beginning, their count the end."""
        start = self.words[before].end if before >= 0 else 0
        end = self.words[after].start if after < len(self.words) else len(self.text)
        return self.text[start:end]

    def slice(self, first: int, after: int) -> str:
        """The words from one to before another, as they stand; empty where there are none."""
        return self.text[self.words[first].start : self.words[after - 1].end] if first < after else ""

    @cached_property
    def elided(self) -> frozenset[int]:
        """Numbers of the words before which words are left out openly; the count of all where it is after the last."""
        count = len(self.words)
        return frozenset(n for n in range(count + 1) if ELLIPSIS in marks(self.between(n - 1, n)))


def same_marks(quoted: str, there: str) -> bool:
    """Whether what stands between two words is the same, or is but for a mark that a paragraph opens with again."""
    if quoted == there or marks(quoted) == marks(there):
        return True
    return marks(_REOPENED.sub(" ", quoted)) == marks(_REOPENED.sub(" ", there))


def marks(text: str) -> str:
    """What stands between words, as it is compared."""
    if text in _APOSTROPHES:
        return APOSTROPHE
    if not text.strip():
        return ""
    text = _ELLIPSIS.sub(ELLIPSIS, unicodedata.normalize("NFC", text))
    text = _DASHES.sub("-", _QUOTES.sub(QUOTE, text))
    return _POINT_AND_ELLIPSIS.sub(ELLIPSIS, "".join(_UNSEEN.sub("", text).split()))


def _letters(word: str) -> str:
    if word.isascii():
        return word
    whole = _LIGATURES.sub(lambda one: unicodedata.normalize("NFKC", one.group()), _UNSEEN.sub("", word))
    return unicodedata.normalize("NFC", whole)
