"""Small facts about the archive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.record.facts import Facts
from index.store import Store


@pytest.fixture
def facts(tmp_path: Path) -> Iterator[Facts]:
    store = Store(tmp_path / "record.sqlite3")
    yield store.facts
    store.close()


@pytest.mark.parametrize("value", [0, "text", None, {"mean": [0.5, -1.0], "count": 3}, ["é", True]])
def test_a_value_comes_back_as_it_went_in(facts: Facts, value: object) -> None:
    facts.put("name", "earlier")
    facts.put("name", value)
    assert facts.get("name") == value


def test_what_was_never_put_is_none_and_zero(facts: Facts) -> None:
    assert (facts.get("name"), facts.number("name")) == (None, 0)


def test_a_number_is_raised_by_one_and_told(facts: Facts) -> None:
    assert [facts.raise_number("name"), facts.raise_number("name"), facts.number("name")] == [1, 2, 2]


def test_what_is_no_number_is_not_taken_for_one(facts: Facts) -> None:
    facts.put("name", "two")
    with pytest.raises(TypeError, match="name"):
        facts.number("name")


def test_a_change_is_made_as_a_whole_or_not_at_all(facts: Facts) -> None:
    facts.put("old", 1)
    with pytest.raises(TypeError):
        facts.change({"new": 2, "impossible": object()}, ["old"])
    assert facts.under("") == {"old": 1}
    facts.change({"new": 2}, ["old", "never there"])
    assert facts.under("") == {"new": 2}


def test_names_with_a_common_beginning_are_found_by_the_rest(facts: Facts) -> None:
    facts.change({"mean:a": 1, "mean:b": 2, "mean": 3, "other": 4, "m%": 5})
    assert facts.under("mean:") == {"a": 1, "b": 2}
    assert facts.under("m%") == {"": 5}
