"""Does this text bear on that topic? By the topic's words in it and around it, and by nearness of meaning.

What others are quoted with never counts for a speaker: words that only the others in an article use are the commonest
way in which an answer looks right and is not.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assistant.grammar import GRAMMARS
from index.article import Article
from index.passage import Passage
from index.quotation import Quotation
from index.sentences import sentences
from index.span import Span
from index.terms import terms
from index.unit import UNDETERMINED

# Set on every second question of tests/benchmarks/answers.py and tried on the others, where it held.
ENOUGH_REACH = 0.6  # share of the topic's words, weighted by rarity, that the article tells in its own or their words
ENOUGH_MARGIN = 0.06  # cosine over the language's average; unanswerable questions reach .04 at their 90th percentile
NEAR_WEIGHT, REACH_WEIGHT, MARGIN_WEIGHT = 0.5, 0.5, 4.0  # against 1 for the words in the quotation's own sentence
FRAGMENT_WORDS = 4  # a marked fragment of fewer words shows less than a sentence that says the same
FRAGMENT_LOSS = 0.25
FOCUS = 400  # characters of a passage that an answer shows


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """How much a text bears on a topic.

    `coverage` is the share of the topic's words in its sentence, `near` with the paragraphs beside it, `reach` with the
    whole article, others' quotations left out; `margin` is its cosine over the average, `around` that of its passage.
    """

    coverage: float
    near: float
    reach: float
    margin: float
    around: float
    fragment: bool

    @property
    def enough(self) -> bool:
        return self.reach >= ENOUGH_REACH or max(self.margin, self.around) >= ENOUGH_MARGIN

    @property
    def close(self) -> bool:
        """Enough by its own sentence, whatever the article is about: what indirect speech must do to be an answer."""
        return self.coverage >= ENOUGH_REACH or self.margin >= ENOUGH_MARGIN

    @property
    def score(self) -> float:
        words = self.coverage + NEAR_WEIGHT * self.near + REACH_WEIGHT * self.reach
        return words + MARGIN_WEIGHT * (self.margin + self.around) - FRAGMENT_LOSS * self.fragment


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """An article as far as it matters to one of its quotations: what is told beside all of them, and its passages.

    `narrative` is the text with every marked quotation blanked, of the same length; `told` its terms and the title's.
    """

    article: Article
    passages: tuple[Passage, ...]
    narrative: str
    told: frozenset[str]

    @classmethod
    def of(cls, article: Article, passages: Iterable[Passage], quotations: Iterable[Quotation]) -> Setting:
        text = article.text
        for one in quotations:
            if one.kind != "indirect":
                text = text[: one.span.start] + " " * len(one.span) + text[one.span.end :]
        told = frozenset(terms(f"{article.title or ''} {text}", article.language or UNDETERMINED))
        return cls(article=article, passages=tuple(passages), narrative=text, told=told)


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

    def of_quotation(self, quotation: Quotation, setting: Setting, margin: float, around: float) -> Bearing:
        """The bearing of a quotation: its own words and sentence, then what the article tells, near it and anywhere."""
        text = setting.article.text
        start, end = paragraphs_around(text, quotation.context)
        own = self._terms(f"{quotation.span.of(text)} {_blanked(quotation, setting)}")
        near = own | self._terms(setting.narrative[start:end])
        words = len(quotation.span.of(text).split())
        shares = self._shares(setting.article, own, near, own | setting.told)
        return Bearing(
            coverage=shares[0],
            near=shares[1],
            reach=shares[2],
            margin=margin,
            around=around,
            fragment=words < FRAGMENT_WORDS,
        )

    def of_passage(self, article: Article, span: Span, margin: float) -> Bearing:
        """The bearing of a passage: its own words, with the article's title."""
        own = self._terms(span.of(article.text))
        shares = self._shares(article, own, own, own | self._terms(article.title or ""))
        return Bearing(
            coverage=shares[0], near=shares[1], reach=shares[2], margin=margin, around=margin, fragment=False
        )

    def focus(self, article: Article, span: Span) -> Span:
        """The sentences of a passage that hold most of the topic, up to FOCUS characters of them, in a row.

        The whole passage where words tell nothing: in another language, or where none of the topic's stands in it.
        """
        if article.language != self._language:
            return span
        found = [
            Span(span.start + one.start, span.start + one.end)
            for one in sentences(span.of(article.text), article.language)
        ]
        held = [self._terms(one.of(article.text)) for one in found]
        weights = [sum(self._weights.get(term, 0.0) for term in there) for there in held]
        if not any(weights):
            return span
        first = last = weights.index(max(weights))
        while True:
            beside = [at for at in (last + 1, first - 1) if 0 <= at < len(found)]
            beside = [at for at in beside if found[max(at, last)].end - found[min(at, first)].start <= FOCUS]
            if not beside:
                return Span(found[first].start, found[last].end)
            best = max(beside, key=lambda at: (weights[at], at))
            first, last = min(first, best), max(last, best)

    def _terms(self, text: str) -> frozenset[str]:
        return frozenset(terms(text, self._language))

    def _shares(self, article: Article, *held: frozenset[str]) -> list[float]:
        """The share of the topic's weight among these terms; words only count where both are in one language."""
        if article.language != self._language or not self._all:
            return [0.0] * len(held)
        return [sum(weight for term, weight in self._weights.items() if term in there) / self._all for there in held]


def _blanked(quotation: Quotation, setting: Setting) -> str:
    return setting.narrative[quotation.context.start : quotation.context.end]


def says(text: str, name: str, language: str) -> bool:
    """Whether all words of a name stand in the text."""
    return set(terms(name, language)) <= set(terms(text, language))


def paragraphs_around(text: str, span: Span) -> tuple[int, int]:
    """[start, end) of the span's paragraphs with the one before and the one behind."""
    start = text.rfind("\n", 0, span.start) + 1
    start = text.rfind("\n", 0, len(text[:start].rstrip())) + 1
    end = _end_of_paragraph(text, span.end)
    end = _end_of_paragraph(text, end + len(text[end:]) - len(text[end:].lstrip()))
    return start, end


def _end_of_paragraph(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found
