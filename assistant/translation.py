"""Whose wording a quotation is where its speaker did not speak the language of the article.

An English quotation of a Russian minister is verbatim what the outlet printed, and the outlet's translation. It is told
from the article's own words ("through an interpreter", "in English"), else from the languages of whom the speaker
speaks for.
"""

from __future__ import annotations

import re
from functools import cache

from assistant.answer import Citation
from index.article import Article
from index.countries import languages_of

ENGLISH_NAMES = "(?:the )?(?P<language>[A-Z][a-z]+)"
SPOKEN_IN = re.compile(rf"\b(?:said|speaking|spoke|told [^.]{{1,40}}|added|wrote|asked),? in {ENGLISH_NAMES}\b")
TRANSLATED = re.compile(rf"\b[Tt]ranslated from {ENGLISH_NAMES}\b")
INTERPRETED = re.compile(
    r"\b(?:through|via|according to) (?:an?|his|her|their|the) (?:interpreter|translator|translation)\b"
)
NOTE = re.compile(
    rf"^\W*(?:this \w+ (?:was|has been) )?translated from {ENGLISH_NAMES}\b", re.IGNORECASE | re.MULTILINE
)


def rendered_by(citation: Citation) -> str | None:
    """The outlet that has put the speaker's words into the article's language; None where they may be his own, where
    they are no quotation, and where the outlet is not known.
    """
    article, speaker = citation.article, citation.speaker
    if citation.kind not in ("direct", "mixed") or speaker is None or article.language is None:
        return None
    told = _told(citation) if article.language == "en" else None
    if told is None and speaker.actor is not None:
        spoken = languages_of(speaker.actor)
        told = bool(spoken) and article.language not in spoken
    return article.outlet if told else None


def _told(citation: Citation) -> bool | None:
    """Whether an English article says itself that this was said in another language; None where it says nothing."""
    article = citation.article
    around = _outside(article, citation)
    for pattern in (SPOKEN_IN, TRANSLATED):
        named = [found["language"] for found in pattern.finditer(around) if found["language"] in _languages()]
        if named:
            return "English" not in named
    note = NOTE.search(article.text)
    return True if INTERPRETED.search(around) or (note and note["language"] in _languages()) else None


def _outside(article: Article, citation: Citation) -> str:
    """The paragraph that the quotation stands in, without its own words."""
    start = article.text.rfind("\n", 0, citation.span.start) + 1
    end = article.text.find("\n", citation.span.end)
    return article.text[start : citation.span.start] + " " + article.text[citation.span.end : end if end >= 0 else None]


@cache
def _languages() -> frozenset[str]:
    """English names of languages of one word."""
    from babel import Locale

    return frozenset(name for name in Locale("en").languages.values() if name.isalpha())
