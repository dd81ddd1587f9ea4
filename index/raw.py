"""Raw: one article as it was found, before anything is read out of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from index.errors import Rejected
from index.item import Item
from index.locator import Locator
from index.visit import Visit


class Format(Enum):
    """What the bytes of a Raw are."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    PDF = "pdf"
    DOCX = "docx"
    MAIL = "mail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """The bytes of one article, and where they were found.

    `origin` names it in messages ("news.jsonl:17"). `size` is how many bytes of its source it used up: the sizes of a
    whole run add up to `total()`. `url` is where it was fetched, `charset` the encoding that was said to go with it,
    `told` what a feed says of it, `visit` what is to be remembered of its being fetched, and `locator` where it can be
    had again, None where it cannot.
    """

    origin: str
    format: Format
    payload: bytes
    size: int
    url: str | None = None
    charset: str | None = None
    told: Item | None = None
    visit: Visit | None = None
    locator: Locator | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """A page that is in the archive as `article`, and that its server says is still the same."""

    origin: str
    article: str
    visit: Visit


Found = Raw | Rejected | Unchanged


def located(item: Raw | Rejected, locator: Locator | None) -> Raw | Rejected:
    """The item with where it can be had again."""
    if isinstance(item, Raw):
        return replace(item, locator=locator)
    item.locator = locator
    return item
