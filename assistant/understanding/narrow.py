"""Narrowing an answer: "only in Russian", "from the Benkar Post only", "in October"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from assistant.question import Slot
from assistant.understanding.aside import EDGES
from assistant.understanding.ellipsis import ELLIPSES
from assistant.understanding.roster import Roster
from assistant.understanding.when import When, find_when
from assistant.understanding.within import language_called
from index.countries import country
from index.window import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """What of the archive a reader of questions must know."""

    roster: Roster
    languages: frozenset[str]
    outlets: frozenset[str]


def narrowed(said: str, window: Window, language: str, archive: Archive) -> tuple[Slot, Window] | None:
    """The window within the one outlet or language of articles that is all the text names, and which of them it was."""
    words = ELLIPSES[language]
    rest = without(said, words.lead)
    place = without(without(rest, words.only), words.of)
    if place == rest or not place:
        return None
    outlet = {_key(name): name for name in archive.outlets}.get(_key(place))
    if outlet is not None:
        return "outlet", replace(window, outlets=(outlet,))
    code = language_called(place, language, archive.languages)
    if code is None or country(place, language):  # "Türk" is a language, "Azərbaycan" a country as well
        return None
    return "articles_in", replace(window, languages=(code,))


def days_named(text: str, window: Window, language: str, today: date) -> When:
    """The time that the text names. A month without its year is of the year of the window, else its last one."""
    plain = find_when(text, language, today)
    if re.search(r"\d{4}", text):
        return plain
    spoken_of = window.until or window.since
    for year in (spoken_of.year,) if spoken_of else (today.year, today.year - 1):
        dated = find_when(f"{text} {year}", language, today)
        begins = dated.since or dated.until
        if begins and begins <= today and not _of_years(dated) and str(year) not in dated.rest:
            return dated
    return plain


def _of_years(when: When) -> bool:
    """Whether the window begins and ends with years, as far as it does: the text added nothing to the year."""
    since, until = when.since, when.until
    return (since is None or (since.month, since.day) == (1, 1)) and (
        until is None or (until.month, until.day) == (12, 31)
    )


def without(text: str, words: str) -> str:
    """The text without these words where they stand at its edges."""
    edge = rf"(?:{words})(?!\w)"
    return re.sub(rf"^(?:{edge}[\s,]*)+|(?:[\s,]*(?<!\w){edge})+$", "", text, flags=re.IGNORECASE).strip(EDGES)


def _key(outlet: str) -> str:
    return outlet.casefold().removeprefix("the ")
