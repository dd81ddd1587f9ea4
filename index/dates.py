"""Dates as articles carry them."""

from __future__ import annotations

from datetime import date, datetime
from email.utils import parsedate_to_datetime

EARLIEST_YEAR = 1605  # the first newspaper, the Relation of Strasbourg
LATEST_YEAR = 2199  # 9999 and the like stand for "unknown"
MAX_SHOWN = 60  # characters of a bad value that a message repeats


def read_date(value: str) -> date:
    """An ISO 8601 date, or datetime where a time is given, with its offset where that is given.

    Raises ValueError, in words for the user, where the value is none or no newspaper can be of that year.
    """
    shown = repr(value[:MAX_SHOWN])
    try:
        found = _iso(value.strip())
    except ValueError as error:
        raise ValueError(f"{shown} is not an ISO 8601 date such as 2024-05-31 or 2024-05-31T09:30:00Z") from error
    if not EARLIEST_YEAR <= found.year <= LATEST_YEAR:
        raise ValueError(f"{shown} is not a year in which an article can have been published")
    return found


def read_stated_date(value: str) -> date | None:
    """A date as pages and feeds state it for machines, ISO 8601 or that of mail; None where it is none of these."""
    try:
        return read_date(value)
    except ValueError:
        pass
    try:
        found = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return found if EARLIEST_YEAR <= found.year <= LATEST_YEAR else None


def _iso(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return datetime.fromisoformat(value)
