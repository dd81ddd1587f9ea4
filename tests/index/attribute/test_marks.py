"""Marked stretches: every kind of mark, nested, broken, and over paragraphs."""

from __future__ import annotations

import pytest

from index.attribute.marks import marked, paragraphs


def words(text: str) -> list[str]:
    return [mark.span.of(text) for mark in marked(text, paragraphs(text))]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("“We agree,” she said.", id="curly"),
        pytest.param('"We agree," she said.', id="straight"),
        pytest.param("„We agree,“ she said.", id="low"),
        pytest.param("„We agree,” she said.", id="low and curly"),
        pytest.param("«We agree,» she said.", id="angle"),
        pytest.param("« We agree, » she said.", id="angle with spaces"),
        pytest.param("»We agree,« she said.", id="angle inwards"),
        pytest.param("``We agree,'' she said.", id="typewriter"),
        pytest.param("''We agree,'' she said.", id="two apostrophes"),
        pytest.param("”We agree,” she said.", id="closing marks on both sides"),
        pytest.param('“We agree," she said.', id="curly closed by straight"),
        pytest.param("“We agree,“ she said.", id="opening marks on both sides"),
    ],
)
def test_every_kind_of_mark_is_found(text: str) -> None:
    assert words(text) == ["We agree,"]


def test_of_nested_marks_the_outermost_counts() -> None:
    assert words("«Газета «Берег» ошиблась», — сказал он.") == ["Газета «Берег» ошиблась"]
    assert words("“He told me “no” and left,” she said.") == ["He told me “no” and left,"]


def test_straight_marks_with_curly_ones_inside() -> None:
    assert words('"It was “fine” then," he said.') == ["It was “fine” then,"]


def test_an_unclosed_mark_runs_to_the_end_of_its_paragraph_and_goes_on_where_the_next_reopens() -> None:
    text = "“First part.\n\n“Second part,” she said."
    found = marked(text, paragraphs(text))
    assert [m.span.of(text) for m in found] == ["First part.", "Second part,"]
    assert [m.closed for m in found] == [False, True]
    assert [m.continues for m in found] == [False, True]


def test_a_quotation_goes_on_in_a_paragraph_that_does_not_reopen_it() -> None:
    assert words("“First part\ngoes on here,” she said. “Then more.”") == ["First part", "goes on here,", "Then more."]


def test_a_mark_of_another_kind_closes_where_it_stands_like_a_closing_one() -> None:
    assert words('“We go," she said. "We stay.”') == ["We go,", "We stay."]
    assert words("“We go,“ he said. “We stay.”") == ["We go,", "We stay."]
    assert words('“He told me "no," and left,” she said.') == ['He told me "no," and left,']
    assert words("“It is 6'2\" tall,” he said. “No more.”") == ["It is 6'2\" tall,", "No more."]


def test_inches_apostrophes_and_empty_marks_are_no_quotations() -> None:
    assert words("He is 5'10\" tall. It’s the dogs’ own “” and '90s.") == []


def test_two_apostrophes_are_marks_where_they_open_and_close() -> None:
    assert words("It’s 5'10'' high and the ''90s are gone. She would ''never'' go, the boys said.") == ["never"]
    assert words("''We begin.\n\n''We go on,'' he said. ''Always.''") == ["We begin.", "We go on,", "Always."]


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The minister spoke at length on Monday about “a plan that would take\n"
        "years to finish and a budget that nobody in the room had ever seen”\n"
        "and left without answering any of the questions that were put to him\n"
        "by the reporters who had waited for two hours in the corridor outside.\n"
        "\n"
        "Nobody from his office could be reached for a comment on what it was\n"
        "that he had meant by that.\n"
    )
    assert len(paragraphs(text)) == 2
    assert len(words(text)) == 1
