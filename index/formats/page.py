"""A web page: the article in it, without menus and advertisements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from index.dates import read_date
from index.decode import decode
from index.errors import Rejected
from index.formats.fields import Fields, one_line, sound
from index.formats.own_address import own_address
from index.formats.wall import wall
from index.sources.limits import MAX_PAGE_BYTES, too_large
from index.sources.raw import Raw

if TYPE_CHECKING:
    from trafilatura.settings import Document

HEAD = 4_096  # bytes; a page declares its encoding in the first 1,024, pages with long comments a little later
CHARSET = re.compile(rb"""<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)
SAVE_TEXT = "save its text as .txt"
# Where pages state when they were published, best first. The lengths bound what a hostile page can cost.
STATED = (
    re.compile(r"<meta\b[^>]{0,300}publi(?:shed|cation)[^>]{0,300}>", re.IGNORECASE),
    re.compile(r"""["']datePublished["']\s{0,9}:\s{0,9}["'][^"']{0,40}["']"""),
    re.compile(r"<time\b[^>]{0,300}>", re.IGNORECASE),
)
STATED_WITHIN = 300_000  # characters from the beginning of a page
MOMENT = re.compile(r"""["'](\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.]{0,16}(?:Z|[+-]\d\d:?\d\d)?)["']""")


def read_page(raw: Raw) -> Fields:
    """The main text as trafilatura finds it, with title, outlet, authors, date and canonical address.

    What is stored is the text that it gives, a paragraph a line: white space in the source of a page is not text.
    Raises Rejected where no article is found in the page, or only what stands in front of a wall.
    """
    if len(raw.payload) > MAX_PAGE_BYTES:
        raise Rejected(raw.origin, f"{too_large(len(raw.payload), MAX_PAGE_BYTES)}; {SAVE_TEXT}")
    page = decode(raw.payload, raw.origin, raw.charset or _charset(raw.payload))
    try:
        found = _article(page)
    except Exception as error:  # odd pages trip asserts inside trafilatura; one of them must not end a run
        raise Rejected(raw.origin, f"this page cannot be parsed ({type(error).__name__}); {SAVE_TEXT}") from error
    if reason := wall(page, (found and found.text) or ""):
        raise Rejected(raw.origin, reason)
    if found is None or not found.text:
        raise Rejected(raw.origin, f"no article found in this page; {SAVE_TEXT}")
    return Fields(
        text=found.text,
        url=own_address(page, found.url, raw.url),
        title=_label(found.title),
        outlet=_label(found.sitename),
        published=_published(found.date, page, found.text),
        authors=tuple(author for name in (found.author or "").split(";") if (author := _label(name))),
    )


def _article(page: str) -> Document | None:
    from trafilatura import bare_extraction
    from trafilatura.settings import Document, set_date_params

    # Its extensive search for a date takes the year of a copyright line for the day of publication.
    dates = set_date_params(extensive=False)
    found = bare_extraction(page, with_metadata=True, include_comments=False, date_extraction_params=dates)
    return found if isinstance(found, Document) else None


def _charset(payload: bytes) -> str | None:
    match = CHARSET.search(payload[:HEAD])
    return match[1].decode("ascii") if match else None


def _label(value: str | None) -> str | None:
    return one_line(value) if value and sound(value) else None


def _published(day: str | None, page: str, text: str) -> date | None:
    """The day that was found, with its time where the page states one for that day.

    A day that stands nowhere but in the article's own words is what it tells of.
    """
    if not day or page.count(day) == text.count(day) > 0:
        return None
    try:
        found = read_date(day)
    except ValueError:
        return None
    return next((moment for moment in _moments(page) if moment.date() == found), found)


def _moments(page: str) -> Iterator[datetime]:
    for pattern in STATED:
        for stated in pattern.finditer(page[:STATED_WITHIN]):
            if (written := MOMENT.search(stated[0])) and (moment := _moment(written[1])):
                yield moment


def _moment(written: str) -> datetime | None:
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return None
