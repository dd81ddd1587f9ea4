"""Countries: what they and their people and capitals are called, in English and in the region's languages.

Names come from Unicode CLDR through `babel`, demonyms, capitals and long names from `countryinfo`'s data files. What
both lack and newsrooms use ("U.S.", "Saudi", "Kyiv") stands in the short tables below. Nothing is read before it is
asked for: the tables take some 80 ms once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from babel import Locale

LANGUAGES = ("en", "ru", "hy", "az", "ka", "tr")
MAJORITY = 50  # percent of a country's people: in Stockholm and Jerusalem a minister may well speak English
MIN_CAPITAL_POPULATION = 300_000  # people; smaller places' capitals (Douglas, Victoria, Stanley) are mostly surnames

MIN_INFLECTED = 4  # letters of a country's name whose case forms are known
MAX_ENDING = 4  # letters
WORDS_KEPT = 20_000  # whose country is remembered
CHANGING = "аяйьиუაეიო"  # Россия, России; სომხეთი, სომხეთის

# Newsroom English that neither package has, by ISO 3166 code.
MORE_NAMES = {
    "US": ("US", "U.S.", "U.S", "USA", "U.S.A.", "America"),
    "GB": ("UK", "U.K.", "Britain", "Great Britain"),
    "TR": ("Turkey", "Turkiye"),
    "AE": ("UAE", "Emirates"),
    "CZ": ("Czech Republic",),
    "MM": ("Myanmar", "Burma"),
    "PS": ("Palestine",),
    "CI": ("Ivory Coast",),
    "CD": ("DR Congo", "Congo"),
    "MK": ("Macedonia",),
    "VA": ("Vatican", "Holy See"),
    "HK": ("Hong Kong",),
    "XK": ("Kosovo",),
}
MORE_DEMONYMS = {
    "US": ("U.S.", "US", "American"),
    "GB": ("British", "UK", "U.K."),
    "SA": ("Saudi",),
    "AZ": ("Azerbaijani", "Azeri"),
    "KZ": ("Kazakh",),
    "UZ": ("Uzbek",),
    "TJ": ("Tajik",),
    "KG": ("Kyrgyz",),
    "AR": ("Argentine", "Argentinian"),
    "BA": ("Bosnian",),
    "ES": ("Spanish",),
    "IS": ("Icelandic",),
    "LU": ("Luxembourgish",),
    "NZ": ("New Zealand",),
    "RS": ("Serb", "Serbian"),
    "SI": ("Slovenian",),
    "SK": ("Slovakian",),
    "XK": ("Kosovar",),
    "VA": ("Vatican",),
}
MORE_CAPITALS = {
    "US": ("Washington",),
    "UA": ("Kiev", "Kyiv"),
    "KZ": ("Astana",),
    "CH": ("Bern",),
    "NL": ("The Hague",),
    "MD": ("Chisinau",),
    "BR": ("Brasilia",),
    "YE": ("Sanaa",),
    "GE": ("Tiflis",),
}


def country(name: str, language: str = "en") -> str | None:
    """CLDR English short name of the country called `name` in `language`; None where no country is called so."""
    return _names(language).get(_key(name))


def country_by_code(code: str) -> str | None:
    """CLDR English short name of an ISO 3166 alpha-2 code."""
    return _english().get(code)


@cache
def languages_of(name: str) -> frozenset[str]:
    """ISO 639 codes of the languages of a country by its CLDR English short name: the official ones, and those that
    half of its people speak; empty for what is no country.
    """
    from babel.languages import get_official_languages, get_territory_language_info

    codes = [code for code, english in _english().items() if english == name]
    found: set[str] = set()
    for code in codes:
        found.update(get_official_languages(code, de_facto=True))
        spoken = get_territory_language_info(code)
        found.update(language for language, told in spoken.items() if _percent(told) >= MAJORITY)
    return frozenset(language.partition("_")[0] for language in found)


def _percent(told: Mapping[str, object]) -> float:
    share = told["population_percent"]
    return share if isinstance(share, float | int) else 0.0


def country_of_people(demonym: str) -> str | None:
    """The country of an English demonym or adjective of nationality ("Armenian"); the most populous where shared."""
    return _demonyms().get(_key(demonym))


def country_of_capital(city: str, language: str = "en") -> str | None:
    """The country whose capital bears this name in `language`."""
    return _capitals(language).get(_key(city))


@lru_cache(WORDS_KEPT)
def inflected_country(word: str, language: str) -> str | None:
    """The country whose name in `language` this word is a case form of, by its stem: "России" is Russia.

    Only one-word names of four letters and more; of Niger and Nigeria the longer one that fits. Turkish sets cases off:
    “Gabor” is no form of Gabon.
    """
    return _inflected(word, language, _names(language))


@lru_cache(WORDS_KEPT)
def inflected_capital(word: str, language: str) -> str | None:
    """The country of whose capital this word is a case form: of "Москве" Russia; told like an inflected country."""
    return _inflected(word, language, _capitals(language))


def _inflected(word: str, language: str, names: Mapping[str, str]) -> str | None:
    bare = _key(re.sub(r"['’]\w*$", "", word))
    if bare in names or language in ("en", "tr"):
        return names.get(bare)
    found = [
        (len(name), known)
        for name, known in names.items()
        if len(name) >= MIN_INFLECTED and " " not in name and _is_form(bare, name)
    ]
    return max(found)[1] if found else None


def _is_form(form: str, name: str) -> bool:
    """Whether a word is a name and an ending; the name's own last vowel, or й or ь, may have given way to it."""
    stem = name[:-1] if name[-1] in CHANGING else name
    return form.startswith(stem) and 0 < len(form) - len(stem) <= MAX_ENDING


