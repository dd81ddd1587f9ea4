"""Dates as articles carry them."""

from __future__ import annotations

from datetime import date, datetime

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


def _iso(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return datetime.fromisoformat(value)
