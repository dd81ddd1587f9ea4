"""Case and gender of Russian words, by pymorphy3 and the OpenCorpora dictionary; loaded when first asked for."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from index.attribute.languages.rules import Gender, Name

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer
    from pymorphy3.analyzer import Parse

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
GENDERS: tuple[Gender, ...] = ("masc", "femn")
VOWELS = "аеёиоуыэюя"
FIXED = "иоуэюе"  # ends of names that are not declined
KNOWN_NAME, GUESSED, UNLIKELY = 4, 2, 1  # what a reading of a word counts as part of a name
ATTESTED = 5
# Of men's names that no dictionary has, by case: what ends them and what stands there in the nominative.
OBJECT = (("а", ""), ("я", "й"))
MASCULINE = {"nomn": (), "gent": OBJECT, "accs": OBJECT, "datv": (("у", ""), ("ю", "й")),
             "ablt": (("ом", ""), ("ем", ""), ("ым", "")), "loct": (("е", ""),)}  # fmt: skip
NO_NAMES = ("ADJF", "ADJS", "PRTF", "NUMR", "ADVB", "CONJ", "PREP", "NPRO", "PRCL", "INTJ", "COMP")
OF_WOMEN = ("ова", "ева", "ёва", "ина", "ына", "ая", "яя")  # last names that women have in the nominative
REMEMBERED = 20_000


@cache
def _analyzer() -> MorphAnalyzer:
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang="ru")


@lru_cache(REMEMBERED)
def parses(word: str) -> tuple[Parse, ...]:
    return tuple(_analyzer().parse(word.lower()))


def subject(word: str) -> bool:
    """Whether the word may stand in the nominative, one that no dictionary has in the singular; abbreviations may in
    any case.
    """
    return word.isupper() or any("nomn" in p.tag and (p.is_known or "sing" in p.tag) for p in parses(word))


def is_genitive(word: str) -> bool:
    """Whether a word may go on the name of an office or a body: a genitive, an abbreviation, a foreign name."""
    guessed = word[0].isupper() and not parses(word)[0].is_known
    return (
        word.isupper()
        or guessed
        or any(p.tag.POS in ("NOUN", "ADJF", "PRTF") and ("gent" in p.tag or "Fixd" in p.tag) for p in parses(word))
    )


def is_given(word: str) -> bool:
    return any("Name" in p.tag and p.is_known for p in parses(word))


def is_adjective(word: str) -> bool:
    return parses(word)[0].tag.POS in ("ADJF", "PRTF")


def full_name(words: tuple[str, ...], forms: frozenset[str], oblique: bool) -> Name | None:
    """The citation form of two or three words that agree in case and gender: "Илоны Вестровой" is "Илона Вестрова".

    Of several readings the one made of more known names or of words in this form elsewhere in the article, then the
    nominative, unless the words before ask for an oblique case. None where none fits.
    """
    best: Name | None = None
    most = 0
    for case in CASES[1:] if oblique else CASES:
        for gender in GENDERS:
            read = [_as_name(word, case, gender, given=at < len(words) - 1) for at, word in enumerate(words)]
            cited = tuple(one[0] for one in read if one)
            weight = sum(one[1] for one in read if one)
            weight += ATTESTED * (cited != words and forms.issuperset(cited))
            if len(cited) < len(words):
                continue
            if weight > most:
                most, best = weight, Name(words=cited, subject=case == "nomn", gender=gender)
            elif best is not None and weight == most and cited == best.words and gender != best.gender:
                best = replace(best, gender=None)  # Наре Сельвян may be a woman or a man
    return best


def _as_name(word: str, case: str, gender: Gender, given: bool) -> tuple[str, int] | None:
    """(nominative, weight) of one word of a name read in this case and gender."""
    kind = "Name" if given else "Surn"
    found: tuple[str, int] | None = None
    for parse in parses(word):
        tag = parse.tag
        noun = tag.POS == "NOUN" and ("anim" in tag or not parse.is_known)
        adjective = tag.POS == "ADJF" and not given  # Зеленская
        if not (noun or adjective) or not ("sing" in tag and case in tag and (gender in tag or "ms-f" in tag)):
            continue
        nominative = _nominative_of(parse, word, case, gender)
        weight = KNOWN_NAME if kind in tag else GUESSED
        if case == "nomn" and gender == "femn" and not given and weight == GUESSED and not word.endswith(OF_WOMEN):
            weight = UNLIKELY  # "Пашиняна" is rather a form of Пашинян
        if nominative is not None and (found is None or weight > found[1]):
            found = (nominative, weight)
    if found is None and _is_fixed(word, case, gender, given):
        doubtful = given or (case == "nomn" and gender == "femn" and not word.endswith(OF_WOMEN))
        return word, UNLIKELY if doubtful else GUESSED
    if found is None and gender == "masc" and not parses(word)[0].is_known:
        return next(((word[: -len(end)] + put, UNLIKELY) for end, put in MASCULINE[case] if word.endswith(end)), None)
    return found


def _nominative_of(parse: Parse, word: str, case: str, gender: Gender) -> str | None:
    if case == "nomn":
        return word
    nominative = parse.inflect({"nomn", "sing", gender}) or parse.inflect({"nomn", "sing"})
    return cased(nominative.word, word) if nominative else None


def _is_fixed(word: str, case: str, gender: Gender, given: bool) -> bool:
    """Women's last names that end in a consonant, names in -o, -i and the like; a nominative that no rule guesses."""
    last, first = word[-1].lower(), parses(word)[0]
    adjective = given and any(p.tag.POS == "ADJF" and p.is_known for p in parses(word))
    if adjective or (first.is_known and first.tag.POS in NO_NAMES):
        return False
    if last in FIXED and not word.endswith("ии"):
        return True
    if not given and word.endswith("лы"):  # Гасанлы, оглы
        return True
    if last not in VOWELS and gender == "femn":
        return not given or case != "nomn"  # of women even given names: "послом США Робин Данлоп"
    return case == "nomn" and (last not in VOWELS) == (gender == "masc")


