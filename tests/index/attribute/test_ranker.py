"""The ranker of sources by itself: what it makes of scores, which pairs it is given, and what the layout overrules."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.attribute.english import rank
from index.attribute.english.mentions import mentions
from index.attribute.english.pairs import CANDIDATES, Pair, Surroundings
from index.attribute.english.parse import SpacyParser
from index.attribute.english.quotations import Source, running_on
from index.attribute.english.rank import MAX_LEAD, Joint, choose, combined, evidence, odds
from index.attribute.english.settled import settled
from index.attribute.page import Page

FEATURES = {"cue": "reporting", "pronoun": "-", "pos": "PROPN", "length": 4, "whole": 0, "beside": 0, "sentence": 2}
PLAIN = {**FEATURES, "paragraphs": 0, "own_label": 0, "labelled": 0, "signature": 0}


def pair(who: str, number: int = 0, **features: int | str) -> Pair:
    return Pair(mention=number, features={**PLAIN, **features}, who=who)


# ------------------------------------------------------------------ what it makes of scores
def test_without_candidates_nobody_is_chosen() -> None:
    assert choose([], []) is None


def test_candidates_of_one_name_share_their_probability() -> None:
    pairs = [pair("brod"), pair("detch"), pair("brod")]
    found = choose(pairs, [2.0, 1.0, 2.0])
    masses = [math.exp(2), math.exp(1), math.exp(2)]
    assert found.best is pairs[0]
    assert found.share == pytest.approx(masses[0] / sum(masses))
    assert found.shared == pytest.approx(2 * masses[0] / sum(masses))
    assert (found.lead, found.other) == (1.0, pairs[1])


def test_who_has_no_rival_leads_by_as_much_as_counts() -> None:
    found = choose([pair("brod"), pair("brod")], [1.0, 0.5])
    assert (found.lead, found.other) == (MAX_LEAD, None)


def test_a_rival_of_the_same_score_leaves_no_certainty() -> None:
    sure = choose([pair("brod"), pair("detch")], [5.0, 0.0])
    torn = choose([pair("brod"), pair("detch")], [5.0, 5.0])
    weights = {"shared odds": 1.0, "lead": 1.0}
    assert rank.confidence(torn, weights) < 0.6 < rank.confidence(sure, weights)


def test_evidence_names_the_rivals_cue_and_distance() -> None:
    found = choose([pair("brod"), pair("detch", cue="verb", paragraphs=1)], [2.0, 1.0])
    assert evidence(found)["other cue=verb paragraphs=1"] == 1.0


@given(st.floats(1e-9, 1), st.floats(1e-9, 1))
def test_joint_probability_rises_with_both(genuine: float, right: float) -> None:
    joint = Joint(genuine=0.5, right=0.8, bias=-0.2)
    here = joint.probability(genuine, right)
    assert 0.0 < here < 1.0
    assert joint.probability(min(1.0, genuine + 0.1), right) >= here
    assert joint.probability(genuine, min(1.0, right + 0.1)) >= here


@given(st.floats(0.001, 1))
def test_odds_of_certainty_are_finite(share: float) -> None:
    assert math.isfinite(odds(share))


# ------------------------------------------------------------------ which pairs it is given
@pytest.fixture(scope="module")
def parser() -> SpacyParser:
    return SpacyParser()


def surroundings(parser: SpacyParser, text: str) -> Surroundings:
    doc, page = next(iter(parser.parse([text]))), Page(text)
    return Surroundings(doc, page, mentions(doc, page))


def by_name(around: Surroundings, number: int) -> dict[str, Pair]:
    return {around.doc[around.mentions[p.mention].head].text: p for p in around.pairs(number)}


RIVALS = "Mayor Anna Brod resigned on Monday. Maria Zelenko, whom Detch had left, called it “a plain fraud.”"


def test_every_template_finds_its_features(parser: SpacyParser) -> None:
    around = surroundings(parser, RIVALS)
    assert all(len(combined(p.features)) == len(rank.TEMPLATES) for p in around.pairs(0))
    assert around.pairs(0)


def test_of_two_subjects_in_a_sentence_the_ranker_sees_who_says(parser: SpacyParser) -> None:
    found = by_name(surroundings(parser, RIVALS), 0)
    assert found["Zelenko"].features["cue"] == "reporting"
    assert found["Detch"].features["cue"] != "reporting"
    assert found["Zelenko"].features["verb_sentence"] == 3
    assert found["Zelenko"].features["path"] != found["Detch"].features["path"]


def test_no_mention_inside_a_closed_mark_is_its_source(parser: SpacyParser) -> None:
    around = surroundings(parser, "“Anna Brod said no to Detch,” Maria Zelenko told reporters.")
    assert "Brod" not in by_name(around, 0)


def test_who_stands_for_its_antecedent(parser: SpacyParser) -> None:
    around = surroundings(parser, "Maria Zelenko, who called it “a plain fraud,” left at noon.")
    assert by_name(around, 0)["who"].who == "zelenko"


def test_a_crowd_leaves_the_nearest_and_those_who_say(parser: SpacyParser) -> None:
    crowd = " ".join(f"Anna Brod met Orlan Detch in town {i}." for i in range(30))
    around = surroundings(parser, f"Maria Zelenko said so. {crowd} “It is a plain fraud and a shame.”")
    assert len(around.pairs(0)) == CANDIDATES


# ------------------------------------------------------------------ what the layout overrules
def test_a_signature_outweighs_the_ranker() -> None:
    signed = pair("detch", 1, signature=2)
    assert settled(Page("“Yes.”"), [[pair("brod"), signed]]) == {0: signed}


def test_a_label_holds_until_the_next_one_in_a_quoted_transcript() -> None:
    first, second = pair("brod", 0, own_label=1), pair("detch", 1, own_label=1)
    going_on = [pair("brod", 0, whole=1), pair("detch", 1, whole=1)]
    found = settled(Page("“x”"), [[first], going_on, [second]])
    assert [found[n].who for n in range(3)] == ["brod", "brod", "detch"]


def test_one_label_alone_is_no_transcript() -> None:
    going_on = [pair("brod", 0, whole=1)]
    assert 1 not in settled(Page("“x”"), [[pair("brod", 0, own_label=1)], going_on])


OPEN = "“One goes on.\n\n“Two goes on.\n\n“Three ends.”"


def test_pieces_over_paragraphs_have_the_source_of_the_surest() -> None:
    brod, detch = pair("brod", 0), pair("detch", 1)
    rights = [(brod, 0.4), (detch, 0.9), (brod, 0.6)]
    sources = [Source(mark=n, pair=p, genuine=0.5 + n / 10, right=right) for n, (p, right) in enumerate(rights)]
    found = running_on(Page(OPEN), sources)
    assert [(s.pair.who, s.right, s.genuine) for s in found] == [("detch", 0.9, 0.7)] * 3


def test_a_piece_with_a_label_of_its_own_begins_another_quotation() -> None:
    sources = [
        Source(mark=0, pair=pair("brod", 0), genuine=0.9, right=0.9),
        Source(mark=1, pair=pair("detch", 1, own_label=1), genuine=0.9, right=0.5),
    ]
    assert [s.pair.who for s in running_on(Page(OPEN), sources)] == ["brod", "detch"]
