"""Item: what a feed or a sitemap tells of a page before anybody has opened it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A page and what its feed says of it; None where it says nothing. Days are dates, or datetimes with their zone."""

    url: str
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    changed: date | None = None
    authors: tuple[str, ...] = ()
    summary: str | None = None

    @property
    def day(self) -> date | None:
        """The day that it is of, as far as is known."""
        known = self.published or self.changed
        return known.date() if isinstance(known, datetime) else known

    @property
    def stamp(self) -> str:
        """The same for as long as the feed says the same of the page."""
        told = (self.title, self.published, self.changed, self.summary)
        return hashlib.sha256(repr(told).encode("utf-8", "replace")).hexdigest()[:16]
