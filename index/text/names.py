"""Names as they are compared: in any script, in any case, with or without titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from anyascii import anyascii

from index.text.script import Script, script

# Words before or in a name that say nothing about who it is.
TITLES = frozenset(["mr", "mrs", "ms", "miss", "dr", "sir", "lady", "lord", "madam", "the", "a", "an"])
# The same in the region's languages, as they stand in questions.
ADDRESSES = frozenset(
    """господин господина госпожа госпожой г-н г-жа товарищ bay bayan sayın bakan başkan lider cənab xanım nazir
    պարոն տիկին ბატონი ბატონმა ქალბატონი ქალბატონმა""".split()
)
PARTICLES = frozenset("al bin da de del della den der di du el ibn la le van von zu".split())
MIN_INFLECTED = 4  # letters that a name and its case form must share from the start
SHORTENED = 3  # letters that a short form of a given name lacks at least
FEMININE = "aia"  # of names that are declined as adjectives: Kalnitskaia, Kalnitskoi
MAX_ENDING = 4  # letters that a case form may add
WORDS_KEPT = 100_000  # in memory with their sounds: names repeat
# Letters that tell a Turkish or Azerbaijani word, in which c stands for what English writes j.
TURKIC = frozenset("əışçğƏİŞÇĞ")
TURKIC_LETTERS = str.maketrans(
    {"ə": "a", "ş": "sh", "ç": "ch", "c": "j", "q": "g", "Ə": "A", "Ş": "Sh", "Ç": "Ch", "C": "J", "Q": "G"}
)
# Letters that different alphabets, and different romanisations of one, have for the same sound. Doubled consonants and
# tz stay as they are: Walz and Waltz, Baker and Backer are different people.
SPELLINGS = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        ("dzh|dj", "j"),
        ("sch", "sh"),
        ("ts", "z"),
        ("c(?!h)|q", "k"),
        ("ks", "x"),
        ("kh|x", "h"),
        ("gh", "g"),
        ("[iy]+", "i"),
    )
)
INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")
WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


def words_of(text: str) -> list[str]:
    return WORD.findall(text)


def spelling(word: str) -> str:
    """One spelling for all scripts: Захарова and Zakharova share it."""
    return re.sub(r"[^\w-]", "", anyascii(unowned(word)).lower())


def unowned(word: str) -> str:
    """Without the ending that English owners have."""
    return re.sub(r"['’]s?$", "", word)


@lru_cache(WORDS_KEPT)
def sound(word: str) -> str:
    """The key of a name's word, one for all scripts and for the usual ways to write it in this one: Maria and Mariya,
    Zakharova, Zaharova and Zaxarova, Şoyqu and Shoigu.
    """
    if TURKIC & set(word):
        word = word.translate(TURKIC_LETTERS)
    key = spelling(word.replace("ու", "u").replace("Ու", "U"))
    for pattern, letters in SPELLINGS:
        key = pattern.sub(letters, key)
    return key


@lru_cache(WORDS_KEPT)
def actor_key(actor: str) -> str:
    """One key for all spellings of a country or body: Dorvia, Дорвия and Dorviya."""
    return " ".join(sound(word) for word in words_of(actor))


def first_letters(word: str) -> str:
    """The letters that all forms of a word share."""
    return sound(word)[:MIN_INFLECTED]


def spelt_alike(word: str, known: str) -> bool:
    return form_of(sound(word), sound(known))


def name_keys(name: str) -> list[str]:
    """The keys of its words, without titles; initials that are written together are a word each."""
    parts = (part for word in words_of(name) for part in (word.split(".") if INITIALS.fullmatch(word) else (word,)))
    keys = [sound(part) for part in parts]
    return [key for key in keys if key and key not in TITLES and key not in ("jr", "sr", "ii", "iii")]


@lru_cache(WORDS_KEPT)
def personal(name: str) -> bool:
    """Whether a name may be a person's: bodies have small words in theirs ("embassy in", "ministry of")."""
    small = [word for word in words_of(name) if word[0].islower() and script(word) is not Script.GEORGIAN]
    return all(word.lower() in PARTICLES for word in small)


def compatible(asked: Sequence[str], known: Sequence[str], role: str | None) -> bool:
    """Whether given names agree as far as both are given; words of the role may stand before the name."""
    office = set(words_of((role or "").lower()))
    given = [word for word in asked if word not in office]
    if not given or not known:
        return True
    return given[-1] in known or any(_initials(a, b) for a in given for b in known)


def _initials(a: str, b: str) -> bool:
    """An initial, or a short form of the name: Nick of Nicholas, but not Martin of Martina."""
    if len(a) <= 2 or len(b) <= 2:
        return a[:1] == b[:1]
    return (a.startswith(b) or b.startswith(a)) and abs(len(a) - len(b)) >= SHORTENED


def alike(given: str, known: str) -> bool:
    """Whether two given names may be one: a form of it, an initial, a short form."""
    return form_of(given, known) or _initials(given, known)


def form_of(word: str, name: str) -> bool:
    """Whether the word is the name, or a case form of it: an ending more, or another in place of its last letter."""
    if word == name:
        return True
    stem = max(MIN_INFLECTED, len(name) - (len(FEMININE) if name.endswith(FEMININE) else 1))
    return len(name) >= MIN_INFLECTED and word.startswith(name[:stem]) and len(word) - len(name) <= MAX_ENDING
