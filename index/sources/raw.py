"""Raw: one article as it was found, before anything is read out of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Format(Enum):
    """What the bytes of a Raw are."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """The bytes of one article, and where they were found.

    `origin` names it in messages ("news.jsonl:17"). `size` is how many bytes of its source it used up: the sizes of a
    whole run add up to `total()`.
    """

    origin: str
    format: Format
    payload: bytes
    size: int
