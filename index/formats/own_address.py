"""The address under which a page is kept: the one it gives itself, where it may."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import SplitResult, urljoin, urlsplit

from index.formats.fields import MAX_LABEL, canonical

SUBSITE = re.compile(r"^(?:(?:www|m|amp|mobile)\.)+")  # the same site for other devices
WITHIN = 300_000  # characters from the beginning of a page
LINK = re.compile(r"<link\b[^>]{1,3000}>", re.IGNORECASE)
CANONICAL = re.compile(r"""\brel\s*=\s*["']?canonical\b""", re.IGNORECASE)
HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


def own_address(page: str, stated: str | None, fetched: str | None) -> str | None:
    """The canonical address in the page's head, else what is `stated` elsewhere in it, else where it was fetched.

    A page of one site cannot pass for one of another, and where a site names its front page as the address of every
    article, none has it: they would all be one.
    """
    own = _address(_canonical(page, fetched) or stated)
    here = _address(fetched)
    if own is None or here is None:
        return own or here
    return own if _may_be(urlsplit(own), urlsplit(here)) else here


def _canonical(page: str, base: str | None) -> str | None:
    for link in LINK.finditer(page[:WITHIN]):
        if CANONICAL.search(link[0]) and (href := HREF.search(link[0])):
            found = unescape(href[1] or href[2] or href[3] or "").strip()
            try:
                return urljoin(base or "", found) if found else None
            except ValueError:
                return None
    return None


def _may_be(own: SplitResult, here: SplitResult) -> bool:
    front = own.path in ("", "/") and not own.query
    return _site(own) == _site(here) and (not front or (here.path in ("", "/") and not here.query))


def _site(address: SplitResult) -> str:
    return SUBSITE.sub("", address.hostname or "")


def _address(url: str | None) -> str | None:
    if url is None or len(url) > MAX_LABEL:
        return None
    try:
        return canonical(url)
    except ValueError:
        return None
