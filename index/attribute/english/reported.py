"""Indirect speech: from the clauses that report what somebody says to quotations, each with its speaker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Doc, Token

from index.article import Article
from index.attribute.english.denied import UNSURE, denied
from index.attribute.english.indirect import Report, ReportWeights, reports
from index.attribute.english.mentions import Mention
from index.attribute.english.said_on import said_on
from index.attribute.english.via import credits_only, via
from index.attribute.page import Page
from index.quotation import Quotation, Speaker
from index.span import Span


class Reported:
    """The indirect speech of one article. Its sources are resolved outside, with all others, in the order of the text.

    An outlet that is only credited for what another says is no source here either.
    """

    def __init__(self, doc: Doc, page: Page, found: Sequence[Mention], weights: ReportWeights) -> None:
        self._doc, self._page, self._found = doc, page, found
        self._number = {mention.head: i for i, mention in enumerate(found)}
        credited = {found[number].head for number in credits_only(page, doc, found)}
        self._reports = reports(doc, page, weights, credited)

    @property
    def sources(self) -> set[int]:
        """Numbers of the mentions that say something."""
        return {number for r in self._reports if (number := self._source(r)) is not None}

    def quotations(self, article: Article, speakers: Mapping[int, tuple[Speaker | None, float]]) -> list[Quotation]:
        return [self._quotation(article, r, speakers) for r in self._reports]

    def _source(self, report: Report) -> int | None:
        return None if report.clause.source is None else self._number.get(report.clause.source)

    def _quotation(
        self, article: Article, report: Report, speakers: Mapping[int, tuple[Speaker | None, float]]
    ) -> Quotation:
        clause, page = report.clause, self._page
        number = self._source(report)
        place = self._place(clause.source, number)
        speaker, known = speakers[number] if number is not None else (None, 0.0)
        cue = _span(self._doc[clause.cue])
        said_by = None if clause.source is None else self._doc[clause.source]
        most = UNSURE if denied(self._doc[clause.cue], said_by) else 1.0
        context = page.sentences(_joined(clause.span, cue, place, page))
        return Quotation(
            article=article.id,
            revision=article.revision,
            kind="indirect",
            span=clause.span,
            context=context,
            mention=place,
            cue=cue,
            speaker=speaker,
            confidence=round(min(report.right * (known if speaker else 1.0), most), 3),
            via=via(page, context, place, article.outlet),
            said_on=said_on(self._doc, page, context, clause.cue, article.day),
            language="en",
        )

    def _place(self, source: int | None, number: int | None) -> Span | None:
        if number is not None:
            return Span(self._found[number].start, self._found[number].end)
        return _span(self._doc[source]) if source is not None else None


def _span(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token))


def _joined(content: Span, cue: Span, source: Span | None, page: Page) -> Span:
    """The content with its cue, and with its source where that stands in the same paragraph."""
    spans = [content, cue]
    if source is not None and page.block_at[source.start] == page.block_at[content.start]:
        spans.append(source)
    return Span(min(s.start for s in spans), max(s.end for s in spans))
