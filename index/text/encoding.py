"""Which of the region's old encodings a text that is not UTF-8 is in.

A wrong guess would store altered words, and nobody would notice: it is made only where the reading has the letters of
the language that it reads as, and in the numbers of that language. (charset-normalizer, tried on 240 real paragraphs,
read a third of the Turkish ones with þ for ş, and Armenian as Russian.)
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from index.text.language import identify

PUNCTUATION = frozenset("«»‹›“”„‘’–—…•·№§°©®€\u00a0\u00ad")
RUSSIAN = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
CYRILLIC_LETTERS = {
    "ru": RUSSIAN,
    "uk": RUSSIAN - frozenset("ёъыэ") | frozenset("іїєґ"),
    "be": RUSSIAN - frozenset("ищъ") | frozenset("іў"),
    "bg": RUSSIAN - frozenset("ёыэ"),
}
COMMON_CYRILLIC = frozenset("оеаинтсрвліы")
MIN_COMMON = 0.5  # of the letters; .65 to .70 in real text, a wrong reading has .25
MAX_INSIDE = 0.005  # of the letters may be capitals inside words: KOI8-R and Windows-1251 have them the other way round
CYRILLIC_ENCODINGS = ("cp1251", "koi8_u", "koi8_r", "iso8859_5", "cp866")

TURKISH = frozenset("çğıöşü") | {"i\u0307"}  # the last is what lower() makes of İ
WESTERN = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüÿœß¡¿½¼¾×±²³ºª£¥‚˜™")
LATIN_LETTERS = {"tr": TURKISH | WESTERN} | dict.fromkeys(
    ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no"), WESTERN
)
MAX_ACCENTED = 0.3  # of the letters; more is another script read as Latin
LATIN_ENCODINGS = (("cp1254", frozenset({"tr"})), ("cp1252", frozenset(LATIN_LETTERS) - {"tr"}))

SAMPLE = 50_000  # characters that are weighed; every character is looked at for foreign ones
MAX_FOREIGN = 0.005  # of the characters beyond ASCII may be neither letters of the language nor punctuation


def read_unmarked(data: bytes) -> str | None:
    """The text of bytes in an 8-bit encoding of Cyrillic, Turkish or Western European; None where it is uncertain."""
    return _cyrillic(data) or _latin(data)


def _cyrillic(data: bytes) -> str | None:
    """The one reading that holds up as text in a Cyrillic language; readings that agree on the text are one."""
    readings = {text for name in CYRILLIC_ENCODINGS if (text := _reading(data, name)) and _reads_as_cyrillic(text)}
    return readings.pop() if len(readings) == 1 else None


def _reads_as_cyrillic(text: str) -> bool:
    sample = text[:SAMPLE]
    letters = [character for character in sample if character > "\x7f" and character.isalpha()]
    common = sum(letter.lower() in COMMON_CYRILLIC for letter in letters)
    inside = sum(one.islower() and other.isupper() for one, other in pairwise(sample))
    if common < MIN_COMMON * len(letters) or inside > MAX_INSIDE * len(letters) or not letters:
        return False
    return _at_home(text, CYRILLIC_LETTERS.get(identify(text) or ""))


def _latin(data: bytes) -> str | None:
    for name, languages in LATIN_ENCODINGS:
        text = _reading(data, name)
        language = identify(text) if text else None
        if text and language in languages and not _accented(text) and _at_home(text, LATIN_LETTERS[language]):
            return text
    return None


def _reading(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _accented(text: str) -> bool:
    letters = [character for character in text[:SAMPLE] if character.isalpha()]
    return sum(letter > "\x7f" for letter in letters) > MAX_ACCENTED * len(letters)


def _at_home(text: str, letters: frozenset[str] | None) -> bool:
    """True where the characters beyond ASCII are the language's own letters and punctuation."""
    if letters is None:
        return False
    beyond = {character: count for character, count in Counter(text).items() if character > "\x7f"}
    known = letters | PUNCTUATION
    foreign = sum(count for character, count in beyond.items() if character.lower() not in known)
    return foreign <= MAX_FOREIGN * sum(beyond.values())
