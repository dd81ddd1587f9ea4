"""Articles found by their words. All texts are invented."""

from __future__ import annotations

import pytest

from index.build import remove
from index.find import find
from index.library import Library
from index.window import Window
from tests.index.archive import raw, take_in

GATE = "The gate stays shut. " * 60 + "Lorries wait at the bridge."
FERRY = "The ferry sails on Monday, past the bridge."
PAROM = "Паром уходит в понедельник, мимо старого моста."


@pytest.fixture
def stories(library: Library) -> Library:
    take_in(library, raw("gate", GATE, title="A closed gate", outlet="Quay Gazette", language="en"))
    take_in(library, raw("ferry", FERRY, title="Sailing again", outlet="Benkar Post", language="en"))
    take_in(library, raw("parom", PAROM, title="Снова в пути", outlet="Берег", language="ru"))
    return library


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param("sailing", ["ferry"], id="of the title and the text, in another form"),
        pytest.param("quay gazette", ["gate"], id="of the outlet"),
        pytest.param("gazette lorry bridge", ["gate"], id="of all three together"),
        pytest.param("старые мосты", ["parom"], id="in another language"),
        pytest.param("ferry lorries", [], id="that no article has together"),
        pytest.param("!?", [], id="that are none"),
    ],
)
def test_articles_have_every_word(stories: Library, words: str, found: list[str]) -> None:
    assert [one.article for one in find(stories, words, 10)] == found


def test_the_passage_is_the_one_with_the_words(stories: Library) -> None:
    (found,) = find(stories, "lorries", 10)
    assert "Lorries wait" in found.span.of(GATE)
    assert found.span.start > 0


def test_only_so_many_of_the_window_and_none_that_has_left(stories: Library) -> None:
    assert len(find(stories, "bridge", 10)) == 2
    assert len(find(stories, "bridge", 1)) == 1
    assert [one.article for one in find(stories, "bridge", 10, Window(outlets=("Benkar Post",)))] == ["ferry"]
    remove(stories, ["ferry"])
    assert [one.article for one in find(stories, "bridge", 10)] == ["gate"]
