"""What a feed or a sitemap says, as JSON and back: it is parsed in a process of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from index.dates import read_date
from index.fetch.fetched import Fetched
from index.sources.feeds import Feed, read_feed
from index.sources.item import Item
from index.sources.sitemaps import Sitemap, read_sitemap
from index.sources.sniff import Listing


def answer(found: Fetched, form: Listing) -> dict[str, Any]:
    """Parsed here, as JSON. Raises Rejected."""
    if form is Listing.SITEMAP:
        sitemap = read_sitemap(found)
        return {"maps": _plain(sitemap.maps), "pages": _plain(sitemap.pages)}
    feed = read_feed(found, form)
    return {"title": feed.title, "items": _plain(feed.items)}


def feed(answered: dict[str, Any]) -> Feed:
    title = answered["title"]
    return Feed(title=None if title is None else str(title), items=_items(answered["items"]))


def sitemap(answered: dict[str, Any]) -> Sitemap:
    return Sitemap(maps=_items(answered["maps"]), pages=_items(answered["pages"]))


def _plain(items: Iterable[Item]) -> list[dict[str, Any]]:
    return [
        {**asdict(item), "published": _written(item.published), "changed": _written(item.changed)} for item in items
    ]


def _items(plain: Iterable[dict[str, Any]]) -> tuple[Item, ...]:
    return tuple(
        Item(
            url=str(one["url"]),
            title=_text(one["title"]),
            outlet=_text(one["outlet"]),
            published=day(one["published"]),
            changed=day(one["changed"]),
            authors=tuple(map(str, one["authors"])),
            summary=_text(one["summary"]),
        )
        for one in plain
    )


def _written(moment: date | None) -> str | None:
    return moment.isoformat() if moment else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def day(written: object) -> date | None:
    """A day, or a moment, as the child writes them."""
    if not isinstance(written, str):
        return None
    return datetime.fromisoformat(written) if "T" in written else read_date(written)
