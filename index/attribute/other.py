"""Quotations of articles in languages other than English."""

from __future__ import annotations

from index.article import Article
from index.attribute.page import Page
from index.quotation import Quotation


def other_quotations(article: Article) -> tuple[Quotation, ...]:
    """The marked stretches of an article, whose speakers stay unknown."""
    page = Page(article.text)
    return tuple(
        Quotation(
            article=article.id,
            revision=article.revision,
            kind="direct",
            span=mark.span,
            context=page.sentences(mark.outer),
            language=article.language,
        )
        for mark in page.marks
    )
