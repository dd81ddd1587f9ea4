"""Figures: numbers, what they count, and days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.judge.days import named_days, of_date
from assistant.judge.numbers import Number, numbers, units
from assistant.judge.source import Source
from assistant.judge.tongues import TONGUES, tongue, whole
from assistant.judge.verdict import Reason

SPANS = frozenset("week month decade century".split())  # with a number or without
PRICED = frozenset("percent dollar euro pound rouble lira dram manat lari".split())  # never left out


def wrong_figure(text: str, language: str, source: Source) -> tuple[Reason, str] | None:
    """The first number, unit or day of the claim that its source does not have, and what is wrong with it."""
    told = (*numbers(source.said, source.language), *_of_metadata(source))
    there = units(source.said, source.language)
    for one in numbers(_without_days(text, language, source), language):
        same = [other for other in told if one.same(other)]
        if not same:
            return "number not in evidence", one.text
        if not any(_same_unit(one.unit, other.unit, there) for other in same):
            return "unit not in evidence", one.text
    spans = (units(text, language) - units(source.said, source.language)) & SPANS
    if spans and source.language in TONGUES:
        return "unit not in evidence", min(spans)
    days = {day for day, _ in named_days(source.said, source.language)}
    for one_day in _days(source):
        days |= of_date(one_day)
    for day, word in named_days(text, language):
        if day not in days:
            return "date not in evidence", word
    for ours, theirs in zip(tongue(language).relative, tongue(source.language).relative, strict=True):
        found = whole(ours).search(text)
        if found and language != source.language and not whole(theirs).search(source.said):
            return "date not in evidence", found[0]
    return None


def _same_unit(unit: str | None, other: str | None, there: frozenset[str]) -> bool:
    if unit is None:
        return other not in PRICED
    return unit == other or (other is None and unit in there)


def _days(source: Source) -> list[date]:
    return [day for one in source.cited for day in (one.said_on, one.article.day) if day]


def _of_metadata(source: Source) -> Iterator[Number]:
    """The years in which the cited words were said and published, and the numbers of titles and roles."""
    for day in _days(source):
        yield Number(values=frozenset([float(day.year)]), unit=None, text=str(day.year))
    for text in source.about:
        yield from numbers(text, source.language)


def _without_days(text: str, language: str, source: Source) -> str:
    """The text without the days of the month that the cited words were said or published on: "26 February"."""
    known = {(f"month {day.month}", str(day.day)) for day in _days(source)}
    for month, word in named_days(text, language):
        for number in [n for m, n in known if m == month]:
            text = re.sub(rf"(?<!\d){number}(?=\s+{word})|(?<={word} ){number}(?!\d)", " ", text)
    return text
