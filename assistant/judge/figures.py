"""Figures: numbers, what they count, and days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.judge.days import named_days, of_date
from assistant.judge.numbers import Number, named_units, numbers, units
from assistant.judge.source import Source
from assistant.judge.tongues import TONGUES, tongue, whole
from assistant.judge.verdict import Reason

SPANS = frozenset("week month decade century".split())  # with a number or without
TIMES = SPANS | frozenset("minute hour day year".split())  # of which a claim names none more often than its source
PRICED = frozenset("percent dollar euro pound rouble lira dram manat lari".split())  # never left out


def wrong_figure(text: str, language: str, source: Source) -> tuple[Reason, str] | None:
    """The first number, unit or day of the claim that its source does not have, and what is wrong with it."""
    said = numbers(source.said, source.language)
    told = (*said, *_of_metadata(source))
    there = units(source.said, source.language)
    claimed = numbers(_without_days(text, language, source), language)
    for one in claimed:
        same = [other for other in told if one.same(other)]
        if len(same) < [other.text.lower() for other in claimed].count(one.text.lower()):
            return "number not in evidence", one.text  # "five years instead of five" of five and two
        if _of_another_year(one, said, claimed):
            return "date not in evidence", one.text
        if not any(_same_unit(one.unit, other.unit, there) for other in same):
            return "unit not in evidence", one.text
    more = named_units(text, language) - named_units(source.said, source.language)
    spans = {unit for unit in more if unit in (SPANS if unit not in there else TIMES)}
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


def _of_another_year(one: Number, said: Sequence[Number], claimed: Sequence[Number]) -> bool:
    """Whether a year of the claim is that of publication, in the place of one that the cited words name."""
    if not (_year(one) and not any(one.same(other) for other in said)):
        return False
    return any(_year(other) and not any(each.same(other) for each in claimed) for other in said)


def _year(number: Number) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d", number.text) is not None


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
