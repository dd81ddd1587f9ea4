"""Dates as pages show them to readers, in six languages: "12 августа 2026, 14:05 (МСК)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from functools import cache

from index.dates import EARLIEST_YEAR, LATEST_YEAR

LONGEST = 160  # characters of a line that may be a dateline
MAX_OTHER_WORDS = 6  # beside the date: a name, "Published", a count of readers; a line with more tells of something
FEWEST = 1  # words beside the date in a line that is nothing but a date
MONTHS_IN = ("en", "ru", "tr", "hy", "ka", "az")
WORD = r"[^\W\d_]{3,12}"
OF_YEAR = "(?:թվականի|թ|წლის|წ|ci il|il)?"
ISO = re.compile(
    r"(?<!\d)(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"
    r"(?:[T ]+(?P<clock>\d\d:\d\d)(?::\d\d(?:[.,]\d+)?)?\s?(?P<offset>Z|[+-]\d\d:?\d\d)?)?"
)
IN_FIGURES = re.compile(r"(?<![\d.])(?P<day>\d{1,2})(?P<mark>[./-])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\d)")
IN_WORDS = (
    re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.|-\w{{1,3}})?,?\s+(?:of\s+)?(?P<word>{WORD})\.?,?\s+"
        r"(?P<year>\d{4})(?!\d)"
    ),
    re.compile(rf"(?P<word>{WORD})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d)"),
    re.compile(rf"(?<!\d)(?P<year>\d{{4}})\W{{0,3}}{OF_YEAR}\W{{0,3}}(?P<word>{WORD})\s+(?P<day>\d{{1,2}})(?!\d)"),
    re.compile(rf"(?<!\d)(?P<year>\d{{4}})\W{{0,3}}{OF_YEAR}\W{{0,3}}(?P<day>\d{{1,2}})\s+(?P<word>{WORD})"),
)
CLOCK = re.compile(
    r"(?<![\d.:])(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?::\d\d)?(?![\d.:])(?:\s?(?P<half>[ap])\.?m\b)?",
    re.IGNORECASE,
)
# Hours from UTC of clocks that have no summer time, and of abbreviations that mean one thing only.
ZONES = {
    3: re.compile(
        r"\b(?:мск|msk|tsi|trt|eest)\b|(?:по )?московск\w+(?: врем\w+)?|türkiye saati\w*(?: ile)?"
        r"|(?:moscow|istanbul) time"
    ),
    4: re.compile(
        r"(?:по )?(?:ереванск|бакинск|тбилисск)\w+(?: врем\w+)?|երևանի ժամանակ\w*|თბილისის დრო\w*|bakı vaxt\w*(?: ilə)?"
        r"|(?:yerevan|baku|tbilisi) time"
    ),
    2: re.compile(r"\b(?:cest|eet)\b"),
    1: re.compile(r"\bcet\b"),
    0: re.compile(r"\b(?:gmt|utc)\b(?!\s?[+-])|(?:по )?гринвич\w*"),
}
OFFSET = re.compile(r"(?:\b(?:utc|gmt)\s?)?(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?\b", re.IGNORECASE)
LETTERS = re.compile(r"[^\W\d_]{2,}")
CHANGED = re.compile(
    r"updated|modified|last (?:change|edit)|обновл|измен[её]н|güncelle|թարմացվ|განახლ|yenilən|dəyişdiril", re.IGNORECASE
)
PUBLISHED = re.compile(
    r"published|posted|опубликован|yayınlan|eklenme|հրապարակվ|გამოქვეყნ|dərc|paylaşıl", re.IGNORECASE
)


def dateline(line: str) -> date | None:
    """The day, or the moment, that a line shows as that of publication; None where it shows none or is a sentence.

    A time has its offset where the line names a zone. The day of a change is not that of publication.
    """
    if len(line) > LONGEST:
        return None
    return next((found for part in _parts(line) if (found := _read(part, MAX_OTHER_WORDS)) is not None), None)


def dated(line: str) -> bool:
    """Whether a line is nothing but a date, with "Published" or a zone beside it."""
    return _read(line, FEWEST) is not None


def _parts(line: str) -> Iterator[str]:
    """The line without what it says of changes."""
    marks = sorted((mark.start(), kind) for kind in (CHANGED, PUBLISHED) for mark in kind.finditer(line))
    ends = [*(start for start, _ in marks[1:]), len(line)]
    first = marks[0][0] if marks else len(line)
    yield line[:first]
    for (start, kind), end in zip(marks, ends, strict=False):
        if kind is PUBLISHED:
            yield line[start:end]
    if marks and marks[0][1] is PUBLISHED and len(marks) == 1:
        yield line  # "12 August, published"


def _read(part: str, others: int) -> date | None:
    for pattern in (ISO, IN_FIGURES, *IN_WORDS):
        for found in pattern.finditer(part):
            day = _day(found)
            rest = part[: found.start()] + " " + part[found.end() :]
            if day is not None:
                return _timed(day, found, rest, others)
    return None


def _day(found: re.Match[str]) -> date | None:
    given = found.groupdict()
    day, year = int(given["day"]), int(given["year"])
    month = _months().get(_folded(given["word"])) if given.get("word") else int(given["month"])
    if given.get("mark") == "/" and month is not None and day <= 12 and month <= 12 and day != month:
        return None  # the day first in most of the world, the month first in the rest
    if month is None or not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _timed(day: date, found: re.Match[str], rest: str, others: int) -> date | None:
    """The moment, with what the rest of the line says of time and zone; None where it says too many other words."""
    given = found.groupdict()
    if given.get("clock"):
        written = f"{day.isoformat()}T{given['clock']}{given.get('offset') or ''}"
        return datetime.fromisoformat(written) if _words(rest) <= others else None
    clock = CLOCK.search(rest)
    if clock is None:
        return day if _words(rest) <= others else None
    rest = CLOCK.sub(" ", rest, count=1)
    zone, rest = _zone(rest)
    if _words(rest) > others:
        return None
    hour = int(clock["hour"])
    if clock["half"] and 1 <= hour <= 12:
        hour = hour % 12 + (12 if clock["half"].lower() == "p" else 0)
    return datetime(day.year, day.month, day.day, hour, int(clock["minute"]), tzinfo=zone)


def _words(rest: str) -> int:
    return len(LETTERS.findall(rest))


def _zone(rest: str) -> tuple[timezone | None, str]:
    """The zone that is named, and the rest without its name."""
    folded = rest.replace("İ", "i").lower()
    for hours, named in ZONES.items():
        if found := named.search(folded):
            return timezone(timedelta(hours=hours)), folded[: found.start()] + " " + folded[found.end() :]
    if (offset := OFFSET.search(rest)) and int(offset["hours"]) <= 14:
        away = timedelta(hours=int(offset["hours"]), minutes=int(offset["minutes"] or 0))
        return timezone(-away if offset["sign"] == "-" else away), OFFSET.sub(" ", rest, count=1)
    return None, rest


@cache
def _months() -> dict[str, int]:
    """The names of months, whole and shortened, in the cases that dates have."""
    from babel.core import Locale

    months = {"sept": 9}
    for language in MONTHS_IN:
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in Locale(language).months[context][width].items():
                    months.setdefault(_folded(name), number)
    return months


def _folded(word: str) -> str:
    return word.replace("İ", "i").lower().rstrip(".")
