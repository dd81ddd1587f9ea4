"""Match: a passage that a search has found, with its article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from index.article import Article
from index.library import Library
from index.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A passage at `span` of its article; `score` orders one ranking, the higher the better."""

    article: Article
    span: Span
    score: float

    @property
    def text(self) -> str:
        return self.span.of(self.article.text)


def matches(library: Library, query: str, k: int) -> Iterator[Match]:
    """The passages that bear most on the query, best first."""
    from index.search import UnitRetriever

    for one in UnitRetriever(library=library, kind="passage", k=k).invoke(query):
        told = one.metadata
        article = library.revision(told["article"], told["revision"])
        yield Match(article=article, span=Span(told["start"], told["end"]), score=told["score"])
