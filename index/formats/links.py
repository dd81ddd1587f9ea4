"""The <link> elements of a page's head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin

WITHIN = 300_000  # characters from the beginning of a page
LINK = re.compile(r"<link\b[^>]{1,3000}>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""\b(rel|href|type)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """`rel` holds the words of the attribute in lower case; `href` is absolute where a base is known."""

    rel: frozenset[str]
    type: str
    href: str


def links(page: str, base: str | None) -> Iterator[Link]:
    """Those that lead somewhere, in their order."""
    for found in LINK.finditer(page[:WITHIN]):
        told = {
            one[1].lower(): unescape(one[2] or one[3] or one[4] or "").strip() for one in ATTRIBUTE.finditer(found[0])
        }
        try:
            href = urljoin(base or "", told.get("href", "")) if told.get("href") else None
        except ValueError:  # a bracket that is no IPv6 address
            continue
        if href:
            yield Link(rel=frozenset(told.get("rel", "").lower().split()), type=told.get("type", "").lower(), href=href)
