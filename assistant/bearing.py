"""Does this text bear on that topic? By the topic's words found in it and around it, and by nearness of meaning."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.evidence import Evidence
from assistant.grammar import GRAMMARS
from index.terms import terms

# Weight of a topic word by where it stands: in the quotation's own sentence, in its paragraph or the ones beside it,
# in the title, or elsewhere in the article.
IN_SENTENCE, NEAR, IN_TITLE, IN_ARTICLE = 1.0, 0.7, 0.5, 0.35
# A text bears on a topic whose words, weighted by rarity, it covers to this share, or to which its meaning lies this
# far over the average of its language. Set on half of the questions of
# tests/benchmarks/answers.py and tried on the others.
MIN_COVERAGE = 0.5
MIN_MARGIN = 0.075
# Nearness alone does not carry a topic none of whose words are there and which is barely nearer than the average.
MARGIN_WEIGHT = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """How much a text bears on the topic: `coverage` of its words in [0, 1], `margin` of its meaning (a cosine)."""

    coverage: float
    margin: float

    @property
    def enough(self) -> bool:
        return self.coverage >= MIN_COVERAGE or self.margin >= MIN_MARGIN

    @property
    def score(self) -> float:
        return self.coverage + MARGIN_WEIGHT * self.margin


class Topic:
    """The words of a topic with their weights. `frequency` tells in how many of `units` texts a term stands."""

    def __init__(self, text: str, language: str, frequency: Callable[[str], int], units: int) -> None:
        self._language = language
        filler = GRAMMARS[language].filler if language in GRAMMARS else "(?!)"
        bare = re.sub(rf"(?<!\w)(?:{filler})(?!\w)", " ", text, flags=re.IGNORECASE)
        self._weights = {
            term: math.log(1 + units / (1 + frequency(term))) for term in dict.fromkeys(terms(bare, language))
        }
        self._all = sum(self._weights.values())

    def bearing(self, evidence: Evidence, margin: float | None) -> Bearing:
        """How much a piece of evidence bears on this. Words only count where it is in the topic's language."""
        if evidence.article.language != self._language or not self._all:
            return Bearing(coverage=0.0, margin=margin or 0.0)
        text = evidence.article.text
        own = evidence.quotation.context if evidence.quotation else evidence.span
        places = (
            (IN_SENTENCE, self._terms(own.of(text))),
            (NEAR, self._terms(around(text, own.start, own.end))),
            (IN_TITLE, self._terms(evidence.article.title or "")),
            (IN_ARTICLE, self._terms(text)),
        )
        found = sum(
            weight * max((share for share, there in places if term in there), default=0.0)
            for term, weight in self._weights.items()
        )
        return Bearing(coverage=found / self._all, margin=margin or 0.0)

    def _terms(self, text: str) -> frozenset[str]:
        return frozenset(terms(text, self._language))


def around(text: str, start: int, end: int, paragraphs: int = 1) -> str:
    """The paragraph of [start, end) with as many of its neighbours on both sides."""
    for _ in range(paragraphs + 1):
        start = _paragraph_start(text, start)
        end = _paragraph_end(text, end)
    return text[start:end]


def _paragraph_start(text: str, at: int) -> int:
    trimmed = len(text[:at].rstrip())
    return text.rfind("\n", 0, trimmed) + 1


def _paragraph_end(text: str, at: int) -> int:
    ahead = at + len(text[at:]) - len(text[at:].lstrip())
    found = text.find("\n", ahead)
    return len(text) if found < 0 else found
