"""Whether two articles are copies: one report, that an outlet has cut, retitled, edited or taken over as it was.

A follow-up that repeats paragraphs of background is no copy, nor is the next bulletin on the same form. What tells
them apart, each number by tests/benchmarks/copies.py: a copy has the words of the other throughout and opens with
them, where a follow-up opens with what is new; what an editor changes lies scattered, where a form has whole stretches
of its own; and a copy keeps the figures.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import comb

from index.article import Article

RUN = 3  # words in a row that both have; fewer are anybody's
SHARE = 0.65  # of the shorter one's words that stand in such runs
STRETCH = 12  # words in a row that the other has not: no longer an edit, a passage of its own
OWN = 0.15  # share of the shorter one that such stretches may be
OPENING = 60  # words
OPENING_SHARE = 0.5  # of the opening, of either, that the other has
WHOLE = 0.75  # of the longer one's words in the shorter one: then its opening may be what was cut
CHANCE = 0.01  # that so many figures get lost as words do: an editor leaves them, a form is filled in with others
# Of one outlet's articles of different days, which are likest of all: the same form or background, and the next news.
SEQUEL_SHARE = 0.9
SEQUEL_FIGURES = 0.85  # share of the figures that is kept, all but one at least
SHORT = 40  # words; of so few every one counts: a copy has them all, and hardly more

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Worded:
    """An article with its words, read once for all comparisons."""

    article: Article

    @cached_property
    def words(self) -> list[str]:
        return _words(self.article.text)

    @cached_property
    def runs(self) -> set[Sequence[str]]:
        return set(_runs(self.words))

    @cached_property
    def figures(self) -> list[str]:
        return [word for word in self.words if any(map(str.isdigit, word))]


def overlap(one: Worded, other: Worded) -> float | None:
    """How much of the shorter one the longer one has, from 0 to 1, where they are copies; None where not."""
    shorter, longer = sorted((one, other), key=lambda each: len(each.words))
    if not shorter.words:
        return None
    told, back = _told(shorter.words, longer.runs), _told(longer.words, shorter.runs)
    share = _share(told)
    if len(shorter.words) < SHORT:
        return share if share == 1 and _share(back) >= WHOLE and not _apart(one, other) else None
    opens = _share(told[:OPENING]) >= OPENING_SHARE
    opened = _share(back[:OPENING]) >= OPENING_SHARE or _share(back) >= WHOLE
    apart = _apart(one, other)
    like = share >= (SEQUEL_SHARE if apart else SHARE) and _own(told) <= OWN and opens and opened
    return share if like and _figures_kept(shorter, longer, share, apart) else None


def retold(text: str, other: str) -> float:
    """The share of a text's words that stand in runs which another has too; 1 for the text itself."""
    words = _words(text)
    return _share(_told(words, set(_runs(_words(other))))) if words else float(text == other)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _runs(words: Sequence[str]) -> list[Sequence[str]]:
    return list(zip(*(words[at:] for at in range(RUN)), strict=False)) or [tuple(words)]


def _told(words: Sequence[str], known: Collection[Sequence[str]]) -> bytearray:
    """For each of the words 1 where it stands in a run that is known, else 0."""
    told = bytearray(len(words))
    for at, run in enumerate(_runs(words)):
        if run in known:
            told[at : at + len(run)] = b"\1" * len(run)
    return told


def _share(told: Sequence[int]) -> float:
    return sum(told) / len(told)


def _own(told: bytearray) -> float:
    """The share of words in stretches that the other has not."""
    return sum(len(stretch) for stretch in told.split(b"\1") if len(stretch) >= STRETCH) / len(told)


def _figures_kept(shorter: Worded, longer: Worded, share: float, apart: bool) -> bool:
    """Whether no more of the shorter one's figures are missing than of its words, or hardly any."""
    known, number = set(longer.figures), len(shorter.figures)
    lost = sum(one not in known for one in shorter.figures)
    if apart:
        return lost <= max(1.0, (1 - SEQUEL_FIGURES) * number)
    return _at_least(lost, number, 1 - share) >= CHANCE


def _at_least(lost: int, number: int, rate: float) -> float:
    """The chance that of a number of things so many are lost, or more, each at this rate."""
    return sum(comb(number, k) * rate**k * (1 - rate) ** (number - k) for k in range(lost, number + 1))


def _apart(one: Worded, other: Worded) -> bool:
    """Whether they are one outlet's, of different days."""
    a, b = one.article, other.article
    return a.outlet == b.outlet and a.day is not None and b.day is not None and a.day != b.day
