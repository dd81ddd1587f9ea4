"""Visit: a page was fetched; kept once it is known what has become of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from index.fetch.fetched import Validators


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """`asked` is the address that was asked for, before redirects; `stamp` what the feed's item said then."""

    asked: str
    validators: Validators | None = None
    stamp: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visited:
    """A visit as the record has it. `article` is the article that the page is in the archive; None where it was refused
    for what stands in it, and where the article was removed since.
    """

    visit: Visit
    article: str | None
    removed: bool
    first: datetime
    last: datetime
