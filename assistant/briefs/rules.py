"""What outlets allow of their words in a draft, whoever makes it: how many, from which day, beside which line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.answer import Citation
from assistant.rendering import Rendering
from assistant.wording import word_ends
from index.article import Article
from index.record.drafts import kept
from index.settings import OutletRule
from index.span import Span

NONE = OutletRule()


@dataclass(frozen=True, slots=True, kw_only=True)
class Embargo:
    """Words that may not be shown before a day."""

    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """What may be shown of a citation. `elided` are the parts of it that are left out; `shortened` says that its outlet
    allows no more words, `line` is what that wants to stand beside them.
    """

    citation: Citation
    elided: tuple[Span, ...]
    shortened: bool
    line: str | None


class Rules:
    """The rules of all outlets as they are on the day on which a draft is made."""

    def __init__(self, outlets: Mapping[str, OutletRule], made: date) -> None:
        self._outlets = {name.casefold(): rule for name, rule in outlets.items()}
        self._made = made

    def embargo(self, article: Article) -> Embargo | None:
        """None where its words may be shown by now; those of an article of no known day always may."""
        days = self._rule(article).embargo_days
        if not days or article.day is None:
            return None
        until = article.day + timedelta(days=days)
        return Embargo(until=until) if self._made < until else None

    def allowed(self, one: Citation, elided: Sequence[Span] = ()) -> Allowed:
        """The citation with no more words than its outlet allows, from its beginning: still a slice of the article.
        Renderings of it that may not be shown whole go.
        """
        span = self._cut(one.article, one.span, elided)
        renderings = tuple(each for each in one.renderings if self._whole(each))
        return Allowed(
            citation=replace(one, span=span, quote=span.of(one.article.text), renderings=renderings),
            elided=tuple(part for part in elided if part.end < span.end or span == one.span),
            shortened=span != one.span,
            line=self._rule(one.article).line,
        )

    def _whole(self, one: Rendering) -> bool:
        return self.embargo(one.article) is None and self._cut(one.article, one.span) == one.span

    def _cut(self, article: Article, span: Span, elided: Sequence[Span] = ()) -> Span:
        """The span as far as its words that are shown are no more than the outlet allows."""
        most = self._rule(article).quote_words
        ends = [end for stretch in kept(span, elided) for end in word_ends(article.text, *stretch)]
        return span if most is None or len(ends) <= most else Span(span.start, ends[most - 1])

    def _rule(self, article: Article) -> OutletRule:
        return self._outlets.get((article.outlet or "").casefold(), NONE)
