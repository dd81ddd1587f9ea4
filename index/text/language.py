"""Which language a text is in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from functools import cache
from typing import TYPE_CHECKING

from index.text.function_words import FUNCTION_WORDS
from index.text.script import Script, script

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

SAMPLE = 1_000  # characters; of 1,223 news articles and 540 texts in three languages none is told otherwise by 2,000
LANGUAGES = {  # those that py3langid knows by an ISO 639-1 code
    Script.ARMENIAN: frozenset({"hy"}),
    Script.GEORGIAN: frozenset({"ka"}),
    Script.CYRILLIC: frozenset({"ba", "be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "tt", "uk"}),
    Script.LATIN: frozenset(
        {"az", "bs", "ca", "cs", "da", "de", "en", "es", "et", "eu", "fi", "fr", "ga", "gl", "hr", "hu", "id", "is"}
        | {"it", "ku", "lt", "lv", "ms", "nl", "nn", "no", "pl", "pt", "ro", "sk", "sl", "sq", "sr", "sv", "sw", "tk"}
        | {"tr", "uz", "vi"}
    ),
    Script.OTHER: frozenset(
        {"am", "ar", "bn", "el", "fa", "gu", "he", "hi", "ja", "km", "kn", "ko", "lo", "ml", "mr", "my", "ne", "pa"}
        | {"ps", "si", "ta", "te", "th", "ug", "ur", "zh"}
    ),
}
SCHWA = re.compile("[əƏ]")
SCHWA_SHARE = 0.04  # of all letters: the commonest one in Azerbaijani (9 %), in Turkish it stands in names only
NOT_TURKISH = re.compile("[əqx]")  # letters of Azerbaijani that Turkish has not
MIN_PROBABILITY = 0.5
OVERRULING = 0.8  # probability at which letters overrule small words: "Was sagte der Minister ...?" is not English
CODE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*")
PUNCTUATION = ".,:;!?\"'“”„«»()…՞՜՝։"
PRESUMED = {Script.LATIN: "en", Script.CYRILLIC: "ru"}  # where a question is nothing but names
ASKED = frozenset({"en", "ru", "tr", "hy", "az", "ka"})  # questions are read in these, whatever the archive is in


def identify(text: str) -> str | None:
    """The ISO 639-1 code of a text's language, None where it has no letters or is not told with confidence.

    Armenian and Georgian are told by their script, the others by letter statistics among the languages of the script.
    """
    sample = text[:SAMPLE]
    written = script(sample)
    if written is None:
        return None
    if written is Script.LATIN and _azerbaijani(sample):
        return "az"
    return _likeliest(sample, LANGUAGES[written])


def question_language(text: str, among: Collection[str]) -> str | None:
    """The language of a question of a few words: one that questions are read in, or one of `among`, the archive's.

    Its script and its small words decide, so that the names in it do not; letter statistics only where there are no
    small words. A question in a script in which the archive has nothing is named for what it is.
    """
    written = _script_of_question(text)
    if written is None:
        return None
    if any(SCHWA.search(word) for word in _plain_words(text)):
        return "az"  # in the words of no other language, so whatever the archive is in
    candidates = LANGUAGES[written] & {*among, *ASKED} or LANGUAGES[written]
    by_words = _by_words(text, candidates)
    if by_words and candidates <= FUNCTION_WORDS.keys():
        return by_words
    plain = " ".join(_plain_words(text))
    by_letters = _likeliest(plain, candidates, at_least=OVERRULING if by_words else 0.0) if plain else None
    return by_letters or by_words or (PRESUMED[written] if PRESUMED.get(written) in candidates else None)


def language_code(written: str) -> str | None:
    """The ISO 639-1 code of "en", "EN-gb", "eng" or "English"; None where there is none."""
    from babel.core import Locale, get_global

    if not (match := CODE.fullmatch(written)):
        names = {name.lower(): code for code, name in Locale("en").languages.items() if len(code) == 2}
        return names.get(written.lower())
    code = match[1].lower()
    if len(code) == 2:
        return code
    shorter = get_global("language_aliases").get(code)
    return shorter if shorter and len(shorter) == 2 else None


def _script_of_question(text: str) -> Script | None:
    """The script of most words, names left out except at the beginning: "Кто основал McKinsey & Company?"."""
    scripts = Counter(found for word in (*text.split()[:1], *_plain_words(text)) if (found := script(word)))
    return max(scripts, key=lambda found: scripts[found]) if scripts else script(text)


def _plain_words(text: str) -> list[str]:
    """The words that do not begin with a capital."""
    bare = (word.strip(PUNCTUATION) for word in text.split())
    return [word for word in bare if word and not word[0].isupper()]


def _azerbaijani(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    return len(SCHWA.findall(text)) > SCHWA_SHARE * letters


def _by_words(text: str, candidates: frozenset[str]) -> str | None:
    """The one candidate with the most small words; None where two are level or none has any."""
    words = [word.strip(PUNCTUATION) for word in text.replace("İ", "i").lower().split()]
    hits = {code: sum(word in FUNCTION_WORDS[code] for word in words) for code in candidates if code in FUNCTION_WORDS}
    most = max(hits.values(), default=0)
    leaders = {code for code, count in hits.items() if count == most}
    if leaders == {"az", "tr"}:
        leaders = {"az" if any(NOT_TURKISH.search(word) for word in _plain_words(text)) else "tr"}
    return leaders.pop() if most and len(leaders) == 1 else None


def _likeliest(text: str, candidates: frozenset[str], at_least: float = MIN_PROBABILITY) -> str | None:
    """The likeliest candidate, None where it is not likely enough among the others."""
    if len(candidates) == 1:
        return next(iter(candidates))
    scores = {code: score for code, score in _identifier().rank(text) if code in candidates}
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] >= at_least * sum(scores.values()) else None


@cache
def _identifier() -> LanguageIdentifier:
    """py3langid's model, read once (a second) when the first text needs it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
