"""What has come from the web, by its content first: servers call feeds HTML, and pages plain text."""

from __future__ import annotations

import re
from enum import Enum

from index.fetch.fetched import Fetched
from index.raw import Format

HEAD = 4_096  # bytes
# Possessive: comments that can be read as one or as several must not be tried in every way.
ROOT = re.compile(
    r"(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>)*+<(?:[\w.-]+:)?([\w-]+)", re.DOTALL | re.IGNORECASE
)
JSON_FEED = re.compile(r"""\s*\{.*"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org""", re.DOTALL)
GZIP = b"\x1f\x8b"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
PAGES = ("text/html", "application/xhtml+xml", "")
TEXTS = {"text/plain": Format.TEXT, "text/markdown": Format.MARKDOWN}
DOCUMENTS = {
    "application/pdf": Format.PDF,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Format.DOCX,
    "message/rfc822": Format.MAIL,
}


class Listing(Enum):
    """What names pages rather than being one."""

    FEED = "feed"
    JSON_FEED = "json feed"
    SITEMAP = "sitemap"


ROOTS = {
    "rss": Listing.FEED,
    "rdf": Listing.FEED,
    "feed": Listing.FEED,
    "channel": Listing.FEED,
    "urlset": Listing.SITEMAP,
    "sitemapindex": Listing.SITEMAP,
}


def sniff(found: Fetched) -> Format | Listing | None:
    """None where it is nothing that is read here."""
    payload = found.payload
    if payload.startswith(b"%PDF-"):
        return Format.PDF
    if payload.startswith(GZIP):
        return Listing.SITEMAP  # the only thing on the web that comes so: sitemap.xml.gz
    if found.type in DOCUMENTS:
        return DOCUMENTS[found.type]
    head = payload[:HEAD].decode("utf-16" if payload.startswith(UTF16_MARKS) else "utf-8", "replace").lstrip("\ufeff")
    if root := ROOT.match(head):
        return ROOTS.get(root[1].lower(), Format.HTML if found.type in (*PAGES, *TEXTS) else None)
    if JSON_FEED.match(head):
        return Listing.JSON_FEED
    return TEXTS.get(found.type, Format.HTML if found.type in PAGES else None)