def last_name(word: str) -> str:
    """The nominative of a last name by itself, as far as its form tells: Брусницыным is Брусницын."""
    if any("nomn" in p.tag for p in parses(word)):
        return word
    known = [p for p in parses(word) if "Surn" in p.tag] or [p for p in parses(word) if p.tag.POS == "NOUN"]
    for parse in known[:1]:
        nominative = parse.inflect({"nomn", "sing"})
        return cased(nominative.word, word) if nominative else word
    return word


def place(word: str, forms: frozenset[str]) -> str:
    """The nominative of a place in the genitive: the one that the article has itself, else by its ending."""
    known = [p for p in parses(word) if "Geox" in p.tag]
    if known:
        return cased(known[0].normal_form, word)
    stem = word[:-1]
    if word.endswith("ии"):
        likely = [stem + "я"]
    elif word[-1] in "ыи":
        likely = [stem + "а", stem + "я", word, stem] if word[-1] == "ы" else [word, stem + "а", stem + "ь", stem + "я"]
    elif word[-1] in "ая":
        likely = [stem, stem + "й", word]
    else:
        likely = [word]
    return next((one for one in likely if one in forms and one != word), likely[0])


def body(words: tuple[str, ...]) -> str:
    """A body's name with its head, and the adjectives before that, in the nominative."""
    head = next((at for at, word in enumerate(words) if not is_adjective(word)), None)
    if head is None:
        return " ".join(words)
    noun = min(parses(words[head]), key=lambda p: "sing" not in p.tag)  # министерства are rarely many
    form = {"nomn", *filter(None, (noun.tag.number, noun.tag.gender if noun.tag.number == "sing" else None))}
    before = [_inflected(parses(word)[0], form, word) for word in words[:head]]
    return " ".join([*before, _inflected(noun, form, words[head]), *words[head + 1 :]])


def _inflected(parse: Parse, form: set[str], word: str) -> str:
    found = None if word.isupper() else parse.inflect(form)
    return cased(found.word, word) if found else word


def gender(word: str) -> Gender | None:
    """That of a verb in the past tense or a pronoun, in the singular."""
    tag = parses(word)[0].tag
    return tag.gender if tag.gender in GENDERS and tag.number == "sing" else None


def cased(word: str, like: str) -> str:
    """The word with capitals where the other one has them: at its beginning and behind a hyphen."""
    if not like[:1].isupper():
        return word
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))
