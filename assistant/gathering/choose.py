"""What of the evidence that was looked at is cited: what bears on the topic, each thing once, in order."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from statistics import median

from assistant.evidence import Evidence
from assistant.gathering.bearing import Bearing
from assistant.reason import Reason

# What is surely on the topic is shown, a reversal of last year too. Of the rest what lies, in log-odds, not far behind
# the best: more merely stands in an article on the topic (a briefing on ten matters, say).
SURE = 1.0
BEHIND = 2.0
# Nobody is asked for: what has less than this share of the topic's words, and is not so much nearer in meaning than the
# middle of all that was ranked, or so near, is what comes nearest to anything. Chosen so that none of 76 topics that an
# archive has something on was refused; of 75 others none was either.
ITS_WORDS, APART, NEAR = 0.4, 0.15, 0.35
PER_DAY = 2  # citations of one day in a sequence, while other days have any


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A piece of evidence with how much it bears on the topic; `bearing` None where the question has no topic."""

    evidence: Evidence
    bearing: Bearing | None

    @property
    def enough(self) -> bool:
        if self.bearing is None:
            return True
        return self.bearing.close if self.evidence.reported else self.bearing.enough

    @property
    def score(self) -> float:
        return self.bearing.score if self.bearing else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What there is of one who is asked for: `number` quotations in the window, those `found` nearest to the topic, the
    `good` ones of these, or the `reason` why none is.
    """

    number: int = 0
    found: Sequence[Found]
    good: Sequence[Found] = ()
    reason: Reason | None = None


def in_turn(several: Sequence[Sequence[Found]]) -> list[Found]:
    """The first of each, then the second of each, and so on."""
    return [one for row in zip_longest(*several) for one in row if one is not None]


def worth_showing(found: Sequence[Found], *, least: float = -math.inf, behind: float = BEHIND) -> list[Found]:
    """Those that bear on the topic, and by no less than `least`, without those that are so far `behind`."""
    good = [one for one in found if one.enough and one.score >= least]
    best = max((one.score for one in good), default=0.0)
    return [one for one in good if one.score >= min(SURE, best - behind)]


def stands_out(good: Sequence[Found], found: Sequence[Found]) -> bool:
    """Whether any of the good ones is on the topic, and not merely nearest to it of all that was `found`.

    Across languages no words tell, and nearness alone does not tell either: there what bears on it has to do.
    """
    bearings = [one.bearing for one in found if one.bearing is not None]
    apart = min(APART + median(one.margin for one in bearings), NEAR) if bearings else NEAR
    return any(
        one.across or one.near + one.headline >= ITS_WORDS or one.margin >= apart
        for one in (each.bearing for each in good)
        if one is not None
    )


def words_first(found: Sequence[Found]) -> list[Found]:
    """Without passages that only tell again what somebody is quoted with: the quotation takes the passage's place."""
    quoted = [one for one in found if one.evidence.quotation is not None]
    ordered: dict[int, Found] = {}
    for one in found:
        within = [other for other in quoted if _overlap(one.evidence, other.evidence)]
        for each in within if one.evidence.quotation is None and within else [one]:
            ordered.setdefault(id(each), each)
    return list(ordered.values())


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.article.id == other.article.id and one.span.overlaps(other.span)


def spread(found: Sequence[Found]) -> list[Found]:
    """The same with at most PER_DAY of a day before all others, so that a few of them tell of many days."""
    seen: Counter[date | None] = Counter()
    first: list[Found] = []
    later: list[Found] = []
    for one in found:
        day = one.evidence.article.day
        seen[day] += 1
        (first if day is not None and seen[day] <= PER_DAY else later).append(one)
    return first + later


def dated(found: Sequence[Found], *, newest: bool) -> list[Found]:
    """By day of publication; what has none comes last."""
    days = [(one.evidence.article.day, one) for one in found]
    known = [(day, one) for day, one in days if day is not None]
    known.sort(key=lambda each: each[0], reverse=newest)
    return [*(one for _, one in known), *(one for day, one in days if day is None)]
