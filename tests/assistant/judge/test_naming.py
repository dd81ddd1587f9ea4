"""Names of peoples are their countries', of one or of many."""

from __future__ import annotations

import pytest

from assistant.judge.naming import country_of


@pytest.mark.parametrize("people", ["American", "Americans"])
def test_a_people_stands_for_its_country(people: str) -> None:
    assert country_of(people, "en") == "United States"
