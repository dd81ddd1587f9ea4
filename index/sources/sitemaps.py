"""Sitemaps: the pages of a site, with those of Google News; and indexes of sitemaps (sitemaps.org)."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from index.dates import read_date
from index.errors import Rejected
from index.fetch.address import shown
from index.fetch.fetched import Fetched
from index.fetch.limits import MAX_SITEMAP_BYTES, too_large
from index.item import Item
from index.sources.fields import MAX_LABEL, one_line, sound
from index.sources.sniff import GZIP

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap:
    """What a sitemap names, the newest first: other sitemaps, or pages."""

    maps: tuple[Item, ...]
    pages: tuple[Item, ...]


def read_sitemap(found: Fetched) -> Sitemap:
    """Also one that is packed as a file of its own. Raises Rejected."""
    from lxml import etree

    where = shown(found.url)
    # Entities are left alone: they can name files, and grow without bound.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(_unpacked(found, where), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Rejected(where, f"a sitemap that cannot be read ({error})") from error
    if root is None or _name(root) not in ("urlset", "sitemapindex"):
        raise Rejected(where, "not a sitemap, though it looks like one from outside")
    items = sorted(_items(root), key=_day, reverse=True)
    index = _name(root) == "sitemapindex"
    return Sitemap(maps=tuple(items) if index else (), pages=() if index else tuple(items))


def _unpacked(found: Fetched, where: str) -> bytes:
    if not found.payload.startswith(GZIP):
        return found.payload
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(found.payload)) as file:
            payload = file.read(MAX_SITEMAP_BYTES + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise Rejected(where, f"not a whole gzip file ({error})") from error
    if len(payload) > MAX_SITEMAP_BYTES:
        raise Rejected(where, too_large(None, MAX_SITEMAP_BYTES))
    return payload


def _items(root: _Element) -> Iterator[Item]:
    for entry in root:
        told = {_name(one): (one.text or "").strip() for one in entry.iter() if one is not entry}
        if told.get("loc"):
            yield Item(
                url=told["loc"],
                title=_label(told.get("title")),
                outlet=_label(told.get("name")),
                published=_date(told.get("publication_date")),
                changed=_date(told.get("lastmod")),
            )


def _name(element: _Element) -> str:
    """Without its namespace; comments and such have none."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _day(item: Item) -> int:
    return item.day.toordinal() if item.day else 0


def _date(written: str | None) -> date | None:
    try:
        return read_date(written) if written else None
    except ValueError:
        return None


def _label(value: str | None) -> str | None:
    return one_line(value[:MAX_LABEL]) if value and sound(value) else None
