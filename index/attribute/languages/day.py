"""The day on which something was said, from the words of its clause: "в среду", "çarşamba günü"."""

from __future__ import annotations

from datetime import date, timedelta

from index.attribute.languages.reading import Reading
from index.attribute.languages.zones import Zone

WEEK = 7
TODAY, YESTERDAY = 7, 8  # places in Rules.days behind the weekdays
BEFORE = 12  # characters before a day in which a word may make it another than that of the saying


def said_on(reading: Reading, zone: Zone, published: date | None) -> date | None:
    """The one day that a clause names; a weekday is the last such one up to the day of publication."""
    if published is None:
        return None
    found = {
        _back(kind, published)
        for kind, pattern in enumerate(reading.rules.days)
        for match in pattern.finditer(reading.text, zone.start, zone.end)
        if reading.outside(match.start())
        and not reading.rules.not_on.search(reading.text, max(zone.start, match.start() - BEFORE), match.start())
    }
    return published - timedelta(days=found.pop()) if len(found) == 1 else None


def _back(kind: int, published: date) -> int:
    if kind >= TODAY:
        return kind - TODAY
    return (published.weekday() - kind) % WEEK
