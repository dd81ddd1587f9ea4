"""Marks whose source the layout settles: labels, transcripts, signatures. Rules here outweigh the ranker."""

from __future__ import annotations

from collections.abc import Sequence

from index.attribute.english.pairs import Pair
from index.attribute.page import Page

SURE = 0.97  # share right of what these rules settle in PolNeAR's training split, tests/benchmarks/
SIGNED = (2, 4)  # values of the feature "signature": the name closes the paragraph


def settled(page: Page, pairs: Sequence[Sequence[Pair]]) -> dict[int, Pair]:
    """Number of a mark -> the pair that the layout makes its source.

    In a quoted transcript ("PENCE: Well, ...") a label holds until the next one; one label alone is no transcript.
    """
    found: dict[int, Pair] = {}
    transcript = sum(any(p.features["own_label"] for p in candidates) for candidates in pairs) > 1
    speaking: int | None = None
    for number, candidates in enumerate(pairs):
        own = next((p for p in candidates if p.features["own_label"]), None)
        settling = next(
            (p for p in candidates if p.features["labelled"] == 1 or p.features["signature"] in SIGNED), None
        )
        if own is not None:
            speaking, found[number] = own.mention, own
        elif transcript and speaking is not None and candidates and candidates[0].features["whole"]:
            held = next((p for p in candidates if p.mention == speaking), None)
            if held is not None:
                found[number] = held
        elif settling is not None:
            found[number] = settling
    return found
