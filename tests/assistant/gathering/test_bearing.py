"""How much a text bears on a topic. All articles are invented."""

from __future__ import annotations

import pytest

from assistant.gathering.bearing import Topic, says
from assistant.gathering.setting import Setting
from assistant.gathering.stretch import Stretch
from index.article import Article
from index.quotation import Speaker
from index.span import Span
from tests.assistant.archive import TOSKARI, VESTROVA, Said, quotation

DAM = "The dam will be built,"
VAGUE = "We will do what we have promised,"
RIVER = "The river belongs to everybody,"
TEXT = f"“{DAM}” Vestrova said.\n“{VAGUE}” she said about the Kurmel reservoir.\n“{RIVER}” Toskari said.\nIt rained."
ARTICLE = Article(id="dam", text=TEXT, title="A visit", language="en")
QUOTATIONS = [
    quotation(Said(words=DAM, by=VESTROVA), ARTICLE),
    quotation(Said(words=VAGUE, by=VESTROVA), ARTICLE),
    quotation(Said(words=RIVER, by=TOSKARI), ARTICLE),
]
SETTING = Setting.of(ARTICLE, (), QUOTATIONS)


def topic(text: str, language: str = "en", rare: frozenset[str] = frozenset()) -> Topic:
    return Topic(text, language, lambda term: 1 if term in rare else 50, 100)


def test_a_word_in_the_quotation_counts_fully() -> None:
    bearing = topic("the dam").of_quotation(QUOTATIONS[0], SETTING, 0.0, 0.0)
    assert (bearing.coverage, bearing.near) == (1.0, 1.0)


def test_a_word_in_its_own_sentence_counts_too() -> None:
    assert topic("reservoir").of_quotation(QUOTATIONS[1], SETTING, 0.0, 0.0).coverage == 1.0


def test_a_word_told_in_the_next_paragraph_is_near() -> None:
    bearing = topic("reservoir").of_quotation(QUOTATIONS[0], SETTING, 0.0, 0.0)
    assert (bearing.coverage, bearing.near) == (0.0, 1.0)


def test_a_word_told_elsewhere_counts_for_nothing() -> None:
    bearing = topic("rain").of_quotation(QUOTATIONS[0], SETTING, 0.0, 0.0)
    assert (bearing.coverage, bearing.near, bearing.headline, bearing.others) == (0.0, 0.0, 0.0, 0.0)


def test_the_words_of_others_speak_against_it() -> None:
    bearing = topic("river").of_quotation(QUOTATIONS[1], SETTING, 0.0, 0.0)
    assert (bearing.near, bearing.others) == (0.0, 1.0)
    assert not bearing.enough


@pytest.mark.parametrize(("by", "theirs"), [(TOSKARI, 1.0), (VESTROVA, 0.0)], ids=["another", "the same"])
def test_a_sentence_of_anothers_with_all_of_the_topic_speaks_against_it(by: Speaker, theirs: float) -> None:
    said = [quotation(Said(words=RIVER, by=by), ARTICLE), QUOTATIONS[1]]
    bearing = topic("river").of_quotation(QUOTATIONS[1], Setting.of(ARTICLE, (), said), 0.0, 0.0)
    assert bearing.theirs == theirs


def test_the_headline_counts_for_the_whole_article() -> None:
    bearing = topic("visit").of_quotation(QUOTATIONS[1], SETTING, 0.0, 0.0)
    assert bearing.headline == 1.0
    assert bearing.enough


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        pytest.param("the dam and walnuts", 0.5, id="one of two"),
        pytest.param("walnuts, apricots and the dam", 0.667, id="two of three"),
        pytest.param("the visit and the dam", 0.0, id="in the headline"),
        pytest.param("what the new dam and the reservoir cost", 0.0, id="a word of each"),
        pytest.param("walnuts", 0.0, id="one matter"),
        pytest.param("and", 0.0, id="no matter"),
    ],
)
def test_of_several_matters_those_without_a_word_anywhere_near_are_missing(text: str, missing: float) -> None:
    assert topic(text).of_quotation(QUOTATIONS[0], SETTING, 0.0, 0.0).missing == pytest.approx(missing, abs=0.001)


