"""What an answer's ground lacks: said in a note where it is thin, and not at all where it is not.

Notes have no words of the articles: conversations keep them, and an article that goes takes its words along.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from urllib.parse import urlsplit

from assistant.evidence import Evidence
from assistant.question import Question
from assistant.rendering import sources
from index.countries import country, country_by_code, country_of_people
from index.record.catalogue import EVERYWHERE, Catalogue
from index.text.names import words_of
from index.window import Window

STALE = 7  # days without an article after which "the latest" may be elsewhere
GAP = 3  # days at the end of a window that no article of the archive reaches
STUBS = 0.5  # share of the articles, past which it is most of them
# Country domains that anybody takes for their sound, so that they tell nothing of where an outlet is: those that Google
# Search treats as generic, and Anguilla's and Montenegro's.
GENERIC_DOMAINS = frozenset("ad ai as bz cc cd co dj fm io la me ms nu sc sr su tk tv ws".split())


class Coverage:
    """Looks at how much of one archive, as it stands at one generation, there is for a question."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._outlets = lru_cache(maxsize=64)(catalogue.outlets)
        self._stubs = lru_cache(maxsize=64)(catalogue.stubs)

    def notes(self, question: Question, articles: int, cited: Sequence[Evidence]) -> tuple[str, ...]:
        """Notes on an answer that cites these, or on a refusal, which cites none."""
        if not articles:
            return ()
        found = (*self._one_source(question, articles, cited), *_abroad(question, cited))
        return (*found, *self._until_when(question), *self._without_text(question, articles))

    def _one_source(self, question: Question, articles: int, cited: Sequence[Evidence]) -> Iterator[str]:
        if question.window.outlets:
            return
        everything = [each for one in cited for each in (one, *one.renderings)]
        known = len([name for name in self._outlets(EVERYWHERE) if name])
        there = [name for name in self._outlets(question.window) if name]
        if known < 2:
            return
        if everything and all(one.article.outlet for one in everything) and sources(everything) == 1:
            alone = len({one.article.outlet for one in everything}) == 1
            yield f"One outlet only, of {known}." if alone else "One source only, which the other outlets have it from."
        elif not cited and articles > 1 and len(there) == 1:
            yield f"All {articles} articles looked through are of one outlet, of {known}."

    def _until_when(self, question: Question) -> Iterator[str]:
        """That the archive ends before what is asked about does."""
        window, today = question.window, question.asked_on
        newest = self._catalogue.counts(Window(outlets=window.outlets, languages=window.languages)).last
        recent = question.order == "latest" or window.since or window.until
        if today is None or newest is None or not recent:
            return
        end = min(window.until, today) if window.until else today
        if newest < end - timedelta(days=GAP if window.until else STALE):
            yield f"The newest article there is to look through is of {_day(newest)}."

    def _without_text(self, question: Question, articles: int) -> Iterator[str]:
        stubs = self._stubs(question.window)
        if stubs > STUBS * articles:
            yield f"{stubs} of the {articles} articles looked through have hardly any text."


def _abroad(question: Question, cited: Sequence[Evidence]) -> Iterator[str]:
    """That no outlet cited is of a country asked about: only where the country of each is told by its address.

    A language tells no country (Russian and English are written everywhere), nor does an address in .com.
    """
    addresses = [each.article.url for one in cited for each in (one, *one.renderings)]
    homes = [_home(url) for url in addresses]
    asked = _countries(question)
    known = list(dict.fromkeys(home for home in homes if home))
    if not asked or not known or None in homes or not asked.isdisjoint(known):
        return
    yield f"No outlet of {_listed(sorted(asked), 'or')} is cited; those that are have addresses of {_listed(known)}."


def _countries(question: Question) -> set[str]:
    """The country that is asked for, and those that the topic names."""
    language = question.language or "en"
    named = {country(word, language) or country_of_people(word) for word in words_of(question.topic or "")}
    actor = question.who.actor if question.who else None
    return {name for name in (*named, actor and country(actor)) if name}


def _home(url: str | None) -> str | None:
    """The country of a web address, by its domain; None where that tells none."""
    domain = (urlsplit(url or "").hostname or "").rpartition(".")[2]
    return None if domain in GENERIC_DOMAINS else country_by_code("GB" if domain == "uk" else domain.upper())


def _listed(names: Sequence[str], joint: str = "and") -> str:
    return f" {joint} ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
