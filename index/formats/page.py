"""A web page: the article in it, without menus and advertisements."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from index.dates import read_date
from index.errors import Rejected
from index.fetch.limits import MAX_PAGE_BYTES, too_large
from index.formats.furniture import cleared, listing, own_lines, whole
from index.formats.masthead import outlet, title
from index.formats.own_address import own_address
from index.formats.stated import stated
from index.formats.visible import lines, shown_authors, shown_date
from index.formats.wall import wall
from index.raw import Raw
from index.sources.fields import Fields, one_line, sound
from index.text.decode import decode

if TYPE_CHECKING:
    from lxml.html import HtmlElement

HEAD = 4_096  # bytes; a page declares its encoding in the first 1,024, pages with long comments a little later
CHARSET = re.compile(rb"""<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)
DAY = re.compile(r"/((?:19|20)\d\d)/([01]\d)/([0-3]\d)(?:/|$)")
FOOT = 12  # lines at the end of a page, among which who publishes it claims copyright
SAVE_TEXT = "save its text as .txt"
A_LIST = "a list of articles and none itself; add those, or the site's feed or sitemap"


def read_page(raw: Raw) -> Fields:
    """The main text as trafilatura finds it, and what the page says of it: title, outlet, authors, date, address.

    What is stored is the text that it gives, a paragraph a line: white space in the source of a page is not text.
    Raises Rejected where no article is found in the page, or only what stands in front of a wall, or a list of some.
    """
    if len(raw.payload) > MAX_PAGE_BYTES:
        raise Rejected(raw.origin, f"{too_large(len(raw.payload), MAX_PAGE_BYTES)}; {SAVE_TEXT}")
    page = decode(raw.payload, raw.origin, raw.charset or _charset(raw.payload))
    try:
        found = _read(page, raw.url)
    except Exception as error:  # odd pages trip asserts inside trafilatura; one of them must not end a run
        raise Rejected(raw.origin, f"this page cannot be parsed ({type(error).__name__}); {SAVE_TEXT}") from error
    if reason := wall(page, found.text if isinstance(found, Fields) else ""):
        raise Rejected(raw.origin, reason)
    if found is A_LIST:
        raise Rejected(raw.origin, A_LIST)
    if not isinstance(found, Fields) or not found.text:
        raise Rejected(raw.origin, f"no article found in this page; {SAVE_TEXT}")
    return found


def _read(page: str, url: str | None) -> Fields | str | None:
    """What is in the page, or A_LIST, or None where nothing is found."""
    from trafilatura import load_html

    tree = load_html(page)
    if tree is None:
        return None
    told, shown = stated(tree), lines(tree)
    bare = cleared(tree)
    found = _article(bare)
    if not found:
        return None
    text = own_lines(whole(found, lines(bare)), shown)
    if not told.article and (told.listing or listing(text, shown)):
        return A_LIST
    window = _label(tree.findtext(".//title"))
    headings = [line.text for line in sorted(shown, key=lambda line: not line.heading)]
    tops = list(filter(None, (_label(top.text_content()) for top in tree.iter("h1"))))
    name = title(headings, tops, told.titles, window)
    source = outlet(told.outlets, name, window, [line.text for line in shown[-FOOT:]])
    address = own_address(page, told.url, url)
    return Fields(
        text=text,
        url=address,
        title=name,
        outlet=source,
        published=told.published or shown_date(shown, name) or _in_address(address),
        authors=tuple(author for author in told.authors or shown_authors(tree, shown) if author != source),
    )


def _article(tree: HtmlElement) -> str | None:
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(tree, include_comments=False)
    return found.text if isinstance(found, Document) else None


def _in_address(url: str | None) -> date | None:
    """The day in an address such as /2026/08/12/bridge."""
    found = DAY.search(url or "")
    try:
        return read_date("-".join(found.groups())) if found else None
    except ValueError:
        return None


def _charset(payload: bytes) -> str | None:
    match = CHARSET.search(payload[:HEAD])
    return match[1].decode("ascii") if match else None


def _label(value: str | None) -> str | None:
    return one_line(value) if value and sound(value) else None
