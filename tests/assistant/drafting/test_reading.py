"""A model may say whom a question asks for, and only in the question's own words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer import Answer, Refusal
from assistant.ask import Assistant
from assistant.drafting.reading import Reading, read
from assistant.model import ModelFailed, ScriptedModel
from index.library import Library
from index.settings import Settings
from tests.assistant.archive import open_library, take_in
from tests.assistant.conftest import TODAY
from tests.assistant.news import ARTICLES, CHAIR, SAID

QUESTION = "Chair of Dorvia, any quotable lines out of Reshkel's office lately?"
NOTHING = json.dumps({"claims": []})


def reading(speaker: object, topic: object = None) -> str:
    return json.dumps({"speaker": speaker, "topic": topic})


@pytest.mark.parametrize(
    ("line", "found"),
    [
        pytest.param(
            reading("Reshkel", "Chair of Dorvia"), Reading(speaker="Reshkel", topic="Chair of Dorvia"), id="both"
        ),
        pytest.param(reading("reshkel"), Reading(speaker="Reshkel", topic=None), id="as the question writes it"),
        pytest.param(f"Sure: {reading('Reshkel')}", Reading(speaker="Reshkel", topic=None), id="in prose"),
        pytest.param(reading("Reshkel", "the throne"), Reading(speaker="Reshkel", topic=None), id="an invented topic"),
        pytest.param(reading("Vestrova"), None, id="an invented speaker"),
        pytest.param(reading("Resh"), None, id="half a word"),
        pytest.param(reading(None, "Dorvia"), None, id="nobody"),
        pytest.param(reading(["Reshkel"]), None, id="no text"),
    ],
)
def test_only_what_stands_in_the_question_is_read(line: str, found: Reading | None) -> None:
    assert read(QUESTION, ScriptedModel([line])) == found


@pytest.mark.parametrize("line", ["Reshkel.", "{", "[1]", ""])
def test_anything_else_is_told(line: str) -> None:
    with pytest.raises(ModelFailed, match="did not read the question"):
        read(QUESTION, ScriptedModel([line]))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    made = open_library(tmp_path_factory.mktemp("reads"), Settings(model_reads=True))
    take_in(made, ARTICLES, SAID)
    yield made
    made.close()


def ask(library: Library, *lines: str | ModelFailed, question: str = QUESTION) -> Answer | Refusal:
    return Assistant(library, model=ScriptedModel(lines), today=lambda: TODAY).ask(question)


def test_who_is_read_is_asked_for_and_told(library: Library) -> None:
    answer = ask(library, reading("Reshkel", "Chair of Dorvia"), NOTHING)
    assert isinstance(answer, Answer)
    assert [one.quote for one in answer.citations] == [CHAIR]
    assert answer.question.who is not None
    assert any(note.startswith("Read by scripted: ") for note in answer.notes)


def test_who_is_quoted_nowhere_is_not_taken(library: Library) -> None:
    answer = ask(library, reading("Dorvia, any"), NOTHING)
    assert answer.question.who is None


def test_a_failure_is_a_note(library: Library) -> None:
    answer = ask(library, ModelFailed("host cannot be reached"), NOTHING)
    assert "Read without the model: host cannot be reached." in answer.notes


def test_what_code_reads_is_not_asked_again(library: Library) -> None:
    answer = ask(library, NOTHING, question="What did Reshkel say about the chair of Dorvia?")
    assert isinstance(answer, Answer)
    assert not any("Read by" in note for note in answer.notes)


def test_without_the_setting_the_model_is_not_asked(tmp_path: Path) -> None:
    plain = open_library(tmp_path)
    take_in(plain, ARTICLES, SAID)
    model = ScriptedModel([NOTHING])
    Assistant(plain, model=model, today=lambda: TODAY).ask(QUESTION)
    assert len(model.prompts) <= 1
    plain.close()
