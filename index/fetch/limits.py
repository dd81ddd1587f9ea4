"""How much is taken in at once."""

from __future__ import annotations

MEGABYTE = 1_000_000
MAX_ARTICLE_BYTES = 20 * MEGABYTE  # the longest real article seen is under 1 MB; beyond 20 it is no article
MAX_PAGE_BYTES = 5 * MEGABYTE  # of HTML, whose tree takes a hundred times as much: 2.3 GB for a hostile page of 19 MB
MAX_FEED_BYTES = 5 * MEGABYTE  # of a feed; the longest that real sites keep have under 2
MAX_SITEMAP_BYTES = 50 * MEGABYTE  # sitemaps.org, unpacked
MAX_TABLE_BYTES = 200 * MEGABYTE  # of CSV, which is held in memory to tell its encoding
MAX_UNPACKED_BYTES = 4_000 * MEGABYTE  # of all that one archive holds
MAX_MEMBERS = 500_000  # files in one archive


def too_large(size: int | None, limit: int = MAX_ARTICLE_BYTES) -> str:
    """The reason given for an article over the limit; `size` in bytes, None where it is not known how much more."""
    found = "more than that" if size is None else f"{size / MEGABYTE:.1f} MB"
    return f"too large: one may have {limit // MEGABYTE} MB, and this has {found}"
