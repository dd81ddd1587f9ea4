"""A paragraph of a turn as a quotation."""

from __future__ import annotations

from index.article import Article
from index.attribute.page import Page
from index.attribute.transcripts.turns import Turn
from index.quotation import Quotation, Speaker
from index.span import Span


def quotation_of(
    article: Article, page: Page, turn: Turn, span: Span, *, speaker: Speaker | None, sure: float, language: str
) -> Quotation:
    """What `speaker` says there, with the confidence `sure`, which is none of nobody; its label stands in its context
    where it stands beside.
    """
    label = turn.label
    beside = label is not None and page.block_at[label.start] == page.block_at[span.start]
    return Quotation(
        article=article.id,
        revision=article.revision,
        kind="direct",
        span=span,
        context=Span(label.start, span.end) if label is not None and beside else span,
        mention=label,
        speaker=speaker,
        confidence=round(sure, 3) if speaker is not None else 0.0,
        replies_to=turn.question,
        language=language,
    )
