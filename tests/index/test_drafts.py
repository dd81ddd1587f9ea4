"""Drafts in the making: what is collected, in which order. All texts are invented."""

from __future__ import annotations

from itertools import permutations

import pytest

from index.build import remove
from index.drafts import Drafts
from index.errors import UnknownArticle, UnknownDraft, UnknownQuotation
from index.library import Library
from index.span import Span
from tests.index.archive import raw, take_in

TEXT = "The gate stays shut until the last lorry has left."


@pytest.fixture
def drafts(library: Library) -> Drafts:
    take_in(library, raw("a", TEXT))
    return library.store.drafts


@pytest.fixture
def draft(drafts: Drafts) -> str:
    return drafts.start("Gates", by="ana")


def add(drafts: Drafts, draft: str, start: int, article: str = "a", revision: int = 1) -> int:
    span = Span(start, start + 3)
    return drafts.add(draft, kind="direct", article=article, revision=revision, span=span, by="ana")


def order(drafts: Drafts, draft: str) -> list[int]:
    return [one.number for one in drafts.read(draft)[1]]


def test_places_stand_as_they_were_collected(drafts: Drafts, draft: str) -> None:
    numbers = [add(drafts, draft, start) for start in (9, 0, 4)]
    found, items = drafts.read(draft)
    assert [one.span.start for one in items] == [9, 0, 4]
    assert [one.number for one in items] == numbers
    assert (found.title, found.by, found.items) == ("Gates", "ana", 3)


def test_a_place_that_is_there_is_not_added_again(drafts: Drafts, draft: str) -> None:
    assert add(drafts, draft, 4) == add(drafts, draft, 4)
    assert len(order(drafts, draft)) == 1


def test_they_are_put_in_any_order(drafts: Drafts, draft: str) -> None:
    for wanted in permutations([add(drafts, draft, start) for start in range(4)]):
        drafts.arrange(draft, wanted)
        assert order(drafts, draft) == [*wanted]


def test_what_was_added_meanwhile_comes_after_what_is_arranged(drafts: Drafts, draft: str) -> None:
    first, second, third = (add(drafts, draft, start) for start in range(3))
    drafts.arrange(draft, [second, first])
    assert order(drafts, draft) == [second, first, third]


def test_a_note_is_set_and_goes_with_its_item(drafts: Drafts, draft: str) -> None:
    number = add(drafts, draft, 0)
    drafts.annotate(draft, number, "ask them again")
    assert drafts.read(draft)[1][0].note == "ask them again"
    drafts.remove(draft, number)
    assert order(drafts, draft) == []


def test_the_latest_is_listed_first_and_a_deleted_one_not(drafts: Drafts, draft: str) -> None:
    later = drafts.start("Lorries", by="ana")
    drafts.rename(draft, "The gates")
    assert [one.title for one in drafts.listed()] == ["Lorries", "The gates"]
    drafts.delete(later)
    assert [one.id for one in drafts.listed()] == [draft]


def test_a_note_outlives_its_article(drafts: Drafts, draft: str, library: Library) -> None:
    drafts.annotate(draft, add(drafts, draft, 0), "ask them again")
    remove(library, ["a"])
    assert [one.note for one in drafts.read(draft)[1]] == ["ask them again"]


def test_only_places_of_the_record_are_collected(drafts: Drafts, draft: str) -> None:
    with pytest.raises(UnknownArticle):
        add(drafts, draft, 0, article="b")
    with pytest.raises(UnknownArticle):
        add(drafts, draft, 0, revision=2)
    with pytest.raises(UnknownQuotation, match=str(len(TEXT))):
        add(drafts, draft, len(TEXT))
    add(drafts, draft, len(TEXT) - 3)


def test_what_is_not_there_is_told(drafts: Drafts, draft: str) -> None:
    for nothing in (lambda: drafts.read("x"), lambda: drafts.remove(draft, 7), lambda: drafts.arrange(draft, [7])):
        with pytest.raises(UnknownDraft):
            nothing()
