"""Article -> Passages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.article import Article
from index.passage import Passage
from index.span import Span
from index.text.sentences import sentences

TARGET = 1_000  # characters of a passage
LEAST = 600  # characters after which the end of a paragraph is preferred to a fuller passage
OVERLAP = 150  # characters at most that a passage repeats from the one before, in whole sentences
LONGEST = 1_700  # characters; a longer sentence (a list, a table) is cut at white space. The default embedder reads 510
# tokens, of 3.5 characters on average in Georgian news, 3.7 to 4.2 in English, Russian, Armenian and Turkish.
BREAK = re.compile(r"[\r\n]")


def split(article: Article) -> tuple[Passage, ...]:
    """The article's passages in order: whole sentences, about a thousand characters, covering the whole text.

    Neighbours share up to OVERLAP characters. The same text always gives the same passages.
    """
    pieces = tuple(_pieces(article.text, sentences(article.text, article.language)))
    spans = _pack(pieces, _paragraph_ends(article.text, pieces))
    return tuple(Passage(article=article.id, revision=article.revision, span=span) for span in spans)


def _pieces(text: str, found: Sequence[Span]) -> Iterator[Span]:
    """The sentences, those over LONGEST cut."""
    for span in found:
        start = span.start
        while span.end - start > LONGEST:
            cut = _last_space(text, start, start + LONGEST)
            yield Span(start, len(text[:cut].rstrip()))
            start = cut
            while text[start].isspace():
                start += 1
        yield Span(start, span.end)


def _paragraph_ends(text: str, pieces: Sequence[Span]) -> frozenset[int]:
    """The places in `pieces` after which a line ends."""
    gaps = ((place, text[one.end : other.start]) for place, (one, other) in enumerate(pairwise(pieces)))
    return frozenset(place for place, gap in gaps if BREAK.search(gap))


def _pack(pieces: Sequence[Span], paragraph_ends: frozenset[int]) -> Iterator[Span]:
    first = 0
    fresh = 0  # the first piece that no passage has yet
    while fresh < len(pieces):
        last = _last(pieces, first, fresh, paragraph_ends)
        yield Span(pieces[first].start, pieces[last].end)
        fresh = last + 1
        first = _overlapping(pieces, fresh)


def _last(pieces: Sequence[Span], first: int, fresh: int, paragraph_ends: frozenset[int]) -> int:
    """The last piece of the passage that begins with `first`; at least `fresh`, so that each passage goes further."""
    start = pieces[first].start
    last = fresh
    while last + 1 < len(pieces) and pieces[last + 1].end - start <= TARGET:
        last += 1
    if last + 1 == len(pieces):
        return last
    long_enough = (place for place in range(last, fresh - 1, -1) if pieces[place].end - start >= LEAST)
    return next((place for place in long_enough if place in paragraph_ends), last)


def _overlapping(pieces: Sequence[Span], fresh: int) -> int:
    """The first piece of the passage that goes on with `fresh`."""
    first = fresh
    if fresh == len(pieces):
        return first
    while first > 1 and pieces[fresh - 1].end - pieces[first - 1].start <= OVERLAP:
        first -= 1
    too_long = pieces[fresh].end - pieces[first].start > TARGET
    return fresh if too_long else first


def _last_space(text: str, start: int, limit: int) -> int:
    """The last white space before `limit` in the second half of a stretch, or `limit` where there is none."""
    spaces = (place for place in range(limit, (start + limit) // 2, -1) if text[place].isspace())
    return next(spaces, limit)
