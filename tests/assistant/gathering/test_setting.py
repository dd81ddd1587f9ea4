"""Whose words stand where in an article, seen from one of its quotations. All articles are invented."""

from __future__ import annotations

from assistant.gathering.setting import Places, Setting
from index.article import Article
from index.quotation import Kind
from tests.assistant.archive import TOSKARI, VESTROVA, Said, quotation

OURS = "The dam stays,"
THEIRS = "The river suffers,"
TEXT = f"Farmers met.\n\nIt was hot.\n“{OURS}” Vestrova said.\n“{THEIRS}” Toskari told villagers.\nRain fell."
ARTICLE = Article(id="dam", text=TEXT, language="en")


def seen(text: str = TEXT, title: str | None = None, kind: Kind = "direct") -> Places:
    """From Vestrova's quotation; Toskari's is of the kind."""
    article = Article(id="dam", text=text, title=title, language="en")
    ours = quotation(Said(words=OURS, by=VESTROVA), article)
    theirs = quotation(Said(words=THEIRS, by=TOSKARI, kind=kind), article)
    return Setting.of(article, (), [ours, theirs]).places(ours)


def test_the_paragraph_before_is_near_and_one_of_others_is_not() -> None:
    places = seen()
    assert {"dam", "vestrova"} <= places.own
    assert "hot" in places.near
    assert "villag" not in places.near


def test_all_of_a_paragraph_in_which_others_are_quoted_is_theirs() -> None:
    assert {"river", "villag"} <= seen().others


def test_their_words_in_the_same_paragraph_are_not_near() -> None:
    places = seen(text=f"“{OURS}” Vestrova said. “{THEIRS}” Toskari told villagers.")
    assert "river" not in places.own | places.near
    assert "villag" in places.own


def test_what_they_are_only_reported_to_have_said_is_told_by_the_article() -> None:
    assert "villag" in seen(kind="indirect").near


def test_without_a_title_the_first_line_is_the_headline() -> None:
    assert "farmer" in seen().headline
    assert "farmer" not in seen(title="A visit").headline


def test_no_term_is_in_two_places() -> None:
    places = seen()
    parts = (places.own, places.near, places.headline, places.others)
    counted = sum(map(len, (places.own, places.near))), len(places.own | places.near)
    assert counted[0] == counted[1]
    assert not parts[2] & (places.own | places.near)
    assert not parts[3] & (places.own | places.near)


def test_a_text_of_blank_lines_has_no_paragraphs() -> None:
    article = Article(id="a", text="\n \n", language="en")
    assert Setting.of(article, (), []).paragraphs == ()


def test_what_is_told_has_the_length_of_the_text() -> None:
    setting = Setting.of(ARTICLE, (), [quotation(Said(words=OURS, by=VESTROVA), ARTICLE)])
    assert len(setting.narrative) == len(TEXT)
    assert OURS not in setting.narrative
    assert THEIRS in setting.narrative
