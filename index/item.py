"""Item: what a feed or a sitemap tells of a page before anybody has opened it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from index.dates import read_date


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


def plain(item: Item) -> dict[str, Any]:
    """As JSON can hold it."""
    return {**asdict(item), "published": _written(item.published), "changed": _written(item.changed)}


def item_of(plain: Mapping[str, Any]) -> Item:
    return Item(
        url=str(plain["url"]),
        title=_text(plain["title"]),
        outlet=_text(plain["outlet"]),
        published=day(plain["published"]),
        changed=day(plain["changed"]),
        authors=tuple(map(str, plain["authors"])),
        summary=_text(plain["summary"]),
    )


def day(written: object) -> date | None:
    """A day, or a moment, written in ISO 8601."""
    if not isinstance(written, str):
        return None
    return datetime.fromisoformat(written) if "T" in written else read_date(written)


def _written(moment: date | None) -> str | None:
    return moment.isoformat() if moment else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
