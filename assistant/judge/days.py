"""Months and days of the week, by their names in any of the region's languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from babel import Locale
from babel.dates import get_day_names, get_month_names

from assistant.judge.tongues import TONGUES

MIN_PREFIX = 4  # letters of a name that its case forms share
AMBIGUOUS = frozenset(["may", "march", "mart", "mars"])  # verbs and names too: months beside a number or "in" only
BESIDE = re.compile(r"(?:\d\w*\s+|\b(?:in|of|last|since|until|by|early|late|on)\s+)$", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+")


def named_days(text: str, language: str) -> Iterator[tuple[str, str]]:
    """("month 3" or "weekday 2", the word) for each that the text names; Monday is weekday 0."""
    names = _names(language)
    for match in WORD.finditer(text):
        word = match[0].lower()
        known = names.get(word) or _inflected(word, names, language)
        if known is None:
            continue
        if word in AMBIGUOUS:
            beside = BESIDE.search(text[: match.start()]) or re.match(r"\s+\d", text[match.end() :])
            if not (match[0][0].isupper() and beside):
                continue
        yield known, match[0]


def of_date(day: date) -> frozenset[str]:
    return frozenset((f"month {day.month}", f"weekday {day.weekday()}"))


@cache
def _names(language: str) -> dict[str, str]:
    if language not in TONGUES:
        return {}
    locale, found = Locale(language), {}
    for context in ("format", "stand-alone"):
        for number, name in get_month_names("wide", context, locale).items():
            found[name.lower()] = f"month {number}"
        for number, name in get_day_names("wide", context, locale).items():
            found[name.lower()] = f"weekday {number}"
    return found


def _inflected(word: str, names: dict[str, str], language: str) -> str | None:
    """Of a word that is a case form of just one name; English has none."""
    if language == "en" or len(word) < MIN_PREFIX:
        return None
    found = {
        known
        for name, known in names.items()
        if len(name) >= MIN_PREFIX
        and word.startswith(name[: max(MIN_PREFIX, len(name) - 1)])
        and len(word) < len(name) + 5
    }
    return found.pop() if len(found) == 1 else None
