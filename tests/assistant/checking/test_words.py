"""Words and marks: what a typesetter changes is no difference."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.checking.words import Worded, same_marks


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("we won't — ever — sign", "we won’t -- ever – sign", id="apostrophes and dashes"),
        pytest.param("“so it ‘is’…”", '"so it “is”..."', id="quotation marks and an ellipsis"),
        pytest.param("the  treaty\nof", "the treaty\N{NO-BREAK SPACE}of", id="spaces and line ends"),
        pytest.param("par\N{SOFT HYPHEN}lia\N{ZERO WIDTH SPACE}ment", "parliament", id="unseen characters"),
        pytest.param("ﬁrst eﬀort", "first effort", id="ligatures"),
        pytest.param("й ё", unicodedata.normalize("NFD", "й ё"), id="decomposed letters"),
        pytest.param("it ends.\n“And goes on", "it ends. And goes on", id="a paragraph that opens the mark again"),
        pytest.param("it ends.\n“And goes on", "it ends. “And goes on", id="a paragraph that opens with a quotation"),
    ],
)
def test_the_same_to_a_reader(one: str, other: str) -> None:
    a, b = Worded(one), Worded(other)
    assert [word.letters for word in a.words] == [word.letters for word in b.words]
    count = len(a.words)
    assert all(same_marks(a.between(n - 1, n), b.between(n - 1, n)) for n in range(count))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Гость", "Гocть", id="letters of another alphabet"),
        pytest.param("freeze", "fr\N{RIGHT-TO-LEFT OVERRIDE}eeze", id="a turned word"),
        pytest.param("resign", "re-sign", id="a hyphen"),
        pytest.param("we’re", "were", id="an apostrophe"),
    ],
)
def test_another_word(one: str, other: str) -> None:
    assert [word.letters for word in Worded(one).words] != [word.letters for word in Worded(other).words]


def test_an_edited_letter_is_a_part_of_its_word() -> None:
    (word, *_) = Worded("[T]he treaty").words
    assert (word.start, word.end, word.letters, word.edited) == (0, 5, "The", True)


@pytest.mark.parametrize("sign", ["…", "...", ". . .", "[...]", "[…]", "(…)"])
def test_signs_of_ellipsis(sign: str) -> None:
    assert Worded(f"one {sign} two").elided == {1}


@given(st.text())
def test_words_lie_in_their_text_in_order(text: str) -> None:
    worded, end = Worded(text), 0
    for word in worded.words:
        assert end <= word.start < word.end <= len(text)
        end = word.end
