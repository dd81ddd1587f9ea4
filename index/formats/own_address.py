"""The address under which a page is kept: the one it gives itself, where it may."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

from index.formats.links import links
from index.sources.fields import MAX_LABEL, canonical

SUBSITE = re.compile(r"^(?:(?:www|m|amp|mobile)\.)+")  # the same site for other devices


def own_address(page: str, stated: str | None, fetched: str | None) -> str | None:
    """The canonical address in the page's head, else what is `stated` elsewhere in it, else where it was fetched.

    A page of one site cannot pass for one of another, and where a site names its front page as the address of every
    article, none has it: they would all be one.
    """
    canonical_links = (link.href for link in links(page, fetched) if "canonical" in link.rel)
    own = _address(next(canonical_links, None) or stated)
    here = _address(fetched)
    if own is None or here is None:
        return own or here
    return own if _may_be(urlsplit(own), urlsplit(here)) else here


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
