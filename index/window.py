"""Window: which part of the archive is meant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from index.article import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Which articles: published from `since` to `until`, both days included, by one of the outlets, in one of the
    languages; of none named, by any.
    """

    since: date | None = None
    until: date | None = None
    outlets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    def holds(self, article: Article) -> bool:
        """Whether the article is in it; one whose day is not known is in no window with an end."""
        day = article.day
        return (
            (self.since is None or (day is not None and day >= self.since))
            and (self.until is None or (day is not None and day <= self.until))
            and (not self.outlets or (article.outlet or "").lower() in map(str.lower, self.outlets))
            and (not self.languages or article.language in self.languages)
        )


def only(name: str | None) -> tuple[str, ...]:
    """The one outlet or language that a window is narrowed to; of none, every one."""
    return (name,) if name else ()
