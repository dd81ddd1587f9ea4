"""Which quotations stand in a text that somebody has written, and whom it plainly names beside each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.checking.checked import Around, Asked
from assistant.checking.signed import beside
from index.article import Article
from index.attribute import shown
from index.attribute.attributor import Attributes
from index.attribute.marks import marked, paragraphs
from index.quotation import Quotation
from index.span import Span
from index.text.language import identify

LEAST = 4  # words between marks that are a quotation whatever stands beside them; fewer may be a title, or irony
# ‘So they said’ where no letter stands before the first mark and behind the last; within, one is an apostrophe.
SINGLE = re.compile(r"(?<![\w’'])(?:‘((?:[^‘’\n]|’(?=\w))+)’|'((?:[^'\n]|'(?=\w))+)')(?!\w)")
AROUND = 1500  # characters on either side of a quotation that tell what it is part of


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A quotation in a document; `at` is where its words stand in the text, None where it has no text."""

    asked: Asked
    at: Span | None
    line: int | None


def quotations_in(text: str, attributor: Attributes) -> list[Quoted]:
    """Everything between quotation marks that is somebody's words, in the order of the text."""
    if not text.strip():
        return []
    article = Article(id="document", text=text, language=identify(text))
    (attributed,) = attributor.attribute([article])
    direct = [one for one in attributed if one.kind != "indirect"]
    spans = {one.span: one for one in direct}
    places = {span: span for span in spans} | dict(_marked(text))  # speech behind a dash has no marks
    chosen = [place for place in places if place in spans or len(place.of(text).split()) >= LEAST]
    return [
        Quoted(
            asked=Asked(
                place.of(text),
                speaker=beside(text, places[place]) or _speaker(spans.get(place)),
                around=_around(text, places[place]),
            ),
            at=place,
            line=text.count("\n", 0, place.start) + 1,
        )
        for place in sorted(chosen)
    ]


def _around(text: str, outer: Span) -> Around:
    return Around(before=text[max(0, outer.start - AROUND) : outer.start], behind=text[outer.end : outer.end + AROUND])


def has_marks(text: str) -> bool:
    """Whether anything stands between quotation marks."""
    return next(_marked(text), None) is not None


def _marked(text: str) -> Iterator[tuple[Span, Span]]:
    """(words, with their marks) of each marked stretch, single marks where they lie in no double ones."""
    double = [(mark.span, mark.outer) for mark in marked(text, paragraphs(text))]
    yield from double
    for match in SINGLE.finditer(text):
        span = Span(*match.span(1 if match[1] is not None else 2))
        if not any(span.overlaps(outer) for _, outer in double):
            yield span, Span(*match.span())


def _speaker(quotation: Quotation | None) -> str | None:
    return quotation.speaker.name if quotation and quotation.speaker and shown(quotation) else None


def bare(words: str) -> str:
    """One quotation that somebody has typed or pasted, without the marks around it."""
    text = words.strip()
    whole = [span for span, outer in _marked(text) if outer == Span(0, len(text))] if text else []
    return whole[0].of(text) if whole else text
