"""Whom an office or a body speaks for, by the country in its name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.attribute.languages.reading import Word
from index.attribute.languages.rules import Rules
from index.countries import country_by_code, inflected_country

# Letters that an ending may add to a short name of a country by the letters that it has: Հայկ is a man, no form of հայ.
TAILS = {1: 0, 2: 0, 3: 0, 4: 2}
TAIL = 4
LOCATION = frozenset(("в", "во", "на", "при", "по"))  # behind these a Russian office says where it is, not whose


def nation(word: str, rules: Rules) -> str | None:
    """The country that a word is a name, a short name or an adjective of, in any case."""
    known = inflected_country(word, rules.code)
    if known:
        return known
    low = re.sub(r"['’-]\w{1,4}$", "", word.lower())  # აშშ-ის, АБШ-ın
    codes = {
        code
        for stem, code in rules.nations.items()
        if low.startswith(stem) and len(low) - len(stem) <= TAILS.get(len(stem), TAIL)
    }
    return country_by_code(codes.pop()) if len(codes) == 1 else None


def actor(words: Sequence[Word], rules: Rules, forms: frozenset[str]) -> str | None:
    """The one country in the words of an office or a body; None for a trade, a past office, or two countries.

    A state that no package knows is named as the article does: what is left of a state's office when the words of
    offices, bodies and portfolios are taken away.
    """
    phrase = " ".join(word.text for word in words)
    if rules.past.search(phrase) or rules.trades.search(phrase):
        return None
    if not (rules.offices.search(phrase) or rules.bodies.search(phrase)):
        return None
    if rules.head_first:
        cut = next((i for i, word in enumerate(words) if i and word.low in LOCATION), len(words))
        words = words[:cut]
    found = {known for word in words if (known := nation(word.text, rules)) is not None}
    if found:
        return found.pop() if len(found) == 1 else None
    if not rules.states.search(phrase):
        return None
    places = {rules.place(word.text, forms) for word in words if _may_be_place(word, rules)}
    return places.pop() if len(places) == 1 else None


def _may_be_place(word: Word, rules: Rules) -> bool:
    bare = re.split(r"['’]", word.text)[0]
    if rules.capitals and (not word.capital or word.abbreviation):
        return False
    if word.low in rules.stops or (rules.modifier(word.text) and rules.head_first):
        return False
    institutional = (rules.offices, rules.trades, rules.bodies, rules.portfolios, rules.states)
    return not any(pattern.fullmatch(bare) for pattern in institutional)
