"""A web page: the article in it, without menus and advertisements."""

from __future__ import annotations

import re
from datetime import date, datetime

from index.dates import read_date
from index.decode import decode
from index.errors import Rejected
from index.formats.fields import Fields, canonical, one_line, sound
from index.sources.raw import Raw

HEAD = 4_096  # bytes; a page declares its encoding in the first 1,024, pages with long comments a little later
CHARSET = re.compile(rb"""<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)
MOMENT = re.compile(r"""["'](\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.]*(?:Z|[+-]\d\d:?\d\d)?)["']""")


def read_page(raw: Raw) -> Fields:
    """The main text as trafilatura finds it, with title, outlet, authors, date and canonical address.

    Raises Rejected where no article is found in the page.
    """
    import trafilatura

    page = decode(raw.payload, raw.origin, _charset(raw.payload))
    found = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False)
    text = found.text if isinstance(found, trafilatura.settings.Document) else None
    if not isinstance(found, trafilatura.settings.Document) or not text:
        raise Rejected(raw.origin, "no article found in this page; save its text as .txt")
    return Fields(
        text=text,
        url=_address(found.url),
        title=_label(found.title),
        outlet=_label(found.sitename),
        published=_published(found.date, page),
        authors=tuple(author for name in (found.author or "").split(";") if (author := _label(name))),
    )


def _charset(payload: bytes) -> str | None:
    match = CHARSET.search(payload[:HEAD])
    return match[1].decode("ascii") if match else None


def _address(url: str | None) -> str | None:
    try:
        return canonical(url) if url else None
    except ValueError:
        return None


def _label(value: str | None) -> str | None:
    return one_line(value) if value and sound(value) else None


def _published(day: str | None, page: str) -> date | None:
    """The day that was found, with its time where the page gives one for that day."""
    if not day:
        return None
    try:
        found = read_date(day)
    except ValueError:
        return None
    moments = (_moment(match[1]) for match in MOMENT.finditer(page))
    return next((moment for moment in moments if moment and moment.date() == found), found)


def _moment(written: str) -> datetime | None:
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return None
