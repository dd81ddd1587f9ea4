"""Of a story, each thing once."""

from __future__ import annotations

from index.copying.once import once

WALL, QUAY = "the council will rebuild the northern wall by June", "and the quay is to be opened in the autumn"


def shown(*found: tuple[str, str], **originals: str) -> list[tuple[str, str]]:
    return once(found, originals, lambda one: one[0], lambda one: one[1])


def test_what_a_copy_tells_again_is_left_out() -> None:
    assert shown(("a", WALL), ("b", WALL), ("a", QUAY), ("b", f"{QUAY}, it said"), b="a") == [("a", WALL), ("a", QUAY)]


def test_the_original_takes_the_better_place_of_the_two() -> None:
    assert shown(("b", WALL), ("x", QUAY), ("a", WALL), b="a") == [("a", WALL), ("x", QUAY)]


def test_what_only_the_copy_has_stays() -> None:
    assert shown(("a", WALL), ("b", QUAY), b="a") == [("a", WALL), ("b", QUAY)]


def test_of_two_copies_one_stays_where_the_original_is_not_among_what_was_found() -> None:
    assert shown(("b", WALL), ("c", WALL), b="a", c="a") == [("b", WALL)]


def test_one_article_may_say_a_thing_twice_and_so_may_two_that_are_no_copies() -> None:
    found = (("a", WALL), ("a", WALL), ("x", WALL))
    assert shown(*found, b="a") == list(found)
