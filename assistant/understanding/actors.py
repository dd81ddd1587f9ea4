"""Actors: the countries and bodies that the words of a question stand for, as they are called in one archive."""

from __future__ import annotations

from collections.abc import Iterable

from index.actors import ALLIANCES, SEAT_COUNTRIES, SEATS
from index.countries import country, country_of_capital, country_of_people
from index.text.names import actor_key, spelling


class Actors:
    """`known` are those of the archive's speakers, the most quoted first: what none of the lists of countries, peoples,
    capitals and alliances has, an article may still have told of.
    """

    def __init__(self, known: Iterable[str]) -> None:
        # Of the spellings of one (Velmora, Велмора) the most quoted in Latin letters counts, if any is.
        least_quoted_first = [*dict.fromkeys(known)][::-1]
        self._known = {actor_key(actor): actor for actor in sorted(least_quoted_first, key=str.isascii)}

    def named(self, phrase: str, language: str) -> str | None:
        """The one that a phrase stands for as a whole ("Armenia", "Armenians", "Yerevan", "the Kremlin", "NATO")."""
        found = (
            _body(phrase)
            or country(phrase, language)
            or country(phrase)
            or country_of_people(phrase.removesuffix("s"))
            or country_of_capital(phrase)
        )
        if found is None and language != "en" and " " not in phrase:
            found = _nation(phrase, language)
        return found or self._known.get(actor_key(phrase))

    def by_adjective(self, word: str) -> str | None:
        """ "Velmoran": the one known actor of whose name the word is an adjective, by their common beginning."""
        found = {
            name
            for key, name in self._known.items()
            if len(key) >= 5 and spelling(word).startswith(key.rstrip("aeioy"))
        }
        return found.pop() if len(found) == 1 else None


def _body(phrase: str) -> str | None:
    """An alliance by any of its names, or the country whose power sits at a place ("the Kremlin")."""
    key = phrase.casefold()
    seat = SEATS.get(key)
    return ALLIANCES.get(key) or (SEAT_COUNTRIES.get(seat) if seat else None)


def _nation(word: str, language: str) -> str | None:
    """The country that a word of another language is a form of, or whose capital or seat it names (Москва, Кремль)."""
    from index.attribute.languages import RULES  # a tenth of a second, which English questions need not pay
    from index.attribute.languages.nations import nation

    return nation(word, RULES[language]) if language in RULES else None
