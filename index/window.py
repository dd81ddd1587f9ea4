"""Window: which part of the archive is meant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from index.article import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Which articles: published from `since` to `until`, both days included, by this outlet, in this language."""

    since: date | None = None
    until: date | None = None
    outlet: str | None = None
    language: str | None = None

    def holds(self, article: Article) -> bool:
        """Whether the article is in it; one whose day is not known is in no window with an end."""
        day = article.day
        return (
            (self.since is None or (day is not None and day >= self.since))
            and (self.until is None or (day is not None and day <= self.until))
            and (self.outlet is None or (article.outlet or "").lower() == self.outlet.lower())
            and (self.language is None or article.language == self.language)
        )
