"""Who holds an office that is asked for, and who only stands near it."""

from __future__ import annotations

import pytest

from index.office import holds, run_of


@pytest.mark.parametrize(
    ("asked", "role"),
    [
        ("prime minister", "Dorvian Prime Minister"),
        ("prime minister", "prime minister of Dorvia"),
        ("prime minister of", "Dorvian Prime Minister"),
        ("foreign ministry spokeswoman", "Velmoran foreign ministry spokesperson"),
        ("foreign ministry", "Velmoran foreign ministry spokesperson"),
        ("defence minister", "deputy prime minister and defence minister"),
        ("deputy foreign minister", "deputy foreign minister"),
        ("president's adviser", "adviser to the Mirzani president"),
        ("adviser to the president", "foreign policy adviser to the Mirzani president"),
        ("former president", "former president of Mirzan"),
        ("presidential adviser", "Mirzani presidential advisor"),
        ("defence minister", "Dorvian Defense Minister"),
        ("labor minister", "minister of labour"),
    ],
)
def test_the_office_by_other_words_is_the_same(asked: str, role: str) -> None:
    assert holds(asked, role, None)


@pytest.mark.parametrize(
    ("asked", "role"),
    [
        pytest.param("president", "adviser to the Mirzani president", id="an adviser"),
        pytest.param("president", "former president of Mirzan", id="a former one"),
        pytest.param("president", "vice president", id="a vice president"),
        pytest.param("president", "spokesman for the president", id="a spokesman"),
        pytest.param("foreign minister", "deputy foreign minister", id="a deputy"),
        pytest.param("foreign minister", "foreign ministry spokesperson", id="a ministry"),
        pytest.param("foreign ministry", "former foreign ministry spokesperson", id="a former spokesman"),
        pytest.param("prime minister", "defence minister", id="another minister"),
        pytest.param("", "defence minister", id="no office"),
        pytest.param("president", None, id="no role"),
    ],
)
def test_who_stands_near_an_office_does_not_hold_it(asked: str, role: str | None) -> None:
    assert not holds(asked, role, None)


def test_a_body_answers_to_its_name_and_to_its_seat() -> None:
    assert holds("foreign ministry", None, "foreign ministry in Benkar")
    assert holds("Benkar", None, "foreign ministry in Benkar")


def test_an_embassy_does_not_speak_for_where_it_stands() -> None:
    assert not holds("Benkar", None, "Velmoran embassy in Benkar")


@pytest.mark.parametrize(
    ("words", "role", "count"),
    [
        pytest.param("президента Велморы о газе", "Президент Велморы", 2, id="another case"),
        pytest.param("представитель МИД Велморы", "официальный представитель МИД Велморы", 3, id="an adjective less"),
        pytest.param("президент Велморы", "советник президента Велморы", 0, id="an adviser"),
        pytest.param("президент Велморы", "бывший президент Велморы", 0, id="a former one"),
        pytest.param("президент", "Президент", 0, id="one word alone"),
        pytest.param("Mirzan Cumhurbaşkanı", "Mirzan Cumhurbaşkanı", 2, id="Turkish"),
        pytest.param("Mirzan Cumhurbaşkanı", "Mirzan Cumhurbaşkanı danışmanı", 0, id="Turkish, an adviser"),
        pytest.param("Dışişleri Bakanı", "eski Dışişleri Bakanı", 0, id="Turkish, a former one"),
    ],
)
def test_a_role_in_a_question_is_read_from_its_noun(words: str, role: str, count: int) -> None:
    def begins_alike(word: str, known: str) -> bool:
        return word.lower()[:6] == known.lower()[:6]

    assert run_of(words.split(), role, begins_alike) == count
