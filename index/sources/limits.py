"""How much is taken in at once."""

from __future__ import annotations

MEGABYTE = 1_000_000
MAX_ARTICLE_BYTES = 20 * MEGABYTE  # the longest real article seen is under 1 MB; beyond 20 it is no article


def too_large(size: int | None = None) -> str:
    """The reason given for an article over the limit; `size` in bytes, where it is known."""
    found = "more" if size is None else f"{size / MEGABYTE:.1f} MB"
    return f"too large: {found}, where one article may have {MAX_ARTICLE_BYTES // MEGABYTE} MB; split it"
