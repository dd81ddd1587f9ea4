"""Feeds: RSS of all ages and Atom through feedparser, which reads broken XML too, and JSON Feed."""

from __future__ import annotations

import io
import json
import re
from calendar import timegm
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any
from urllib.parse import urljoin

from index.dates import EARLIEST_YEAR, LATEST_YEAR, read_date
from index.errors import Rejected
from index.fetch.address import shown
from index.fetch.fetched import Fetched
from index.fetch.limits import MAX_FEED_BYTES, too_large
from index.item import Item
from index.sources.fields import MAX_LABEL, one_line, sound
from index.sources.sniff import Listing

MAIL_ADDRESS = re.compile(r"[^\s()<>]{1,200}@[^\s()<>]+")
TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed as it stands: its title, which is its outlet's name more often than not, and its items in its order."""

    title: str | None
    items: tuple[Item, ...]


def read_feed(found: Fetched, form: Listing) -> Feed:
    """The feed, its addresses made absolute. Raises Rejected where nothing of it can be read."""
    if len(found.payload) > MAX_FEED_BYTES:
        raise Rejected(shown(found.url), too_large(len(found.payload), MAX_FEED_BYTES))
    return _read_json(found) if form is Listing.JSON_FEED else _read_xml(found)


def _read_xml(found: Fetched) -> Feed:
    import feedparser

    headers = {"content-location": found.url, "content-type": f"{found.type}; charset={found.charset or ''}"}
    parsed = feedparser.parse(io.BytesIO(found.payload), response_headers=headers, sanitize_html=False)
    if not parsed.entries and not parsed.feed and parsed.bozo:
        raise Rejected(shown(found.url), "a feed that cannot be read: its XML is broken from the start")
    title = _label(parsed.feed.get("title"))
    return Feed(title=title, items=tuple(_entries(parsed.entries, title, found.url)))


def _entries(entries: Iterable[Mapping[str, Any]], outlet: str | None, base: str) -> Iterator[Item]:
    for entry in entries:
        # feedparser answers for a missing "updated" with "published", and a warning; `in` tells the truth.
        published = _moment(entry.get("published"), entry.get("published_parsed")) if "published" in entry else None
        changed = _moment(entry.get("updated"), entry.get("updated_parsed")) if "updated" in entry else None
        yield Item(
            url=_absolute(base, entry.get("link") or entry.get("id")),
            title=_label(entry.get("title")),
            outlet=outlet,
            published=published or changed,
            changed=changed,
            authors=tuple(_authors(entry)),
            summary=entry.get("summary"),
        )


def _authors(entry: Mapping[str, Any]) -> Iterator[str]:
    names = [one.get("name") for one in entry.get("authors", ())]
    if len(names) == 1 and "@" in entry.get("author", ""):
        # RSS writes "desk@coast.example (Karen Malvash)", which feedparser takes apart only under short top domains.
        names = [MAIL_ADDRESS.sub("", entry["author"]).strip(" ()<>")]
    yield from filter(None, map(_label, names))


def _read_json(found: Fetched) -> Feed:
    try:
        feed = json.loads(found.payload)
        items = feed["items"]
        entries = [item for item in items if isinstance(item, dict)]
    except (ValueError, RecursionError, KeyError, TypeError) as error:
        raise Rejected(shown(found.url), f"a JSON feed that cannot be read ({type(error).__name__})") from error
    title = _label(feed.get("title"))
    return Feed(title=title, items=tuple(_json_item(entry, title, found.url) for entry in entries))


def _json_item(entry: Mapping[str, Any], outlet: str | None, base: str) -> Item:
    named = entry.get("authors") or [entry.get("author")]
    authors = [one.get("name") for one in named if isinstance(one, dict)] if isinstance(named, list) else []
    summary = entry.get("summary") or entry.get("content_text") or entry.get("content_html")
    changed = _moment(entry.get("date_modified"))
    return Item(
        url=_absolute(base, entry.get("url") or entry.get("external_url") or entry.get("id")),
        title=_label(entry.get("title")),
        outlet=outlet,
        published=_moment(entry.get("date_published")) or changed,
        changed=changed,
        authors=tuple(filter(None, map(_label, authors))),
        summary=summary if isinstance(summary, str) else None,
    )


def _moment(written: object, parsed: Any = None) -> date | None:
    """A date as feeds write it, with its zone: ISO 8601 or that of mail; else as feedparser reads it, in UTC."""
    if not isinstance(written, str) or not written.strip():
        return None
    try:
        return read_date(written)
    except ValueError:
        pass
    try:
        found = parsedate_to_datetime(written)
    except (ValueError, TypeError, OverflowError, IndexError):
        try:
            found = datetime.fromtimestamp(timegm(parsed), UTC) if parsed else datetime.min
        except (ValueError, OverflowError):
            return None
    return found if EARLIEST_YEAR <= found.year <= LATEST_YEAR else None


def _label(value: object) -> str | None:
    """A title or a name in one line, without the markup that some feeds put in it."""
    if not isinstance(value, str) or not sound(value):
        return None
    return one_line(unescape(TAG.sub("", value[:MAX_LABEL])))


def _absolute(base: str, link: object) -> str:
    """The address; what is none is left as it stands, to be refused by name when it is asked for."""
    if not isinstance(link, str):
        return ""
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return link