def _key(name: str) -> str:
    return " ".join(name.replace("’", "'").split()).casefold().removeprefix("the ")


@cache
def _english() -> Mapping[str, str]:
    """ISO 3166 alpha-2 code -> CLDR English short name; regions of the world (numeric codes) are left out."""
    names: Mapping[str, str] = Locale("en").territories
    return {code: name for code, name in names.items() if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY}


_NO_COUNTRY = frozenset({"EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"})


@cache
def _names(language: str) -> Mapping[str, str]:
    english = _english()
    found: dict[str, str] = {}
    local: Mapping[str, str] = Locale(language).territories if language in LANGUAGES else {}
    for code, name in local.items():
        if code in english:
            found[_key(name)] = english[code]
    if language == "en":
        for code, record in _records():
            for name in (_text(record.get("name")), *_texts(record.get("altSpellings"))):
                if len(name) > 3:  # the two- and three-letter codes are no names
                    found.setdefault(_key(name), english[code])
        for code, names in MORE_NAMES.items():
            found.update((_key(name), english[code]) for name in names)
    return found


@cache
def _demonyms() -> Mapping[str, str]:
    english = _english()
    found: dict[str, str] = {}
    for code, record in _records():
        for name in _text(record.get("demonym")).replace("/", ",").split(","):
            if name.strip():
                found.setdefault(_key(name), english[code])
    for code, names in MORE_DEMONYMS.items():
        found.update((_key(name), english[code]) for name in names)
    return found


@cache
def _capitals(language: str) -> Mapping[str, str]:
    """In English as countryinfo has them; in other languages besides as CLDR calls those that time zones are called
    after, which is most of them.
    """
    if language != "en":
        zones = Locale(language).time_zones.items() if language in LANGUAGES else ()
        cities = ((told["city"], zone.rpartition("/")[2].replace("_", " ")) for zone, told in zones if "city" in told)
        known = ((city, country_of_capital(english)) for city, english in cities)
        return {**_capitals("en"), **{_key(city): capital for city, capital in known if capital}}
    english = _english()
    found: dict[str, str] = {}
    for code, record in _records():
        capital = _text(record.get("capital"))
        if capital and _population(record) >= MIN_CAPITAL_POPULATION:
            found.setdefault(_key(capital), english[code])
    for code, names in MORE_CAPITALS.items():
        found.update((_key(name), english[code]) for name in names)
    return found


@cache
def _records() -> tuple[tuple[str, Mapping[str, object]], ...]:
    """(ISO code, record) of each country in countryinfo's files, the most populous first."""
    return tuple(sorted(_read_records(), key=lambda item: (-_population(item[1]), item[0])))


def _read_records() -> Iterator[tuple[str, Mapping[str, object]]]:
    # The files are read, not CountryInfo objects made: those load everything again for each country.
    for file in (files("countryinfo") / "data").iterdir():
        if not file.name.endswith(".json"):
            continue
        record: Mapping[str, object] = json.loads(file.read_text(encoding="utf-8"))
        iso = record.get("ISO")
        code = iso.get("alpha2") if isinstance(iso, dict) else None
        if isinstance(code, str) and code in _english():
            yield code, record


def _population(record: Mapping[str, object]) -> int:
    number = record.get("population")
    return number if isinstance(number, int) else 0


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