def test_half_of_what_is_asked_for_is_no_answer() -> None:
    both = topic("walnuts and dams").of_quotation(QUOTATIONS[0], SETTING, 0.1, 0.1)
    assert topic("dams").of_quotation(QUOTATIONS[0], SETTING, 0.1, 0.1).enough
    assert both.score < topic("walnuts dams").of_quotation(QUOTATIONS[0], SETTING, 0.1, 0.1).score


def test_rare_words_weigh_more_than_common_ones() -> None:
    both = topic("dam rain", rare=frozenset(["dam"])).of_quotation(QUOTATIONS[0], SETTING, 0.0, 0.0)
    assert both.coverage > 0.75


def test_nearness_of_meaning_is_enough_without_words() -> None:
    bearing = topic("hydroelectricity").of_quotation(QUOTATIONS[0], SETTING, 0.25, 0.25)
    assert bearing.near == 0.0
    assert bearing.enough


def test_words_of_another_language_tell_nothing() -> None:
    bearing = topic("дамба", "ru").of_quotation(QUOTATIONS[0], SETTING, 0.0, 0.0)
    assert bearing.across
    assert not any((bearing.coverage, bearing.near, bearing.headline, bearing.others))


def test_a_language_without_a_stemmer_is_told_by_beginnings() -> None:
    article = Article(id="road", text="“Dəmirin yolu açıqdır”, Vestrova dedi.", language="az")
    said = quotation(Said(words="Dəmirin yolu açıqdır", by=VESTROVA), article)
    assert topic("dəmir yolu", "az").of_quotation(said, Setting.of(article, (), [said]), 0.0, 0.0).coverage == 1.0


def test_a_fragment_loses_against_a_sentence() -> None:
    article = Article(id="freeze", text="She spoke of a “freeze”. “The freeze must end,” she said.", language="en")
    whole, part = (quotation(Said(words=words, by=VESTROVA), article) for words in ("The freeze must end,", "“freeze”"))
    setting = Setting.of(article, (), [whole, part])
    scores = [topic("the freeze").of_quotation(one, setting, 0.1, 0.1).score for one in (whole, part)]
    assert scores[0] > scores[1]


def test_a_topic_without_words_of_its_own_bears_on_nothing() -> None:
    assert topic("what about it").of_quotation(QUOTATIONS[0], SETTING, 0.0, 0.0).coverage == 0.0


class TestFocus:
    TEXT = "One thing happened. " * 30 + "The dam was opened. " + "Another thing happened. " * 30
    ARTICLE = Article(id="long", text=TEXT.strip(), language="en")
    WHOLE = Span(0, len(ARTICLE.text))

    def test_the_sentence_that_holds_the_topic_is_shown(self) -> None:
        found = topic("the dam").focus(self.ARTICLE, Stretch.of(self.ARTICLE, self.WHOLE))
        assert "The dam was opened." in found.of(self.ARTICLE.text)
        assert len(found) <= 400

    def test_it_begins_and_ends_with_sentences(self) -> None:
        found = topic("the dam").focus(self.ARTICLE, Stretch.of(self.ARTICLE, self.WHOLE)).of(self.ARTICLE.text)
        assert found[0].isupper()
        assert found.endswith(".")

    @pytest.mark.parametrize("asked", [topic("submarines"), topic("дамба", "ru")], ids=["no word", "another language"])
    def test_where_words_tell_nothing_the_whole_is_shown(self, asked: Topic) -> None:
        assert asked.focus(self.ARTICLE, Stretch.of(self.ARTICLE, self.WHOLE)) == self.WHOLE


def test_a_name_is_said_where_all_its_words_are() -> None:
    assert says("Karen Malvash, the banker, was absent", "Karen Malvash", "en")
    assert not says("Karen, the banker, was absent", "Karen Malvash", "en")
