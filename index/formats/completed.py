"""What an article does not say of itself, from the feed that led to it and from where it was fetched."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from index.raw import Raw
from index.sources.fields import MAX_LABEL, Fields, canonical


def completed(found: Fields, raw: Raw) -> Fields:
    """The fields, with what is missing in them filled in; what the article says itself stays as it says it."""
    told = raw.told
    if told is not None:
        found = replace(
            found,
            title=found.title or told.title,
            outlet=found.outlet or told.outlet,
            published=_published(found.published, told.published),
            authors=found.authors or told.authors,
        )
    return replace(found, url=found.url or _address(raw.url))


def _published(own: date | None, told: date | None) -> date | None:
    """The page's own day, with the feed's time where the page has none and both mean the same day."""
    if own is None:
        return told
    timed = isinstance(told, datetime) and not isinstance(own, datetime)
    return told if timed and isinstance(told, datetime) and told.date() == own else own


def _address(url: str | None) -> str | None:
    """Where it was fetched. What is too long for a record is no address to keep."""
    return canonical(url) if url is not None and len(url) <= MAX_LABEL else None
