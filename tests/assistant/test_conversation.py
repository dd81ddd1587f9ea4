"""Conversations: kept in the record, read again from it, and rid of what an article said when it goes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from assistant.answer import Answer, Refusal
from assistant.ask import Assistant
from assistant.conversation import Conversations
from assistant.errors import BadQuestion
from assistant.model import ScriptedModel
from assistant.turn import Explained, Shown, Turn, Unmet
from assistant.understand import Asked
from index.build import remove
from index.errors import UnknownConversation
from index.library import Library
from index.window import Window
from tests.assistant.archive import open_library, take_in
from tests.assistant.conftest import TODAY
from tests.assistant.news import ARTICLES, CHAIR, LORRIES, PAUSE, RAILWAY_NO, RAILWAY_YES, SAID, TELEVISION

FREEZE = "What did Vestrova say about the freeze of the pact?"
RAILWAY = "What did Toskari say about the railway through Sefrin?"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = open_library(tmp_path / "home")
    take_in(library, ARTICLES, SAID)
    yield library
    library.close()


@pytest.fixture
def conversations(library: Library) -> Conversations:
    return opened(library)


def opened(library: Library) -> Conversations:
    return Conversations(library, Assistant(library, today=lambda: TODAY))


def quotes(reply: object) -> set[str]:
    return {one.quote for one in reply.citations} if isinstance(reply, Answer) else set()


def test_a_follow_up_leans_on_the_turn_before_it(conversations: Conversations) -> None:
    name = conversations.start()
    conversations.say(name, FREEZE)
    turn = conversations.say(name, "What did she say about the lorry drivers?")
    assert quotes(turn.reply) == {LORRIES}
    assert turn.number == 2


def test_another_process_goes_on_where_the_first_one_was(library: Library) -> None:
    first = opened(library)
    name = first.start()
    for said in (RAILWAY, "who else?", "why?"):
        first.say(name, said)
    reply = opened(library).say(name, "and Toskari?").reply
    assert isinstance(reply, Answer)
    assert quotes(reply) == {RAILWAY_NO, RAILWAY_YES}
    assert reply.question.turns == (RAILWAY, "who else?")


@pytest.mark.parametrize("said", ["What did Toskari say?", "who else?", "and Velmora?", "before that?", "more"])
def test_turns_read_from_the_record_are_what_they_were(library: Library, said: str) -> None:
    conversations = opened(library)
    name = conversations.start()
    told = [conversations.say(name, each).reply for each in (RAILWAY, said, "What did Boris Kalnik say?")]
    again = [turn.reply for turn in opened(library).turns(name)]
    assert [replace(one, steps=()) for one in told if isinstance(one, Answer | Refusal)] == again


def test_turns_read_from_the_record_have_every_outlet(library: Library) -> None:
    copied = replace(
        ARTICLES[3], id="again", outlet="Coast Monitor", text=f"{ARTICLES[3].text} So reports the Monitor."
    )
    take_in(library, [copied], {"again": SAID["railway-yes"]})
    conversations = opened(library)
    name = conversations.start()
    told = conversations.say(name, RAILWAY).reply
    (again,) = [turn.reply for turn in opened(library).turns(name)]
    assert isinstance(told, Answer)
    assert isinstance(again, Answer)
    assert ("Coast Monitor", "Benkar Post") in [one.outlets for one in again.citations]
    assert [one.renderings for one in again.citations] == [one.renderings for one in told.citations]


def test_a_models_sentences_are_kept(library: Library) -> None:
    said = f"Anton Reshkel, secretary general: “{CHAIR}”"
    model = ScriptedModel([json.dumps({"claims": [{"text": said, "evidence": [1]}]})])
    conversations = Conversations(library, Assistant(library, model=model, today=lambda: TODAY))
    name = conversations.start()
    turn = conversations.say(name, "What did Reshkel say about the chair of Dorvia?")
    (again,) = opened(library).turns(name)
    assert isinstance(turn.reply, Answer)
    assert isinstance(again.reply, Answer)
    assert (again.reply.mode, again.reply.claims) == ("model", turn.reply.claims)


class TestAsides:
    def test_a_citation_is_shown_in_its_paragraphs(self, conversations: Conversations) -> None:
        name = conversations.start()
        answer = conversations.say(name, FREEZE).reply
        assert isinstance(answer, Answer)
        shown = conversations.say(name, "show the second one in context").reply
        assert isinstance(shown, Shown)
        assert shown.citation == answer.citations[1]
        beside = shown.around.of(shown.citation.article.text)
        assert (PAUSE in beside, TELEVISION in beside, beside[0], beside[-1]) == (True, True, "“", ".")

    def test_why_tells_the_steps_also_to_a_process_that_has_not_answered(self, library: Library) -> None:
        conversations = opened(library)
        name = conversations.start()
        conversations.say(name, FREEZE)
        steps = opened(library).say(name, "why?").reply
        assert isinstance(steps, Explained)
        assert conversations.say(name, "why?").reply == steps
        assert any("Vestrova" in step for step in steps.steps)

    def test_a_number_that_is_not_there_is_told(self, conversations: Conversations) -> None:
        name = conversations.start()
        conversations.say(name, RAILWAY)
        reply = conversations.say(name, "show 9").reply
        assert isinstance(reply, Unmet)
        assert "no [9]" in reply.reason

    def test_what_comes_first_is_a_question(self, conversations: Conversations) -> None:
        assert isinstance(conversations.say(conversations.start(), "show 2").reply, Answer | Refusal)


class TestTheRecord:
    def test_the_first_question_is_the_title_until_it_gets_one(self, conversations: Conversations) -> None:
        name = conversations.start()
        conversations.say(name, FREEZE)
        conversations.say(name, "who else?")
        (one,) = conversations.record.search()
        assert (one.id, one.title, one.turns) == (name, FREEZE, 2)
        conversations.record.rename(name, "The pact")
        assert [one.title for one in conversations.record.search("pact")] == ["The pact"]

    def test_they_are_found_by_their_words_the_latest_first(self, conversations: Conversations) -> None:
        first, second, _ = (conversations.start() for _ in range(3))
        conversations.say(first, FREEZE)
        conversations.say(second, RAILWAY)
        assert [one.id for one in conversations.record.search()] == [second, first]
        conversations.say(first, "who else?")
        assert [one.id for one in conversations.record.search()] == [first, second]
        assert [one.id for one in conversations.record.search("SEFRIN")] == [second]
        assert conversations.record.find(first[:8]) == first

    def test_a_bad_question_leaves_no_turn(self, conversations: Conversations) -> None:
        name = conversations.start()
        with pytest.raises(BadQuestion):
            conversations.say(name, "x" * 3000)
        assert conversations.turns(name) == []

    def test_one_that_is_deleted_is_gone_and_unknown(self, library: Library, conversations: Conversations) -> None:
        name = conversations.start()
        conversations.say(name, FREEZE)
        conversations.record.delete(name)
        assert written(library) == ""
        for use in (conversations.turns, conversations.record.delete, conversations.record.find):
            with pytest.raises(UnknownConversation, match=name):
                use(name)

    def test_no_word_of_an_article_is_in_it(self, library: Library, conversations: Conversations) -> None:
        name = conversations.start()
        for said in (FREEZE, "who else?", "What did Karen Malvash say?", "show 1"):
            conversations.say(name, said)
        for words in (PAUSE, TELEVISION, CHAIR, "Ardesh Courier", "spokesperson"):
            assert words not in written(library)


class TestAnArticleGoes:
    def test_no_word_of_it_stays_in_the_turns(self, library: Library, conversations: Conversations) -> None:
        name = conversations.start()
        conversations.say(name, "the freeze of the pact")
        conversations.say(name, "What did she say about the lorry drivers?")
        remove(library, ["briefing"])
        assert "Vestrova" not in written(library)

    def test_its_turns_say_so(self, library: Library, conversations: Conversations) -> None:
        name = conversations.start()
        conversations.say(name, FREEZE)
        remove(library, ["briefing"])
        (turn,) = conversations.turns(name)
        assert isinstance(turn.reply, Unmet)
        assert "has left the archive" in turn.reply.reason
        shown = conversations.say(name, "show 1").reply
        assert isinstance(shown, Unmet)
        assert "has left the archive" in shown.reason

    def test_a_revision_leaves_them_with_the_words_that_they_quoted(
        self, library: Library, conversations: Conversations
    ) -> None:
        name = conversations.start()
        answer = conversations.say(name, RAILWAY).reply
        revised = next(one for one in ARTICLES if one.id == "railway-yes")
        take_in(library, [replace(revised, text=f"Corrected. {revised.text}")], SAID)
        (turn,) = conversations.turns(name)
        assert quotes(turn.reply) == quotes(answer)


def written(library: Library) -> str:
    """All that the tables of conversations hold."""
    with library.store._engine.connect() as connection:
        names = ("conversations", "conversation_turns", "conversation_citations")
        return "".join(str(row) for name in names for row in connection.execute(text(f"SELECT * FROM {name}")))


class TestReadAsTheUserSays:
    APART = Asked(speaker="Toskari", topic="the railway", window=Window(until=date(2025, 6, 1)), alone=True)

    def test_the_words_are_not_read(self, conversations: Conversations) -> None:
        turn = conversations.say(conversations.start(), FREEZE, self.APART)
        assert quotes(turn.reply) == {RAILWAY_NO}
        assert isinstance(turn.reply, Answer)
        assert turn.reply.question.text == FREEZE

    def test_it_is_kept_with_the_turn_and_leant_on(self, library: Library) -> None:
        first = opened(library)
        name = first.start()
        said = first.say(name, FREEZE, self.APART)
        again = opened(library)
        (turn,) = again.turns(name)
        assert (turn.text, quotes(turn.reply)) == (FREEZE, quotes(said.reply))
        assert turn.reply.question == said.reply.question
        assert quotes(again.say(name, "and since then?").reply) == {RAILWAY_YES}

    def test_a_topic_of_its_own_stands_above_the_words(self, conversations: Conversations) -> None:
        turn = conversations.say(conversations.start(), FREEZE, Asked(topic="the lorry drivers"))
        assert quotes(turn.reply) == {LORRIES}


class TestAsync:
    @pytest.fixture
    def worded(self, library: Library) -> Conversations:
        """Where a model words the railway's answer twice, in sentences that hold."""
        answer = Assistant(library, today=lambda: TODAY).ask(RAILWAY)
        assert isinstance(answer, Answer)
        claims = [{"text": one.text, "evidence": list(one.citations)} for one in answer.claims]
        model = ScriptedModel([json.dumps({"claims": claims})] * 2)
        return Conversations(library, Assistant(library, model=model, today=lambda: TODAY))

    async def all(self, conversations: Conversations, name: str, text: str) -> list[Turn]:
        return [turn async for turn in conversations.astream(name, text)]

    def test_the_same_turns_come_without_blocking(self, worded: Conversations) -> None:
        waited = list(worded.stream(worded.start(), RAILWAY))
        streamed = asyncio.run(self.all(worded, worded.start(), RAILWAY))
        assert len(streamed) == len(waited) > 1
        assert [turn.reply for turn in streamed] == [turn.reply for turn in waited]

    def test_a_turn_that_nobody_waits_for_is_not_kept(self, worded: Conversations) -> None:
        name = worded.start()

        async def leave() -> None:
            stream = worded.astream(name, RAILWAY)
            await anext(stream)
            await stream.aclose()

        asyncio.run(leave())
        assert worded.turns(name) == []
