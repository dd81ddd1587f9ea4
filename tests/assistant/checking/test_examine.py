"""The judgement over articles that are given; all of them invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from assistant.checking.checked import Asked, Checked, Claimed, Verdict
from assistant.checking.examine import examine
from assistant.checking.witness import Witness
from index.article import Article
from index.quotation import Quotation, Speaker
from index.span import Span
from tests.assistant.archive import TOSKARI, VESTROVA, Said, quotation

FIRST = "A treaty does not have a pause button. A state is a member, or it leaves, and there is nothing in between,"
SECOND = "Our partners have our telephone numbers, and they have not changed."
THIRD = "Will they ever answer the question that we have put to them?"
HALL = "Nobody in this hall has read the treaty from its first page to its last,"
ARTICLE = Article(
    id="briefing",
    outlet="Ardesh Courier",
    published=date(2025, 2, 26),
    text=f"“{FIRST}” Ilona Vestrova said. “{SECOND}” She said that the envoy had missed two sessions of the council.\n"
    f"“{HALL}” Toskari answered her.\n“{THIRD}” somebody asked.",
)
SAID = (
    Said(words=FIRST, by=VESTROVA),
    Said(words=SECOND, by=VESTROVA),
    Said(words=HALL, by=TOSKARI),
    Said(words=THIRD, by=None),
)
RAILWAY = "I am for this railway, and I will defend it before any audience,"
OTHER = Article(id="railway", outlet="Benkar Post", published=date(2025, 9, 10), text=f"“{RAILWAY}” Toskari said.")
HERE = Witness(ARTICLE, tuple(quotation(one, ARTICLE) for one in SAID), True)
THERE = Witness(OTHER, (quotation(Said(words=RAILWAY, by=TOSKARI), OTHER),), True)


NOTHING = Claimed()


def check(text: str, speaker: str | None = None, claimed: Claimed = NOTHING, *witnesses: Witness) -> Checked:
    return examine(Asked(text, speaker=speaker, claimed=claimed), witnesses or (HERE, THERE), aliases={})


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        pytest.param(FIRST, "exact", id="the whole"),
        pytest.param("a member, or it leaves", "exact", id="a part"),
        pytest.param("A treaty does not have a pause button … there is nothing in between", "elided", id="elided"),
        pytest.param("A treaty does not have a pause button […] they have not changed.", "elided", id="over a tag"),
        pytest.param("A treaty does not have a pause button and there is nothing in between", "stitched", id="no sign"),
        pytest.param("there is nothing in between. Our partners have our telephone numbers", "stitched", id="tag gone"),
        pytest.param("A treaty does not have a … a member", "elided", id="what follows begins as what is left out"),
        pytest.param("they have not changed … A treaty does not have a pause button", "stitched", id="order"),
        pytest.param("there is nothing in between … Nobody in this hall has read", "stitched", id="two speakers"),
        pytest.param("A treaty does not have a pause button. I am for this railway", "stitched", id="two articles"),
        pytest.param("A treaty does have a pause button.", "altered", id="a word left out"),
        pytest.param("A treaty does not ever have a pause button.", "altered", id="a word put in"),
        pytest.param("A treaty does not have a reset button.", "altered", id="another word"),
        pytest.param("A treaty does not have a pause, button.", "altered", id="a comma"),
        pytest.param("A treaty does not have a Pause button.", "altered", id="a capital"),
        pytest.param("A treaty does not … have a pause button", "altered", id="a sign where nothing is left out"),
        pytest.param("the question that we have put to them.", "altered", id="a question as a statement"),
        pytest.param("The moon is made of cheese and of nothing else", "not found", id="nowhere"),
        pytest.param("pause switch", "not found", id="two words, one of them wrong"),
        pytest.param("…", "not found", id="no words"),
    ],
)
def test_the_wording(text: str, verdict: Verdict) -> None:
    assert check(text).verdict == verdict


def test_every_difference_is_told() -> None:
    checked = check("A treaty doesn't have any pause button; a state is a member")
    assert {(one.quoted, one.there) for one in checked.changes} == {
        ("doesn't", "does not"),
        ("any", "a"),
        ("a", "A"),
        ("button; a", "button. A"),
    }


@pytest.mark.parametrize(
    ("text", "speaker", "verdict"),
    [
        pytest.param(FIRST, "Ilona Vestrova", "exact", id="by name"),
        pytest.param(FIRST, "Vestrova", "exact", id="by last name"),
        pytest.param(FIRST, "Илона Вестрова", "exact", id="in another script"),
        pytest.param(FIRST, "Spokesperson Vestrova", "exact", id="with an office"),
        pytest.param(FIRST, "Velmora", "exact", id="by the country spoken for"),
        pytest.param(FIRST, "the foreign ministry spokesperson", "exact", id="by role"),
        pytest.param(FIRST, "Vahan Toskari", "other speaker", id="somebody else"),
        pytest.param(FIRST, "Anna Vestrova", "other speaker", id="a namesake"),
        pytest.param(HALL, "Vestrova", "other speaker", id="the other one of the article"),
        pytest.param(THIRD, "Vestrova", "unconfirmed", id="where the article does not say"),
        pytest.param("the envoy had missed two sessions", "Vestrova", "not quoted", id="the article's own words"),
        pytest.param("the envoy had missed two sessions", None, "exact", id="the same, without a name"),
        pytest.param("the envoy had missed two sessions", "Ardesh Courier", "exact", id="the outlet's, as such"),
    ],
)
def test_the_speaker(text: str, speaker: str | None, verdict: Verdict) -> None:
    assert check(text, speaker).verdict == verdict


SPAN = HERE.quotations[0].span
CLAIMED = Claimed(article="briefing", revision=1, span=SPAN, outlet="Ardesh Courier", published=date(2025, 2, 26))


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        pytest.param({}, "exact", id="as it is"),
        pytest.param({"span": Span(SPAN.start + 1, SPAN.end + 1)}, "misplaced", id="a character further"),
        pytest.param({"article": "railway"}, "misplaced", id="another article"),
        pytest.param({"published": date(2025, 2, 27)}, "misreported", id="another day"),
        pytest.param({"outlet": "Benkar Post"}, "misreported", id="another outlet"),
        pytest.param({"outlet": "ARDESH COURIER"}, "exact", id="the outlet in capitals"),
    ],
)
def test_what_is_claimed(change: Mapping[str, object], verdict: Verdict) -> None:
    assert check(FIRST, "Vestrova", replace(CLAIMED, **change)).verdict == verdict  # type: ignore[arg-type]


def later(text: str) -> Witness:
    return Witness(replace(ARTICLE, text=text, revision=2), (), True)


EARLIER = replace(HERE, current=False)


def test_words_that_a_later_revision_has_no_more_are_superseded() -> None:
    checked = check(FIRST, None, CLAIMED, EARLIER, later("Nothing of the kind was said, the paper writes today."))
    assert checked.faults == ("superseded",)
    assert checked.places[0].article.revision == 1


def test_words_that_a_later_revision_still_has_stand() -> None:
    checked = check(FIRST, None, CLAIMED, EARLIER, later(f"Updated. {ARTICLE.text}"))
    assert (checked.verdict, checked.places[0].article.revision) == ("exact", 2)


def test_what_was_removed_is_told() -> None:
    asked = Asked(FIRST, claimed=replace(CLAIMED, article="gone"))
    assert examine(asked, [], aliases={}, removed={"gone"}).faults == ("not found", "removed")
    assert examine(asked, [HERE], aliases={}, removed={"gone"}).faults == ("removed",)


def test_of_several_places_the_quoted_and_earliest_is_given_and_the_others_named() -> None:
    copy = replace(OTHER, id="copy", published=date(2025, 9, 12))
    again = Witness(copy, (quotation(Said(words=RAILWAY, by=TOSKARI), copy),), True)
    checked = check(RAILWAY, "Toskari", NOTHING, again, THERE)
    assert [place.article.id for place in (*checked.places, *checked.elsewhere)] == ["railway", "copy"]


def test_a_speaker_of_whom_the_archive_is_not_sure_is_no_other_speaker() -> None:
    unsure = Quotation(
        article="briefing",
        revision=1,
        kind="direct",
        span=SPAN,
        context=SPAN,
        speaker=Speaker(name="Karen Malvash"),
        confidence=0.4,
    )
    assert check(FIRST, "Vestrova", NOTHING, Witness(ARTICLE, (unsure,), True)).verdict == "unconfirmed"
    assert check(FIRST, "Karen Malvash", NOTHING, Witness(ARTICLE, (unsure,), True)).verdict == "exact"
