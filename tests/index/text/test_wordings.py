"""Which texts are the same words. All texts are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.wordings import Wording

LONG = "The door is not locked, but the key lies in Hestal and nobody has asked for it"


@pytest.mark.parametrize(
    "other",
    [
        pytest.param("the door is  not locked\n but the key lies in Hestal, and nobody has asked for it.", id="marks"),
        pytest.param(LONG.upper(), id="case"),
        pytest.param(LONG.replace("lock", "lo\u00adck"), id="a soft hyphen"),
        pytest.param(f"“{LONG},”", id="its own marks"),
    ],
)
def test_marks_white_space_and_case_make_no_difference(other: str) -> None:
    assert Wording.of(other).words == Wording.of(LONG).words


def test_one_word_makes_a_difference() -> None:
    assert not Wording.of(LONG).renders(Wording.of(LONG.replace("not", "now")))


def test_composed_and_decomposed_letters_are_one() -> None:
    assert Wording.of("Мой замок") == Wording.of("Мои\u0306 за\u0301мок")


class TestParts:
    @pytest.mark.parametrize(
        "part",
        [
            pytest.param("The door is not locked, but the key lies in Hestal", id="the beginning"),
            pytest.param("the key lies in Hestal and nobody has asked for it", id="the end"),
        ],
    )
    def test_a_truncated_rendering_is_one(self, part: str) -> None:
        assert Wording.of(part).part_of(Wording.of(LONG))
        assert Wording.of(LONG).renders(Wording.of(part))

    def test_fewer_than_eight_words_in_a_row_are_anybodys(self) -> None:
        assert not Wording.of("the key lies in Hestal and nobody").part_of(Wording.of(LONG))

    def test_half_a_word_is_no_part(self) -> None:
        assert not Wording.of("he door is not locked but the key lies").part_of(Wording.of(LONG))

    @pytest.mark.parametrize("marks", ["“”", "‘’", "«»", '""', "„“"])
    def test_what_is_quoted_from_another_is_no_rendering(self, marks: str) -> None:
        answer = f"They say {marks[0]}{LONG}{marks[1]}, and I do not believe a word of it"

        assert not Wording.of(LONG).part_of(Wording.of(answer))

    def test_a_marked_word_inside_both_does_not_part_them(self) -> None:
        marked = LONG.replace("key", "‘key’")

        assert Wording.of(marked).part_of(Wording.of(f"As you know, {marked}"))


@given(st.text())
def test_levelling_twice_is_levelling_once(text: str) -> None:
    words = Wording.of(text).words

    assert Wording.of(words).words == words
