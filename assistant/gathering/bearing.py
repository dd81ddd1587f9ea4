"""Does this text bear on that topic? By where the topic's words stand in its article, and by nearness of meaning.

Words that only others are quoted with are the commonest way in which an answer looks right and is not; a topic that is
put in other words than the speaker's is the commonest way in which a refusal is wrong. So neither words nor meaning
decide alone: all evidence is weighed together, by weights that were fitted.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass

from assistant.gathering.setting import Setting, key, keys
from assistant.gathering.stretch import Stretch
from assistant.understanding.grammar import GRAMMARS
from index.article import Article
from index.quotation import Quotation
from index.span import Span
from index.text.terms import terms

# Fitted by tests/benchmarks/train_bearing.py on every second question, and tried on the others. Per share of the
# topic's words, weighted by rarity, per tenth of a margin, or per fact that is so. "missing" was set
# beside them, at a fifth of what a fit makes of it: most joined topics there are lists of an article's own words, where
# users paraphrase.
WEIGHTS: Mapping[str, float] = {
    "coverage": 1.22,
    "near": 3.01,
    "headline": 5.26,
    "others": -0.57,
    "missing": -1.0,
    "margin": 0.67,
    "around": 0.73,
    "across": 1.05,
    "fragment": -3.56,
    "theirs": -2.28,
}
CONSTANT = -3.03
# Log-odds from which a quotation of whom is asked for answers, and those from which anybody's words do: among all there
# are, something always comes near, so that no less will do than what all of the topic's words in one sentence make.
ENOUGH, ENOUGH_OF_ANYBODY = -0.4, 1.15
ALL_OF_IT = 0.95  # of the topic's words, by rarity, in one sentence: then that is what the question is about
OWN_COVERAGE, OWN_MARGIN = 0.6, 0.27  # what a sentence must have by itself where its article's wording is the answer
FRAGMENT_WORDS = 4  # a marked fragment of fewer words shows less than a sentence that says the same
FOCUS = 400  # characters of a passage that an answer shows


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """How much a text bears on a topic.

    `coverage`, `near`, `headline` and `others` are shares of the topic's words: in the sentence itself, with the
    paragraphs around it, in the article's headline alone, and in what others are quoted with alone. `missing` is the
    share of those of several matters ("bread and roads") of which no word stands in any of the first three places.
    `margin` is the nearness of its meaning, from 0 for the average to 1 for the same, `around` that of its passage;
    `across` where its language is not the topic's. `theirs` is how much more of the topic than this one a sentence of
    another's has in the article, if it has all of it.
    """

    coverage: float
    near: float
    margin: float
    around: float
    headline: float = 0.0
    others: float = 0.0
    missing: float = 0.0
    across: bool = False
    fragment: bool = False
    theirs: float = 0.0

    @property
    def evidence(self) -> Mapping[str, float]:
        """What WEIGHTS weigh, in their units. What lies under the average is no farther: in an archive of few texts the
        average says little.
        """
        return {
            "coverage": self.coverage,
            "near": self.near,
            "headline": self.headline,
            "others": self.others,
            "missing": self.missing,
            "margin": 10 * max(0.0, self.margin),
            "around": 10 * max(0.0, self.around),
            "across": float(self.across),
            "fragment": float(self.fragment),
            "theirs": self.theirs,
        }

    @property
    def score(self) -> float:
        """Log-odds that it answers a question about the topic."""
        return CONSTANT + sum(WEIGHTS[name] * value for name, value in self.evidence.items())

    @property
    def enough(self) -> bool:
        return self.score >= ENOUGH

    @property
    def close(self) -> bool:
        """Enough by its own sentence, whatever the article is about: what indirect speech must do to be an answer."""
        return self.coverage >= OWN_COVERAGE or self.margin >= OWN_MARGIN


class Topic:
    """The words of a topic with their weights. `frequency` tells in how many of `units` texts a term stands."""

    def __init__(self, text: str, language: str, frequency: Callable[[str], int], units: int) -> None:
        self._language = language
        filler = GRAMMARS[language].filler if language in GRAMMARS else "(?!)"
        bare = re.sub(rf"(?<!\w)(?:{filler})(?!\w)", " ", text, flags=re.IGNORECASE)
        self._weights: dict[str, float] = {}
        for term in dict.fromkeys(terms(bare, language)):
            weight = math.log(1 + units / (1 + frequency(term)))
            self._weights[key(term, language)] = max(weight, self._weights.get(key(term, language), 0.0))
        self._all = sum(self._weights.values())
        self._matters = _matters(text, language) if len(self._weights) > 1 else []

    def of_quotation(self, quotation: Quotation, setting: Setting, margin: float, around: float) -> Bearing:
        """The bearing of a quotation, by where the topic's words stand in its article."""
        words = len(quotation.span.of(setting.article.text).split())
        if not self._told_in(setting.article):
            return Bearing(
                coverage=0.0, near=0.0, margin=margin, around=around, across=True, fragment=words < FRAGMENT_WORDS
            )
        places = setting.places(quotation)
        coverage, most = self._share(places.own), max(map(self._share, places.theirs), default=0.0)
        return Bearing(
            coverage=coverage,
            near=self._share(places.own | places.near),
            headline=self._share(places.headline),
            others=self._share(places.others),
            missing=self._missing(places.own | places.near | places.headline),
            margin=margin,
            around=around,
            fragment=words < FRAGMENT_WORDS,
            theirs=max(0.0, most - coverage) if most >= ALL_OF_IT else 0.0,
        )

    def of_passage(self, article: Article, stretch: Stretch, margin: float) -> Bearing:
        """The bearing of a passage: its own words, and the article's title."""
        told = self._told_in(article)
        coverage = self._share(stretch.held) if told else 0.0
        headline = self._share(keys(article.title or "", self._language) - stretch.held.keys()) if told else 0.0
        return Bearing(
            coverage=coverage, near=coverage, headline=headline, margin=margin, around=margin, across=not told
        )

    def focus(self, article: Article, stretch: Stretch) -> Span:
        """The sentences of a passage that hold most of the topic, up to FOCUS characters of them, in a row.

        The whole passage where words tell nothing: in another language, or where none of the topic's stands in it.
        """
        found = stretch.sentences
        weights = stretch.weights(self._weights.items()) if self._told_in(article) else []
        if not any(weights):
            return stretch.span
        first = last = weights.index(max(weights))
        while True:
            beside = [at for at in (last + 1, first - 1) if 0 <= at < len(found)]
            beside = [at for at in beside if found[max(at, last)].end - found[min(at, first)].start <= FOCUS]
            if not beside:
                return Span(found[first].start, found[last].end)
            best = max(beside, key=lambda at: (weights[at], at))
            first, last = min(first, best), max(last, best)

    def _told_in(self, article: Article) -> bool:
        """Whether words tell anything in this article: only where topic and article are in one language."""
        return article.language == self._language

    def _share(self, held: Container[str]) -> float:
        """The share of the topic's weight that stands among these terms."""
        found = sum(weight for term, weight in self._weights.items() if term in held)
        return found / self._all if self._all else 0.0

    def _missing(self, held: frozenset[str]) -> float:
        """The share of the topic's weight that is in matters of which no term is among these."""
        return sum(self._share(matter) for matter in self._matters if held.isdisjoint(matter))


def _matters(text: str, language: str) -> list[frozenset[str]]:
    """The terms of each of several matters that a topic joins; [] where it has but one."""
    both = GRAMMARS[language].both if language in GRAMMARS else "(?!)"
    parts = re.split(rf"\s*[,،]\s*(?:(?:{both})\s+)?|\s+(?:{both})\s+", text, flags=re.IGNORECASE)
    found = [part for part in (keys(each, language) for each in parts) if part]
    return found if len(found) > 1 else []


def says(text: str, name: str, language: str) -> bool:
    """Whether all words of a name stand in the text."""
    return set(terms(name, language)) <= set(terms(text, language))
