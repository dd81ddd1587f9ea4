"""The lie of an article's text: paragraphs, marked stretches, sentences, and distances between two places."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.attribute.marks import Mark, marked, paragraphs
from index.span import Span

Counts = NDArray[np.int32]

WORD = re.compile(r"\S*\w\S*")
SENTENCE_END = re.compile(
    r"(?<!\b[^\W\d_a-zа-я])(?<!\bMr|\bMs|\bDr|\bSt|\bvs|\bLt)(?<!\bMrs|\bSen|\bRep|\bGov|\bGen|\bCol|\bAmb)"
    r"(?<!\bProf)[.!?…։。]+[”\"’»“)\]']*(?=\s|$)|։"
)
STARTS_SENTENCE = re.compile(r"\s*[“\"„«(\[—–-]*\s*[^\Wa-zа-яա-և_]")


class Page:
    """One text with its marks. Places are offsets in characters; every distance counts what lies outside marks.

    `spoken` is speech that has no quotation marks; the marks inside it do not count.
    """

    def __init__(self, text: str, spoken: Sequence[Mark] = ()) -> None:
        self.text = text
        self.blocks: list[Span] = paragraphs(text)
        quoted = [m for m in marked(text, self.blocks) if not any(m.span.overlaps(s.span) for s in spoken)]
        self.marks: list[Mark] = sorted([*quoted, *spoken], key=lambda mark: mark.span)
        self._starts_of: dict[int, list[int]] = {}
        size = len(text) + 2
        self.block_at: Counts = np.zeros(size, np.int32)
        for number, block in enumerate(self.blocks):
            self.block_at[block.start :] = number
        self.mark_at: Counts = np.full(size, -1, np.int32)
        for number, mark in enumerate(self.marks):
            self.mark_at[mark.span.start : mark.span.end] = number

    def inside(self, place: int) -> bool:
        """Whether this place is between quotation marks."""
        return bool(self.mark_at[place] >= 0)

    def in_closed_mark(self, place: int) -> bool:
        number = int(self.mark_at[place])
        return number >= 0 and self.marks[number].closed

    def block(self, place: int) -> Span:
        """The paragraph that this place is in; the one before where it is between two."""
        return self.blocks[int(self.block_at[place])]

    def block_before(self, block: Span) -> Span | None:
        number = int(self.block_at[block.start])
        return self.blocks[number - 1] if number else None

    def words_between(self, start: int, end: int) -> int:
        return int(self._words[end] - self._words[start])

    def ends_between(self, start: int, end: int) -> int:
        """Sentence ends from start to end."""
        return int(self._ends[end] - self._ends[start])

    def marks_between(self, start: int, end: int) -> int:
        """Marked stretches that begin from start to end."""
        return int(self._opens[end] - self._opens[start])

    def finished_between(self, start: int, end: int) -> int:
        """Marked stretches from start to end whose last character ends a sentence."""
        return int(self._finished[end] - self._finished[start])

    def sentences(self, span: Span) -> Span:
        """The sentences, within its paragraphs, that the span touches; marked words are never broken up."""
        first, last = self.block(span.start), self.block(span.end - 1)
        before, behind = self._starts(first), self._starts(last)
        start = before[max(0, bisect_right(before, span.start) - 1)]
        following = bisect_left(behind, span.end)
        end = behind[following] if following < len(behind) else last.end
        while end > span.end and self.text[end - 1].isspace():
            end -= 1
        return Span(min(start, span.start), end)

    def _starts(self, block: Span) -> list[int]:
        """Where sentences of a paragraph begin; inside marks none does, except that a mark may itself begin one."""
        known = self._starts_of.get(block.start)
        if known is not None:
            return known
        found = [block.start]
        for match in SENTENCE_END.finditer(self.text, block.start, block.end):
            place = match.end()
            if place >= block.end or self.inside(place) or not STARTS_SENTENCE.match(self.text, place, block.end):
                continue
            while place < block.end and self.text[place].isspace():
                place += 1
            found.append(place)
        self._starts_of[block.start] = found
        return found

    def repeated(self, number: int) -> int:
        """How many marks hold the same words as this one."""
        return self._wordings[_plain(self.marks[number].span.of(self.text))]

    @cached_property
    def _wordings(self) -> Counter[str]:
        return Counter(_plain(mark.span.of(self.text)) for mark in self.marks)

    @cached_property
    def _words(self) -> Counts:
        places = [m.start() for m in WORD.finditer(self.text)]
        return self._count([p for p in places if not self.inside(p)])

    @cached_property
    def _ends(self) -> Counts:
        places = [m.start() for m in SENTENCE_END.finditer(self.text)]
        return self._count([p for p in places if not self.inside(p)])

    @cached_property
    def _opens(self) -> Counts:
        return self._count([mark.span.start for mark in self.marks])

    @cached_property
    def _finished(self) -> Counts:
        return self._count([m.span.start for m in self.marks if self.text[m.span.end - 1] in ".?!…"])

    def _count(self, places: list[int]) -> Counts:
        """Prefix sums: element i counts the places before i."""
        steps: Counts = np.zeros(len(self.text) + 2, np.int32)
        for place in places:
            steps[place + 1] += 1
        return np.cumsum(steps, dtype=np.int32)


def _plain(words: str) -> str:
    return words.lower().strip(" .,")
