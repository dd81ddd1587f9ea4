"""Marks whose source the layout settles: labels, transcripts, signatures. Rules here outweigh the ranker."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from index.attribute.english.mentions import Mention
from index.attribute.english.pairs import Pair
from index.attribute.english.roles import JOINERS
from index.attribute.page import Page

SURE = 0.97  # share right of what these rules settle in PolNeAR's training split, tests/benchmarks/
SIGNED = (2, 4)  # values of the feature "signature": the name closes the paragraph


def nearer_subject(doc: Doc, found: Sequence[Mention], chosen: Pair, pairs: Sequence[Pair]) -> Pair:
    """Of "Institute of Rivers Director Edon Faulk said" the person: what the parser makes a second subject of a verb,
    behind the first with nothing but capitals between.
    """
    head = doc[found[chosen.mention].head]
    if head.dep_ != "nsubj" or head.pos_ != "PROPN":
        return chosen
    for pair in pairs:
        other = doc[found[pair.mention].head]
        second = other.dep_ == "nsubj" and other.head.i == head.head.i and head.i < other.i < head.head.i
        if (
            second
            and other.ent_type_ == "PERSON"
            and all(t.is_title or t.lower_ in JOINERS for t in doc[head.i : other.i])
        ):
            return pair
    return chosen


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
