"""What of the evidence that was looked at is cited: what bears on the topic, each thing once, in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.bearing import Bearing
from assistant.evidence import Evidence

# Of the best score; what lies below it merely stands in an article on the topic (a briefing on ten matters, say).
SHARE_OF_BEST = 0.4


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


def worth_showing(found: Sequence[Found]) -> list[Found]:
    """Those that bear on the topic, without those that bear far less on it than the best does."""
    good = [one for one in found if one.enough]
    best = max((one.score for one in good), default=0.0)
    return [one for one in good if one.score >= SHARE_OF_BEST * best]


def distinct(found: Iterable[Found]) -> list[Found]:
    """Without passages that repeat what a better piece already shows."""
    kept: list[Found] = []
    for one in found:
        evidence = one.evidence
        repeated = any(
            other.evidence.article.id == evidence.article.id and other.evidence.span.overlaps(evidence.span)
            for other in kept
        )
        if not repeated:
            kept.append(one)
    return kept


def dated(found: Sequence[Found], *, newest: bool) -> list[Found]:
    return sorted(
        found,
        key=lambda one: one.evidence.article.day.toordinal() if one.evidence.article.day else 0,
        reverse=newest,
    )
