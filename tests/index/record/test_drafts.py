"""Drafts in the making: what is collected, in which order. All texts are invented."""

from __future__ import annotations

from itertools import permutations

import pytest

from index.build import remove
from index.errors import BadElision, UnknownArticle, UnknownDraft, UnknownQuotation
from index.library import Library
from index.record.drafts import Drafts, Item, Typed, elided
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


def places(drafts: Drafts, draft: str) -> list[Item]:
    return [one for one in drafts.read(draft)[1] if isinstance(one, Item)]


def test_places_stand_as_they_were_collected(drafts: Drafts, draft: str) -> None:
    numbers = [add(drafts, draft, start) for start in (9, 0, 4)]
    found, items = drafts.read(draft)[0], places(drafts, draft)
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
    assert places(drafts, draft)[0].note == "ask them again"
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
    assert [one.note for one in places(drafts, draft)] == ["ask them again"]


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


def whole(drafts: Drafts, draft: str) -> int:
    """The number of the whole text, collected."""
    return drafts.add(draft, kind="direct", article="a", revision=1, span=Span(0, len(TEXT)), by="ana")


def test_what_is_typed_stands_between_the_places_as_its_writers(drafts: Drafts, draft: str) -> None:
    place, heading = add(drafts, draft, 0), drafts.write(draft, "heading", "At the gate", by="ana")
    text = drafts.write(draft, "text", "They wait.", by="ana")
    drafts.rewrite(draft, text, "They still wait.", by="ilo")
    drafts.arrange(draft, [heading, text, place])
    typed = [(one.kind, one.text, one.by) for one in drafts.read(draft)[1] if isinstance(one, Typed)]
    assert typed == [("heading", "At the gate", "ana"), ("text", "They still wait.", "ilo")]
    assert order(drafts, draft) == [heading, text, place]


def test_nobody_types_over_an_articles_words(drafts: Drafts, draft: str) -> None:
    place, text = add(drafts, draft, 0), drafts.write(draft, "text", "They wait.", by="ana")
    with pytest.raises(UnknownDraft):
        drafts.rewrite(draft, place, "The gate is open.", by="ana")
    with pytest.raises(UnknownDraft):
        drafts.elide(draft, text, [Span(0, 4)])


@pytest.mark.parametrize(
    ("left_out", "shown"),
    [
        pytest.param([], TEXT, id="nothing"),
        pytest.param(["stays shut "], "The gate … until the last lorry has left.", id="in the middle"),
        pytest.param(["The gate "], "… stays shut until the last lorry has left.", id="at the beginning"),
        pytest.param([" has left."], "The gate stays shut until the last lorry …", id="at the end"),
        pytest.param(["last ", "gate "], "The … stays shut until the … lorry has left.", id="two, in any order"),
        pytest.param(["stays shut", "shut until "], "The gate … the last lorry has left.", id="two that overlap"),
    ],
)
def test_what_is_left_out_shows_as_an_ellipsis(drafts: Drafts, draft: str, left_out: list[str], shown: str) -> None:
    number = whole(drafts, draft)
    drafts.elide(draft, number, [Span(TEXT.index(part), TEXT.index(part) + len(part)) for part in left_out])
    place = places(drafts, draft)[0]
    assert elided(TEXT, place.span, place.elided) == shown


@pytest.mark.parametrize(
    ("part", "why"),
    [
        pytest.param(Span(0, len(TEXT) + 1), "not within", id="past the place"),
        pytest.param(Span(0, len(TEXT) - 1), "nothing would be left", id="all of it"),
        pytest.param(Span(4, 6), "'gate'", id="within a word"),
    ],
)
def test_what_cannot_be_left_out_is_said(drafts: Drafts, draft: str, part: Span, why: str) -> None:
    number = whole(drafts, draft)
    with pytest.raises(BadElision, match=why):
        drafts.elide(draft, number, [part])
    assert places(drafts, draft)[0].elided == ()
