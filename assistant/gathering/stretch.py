"""Stretch: a passage by its sentences, and which terms stand in which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.gathering.setting import keys
from index.article import Article
from index.span import Span
from index.text.sentences import sentences
from index.unit import UNDETERMINED


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """`held` has, by each term of the passage, the sentences that it stands in as bits, the first the lowest: what
    questions on any topic ask of a passage, so that it is read once.
    """

    span: Span
    sentences: tuple[Span, ...]
    held: dict[str, int]

    @classmethod
    def of(cls, article: Article, span: Span) -> Stretch:
        text, language = span.of(article.text), article.language or UNDETERMINED
        found = [Span(span.start + one.start, span.start + one.end) for one in sentences(text, article.language)]
        held = dict.fromkeys(keys(text, language), 0)
        for at, one in enumerate(found):
            for term in keys(one.of(article.text), language):
                held[term] = held.get(term, 0) | 1 << at
        return cls(span=span, sentences=tuple(found), held=held)

    def weights(self, weighed: Iterable[tuple[str, float]]) -> list[float]:
        """What the weighed terms of each sentence add up to."""
        there = [(self.held.get(term, 0), weight) for term, weight in weighed]
        return [sum((weight for bits, weight in there if bits >> at & 1), 0.0) for at in range(len(self.sentences))]
