"""Text to index terms: words folded and stemmed by their language's Snowball stemmer."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import chain, repeat

import Stemmer

# ISO 639-1 to Snowball. Azerbaijani and Georgian have no stemmer: their words are only folded.
STEMMERS = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "hy": "armenian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}
# In these, what follows an apostrophe in a name is a case ending (Ankara'nın), never a word of its own.
ENDINGS_AFTER_APOSTROPHE = frozenset({"tr", "az"})

MAX_WORDS = 65_536  # whose terms are remembered, some 15 MB: of an article's words nine in ten were met before
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}+|[^\W_]++(?:['’ʼ][^\W_]++)*+")
# Within words, but of none of their letters: stress and vowel marks that compose with no letter, soft hyphens, joiners.
_UNSEEN = re.compile("[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u0670\u00ad\u200b-\u200d\u2060\ufeff]+")
_TURKIC_CASE = str.maketrans({"I": "ı", "İ": "i"})


def terms(text: str, language: str) -> list[str]:
    """The index terms of `text` in reading order, repeats included. None holds white space or is empty."""
    if not text.isascii():
        text = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
    if language in ENDINGS_AFTER_APOSTROPHE:
        text = text.translate(_TURKIC_CASE)
    return list(chain.from_iterable(map(_terms_of, _WORD.findall(text), repeat(language))))


@lru_cache(maxsize=MAX_WORDS)
def _terms_of(word: str, language: str) -> tuple[str, ...]:
    """The terms of one word: a ligature can unfold into several, U+FDFA into four."""
    stem, bare = _stemmer(language), _bare(word.casefold(), language)
    return tuple(_folded(stem.stemWord(bare) if stem else bare).split())


def _bare(word: str, language: str) -> str:
    """The word without its possessive or case ending, an abbreviation without its points."""
    if "." in word:
        return word.replace(".", "")
    head, apostrophe, tail = word.replace("’", "'").replace("ʼ", "'").partition("'")
    if not apostrophe:
        return word
    return head if language in ENDINGS_AFTER_APOSTROPHE or tail == "s" else head + tail


def _folded(word: str) -> str:
    """Without accents: archives write Erdoğan and Erdogan."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


@cache
def _stemmer(language: str) -> Stemmer.Stemmer | None:
    name = STEMMERS.get(language)
    return Stemmer.Stemmer(name) if name else None
