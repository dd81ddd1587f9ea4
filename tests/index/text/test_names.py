"""Names as they are compared."""

from __future__ import annotations

import pytest

from index.text.names import actor_key, alike, compatible, form_of, name_keys, personal, sound, unowned


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Захарова", "Zakharova"),
        ("Мария", "Maria"),
        ("Сергей", "Sergei"),
        ("Փաշինյան", "Pashinyan"),
        ("კობახიძე", "Kobakhidze"),
        ("Erdoğan", "Erdogan"),
        ("Toskari’s", "TOSKARI"),
    ],
)
def test_one_name_sounds_one_in_all_scripts(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("zakharovoi", "zakharova"),
        ("lavrova", "lavrov"),
        ("ormelma", "ormeli"),
        ("selvianin", "selvian"),
        ("kalnitskoi", "kalnitskaia"),
    ],
)
def test_a_case_form_is_the_name(word: str, name: str) -> None:
    assert form_of(word, name)


@pytest.mark.parametrize(
    ("word", "name"), [("lavrentiev", "lavrov"), ("kim", "kima"), ("li", "lin"), ("zakharovskaiaia", "zakharova")]
)
def test_another_name_is_no_form(word: str, name: str) -> None:
    assert not form_of(word, name)


def test_initials_written_together_are_a_word_each() -> None:
    assert name_keys("G.K. Vestrova") == ["g", "k", "vestrova"]
    assert compatible(name_keys("K. Vestrova")[:-1], name_keys("G.K. Vestrova")[:-1], None)


def test_titles_are_no_part_of_a_name() -> None:
    assert name_keys("Mr. John Smith Jr.") == ["john", "smith"]


@pytest.mark.parametrize("name", ["Ilona Vestrova", "Ludwig van Berg", "ქეთევან ორმელი", "Նարե Սելվյան", "NATO"])
def test_a_name_may_be_a_persons(name: str) -> None:
    assert personal(name)


@pytest.mark.parametrize("name", ["foreign ministry in Benkar", "Ministry of Defence", "Dorvia’s defence ministry"])
def test_a_bodys_name_is_none(name: str) -> None:
    assert not personal(name)


def test_given_names_agree_as_far_as_both_are_given() -> None:
    assert compatible([], ["ilona"], None)
    assert compatible(["i"], ["ilona"], None)
    assert compatible(["minister"], ["ilona"], "foreign minister")
    assert not compatible(["anna"], ["ilona"], None)


def test_given_names_are_alike_in_other_cases_and_short_forms() -> None:
    assert alike("mariei", "maria")
    assert alike("nick", "nicholas") is False  # another stem: not told from another name
    assert alike("nich", "nicholas")
    assert not alike("martin", "anton")


def test_an_owner_is_who_owns() -> None:
    assert [unowned(word) for word in ("Russia's", "Russia’s", "states'", "pass")] == [
        "Russia",
        "Russia",
        "states",
        "pass",
    ]


def test_an_actor_is_one_in_all_spellings() -> None:
    assert len({actor_key(actor) for actor in ("Dorvia", "Дорвия", "Dorviya", "დორვია")}) == 1
