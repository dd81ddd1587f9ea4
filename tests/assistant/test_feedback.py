"""What readers say of answers, and the questions that come of it: over the invented small archive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.conversation import Conversations
from assistant.errors import BadFeedback
from assistant.evaluation import evaluate
from assistant.expected import Case, read_cases
from assistant.feedback import cases, remark
from assistant.turn import Turn
from assistant.understand import Asked
from index.build import remove
from index.correcting.correction import Change
from index.errors import Rejected, UnknownConversation
from index.library import Library
from index.record.feedback import ANSWER, Says
from tests.assistant.archive import open_library, take_in
from tests.assistant.conftest import TODAY
from tests.assistant.news import ARTICLES, LORRIES, SAID

FREEZE = "What did Vestrova say about the freeze of the pact?"
DRIVERS = "What did Vestrova say about the lorry drivers?"
TEXTS = {one.id: one.text for one in ARTICLES}
WEATHER = "What did Vestrova say about the weather?"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = open_library(tmp_path / "home")
    take_in(library, ARTICLES, SAID)
    yield library
    library.close()


@pytest.fixture
def conversations(library: Library) -> Conversations:
    return Conversations(library, Assistant(library, today=lambda: TODAY))


def say(library: Library, turn: Turn, number: int, says: Says, by: str = "ana") -> None:
    remark(turn, number, says, by=by, feedback=library.store.feedback)


def only(conversations: Conversations, library: Library) -> Case:
    """The one question that the feedback makes, as a file has it and as it is read from there."""
    (made,) = cases(conversations, library.store)
    assert isinstance(made, Case)
    (read,) = read_cases([made.model_dump_json(exclude_defaults=True).encode()], library)
    assert read == made
    return made


def good(case: Case, library: Library) -> bool:
    (score,) = evaluate([case], library, TODAY)
    return score.good


def test_a_good_citation_is_expected_again(library: Library, conversations: Conversations) -> None:
    turn = conversations.say(conversations.start(), DRIVERS)
    say(library, turn, 1, "good")
    case = only(conversations, library)
    assert isinstance(turn.reply, Answer)
    cited = turn.reply.citations[0]
    assert (case.expect.article, case.expect.start, case.expect.end) == (
        cited.article.id,
        cited.span.start,
        cited.span.end,
    )
    assert good(case, library)


def test_a_good_answer_expects_one_of_its_citations(library: Library, conversations: Conversations) -> None:
    turn = conversations.say(conversations.start(), FREEZE)
    say(library, turn, ANSWER, "good")
    assert isinstance(turn.reply, Answer)
    assert len(only(conversations, library).expect.places) == len(turn.reply.citations)


def test_a_good_refusal_is_expected_again(library: Library, conversations: Conversations) -> None:
    say(library, conversations.say(conversations.start(), WEATHER), ANSWER, "good")
    case = only(conversations, library)
    assert case.expect.answered is False
    assert good(case, library)


def test_what_was_not_asked_is_to_be_avoided(library: Library, conversations: Conversations) -> None:
    say(library, conversations.say(conversations.start(), DRIVERS), 1, "not what was asked")
    assert not good(only(conversations, library), library)


def test_a_wrong_speaker_is_avoided_once_it_is_corrected(library: Library, conversations: Conversations) -> None:
    say(library, conversations.say(conversations.start(), DRIVERS), 1, "wrong speaker")
    case = only(conversations, library)
    assert not good(case, library)
    (said,) = (one for one in library.store.parts("briefing")[1] if LORRIES in one.span.of(TEXTS["briefing"]))
    library.store.corrections.correct(said.id, Change(speaker="Anton Reshkel"), by="ana")
    assert good(case, library)


def test_a_follow_up_is_asked_by_how_it_was_read(library: Library, conversations: Conversations) -> None:
    name = conversations.start()
    conversations.say(name, FREEZE)
    say(library, conversations.say(name, "What did she say about the lorry drivers?"), 1, "good")
    case = only(conversations, library)
    assert case.read_as is not None
    assert case.read_as.speaker == "Vestrova"
    assert good(case, library)


def test_what_follows_from_no_single_question_is_told(library: Library, conversations: Conversations) -> None:
    name = conversations.start()
    conversations.say(name, FREEZE)
    say(library, conversations.say(name, "latest?"), 1, "good")
    (found,) = cases(conversations, library.store)
    assert isinstance(found, Rejected)


def test_the_later_opinion_of_one_reader_stands(library: Library, conversations: Conversations) -> None:
    turn = conversations.say(conversations.start(), DRIVERS)
    say(library, turn, 1, "good")
    say(library, turn, 1, "not what was asked")
    assert only(conversations, library).kind == "not what was asked"
    library.store.feedback.withdraw(turn.conversation, turn.number, 1, by="ana")
    assert list(cases(conversations, library.store)) == []


@pytest.mark.parametrize(
    ("number", "says"),
    [
        pytest.param(99, "good", id="no such citation"),
        pytest.param(ANSWER, "wrong speaker", id="an answer has no speaker"),
    ],
)
def test_what_cannot_be_said_of_it_is_refused(
    library: Library, conversations: Conversations, number: int, says: Says
) -> None:
    with pytest.raises(BadFeedback):
        say(library, conversations.say(conversations.start(), DRIVERS), number, says)


def test_it_goes_with_its_conversation(library: Library, conversations: Conversations) -> None:
    turn = conversations.say(conversations.start(), DRIVERS)
    say(library, turn, 1, "good")
    library.store.conversations.delete(turn.conversation)
    assert library.store.feedback.remarks() == []
    with pytest.raises(UnknownConversation):
        say(library, turn, 1, "good")


def test_it_goes_with_the_article_that_it_is_about(library: Library, conversations: Conversations) -> None:
    turn = conversations.say(conversations.start(), DRIVERS)
    say(library, turn, 1, "wrong speaker")
    say(library, turn, ANSWER, "good")
    remove(library, ["briefing"])
    assert [one.number for one in library.store.feedback.remarks()] == [ANSWER]
    (found,) = cases(conversations, library.store)
    assert isinstance(found, Rejected)


def test_a_reading_that_was_set_apart_is_kept(library: Library, conversations: Conversations) -> None:
    apart = Asked(speaker="Vestrova", topic="the lorry drivers", alone=True)
    say(library, conversations.say(conversations.start(), "?", apart), 1, "good")
    assert good(only(conversations, library), library)
