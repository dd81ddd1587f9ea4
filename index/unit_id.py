"""The ids that units have in the indexes."""

from __future__ import annotations

import hashlib

MAX_KEY_BYTES = 96  # Chroma Cloud takes ids of at most 128 bytes; 32 are left for revision, kind and offset


def article_key(article: str) -> str:
    """The article's id, or a digest of it where it is too long to stand in an index id."""
    if len(article.encode("utf-8")) <= MAX_KEY_BYTES:
        return article
    return "sha256-" + hashlib.sha256(article.encode("utf-8")).hexdigest()


def unit_id(article: str, revision: int, kind: str, start: int) -> str:
    """Deterministic id `article:revision:kind:start`; the same text split again gives the same ids."""
    return f"{article_key(article)}:{revision}:{kind}:{start}"
