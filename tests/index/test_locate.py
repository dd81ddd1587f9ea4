"""Naming a quotation: by its place, its id, its words. All texts are invented."""

from __future__ import annotations

import pytest

from index import locate
from index.correcting.correction import Change
from index.errors import UnknownArticle, UnknownQuotation
from index.library import Library
from index.span import Span
from tests.index.archive import raw, take_in

FIRST = "We shall sign nothing in Lorn before the last soldier has left"
SECOND = "Nor shall we"
TEXT = f'The talks ended. "{FIRST}", said Orrin. "{SECOND}", said Dane.'


@pytest.fixture
def archive(library: Library) -> Library:
    take_in(library, raw("a", TEXT), raw("b", TEXT.upper().replace("SAID", "said")), raw("bare", "Nobody spoke."))
    return library


def test_a_place_inside_it_is_enough(archive: Library) -> None:
    at = TEXT.index(SECOND)

    assert locate.by_place(archive.store, "a", Span(at + 1, at + 2)).span.of(TEXT) == SECOND


def test_its_own_place_is_it(archive: Library) -> None:
    at = TEXT.index(FIRST)

    assert locate.by_place(archive.store, "a", Span(at, at + len(FIRST))).span.of(TEXT) == FIRST


@pytest.mark.parametrize(
    ("span", "named"),
    [
        pytest.param(Span(0, 3), r"nearest are a --at 18:80 \(“We shall", id="beside it"),
        pytest.param(Span(0, len(TEXT)), "several quotations", id="over two"),
    ],
)
def test_another_place_names_those_that_are_near(archive: Library, span: Span, named: str) -> None:
    with pytest.raises(UnknownQuotation, match=named):
        locate.by_place(archive.store, "a", span)


def test_an_article_without_quotations_says_so(archive: Library) -> None:
    with pytest.raises(UnknownQuotation, match="nor anywhere in it"):
        locate.by_place(archive.store, "bare", Span(0, 3))
    with pytest.raises(UnknownArticle):
        locate.by_place(archive.store, "nowhere", Span(0, 3))


def test_an_id_is_one_even_where_it_is_dismissed(archive: Library) -> None:
    name = locate.by_words(archive.store, FIRST).id
    archive.store.corrections.correct(name, Change(dismissed=True), by="ana")

    assert locate.by_id(archive.store, name).dismissed


def test_an_article_alone_is_too_little(archive: Library) -> None:
    with pytest.raises(UnknownQuotation, match="--at 18:80"):
        locate.by_id(archive.store, "a")
    with pytest.raises(UnknownQuotation, match="'nothing'"):
        locate.by_id(archive.store, "nothing")


def test_words_are_found_whatever_stands_between_them(archive: Library) -> None:
    found = locate.by_words(archive.store, f"  “{FIRST.replace(' ', '  ').lower()}…”")

    assert found.span.of(TEXT) == FIRST


@pytest.mark.parametrize(
    ("words", "named"),
    [
        pytest.param("before the last soldier has left", "only a part", id="a part of them"),
        pytest.param(SECOND, "quoted 2 times", id="short words of two articles"),
        pytest.param("We shall sign everything", "nobody is quoted", id="nobody's"),
        pytest.param("…", "no words", id="no words"),
    ],
)
def test_words_that_are_not_one_quotation_are_refused(archive: Library, words: str, named: str) -> None:
    with pytest.raises(UnknownQuotation, match=named):
        locate.by_words(archive.store, words)
