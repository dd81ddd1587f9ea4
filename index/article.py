"""Article: one news item, its text immutable per revision."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One revision of a news item (Schema.org NewsArticle).

    `text` is stored and sliced as it came: never stripped, normalised or re-wrapped. `published` is a date, or a
    datetime where the source gives a time; `language` is an ISO 639-1 code, None where it cannot be told.
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    revision: int = 1

    def __post_init__(self) -> None:
        if not self.id:
            raise ValueError("an article needs an id")
        if not self.text:
            raise ValueError(f"article {self.id!r} has no text")
        if self.revision < 1:
            raise ValueError(f"article {self.id!r}: revisions count from 1, not {self.revision}")

    @property
    def day(self) -> date | None:
        """The day of publication, in the time zone that the source gave."""
        return self.published.date() if isinstance(self.published, datetime) else self.published


def text_hash(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hexadecimal. It says whether two revisions have the same words."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
