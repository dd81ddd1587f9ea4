"""The numbers by which articles meet."""

from __future__ import annotations

from index.copying.sketch import sketch, version
from tests.index.stories import OTHER_NEWS, REPORT


def shared(one: str, other: str) -> int:
    return len(set(sketch(one.split())) & set(sketch(other.split())))


def test_a_text_has_the_same_64_numbers_each_time() -> None:
    numbers = sketch(REPORT.split())
    assert numbers == sketch(REPORT.split())
    assert len(set(numbers)) == 64
    assert all(-(2**63) <= number < 2**63 for number in numbers)


def test_what_was_cut_shares_some_and_another_text_none() -> None:
    assert shared(REPORT, REPORT[: len(REPORT) // 3]) > 0
    assert shared(REPORT, OTHER_NEWS) == 0


def test_the_shortest_text_has_numbers() -> None:
    assert len(sketch(["a"])) == 64


def test_the_version_names_the_form_and_the_librarys_own() -> None:
    ours, _, theirs = version().partition(".")
    assert ours.isdecimal()
    assert theirs.isdecimal()
