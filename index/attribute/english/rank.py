"""Which of the candidates is the source of a mark: a linear model over combinations of features.

Listwise: the probabilities of one mark's candidates sum to one (conditional logit, Denis and Baldridge 2008). The
weight of a combination is looked up by the values that its features have, so a score is a sum of look-ups.
"""

from __future__ import annotations

import math
from bisect import bisect_right
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
    path
    path cue
    root side cue
    whole_clause side cue
    sort cue
    sort verb_over
    sort plural length
    """.strip().splitlines()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """The best candidate of a mark: its pair, its raw score, its share of probability.

    `shared` is the share of all candidates of the same `who`, `lead` the lead over the best one of another, `other`
    that one's pair, None where there is none.
    """

    best: Pair
    score: float
    share: float
    shared: float
    lead: float
    other: Pair | None


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
LEADS = (0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0)
TELLING = ("cue", "pronoun", "pos", "length", "whole", "beside", "sentence")  # features of the best candidate


def choose(pairs: Sequence[Pair], values: Sequence[float]) -> Ranked | None:
    """The pair of the highest score; None where there are none."""
    if not pairs:
        return None
    order = sorted(range(len(pairs)), key=lambda i: (-values[i], i))
    top = order[0]
    highest = values[top]
    masses = [math.exp(v - highest) for v in values]
    total = sum(masses)
    other = next((i for i in order if pairs[i].who != pairs[top].who), None)
    return Ranked(
        best=pairs[top],
        score=highest,
        share=1.0 / total,
        shared=sum(m for m, pair in zip(masses, pairs, strict=True) if pair.who == pairs[top].who) / total,
        lead=MAX_LEAD if other is None else min(MAX_LEAD, highest - values[other]),
        other=None if other is None else pairs[other],
    )


def nearest_of_one(best: Pair, pairs: Sequence[Pair]) -> Pair:
    """Of "said Holt, who called it “a farce”" the "who" rather than Holt: of two mentions of one the verb's own."""
    later = pairs[next(i for i, pair in enumerate(pairs) if pair is best) + 1 :]
    return next((pair for pair in later if pair.who == best.who and _leads_up(pair.features)), best)


def _leads_up(features: Features) -> bool:
    """Whether it is a "who" whose verb of saying leads up to the marks in the same sentence."""
    near = features["side"] == features["verb_side"] == "before" and features["paragraphs"] == 0
    return features["pronoun"] == "who" and features["cue"] == "reporting" and near and features["ends"] == 0


def evidence(ranked: Ranked) -> dict[str, float]:
    """What confidence is computed from: names of what holds, and a few numbers."""
    best = ranked.best.features
    found = {f"{name}={best[name]}": 1.0 for name in TELLING}
    found[f"lead={bisect_right(LEADS, ranked.lead)}"] = 1.0
    found[f"shared={int(ranked.shared * 9.99)}"] = 1.0
    if ranked.other is not None:
        other = ranked.other.features
        found[f"other cue={other['cue']} paragraphs={other['paragraphs']}"] = 1.0
    return found | {
        "shared odds": odds(ranked.shared),
        "share odds": odds(ranked.share),
        "lead": ranked.lead / 4,
        "score": max(-5.0, min(15.0, ranked.score)) / 5,
        "bias": 1.0,
    }


def confidence(ranked: Ranked, calibration: Mapping[str, float]) -> float:
    """Probability that the speaker of the best candidate is the source's: a logistic fit on articles the ranker had
    not seen.
    """
    return logistic(sum(calibration.get(name, 0.0) * value for name, value in evidence(ranked).items()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Joint:
    """What the log-odds of a quotation and of its source count, so that both together are right as often as told."""

    genuine: float
    right: float
    bias: float

    def probability(self, genuine: float, right: float) -> float:
        """That the marked words are a quotation and the source is its own: the two are not independent."""
        return logistic(self.genuine * odds(genuine) + self.right * odds(right) + self.bias)


def odds(share: float) -> float:
    """Log-odds, bounded for a share of one."""
    return math.log(share / (1 - share + 1e-4))


def logistic(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, value))))
