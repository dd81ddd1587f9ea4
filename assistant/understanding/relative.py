"""Periods that lean on the day of the question, or are parts of a year, in the languages served."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

Period = tuple[date, date]  # both days included
Reader = Callable[[re.Match[str], date], Period | None]

WEEKDAYS = tuple(name.lower() for name in calendar.day_name)
PARTS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}  # first and last month
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}  # a winter is of two years
DAYS = {"days": 1, "weeks": 7, "months": 30}


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """What a language calls such periods, as alternatives of regular expressions.

    `last` and `this` stand before week, month and year; `count` before a number of `units` that end today, in the order
    of DAYS. `numbers` are those from one on.
    """

    today: str
    yesterday: str
    this: tuple[str, str, str]
    last: tuple[str, str, str]
    count: str
    units: tuple[str, str, str]
    numbers: tuple[str, ...] = ()


PHRASES = {
    "en": Phrases(
        today="today",
        yesterday="yesterday",
        this=("this week", "this month", "this year"),
        last=("last week", "last month", "last year"),
        count=r"(?:(?:in|during|over|within)\s+)?(?:the\s+)?(?:last|past)",
        units=("days?", "weeks?", "months?"),
        numbers=tuple("one two three four five six seven eight nine ten eleven twelve".split()),
    ),
    "ru": Phrases(
        today="сегодня",
        yesterday="вчера",
        this=("на этой неделе", "в этом месяце", "в этом году"),
        last=("на прошлой неделе", "в прошлом месяце", "в прошлом году"),
        count=r"за последни[ей]",
        units=("дн(?:я|ей)|день|сутки", "недел[юиь]", "месяц(?:а|ев)?"),
        numbers=tuple("один дв[ае] три четыре пять шесть семь восемь девять десять".split()),
    ),
    "tr": Phrases(
        today="bugün",
        yesterday="dün",
        this=("bu hafta", "bu ay", "bu (?:yıl|sene)"),
        last=("geçen hafta", "geçen ay", "geçen (?:yıl|sene)"),
        count="son",
        units=("gün(?:de)?", "hafta(?:da)?", "ay(?:da)?"),
        numbers=tuple("bir iki üç dört beş altı yedi sekiz dokuz on".split()),
    ),
    "az": Phrases(
        today="bu ?gün",
        yesterday="dünən",
        this=("bu həftə", "bu ay", "bu il"),
        last=("(?:keçən|ötən) həftə", "(?:keçən|ötən) ay", "(?:keçən|ötən) il"),
        count="son",
        units=("gün(?:də)?", "həftə(?:də)?", "ay(?:da)?"),
        numbers=tuple("bir iki üç dörd beş altı yeddi səkkiz doqquz on".split()),
    ),
    "hy": Phrases(
        today="այսօր",
        yesterday="երեկ",
        this=("այս շաբաթ", "այս ամիս", "այս տարի"),
        last=("անցյալ շաբաթ|նախորդ շաբաթ", "անցյալ ամիս|նախորդ ամիս", "անցյալ տարի|նախորդ տարի"),
        count="վերջին",
        units=("օր(?:ում|վա)", "շաբաթ(?:ում|վա)", "ամ(?:սում|սվա)"),
        numbers=tuple("մեկ երկու երեք չորս հինգ վեց յոթ ութ ինը տասը".split()),
    ),
    "ka": Phrases(
        today="დღეს",
        yesterday="გუშინ",
        this=("ამ კვირას?(?:ში)?", "ამ თვეში", "წელს"),
        last=("(?:გასულ|წინა) კვირას?(?:ში)?", "(?:გასულ|წინა) თვეში", "შარშან|გასულ წელს"),
        count="ბოლო",
        units=("დღ(?:ეში|ის)", "კვირა?(?:ში|ის)", "თვ(?:ეში|ის)"),
        numbers=tuple("ერთი ორი სამი ოთხი ხუთი ექვსი შვიდი რვა ცხრა ათი".split()),
    ),
}


@cache
def relative(language: str) -> tuple[tuple[re.Pattern[str], Reader], ...]:
    """What such a period looks like in a language, each with its reader."""
    words = PHRASES[language]
    named = {
        "today": words.today,
        "yesterday": words.yesterday,
        **dict(zip(("this_week", "this_month", "this_year"), words.this, strict=True)),
        **dict(zip(("last_week", "last_month", "last_year"), words.last, strict=True)),
    }
    near = "|".join(f"(?P<{name}>{pattern})" for name, pattern in named.items())
    units = "|".join(f"(?P<{name}>{pattern})" for name, pattern in zip(DAYS, words.units, strict=True))
    number = rf"(?P<number>\d{{1,3}}|{'|'.join(words.numbers)})"
    found = [
        (_compiled(rf"{words.count}\s+{number}\s+(?:{units})"), _count),
        (_compiled(near), _near),
    ]
    return (*found, *_english()) if language == "en" else tuple(found)


def _english() -> tuple[tuple[re.Pattern[str], Reader], ...]:
    year = r"(?P<year>(?:19|20)\d\d)"
    numbers = "|".join(PHRASES["en"].numbers)
    return (
        (_compiled(rf"(?P<number>\d{{1,3}}|an?|{numbers})\s+(?:(?P<days>days?)|(?P<weeks>weeks?))\s+ago"), _ago),
        (_compiled(rf"(?:(?P<early>early)|(?P<mid>mid-?)|(?P<late>late))\s*(?:in\s+)?{year}"), _part),
        (_compiled(rf"(?:the\s+)?(?P<season>{'|'.join(SEASONS)})\s+(?:of\s+)?{year}"), _season),
        (_compiled(rf"(?P<last>last|this)\s+(?P<season>{'|'.join(SEASONS)})"), _season),
        (_compiled(rf"(?:Q(?P<quarter>[1-4])|the\s+(?P<half>first|second)\s+half)\s+(?:of\s+)?{year}"), _part),
        (_compiled(rf"(?<=on )(?:last\s+)?(?P<weekday>{'|'.join(WEEKDAYS)})"), _weekday),
        (_compiled(r"(?:over|during|in)\s+the\s+(?:past|last)\s+(?P<of>week|month|year)"), _past),
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


def _which(match: re.Match[str], names: tuple[str, ...]) -> str:
    """The one of these groups that has matched."""
    return next(name for name in names if match.groupdict().get(name))


def _near(match: re.Match[str], today: date) -> Period:
    monday = today - timedelta(days=today.weekday())
    first = today.replace(day=1)
    before = first - timedelta(days=1)
    yesterday = today - timedelta(days=1)
    periods = {
        "today": (today, today),
        "yesterday": (yesterday, yesterday),
        "this_week": (monday, today),
        "last_week": (monday - timedelta(days=7), monday - timedelta(days=1)),
        "this_month": (first, today),
        "last_month": (before.replace(day=1), before),
        "this_year": (today.replace(month=1, day=1), today),
        "last_year": (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
    }
    return periods[_which(match, tuple(periods))]


def _number(match: re.Match[str]) -> int:
    word = match["number"].lower()
    if word.isdecimal():
        return int(word)
    for words in PHRASES.values():
        for number, pattern in enumerate(words.numbers, 1):
            if re.fullmatch(pattern, word):
                return number
    return 1  # "a week ago"


def _count(match: re.Match[str], today: date) -> Period:
    return today - timedelta(days=_number(match) * DAYS[_which(match, tuple(DAYS))]), today


def _ago(match: re.Match[str], today: date) -> Period:
    """The day, or the whole week, that lies so far back."""
    if match["days"]:
        day = today - timedelta(days=_number(match))
        return day, day
    monday = today - timedelta(days=today.weekday() + 7 * _number(match))
    return monday, monday + timedelta(days=6)


def _past(match: re.Match[str], today: date) -> Period:
    return today - timedelta(days={"week": 7, "month": 30, "year": 365}[match["of"].lower()]), today


def _months(year: int, first: int, last: int) -> Period:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _part(match: re.Match[str], today: date) -> Period:
    found, year = match.groupdict(), int(match["year"])
    if found.get("quarter"):
        last = 3 * int(match["quarter"])
        return _months(year, last - 2, last)
    if found.get("half"):
        return _months(year, 1, 6) if match["half"].lower() == "first" else _months(year, 7, 12)
    return _months(year, *PARTS[_which(match, tuple(PARTS))])


def _season(match: re.Match[str], today: date) -> Period | None:
    """That of the year, or the last one that has begun: "last summer" in July is the one before."""
    first, last = SEASONS[match["season"].lower()]
    if match.groupdict().get("year"):
        return _months(int(match["year"]), first, last)
    over = today.month > last
    year = today.year - (not over if match["last"].lower() == "last" else today.month < first)
    return _months(year, first, last)


def _weekday(match: re.Match[str], today: date) -> Period:
    """The last one before today."""
    back = (today.weekday() - WEEKDAYS.index(match["weekday"].lower()) - 1) % 7 + 1
    day = today - timedelta(days=back)
    return day, day
