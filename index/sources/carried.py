"""What a feed or a sitemap says, as JSON and back: it is parsed in a process of its own."""

from __future__ import annotations

from typing import Any

from index.fetch.fetched import Fetched
from index.item import item_of, plain
from index.sources.feeds import Feed, read_feed
from index.sources.sitemaps import Sitemap, read_sitemap
from index.sources.sniff import Listing


def answer(found: Fetched, form: Listing) -> dict[str, Any]:
    """Parsed here, as JSON. Raises Rejected."""
    if form is Listing.SITEMAP:
        sitemap = read_sitemap(found)
        return {"maps": [*map(plain, sitemap.maps)], "pages": [*map(plain, sitemap.pages)]}
    feed = read_feed(found, form)
    return {"title": feed.title, "items": [*map(plain, feed.items)]}


def feed(answered: dict[str, Any]) -> Feed:
    title = answered["title"]
    return Feed(title=None if title is None else str(title), items=tuple(map(item_of, answered["items"])))


def sitemap(answered: dict[str, Any]) -> Sitemap:
    return Sitemap(maps=tuple(map(item_of, answered["maps"])), pages=tuple(map(item_of, answered["pages"])))
