"""Two wordings of what was said: the same, a part, or words that differ. All of it is invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.wording import Change, beginning, compare

PAUSE = "A treaty does not have a pause button. A member has rights and duties, or it leaves under Article 19,"


@pytest.mark.parametrize(
    ("theirs", "relation"),
    [
        pytest.param(PAUSE, "same", id="the same"),
        pytest.param(PAUSE.upper().replace(",", " –"), "same", id="case and punctuation"),
        pytest.param("A treaty does not have a pause button", "shorter", id="the beginning"),
        pytest.param("or it leaves under Article 19", "shorter", id="the end"),
        pytest.param("a pause button", "shorter", id="the middle"),
        pytest.param("A treaty does not have a pause button... or it leaves under Article 19", "shorter", id="elided"),
        pytest.param("A treaty does not have a pause button […] or it leaves", "shorter", id="elided in brackets"),
        pytest.param(f"{PAUSE} and nothing lies between", "fuller", id="more behind"),
        pytest.param(PAUSE.replace(" not", ""), "differs", id="a word left out silently"),
        pytest.param(PAUSE.replace("leaves", "never leaves"), "differs", id="a word put in silently"),
        pytest.param(PAUSE.replace("pause", "stop"), "differs", id="another word"),
        pytest.param(PAUSE.replace("button. A", "key. Every").replace(" under Article 19", ""), "differs", id="both"),
    ],
)
def test_relation(theirs: str, relation: str) -> None:
    found = compare(PAUSE, theirs)
    assert found is not None
    assert found.relation == relation


@pytest.mark.parametrize(
    "theirs",
    [
        pytest.param("", id="no words"),
        pytest.param("The apricots are ripe, and nobody picks them", id="another matter"),
        pytest.param("A member does not have a right, or it has duties under a treaty", id="the same words elsewhere"),
    ],
)
def test_what_is_another_statement_does_not_compare(theirs: str) -> None:
    assert compare(PAUSE, theirs) is None


def test_a_short_statement_turned_round_is_another_one() -> None:
    assert compare("We will pay the dues", "We will not pay the dues") is None


def test_the_difference_is_in_both_ones_own_words() -> None:
    found = compare(
        "We call it a Freeze, and it stays in force.", "We call it the suspension, and it always stays in force."
    )
    assert found is not None
    assert found.difference == (
        Change(op="replace", ours="a Freeze", theirs="the suspension"),
        Change(op="insert", ours="", theirs="always"),
    )


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("Դուռը կողպված չէ", "դուռը կողպված չէ,"), ("Дверь не заперта", "Дверь не заперта."), ("კარი ღიაა", "კარი ღიაა!")],
)
def test_every_script_has_words(ours: str, theirs: str) -> None:
    found = compare(ours, theirs)
    assert found is not None
    assert found.relation == "same"


WORDS = st.lists(st.sampled_from("we will not pay for any of your war … [this] it's Дверь".split()), max_size=25)


@given(WORDS, WORDS)
def test_differences_are_slices_and_the_other_way_round_is_the_same(a: list[str], b: list[str]) -> None:
    ours, theirs = " ".join(a), " ".join(b)
    found = compare(ours, theirs)
    if found is not None:
        assert all(one.ours in ours and one.theirs in theirs for one in found.difference)
        assert (found.relation == "same") == (not found.difference)
    if found is not None and found.relation in ("shorter", "fuller"):
        back = compare(theirs, ours)
        assert back is not None
        assert {found.relation, back.relation} == {"shorter", "fuller"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("They came back.", "They came back.", id="all of it"),
        pytest.param("They came back from the border at last.", "They came back …", id="its first words"),
        pytest.param("“They came back from the border,” he said.", "“They came back …”", id="cut in a quotation"),
        pytest.param("«Они вернулись с границы», — сказал он.", "«Они вернулись с …»", id="in guillemets"),
    ],
)
def test_the_beginning_of_a_text_leaves_no_mark_open(text: str, shown: str) -> None:
    assert beginning(text, 18) == shown
