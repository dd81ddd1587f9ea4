"""What is found for a question, who may stand under the asked name, and why nothing is found."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer import Answer, Refusal
from assistant.ask import Assistant
from assistant.contract import notes
from assistant.understand import Asked
from index.article import Article
from index.library import Library
from index.window import Window
from tests.assistant.archive import TOSKARI, VESTROVA, Said, take_in
from tests.assistant.conftest import TODAY
from tests.assistant.news import (
    ARTICLES,
    CHAIR,
    FROZEN,
    LORRIES,
    PAUSE,
    RAILWAY_NO,
    RAILWAY_YES,
    TELEVISION,
    UNSURE,
)


def answer(assistant: Assistant, question: str, asked: Asked | None = None) -> Answer:
    result = assistant.ask(question, asked)
    assert isinstance(result, Answer), result.reason
    return result


def refusal(assistant: Assistant, question: str, asked: Asked | None = None) -> Refusal:
    result = assistant.ask(question, asked)
    assert isinstance(result, Refusal), result.citations
    return result


def quotes(result: Answer) -> list[str]:
    return [one.quote for one in result.citations]


class TestSomebodyIsAskedFor:
    def test_their_quotations_on_the_matter_come(self, assistant: Assistant) -> None:
        found = quotes(answer(assistant, "What did Vestrova say about the freeze of the pact?"))
        assert set(found[:2]) == {PAUSE, TELEVISION}

    def test_the_nearest_to_the_topic_comes_first(self, assistant: Assistant) -> None:
        assert quotes(answer(assistant, "What did Vestrova say about the lorry drivers?"))[0] == LORRIES

    def test_nobody_elses_words_are_cited(self, assistant: Assistant) -> None:
        found = answer(assistant, "What did Velmora say about the freeze of the pact?")
        assert {one.speaker.name for one in found.citations if one.speaker} == {"Ilona Vestrova"}
        assert all(one.speaker for one in found.citations)

    def test_several_are_each_quoted_under_their_own_name(self, assistant: Assistant) -> None:
        found = answer(assistant, "What did Vestrova and Toskari say about the freeze of the pact?")
        named = [one.speaker.name for one in found.citations if one.speaker]
        assert named[:2] == ["Ilona Vestrova", "Vahan Toskari"]
        assert notes(found)[0].startswith("Asked for together, each quoted under their own name: Vestrova in [1]")

    def test_of_several_who_has_nothing_on_it_is_told_of(self, assistant: Assistant) -> None:
        found = answer(assistant, "What did Vestrova and Toskari say about the lorry drivers?")
        assert {one.speaker.name for one in found.citations if one.speaker} == {"Ilona Vestrova"}
        assert any("Toskari is quoted" in note and "nothing of it bears on" in note for note in found.notes)

    def test_several_who_are_silent_are_refused_with_the_reason_of_each(self, assistant: Assistant) -> None:
        found = refusal(assistant, "What did Vestrova and Malvash say about beekeeping?")
        assert "Vestrova is quoted" in found.reason
        assert "Malvash is mentioned in one article, but is never quoted" in found.reason

    def test_whoever_is_spoken_to_is_looked_for_beside_the_words(self, assistant: Assistant) -> None:
        found = answer(assistant, "What did Toskari tell parliament?")
        assert (found.question.to, quotes(found)[0]) == ("parliament", FROZEN)

    def test_an_outlet_in_the_question_narrows_it(self, assistant: Assistant) -> None:
        found = answer(assistant, "What did Toskari say about the railway in the Benkar Post?")
        assert {one.article.outlet for one in found.citations} == {"Benkar Post"}

    def test_what_others_said_on_it_is_context(self, assistant: Assistant) -> None:
        found = answer(assistant, "What did Velmora say about the freeze of the pact?")
        assert FROZEN in [one.quote for one in found.context]
        assert not {one.quote for one in found.context} & {PAUSE, TELEVISION}

    def test_context_says_what_it_is(self, assistant: Assistant) -> None:
        found = answer(assistant, "What did Velmora say about the freeze of the pact?")
        assert {one.beside for one in found.citations} == {None}
        kinds = {one.beside: one.kind for one in found.context}
        assert kinds["others"] == "direct"
        assert kinds.get("passage", "passage") == "passage"

    def test_passages_fill_what_others_leave(self, empty: Library) -> None:
        words = "The uranium mine must be closed at once,"
        spoken = Article(id="mine", text=f"“{words}” Vestrova said about the uranium mine.", language="en")
        told = Article(id="report", text="The uranium mine has poisoned two rivers and a lake.", language="en")
        take_in(empty, [spoken, told], {"mine": [Said(words=words, by=VESTROVA)]})
        found = answer(Assistant(empty), "What did Vestrova say about the uranium mine?")
        assert [(one.beside, one.article.id) for one in found.context] == [("passage", "report")]

    def test_citations_and_context_are_numbered_through(self, assistant: Assistant) -> None:
        found = answer(assistant, "What did Velmora say about the freeze of the pact?")
        assert [one.number for one in (*found.citations, *found.context)] == list(
            range(1, 1 + len(found.citations) + len(found.context))
        )

    def test_a_speaker_who_is_not_sure_is_not_cited(self, assistant: Assistant) -> None:
        found = answer(assistant, "What did Toskari say about the freeze of the pact?")
        assert UNSURE not in quotes(found)
        assert [one.speaker for one in found.context if one.quote == UNSURE] in ([], [None])

    def test_without_a_topic_the_newest_comes_first(self, assistant: Assistant) -> None:
        assert quotes(answer(assistant, "What did Toskari say?")) == [RAILWAY_YES, FROZEN, RAILWAY_NO]

    def test_the_latest_comes_first_where_it_is_asked_for(self, assistant: Assistant) -> None:
        question = "What is the latest that Toskari said about the railway through Sefrin?"
        assert quotes(answer(assistant, question))[:2] == [RAILWAY_YES, RAILWAY_NO]

    def test_the_first_comes_first_where_it_is_asked_for(self, assistant: Assistant) -> None:
        question = "What was the first thing Toskari said about the railway through Sefrin?"
        assert quotes(answer(assistant, question))[:2] == [RAILWAY_NO, RAILWAY_YES]

    def test_the_window_holds(self, assistant: Assistant) -> None:
        question = "What did Toskari say about the railway through Sefrin since June 2025?"
        assert quotes(answer(assistant, question)) == [RAILWAY_YES]

    def test_the_outlet_holds(self, assistant: Assistant) -> None:
        asked = Asked(window=Window(outlets=("Hestal Daily",)))
        assert quotes(answer(assistant, "What did Toskari say about the railway through Sefrin?", asked)) == [
            RAILWAY_NO
        ]

    def test_no_more_come_than_were_asked_for(self, assistant: Assistant) -> None:
        assert quotes(answer(assistant, "What did Toskari say?", Asked(k=2))) == [RAILWAY_YES, FROZEN]

    def test_the_option_overrules_the_question(self, assistant: Assistant) -> None:
        found = answer(assistant, "the pact and the chair of Dorvia", Asked(speaker="Reshkel"))
        assert quotes(found) == [CHAIR]

    def test_speaker_and_actor_must_both_hold(self, assistant: Assistant) -> None:
        asked = Asked(speaker="Toskari", actor="Velmora")
        assert refusal(assistant, "the pact", asked).nearest is not None

    def test_the_outlet_that_the_article_credits_comes_along(self, assistant: Assistant) -> None:
        (found,) = answer(assistant, "What did Toskari say about the railway through Sefrin in January 2025?").citations
        assert found.via == "Dorvia Radio"


class TestNobodyIsAskedFor:
    def test_quotations_and_passages_come(self, assistant: Assistant) -> None:
        found = answer(assistant, "What was said about the apricot harvest in the valley?")
        assert found.citations[0].kind == "passage"
        assert "apricot blossom" in found.citations[0].quote

    def test_a_speaker_who_is_not_sure_stays_unnamed(self, assistant: Assistant) -> None:
        found = answer(assistant, "Who said that the freeze will cost us dearly?")
        (unsure,) = [one for one in found.citations if one.quote == UNSURE]
        assert unsure.speaker is None

    def test_nothing_is_shown_twice(self, assistant: Assistant) -> None:
        found = answer(assistant, "What was said about the railway through Sefrin?").citations
        pairs = [(a, b) for a in found for b in found if a.number < b.number and a.article.id == b.article.id]
        assert not any(a.span.overlaps(b.span) for a, b in pairs)


class TestRefusals:
    def test_nobody_of_that_name(self, assistant: Assistant) -> None:
        found = refusal(assistant, "What did Boris Kalnik say about the railway through Sefrin?")
        assert found.reason.startswith("Nobody who answers to")
        assert "Boris Kalnik" in found.reason
        assert found.searched.articles == len(ARTICLES)

    def test_what_is_nearest_is_shown_as_such(self, assistant: Assistant) -> None:
        found = refusal(assistant, "What did Boris Kalnik say about the railway through Sefrin?")
        assert "railway" in found.nearest[0].quote

    @pytest.mark.parametrize("name", ["Vestorva", "Ilona Vestrowa", "Vestrov"])
    def test_whoever_has_nearly_the_same_name_is_nearest_and_no_answer(self, assistant: Assistant, name: str) -> None:
        found = refusal(assistant, f"What did {name} say about the lorry drivers?")
        assert f"({name}) is quoted in" in found.reason
        assert "written nearly so" in found.reason
        assert found.nearest[0].quote == LORRIES

    @pytest.mark.parametrize("name", ["Boris Vestrova", "Kestrova", "Vost"])
    def test_another_given_name_or_first_letter_is_another_person(self, assistant: Assistant, name: str) -> None:
        assert "written nearly so" not in refusal(assistant, f"What did {name} say about the lorry drivers?").reason

    def test_mentioned_and_never_quoted(self, assistant: Assistant) -> None:
        found = refusal(assistant, "What did Karen Malvash say about his arrest?")
        assert "Karen Malvash is mentioned in one article, but is never quoted" in found.reason
        assert "Karen Malvash" in found.nearest[0].quote

    def test_not_then(self, assistant: Assistant) -> None:
        found = refusal(assistant, "What did Vestrova say about the pact since June 2025?")
        assert "quoted 3 times in the archive, but not in" in found.reason
        assert "since 2025-06-01" in found.reason
        assert {one.speaker.name for one in found.nearest if one.speaker} == {"Ilona Vestrova"}
        assert found.searched.since == date(2025, 6, 1)

    def test_not_on_this(self, assistant: Assistant) -> None:
        found = refusal(assistant, "What did Vestrova say about apricot orchards?")
        assert "nothing of it bears on what was asked about (apricot orchards)" in found.reason
        assert found.searched.quotations == 3

    def test_on_this_perhaps_and_not_surely(self, empty: Library) -> None:
        words, other = "The uranium mine must be closed at once,", "Good morning to you all,"
        article = Article(id="mine", text=f"“{other}” Vestrova said.\n“{words}” a voice said.", language="en")
        said = [Said(words=other, by=VESTROVA), Said(words=words, by=VESTROVA, confidence=0.6)]
        take_in(empty, [article], {"mine": said})
        found = refusal(Assistant(empty), "What did Vestrova say about the uranium mine?")
        assert (found.why, found.reason.split(" in 1")[0]) == (
            "unsure",
            "Vestrova may be quoted once on what was asked about (the uranium mine)",
        )
        assert [(one.quote, one.speaker) for one in found.nearest] == [(words, None)]

    def test_what_others_in_the_article_said_makes_no_answer(self, empty: Library) -> None:
        words = "The uranium mine must be closed at once,"
        text = f"“Good morning to you all,” Vestrova said.\n“{words}” Toskari said about the uranium mine."
        article = Article(id="mine", text=text, language="en")
        said = {"mine": [Said(words="Good morning to you all,", by=VESTROVA), Said(words=words, by=TOSKARI)]}
        take_in(empty, [article], said)
        found = answer(Assistant(empty), "What did Toskari say about the uranium mine?")
        assert quotes(found) == [words]

    def test_nothing_on_the_topic(self, assistant: Assistant) -> None:
        found = refusal(assistant, "What was said about submarines?")
        assert found.reason == "Nothing in 6 articles bears on what was asked about (submarines)."

    def test_neither_speaker_nor_topic(self, assistant: Assistant) -> None:
        assert "neither a speaker nor a topic" in refusal(assistant, "What did they say?").reason

    def test_an_empty_archive(self, empty: Library) -> None:
        found = refusal(Assistant(empty, today=lambda: TODAY), "What did Vestrova say about the pact?")
        assert "The archive is empty" in found.reason
        assert "briefings add" in found.reason

    def test_an_empty_window(self, assistant: Assistant) -> None:
        found = refusal(assistant, "What did Vestrova say about the pact in 1999?")
        assert found.reason == (
            "The archive has no articles from 1999-01-01 to 1999-12-31; it has 6 articles, which reach from 2025-01-15"
            " to 2025-10-02."
        )

    def test_a_date_that_there_is_none_of_is_said(self, assistant: Assistant) -> None:
        found = assistant.ask("What did Toskari say about the railway through Sefrin on 31 February 2025?")
        assert found.notes == ("there is no 31 February 2025, so the question was read without it",)

    @pytest.mark.parametrize("nobody", ["Kim Lee", "the Luranian defence minister", "Tvaria"])
    def test_a_refusal_cites_nothing_as_theirs(self, assistant: Assistant, nobody: str) -> None:
        found = refusal(assistant, f"What did {nobody} say about the railway through Sefrin?")
        assert all(one.speaker is None or one.speaker.name not in nobody for one in found.nearest)
