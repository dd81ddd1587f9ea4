"""Passage: a retrievable stretch of an article."""

from __future__ import annotations

from dataclasses import dataclass

from index.span import Span
from index.unit_id import unit_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence-aligned stretch of one article revision (TREC RAG segment)."""

    article: str
    revision: int
    span: Span

    @property
    def id(self) -> str:
        return unit_id(self.article, self.revision, "p", self.span.start)
