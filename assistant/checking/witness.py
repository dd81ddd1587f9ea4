"""Witness: a revision of an article that a quotation is held against."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from assistant.checking.checked import Place
from assistant.checking.words import Worded
from index.article import Article
from index.attribute.marks import marked, paragraphs
from index.quotation import Quotation
from index.span import Span

MOST = 0.5  # share of a place that has to lie in a quotation for it to be that one's


@dataclass(frozen=True)
class Witness:
    """`quotations` are those of this revision; `current` says that it is the one that answers see."""

    article: Article
    quotations: tuple[Quotation, ...]
    current: bool

    @cached_property
    def worded(self) -> Worded:
        return Worded(self.article.text)

    @cached_property
    def marked(self) -> list[Span]:
        text = self.article.text
        return [mark.outer for mark in marked(text, paragraphs(text))]

    def place(self, start: int, end: int) -> Place:
        """What the article and the record have at these characters."""
        span = Span(start, end)
        # Indirect speech is cited with its whole sentence, which may hold marked words.
        quotation = max(
            self.quotations, key=lambda one: (_shared(one.cited, span), one.kind != "indirect"), default=None
        )
        if quotation is not None and _shared(quotation.cited, span) < MOST * len(span):
            quotation = None
        direct = quotation is not None and quotation.kind != "indirect"
        quoted = direct or any(_shared(mark, span) >= MOST * len(span) for mark in self.marked)
        return Place(
            article=self.article,
            span=span,
            quotation=quotation if direct or not quoted else None,
            quoted=quoted,
            current=self.current,
        )


def _shared(one: Span, other: Span) -> int:
    """In characters."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))
