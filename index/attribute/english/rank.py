"""Which of the candidates is the source of a mark: a linear model over combinations of features.

Listwise: the probabilities of one mark's candidates sum to one (conditional logit, Denis and Baldridge 2008). The
weight of a combination is looked up by the values that its features have, so a score is a sum of look-ups.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from index.attribute.english.features import Features
from index.attribute.english.pairs import Pair

TEMPLATES: tuple[tuple[str, ...], ...] = tuple(
    tuple(line.split())
    for line in """
    side paragraphs
    side paragraphs ends
    side paragraphs distance
    side marks ends
    side finished ends
    rank
    sayer_rank
    side sayer_side_rank
    side sayers_between paragraphs
    side subjects_between paragraphs
    subjects_between relation
    relation
    entity
    pronoun
    pos entity
    repeated
    cue
    side paragraphs cue ends
    cue relation
    relation entity
    relation pronoun
    verb
    verb side
    verb verb_side verb_ends
    verb_side cue verb_distance
    verb_side cue verb_distance verb_ends
    verb_inside cue
    verb_over cue
    verb_over verb_side
    over
    sentence side
    verb_sentence cue
    verb_sentence verb_side cue
    tense cue
    clause cue verb_side
    kind side
    label_rank
    label_rank own_label
    signature
    labelled
    labelled pos
    possessor side paragraphs ends
    own_label
    inside closed
    upper kind
    named pos
    word
    word cue
    beside
    beside patched
    pre side paragraphs ends
    post side paragraphs ends
    last side paragraphs ends
    whole side paragraphs ends
    marks_before side paragraphs ends
    marks_after side paragraphs ends
    capital side paragraphs ends
    closed side paragraphs
    pre post side cue
    pre side cue verb_distance
    post side cue verb_distance
    last post side cue
    whole around paragraphs side
    sayers_here side paragraphs cue
    sayers_here side paragraphs sayer_rank
    sayers_here sayers_between side paragraphs
    gap side paragraphs marks
    gap_paragraphs whole side paragraphs
    previous_last gap side marks
    marks_before marks side ends
    length side paragraphs cue
    pos pronoun cue side
    """.strip().splitlines()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """The best candidate of a mark: its pair, its raw score, its lead over the next one, its share of probability."""

    best: Pair
    score: float
    lead: float
    share: float


GETTERS = tuple(itemgetter(*template) for template in TEMPLATES)
Tables = Sequence[Mapping[object, float]]


def combined(features: Features) -> list[object]:
    """The values of each template, in the templates' order: a tuple, or the value where a template has one feature."""
    return [getter(features) for getter in GETTERS]


def scores(pairs: Sequence[Pair], tables: Tables) -> list[float]:
    """One score a pair; `tables` holds a template's weights by its values. Combinations never seen count nothing."""
    steps = tuple(zip(tables, GETTERS, strict=True))
    return [sum([table.get(getter(pair.features), 0.0) for table, getter in steps]) for pair in pairs]


MAX_LEAD = 8.0  # beyond it a larger lead says nothing more


def choose(pairs: Sequence[Pair], values: Sequence[float]) -> Ranked | None:
    """The pair of the highest score; None where there are none."""
    if not pairs:
        return None
    top = max(range(len(pairs)), key=values.__getitem__)
    highest = values[top]
    second = max((v for i, v in enumerate(values) if i != top), default=highest - MAX_LEAD)
    total = sum(math.exp(v - highest) for v in values)
    return Ranked(best=pairs[top], score=highest, lead=min(MAX_LEAD, highest - second), share=1.0 / total)


def evidence(ranked: Ranked) -> tuple[float, float, float]:
    """What confidence is computed from."""
    return ranked.share, ranked.lead, max(-5.0, min(15.0, ranked.score)) / 5


def confidence(ranked: Ranked, calibration: Sequence[float]) -> float:
    """Probability that the best candidate is the source: a logistic fit on articles the ranker had not seen."""
    *slopes, bias = calibration
    return logistic(sum(w * x for w, x in zip(slopes, evidence(ranked), strict=True)) + bias)


def logistic(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, value))))
