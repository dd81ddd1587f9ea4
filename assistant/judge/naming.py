"""Names: whether those of a claim stand in its source, in whatever script, case form or short form."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from assistant.judge.source import Source
from assistant.judge.wording import Word
from index.attribute.languages import RULES
from index.countries import country, country_by_code, country_of_capital, country_of_people, inflected_country
from index.text.names import form_of, sound, spelling

LONGEST = 3  # words of a country's name that is looked up
MIN_SKELETON = 3  # consonants that tell one name from others
MIN_STEM = 4
ENDINGS = [
    (0, "s"),
    (0, "n"),
    (0, "an"),
    (0, "ian"),
    (1, "ian"),
    (1, "an"),
    (0, "ese"),
    (1, "ish"),
    (0, "i"),
    (0, "ic"),
]
NAMES_KEPT = 20_000  # words whose country is remembered
# Letters that one name is written with in several alphabets, made one.
ALIKE = str.maketrans({"c": "k", "q": "k", "w": "v", "z": "s", "b": "p", "g": "k", "d": "t", "f": "v"})
SILENT = re.compile(r"(?<=[aeiou])w|[aeiouyhj\W_]")


def unknown_name(claim: Sequence[Word], source: Source, skip: Collection[int]) -> str | None:
    """The first name of the claim that is not in its source; `skip` are the places of words that are none."""
    inside = _countries(source)
    there = [word.text for word in source.words] + [part for text in source.about for part in text.split()]
    sounds = {sound(word) for word in there} - {""}
    covered = {at for start, end, name in countries_in(claim, None) if name in inside for at in range(start, end)}
    names = [at for at, word in enumerate(claim) if word.capital and at not in covered and word.start not in skip]
    known = {at for at in names if _there(claim[at], source, sounds, there)}
    for at in names:
        beside = known & {at - 1, at + 1} and source.language != "en"
        if at not in known and not (beside and any(_same_short(claim[at].text, other) for other in there)):
            return claim[at].text
    return None


def _same_short(word: str, other: str) -> bool:
    """Of a short name beside one that is found, in another alphabet: Eero (Saarinen) and Эро."""
    return bool(consonants(word)) and consonants(word) == consonants(other) and other[0].isupper()


def _there(word: Word, source: Source, sounds: set[str], there: Sequence[str]) -> bool:
    if word.stem in source.stems or word.stem in source.asked:
        return True
    key = sound(word.text)
    if key in sounds or any(_case_forms(key, other, source.language) for other in sounds):
        return True
    if word.text.isupper() and len(word.text) > 1 and _initials(word.text, there):
        return True
    return source.language != "en" and any(_across(consonants(word.text), consonants(other)) for other in there)


def _case_forms(key: str, other: str, language: str) -> bool:
    """Whether two words are forms of one name. In English few endings are: Martinez is not Martin."""
    if language != "en":
        return form_of(key, other) or form_of(other, key)
    shorter, longer = sorted((key, other), key=len)
    return len(shorter) >= MIN_STEM and any(longer == shorter[: len(shorter) - cut] + end for cut, end in ENDINGS)


def _across(skeleton: str, other: str) -> bool:
    """The same consonants in two languages, but for an ending of one or two, or an English plural."""
    if len(skeleton) > MIN_SKELETON and other == skeleton[:-1]:
        return True  # бульвар of Boulevard, and English plurals
    skeleton = skeleton.removesuffix("s") if len(skeleton) > MIN_SKELETON else skeleton
    return len(skeleton) >= MIN_SKELETON and other.startswith(skeleton) and len(other) <= len(skeleton) + 2


@lru_cache(NAMES_KEPT)
def consonants(word: str) -> str:
    """What is left of a name in all alphabets: of Kearney and Кирни "krn"."""
    bare = SILENT.sub("", spelling(word).replace("x", "ks").replace("ph", "f")).translate(ALIKE)
    return re.sub(r"(.)\1+", r"\1", bare)


def _initials(short: str, there: Sequence[str]) -> bool:
    """Whether an abbreviation is the initials of words in a row: CSTO."""
    first = "".join(word[0] for word in there if word[0].isupper())
    return short in first


def _countries(source: Source) -> frozenset[str]:
    found = {name for *_, name in countries_in(source.words, source.language)}
    if source.speaker is not None and source.speaker.actor:
        found.add(source.speaker.actor)
    for text in source.about:
        found |= {name for word in text.split() if (name := country_of(word.strip(",.'’s"), source.language))}
    return frozenset(found)


def countries_in(found: Sequence[Word], language: str | None) -> Iterator[tuple[int, int, str]]:
    """(start, end, country) of the words that name a country, its people or its capital."""
    for at, word in enumerate(found):
        if not word.capital and language in (None, "en"):
            continue
        for count in range(LONGEST, 0, -1):
            text = " ".join(re.sub(r"['’]s?$", "", each.text) for each in found[at : at + count])
            name = country_of(text, language or "en") if len(found) >= at + count else None
            if name:
                yield at, at + count, name
                break


@lru_cache(NAMES_KEPT)
def country_of(text: str, language: str) -> str | None:
    """The country that a word or two stand for, in English or in the language."""
    found = country(text) or country_of_people(text) or country_of_capital(text)
    found = found or country_of_people(text.removesuffix("s"))  # Americans
    if found or language == "en" or " " in text:
        return found or country(text, language)
    rules = RULES.get(language)
    nations = rules.nations if rules else {}
    code = next((code for stem, code in nations.items() if text.lower().startswith(stem)), None)
    return (country_by_code(code) if code else None) or inflected_country(text, language)
