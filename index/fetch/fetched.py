"""What comes of asking for a web address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from index.errors import Rejected

PASSING = (408, 425, 429)  # statuses of the 400s that ask to try again


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server said of a version of a page, to be asked "and is it still that one?" (RFC 9110, section 13).

    `url` is the address that answered, which after a redirect is not the one that was asked: no other is told.
    """

    url: str
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A page that has come. `url` is where it was after all redirects; `type` its media type in lower case."""

    url: str
    type: str
    charset: str | None
    payload: bytes
    validators: Validators | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """The server says that it is still the version that the validators tell of (304)."""

    url: str


class NotFetched(Rejected):
    """An address that was not fetched. `again` is when the server wants to be asked again, where it says so; `status`
    its answer, where it gave one; `lasting` says that it would be no other tomorrow.
    """

    def __init__(
        self,
        source: str,
        reason: str,
        *,
        again: datetime | None = None,
        status: int | None = None,
        lasting: bool = False,
    ) -> None:
        super().__init__(source, reason)
        self.again = again
        self.status = status
        self.lasting = lasting or (status is not None and 400 <= status < 500 and status not in PASSING)

    def reached_from(self, source: str) -> NotFetched:
        """The same, told of the address whose redirects have led there."""
        reason = f"it leads to {self.source}: {self.reason}"
        return NotFetched(source, reason, again=self.again, status=self.status, lasting=self.lasting)
