"""Units and their ids."""

from __future__ import annotations

from datetime import date

import pytest

from index.article import Article
from index.passage import Passage
from index.quotation import Quotation, Speaker
from index.span import Span
from index.unit import Shelf, Unit, shelf_of, units
from index.unit_id import MAX_KEY_BYTES, article_key, unit_id

TEXT = 'The talks ended. "We shall sign nothing", said the envoy.'
ARTICLE = Article(id="a", text=TEXT, title="Talks", outlet="The Lorn Post", published=date(2025, 3, 2), language="en")
QUOTED = Quotation(article="a", revision=1, kind="direct", span=Span(18, 39), context=Span(17, 57))


def spoken(speaker: Speaker | None) -> str:
    quotation = Quotation(
        article="a", revision=1, kind="direct", span=Span(18, 39), context=Span(17, 57), speaker=speaker
    )
    (unit,) = units(ARTICLE, (), [quotation])
    return unit.text


def test_a_passage_is_its_words_and_what_the_article_is_called_is_its_label() -> None:
    passage = Passage(article="a", revision=1, span=Span(0, 16))
    assert list(units(ARTICLE, [passage], ())) == [
        Unit(
            id="a:1:p:0", shelf=Shelf("passage", "en"), text="The talks ended.", label="Talks The Lorn Post 2025-03-02"
        )
    ]


def test_a_label_is_empty_where_nothing_is_known() -> None:
    (unit,) = units(Article(id="a", text=TEXT), (), [QUOTED])
    assert (unit.label, unit.shelf) == ("", Shelf("quotation", "und"))


@pytest.mark.parametrize(
    ("speaker", "before"),
    [
        (Speaker(name="Orrin", role="envoy"), "Orrin, envoy: "),
        (Speaker(name="Orrin"), "Orrin: "),
        (None, ""),
    ],
)
def test_a_quotation_is_its_sentence_with_its_speaker_before_it(speaker: Speaker | None, before: str) -> None:
    assert spoken(speaker) == before + '"We shall sign nothing", said the envoy.'


class TestIds:
    def test_they_say_where_a_unit_stands(self) -> None:
        assert unit_id("a", 2, "q", 17) == "a:2:q:17"
        assert QUOTED.id == "a:1:q:18"
        assert Passage(article="a", revision=3, span=Span(5, 9)).id == "a:3:p:5"

    @pytest.mark.parametrize("name", ["x" * 97, "ա" * 49, "🕊" * 25, "x" * 512])
    def test_they_are_short_enough_for_any_server_whatever_the_article_is_called(self, name: str) -> None:
        assert len(unit_id(name, 999_999, "p", 99_999_999).encode()) <= 128
        assert article_key(name) != article_key(name + "x")

    @pytest.mark.parametrize("name", ["x" * MAX_KEY_BYTES, "ա" * 48, "urn:a:1"])
    def test_a_short_name_stands_in_them_as_it_is(self, name: str) -> None:
        assert article_key(name) == name

    def test_indirect_speech_at_the_same_place_has_another(self) -> None:
        indirect = Quotation(article="a", revision=1, kind="indirect", span=Span(18, 39), context=Span(17, 57))
        assert indirect.id != QUOTED.id


def test_a_shelf_is_a_kind_in_a_language() -> None:
    assert shelf_of("passage", ARTICLE) == ("passage", "en")
