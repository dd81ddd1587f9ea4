"""The time window that a question names, in code, for the languages served. Month names are CLDR's."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from babel import Locale
from babel.dates import get_month_names

from assistant.understanding.grammar import GRAMMARS
from assistant.understanding.relative import Period, Reader, relative

AFTER, BEFORE = frozenset(["after", "после"]), frozenset("before до önce əvvəl առաջ".split())  # without the day named
INSIDE = "in|on|during|for|в|во|за"  # what stands before a period and goes with it
RANGES = {"en": ("between|from|since", "and|to|until|till"), "ru": ("между|с|со|от", "и|по|до")}
# How a month without its year stands in a question; the name alone may as well be somebody's.
BARE = {
    "en": (r"(?<=in ){month}", r"(?<=since ){month}", r"(?<=until ){month}"),
    "ru": (r"(?<=в ){month}\w{{0,3}}", r"(?<=с ){month}\w{{0,3}}", r"(?<=до ){month}\w{{0,3}}"),
    "tr": (r"{month}['’]?[dt][ae]n?", r"{month}\s+ay(?:ında|ından)"),
    "az": (r"{month}['’]?(?:d[aə]n?)", r"{month}\s+ay(?:ında|ından)"),
    "hy": (r"{month}(?:ին|ից)",),
    "ka": (r"{month}(?:ში|იდან)",),
}
MONTH_FORM = 4  # letters from which a month's name is told in any of its case forms ("марте" for март)


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """Both days included, None for open ends; `rest` is the question without the words that said so.

    `note` tells the user of a date that there is none of.
    """

    since: date | None
    until: date | None
    rest: str
    note: str | None = None


def find_when(text: str, language: str, today: date) -> When:
    """The window that the text names. A bare "in March" is the last March that is not in the future."""
    between = _range(text, language, today)
    if between is not None:
        return between
    for pattern, read in _patterns(language):
        match = pattern.search(text)
        if match is None:
            continue
        period = read(match, today)
        if period is None:
            note = f"there is no {match.group().strip()}, so the question was read without it"
            start, _ = _next_to(text, *match.span(), INSIDE) or match.span()
            return When(since=None, until=None, rest=_without(text, min(start, match.start()), match.end()), note=note)
        if period[0] > today and _in_topic(text, match, language):
            break
        return _bounded(text, match, period, language)
    return When(since=None, until=None, rest=text)


def _in_topic(text: str, period: re.Match[str], language: str) -> bool:
    """Whether a period stands where the topic does, and nothing bounds the days by it. Of one that is to come, that is
    what makes it part of it, for no article is of then: "the election in 2031".
    """
    grammar = GRAMMARS[language]
    if any(_next_to(text, *period.span(), words) for words in (grammar.since, grammar.until)):
        return False
    sides = ((grammar.before_topic, text[: period.start()]), (grammar.after_topic, text[period.end() :]))
    return any(about and re.search(rf"(?<!\w)(?:{about})(?!\w)", beside, re.IGNORECASE) for about, beside in sides)


def _range(text: str, language: str, today: date) -> When | None:
    """From one period to another, where both stand together: "between March and May 2025"."""
    opening, joint = RANGES.get(language, (None, None))
    for begin in re.finditer(rf"(?<!\w)(?:{opening})\s+", text, re.IGNORECASE) if opening else ():
        first = _period_at(text, begin.end(), language)
        between = (
            re.compile(rf"\s+(?:{joint})\s+(?:the\s+)?", re.IGNORECASE).match(text, first[0].end()) if first else None
        )
        second = _period_at(text, between.end(), language) if between else None
        if first is None or second is None:
            continue
        last = second[1](second[0], today)
        start = first[1](first[0], last[1] if last and not _has_year(first[0]) else today)
        if start and last and start[0] <= last[1]:
            return When(since=start[0], until=last[1], rest=_without(text, begin.start(), second[0].end()))
    return None


def _period_at(text: str, at: int, language: str) -> tuple[re.Match[str], Reader] | None:
    for pattern, read in (*_patterns(language), (_bare_month(language), _month)):
        match = pattern.match(text, at)
        if match is not None:
            return match, read
    return None


def _has_year(match: re.Match[str]) -> bool:
    found = match.groupdict()
    return "month" not in found or bool(found.get("year"))


def _without(text: str, start: int, end: int) -> str:
    return f"{text[:start].rstrip()} {text[end:].lstrip()}".strip()


def _bounded(text: str, match: re.Match[str], period: Period, language: str) -> When:
    """The period, or what lies after or before it, by the words next to it."""
    grammar = GRAMMARS[language]
    start, end = match.span()
    first, last = period
    since, until = _next_to(text, start, end, grammar.since), _next_to(text, start, end, grammar.until)
    inside = None if since or until else _next_to(text, start, end, INSIDE)
    for found in (since, until, inside):
        if found is not None:
            start, end = min(start, found[0]), max(end, found[1])
    rest = _without(text, start, end)
    if since:
        return When(since=last + timedelta(days=1) if _is(text, since, AFTER) else first, until=None, rest=rest)
    if until:
        return When(since=None, until=first - timedelta(days=1) if _is(text, until, BEFORE) else last, rest=rest)
    return When(since=first, until=last, rest=rest)


def _is(text: str, span: tuple[int, int], words: frozenset[str]) -> bool:
    return not words.isdisjoint(text[slice(*span)].lower().split())


def _next_to(text: str, start: int, end: int, words: str) -> tuple[int, int] | None:
    """The span of one of the words where it stands just before or just behind [start, end)."""
    if not words:
        return None
    before = re.search(rf"(?<!\w)(?:{words})\s+(?:the\s+)?$", text[:start], re.IGNORECASE)
    if before:
        return before.span()
    behind = re.match(rf"\s*['’]?\w{{0,4}}\s+(?:{words})(?!\w)", text[end:], re.IGNORECASE)
    return (end, end + behind.end()) if behind else None


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], Reader], ...]:
    months = _month_names(language)
    year = r"(?P<year>(?:19|20)\d\d)(?:\s*-?(?:год[ау]?|წლის|წელს|թվականի\w*|թ\.|yılı\w*|c[iıuü]\s+il\w*)|['’]\w{1,4})?"
    month = rf"(?P<month>{months})\w{{0,4}}"
    return (
        *relative(language),
        (_compiled(r"(?P<iso>\d{4}-\d\d-\d\d)"), _iso),
        (_compiled(rf"(?P<day>\d{{1,2}})\s+{month},?(?:\s+{year})?"), _day),
        (_compiled(rf"{month}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d),?(?:\s+{year})?"), _day),
        (_compiled(rf"{month},?\s+(?:of\s+)?{year}"), _month),
        (_compiled(rf"{year}\s+{month}"), _month),
        *((_compiled(bare.format(month=rf"(?P<month>{months})")), _month) for bare in BARE[language]),
        (_compiled(rf"(?<![-\d]){year}"), _year),
    )


def _month_names(language: str) -> str:
    return "|".join(sorted((re.escape(name) for name in _months(language)), key=len, reverse=True))


@cache
def _bare_month(language: str) -> re.Pattern[str]:
    return _compiled(rf"(?P<month>{_month_names(language)})\w{{0,4}}")


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE)


@cache
def _months(language: str) -> dict[str, int]:
    """Lower-case month names, and their beginnings where the language inflects them, to 1 to 12."""
    found: dict[str, int] = {}
    locale = Locale(language)
    for context in ("format", "stand-alone"):
        for number, name in get_month_names("wide", context=context, locale=locale).items():
            found[name.lower()] = number
            if name.endswith("й"):  # май, мае: too short for its beginning to tell
                found[f"{name[:-1].lower()}е"] = number
            if language != "en" and len(name) > MONTH_FORM:
                found.setdefault(name.lower()[: max(MONTH_FORM, len(name) - 1)], number)
    return found


def _month_number(match: re.Match[str]) -> int | None:
    name = match["month"].lower()
    for language in GRAMMARS:
        number = _months(language).get(name)
        if number:
            return number
    return None


def _iso(match: re.Match[str], today: date) -> Period | None:
    try:
        day = date.fromisoformat(match["iso"])
    except ValueError:
        return None
    return day, day


def _day(match: re.Match[str], today: date) -> Period | None:
    month = _month_number(match)
    if month is None:
        return None
    year = int(match["year"]) if match["year"] else today.year
    try:
        day = date(year, month, int(match["day"]))
    except ValueError:
        return None
    if not match["year"] and day > today:
        day = day.replace(year=year - 1)
    return day, day


def _month(match: re.Match[str], today: date) -> Period | None:
    month = _month_number(match)
    if month is None:
        return None
    named = match.groupdict().get("year")
    year = int(named) if named else today.year - (month > today.month)
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _year(match: re.Match[str], today: date) -> Period | None:
    return date(int(match["year"]), 1, 1), date(int(match["year"]), 12, 31)
