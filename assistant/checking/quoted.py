"""Which quotations stand in a text that somebody has written, and whom it plainly names beside each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.checking.checked import Asked
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
# “So they said”¹ — Ilona Vestrova, spokesperson
SIGNED = re.compile(
    r"\s*(?:\[\^?\w+\]|[¹²³⁰-⁹]+|\d{1,3})?\s*[—–―-]+\s*(?P<name>[^\W\d_][^,;:()\[\]\n—–“”\"«»·•|]{1,80})"
)
NAMED = re.compile(r"(?P<name>[^\W\d_][^,;:()\[\]\n—–“”\"«».]{1,60}):\s*$")  # Ilona Vestrova: “So they said”
MOST_NAME_WORDS = 6


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
            asked=Asked(place.of(text), speaker=_beside(text, places[place]) or _speaker(spans.get(place))),
            at=place,
            line=text.count("\n", 0, place.start) + 1,
        )
        for place in sorted(chosen)
    ]


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


def _beside(text: str, outer: Span) -> str | None:
    """Who signs the quotation, or whose name stands before it with a colon."""
    for match in (
        SIGNED.match(text, outer.end),
        NAMED.search(text[text.rfind("\n", 0, outer.start) + 1 : outer.start]),
    ):
        if match and _a_name(match["name"]):
            return match["name"].strip()
    return None


def _a_name(words: str) -> bool:
    """Whether it is written as names are: few words, the first and the last in capitals where the script has any."""
    found: Sequence[str] = words.split()
    ends = [found[0], found[-1]]
    return len(found) <= MOST_NAME_WORDS and all(not word[0].islower() for word in ends)


def bare(words: str) -> str:
    """One quotation that somebody has typed or pasted, without the marks around it."""
    text = words.strip()
    whole = [span for span, outer in _marked(text) if outer == Span(0, len(text))] if text else []
    return whole[0].of(text) if whole else text
