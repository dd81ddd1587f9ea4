"""What a server's refusals mean to a reader."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

BUSY = (429, 503)
REDIRECTS = (301, 302, 303, 307, 308)
REASONS = {
    401: "its server wants a login, and none is ever sent",
    402: "its server wants to be paid",
    403: "its server refuses to show it",
    404: "there is no such page",
    406: "its server has it in no form that can be read here",
    410: "it is gone for good, says its server",
    429: "its server has been asked too often",
    451: "its server may not show it for legal reasons",
    503: "its server is busy or down",
}


def reason(status: int) -> str:
    """Why there is no page, for a status that is neither success nor redirect."""
    said = REASONS.get(status)
    if said is None and status < 400:
        said = "its server answers with no page"
    elif said is None:
        said = "its server has failed" if status >= 500 else "its server refuses"
    return f"{said} ({status})"


def retry_after(value: str | None, now: datetime) -> datetime | None:
    """The moment that a Retry-After header names, in seconds or as a date; None where it names none."""
    if not value:
        return None
    try:
        if value.strip().isdecimal():
            return now + timedelta(seconds=int(value))
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
