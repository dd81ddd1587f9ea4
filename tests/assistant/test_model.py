"""A model words the answer; what it says is verified, and whatever fails ends in the answer without it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable

import pytest

from assistant.answer import Answer, Refusal
from assistant.ask import Assistant
from assistant.model import ModelFailed, PromptTooLong, ScriptedModel, Tokens
from index.library import Library
from tests.assistant.conftest import TODAY
from tests.assistant.news import CHAIR, RAILWAY_YES

CHAIR_QUESTION = "What did Reshkel say about the chair of Dorvia?"
RAILWAY_QUESTION = "What did Toskari say about the railway?"
NOBODY_QUESTION = "What did Boris Kalnik say about the chair of Dorvia?"
Line = str | ModelFailed


def reply(*claims: tuple[str, list[int]]) -> str:
    return json.dumps({"claims": [{"text": text, "evidence": numbers} for text, numbers in claims]})


@pytest.fixture
def asked(archive: Library) -> Callable[..., Answer | Refusal]:
    def ask(question: str, *lines: Line) -> Answer | Refusal:
        return Assistant(archive, model=ScriptedModel(lines), today=lambda: TODAY).ask(question)

    return ask


def without_model(archive: Library, question: str) -> Answer:
    answer = Assistant(archive, today=lambda: TODAY).ask(question)
    assert isinstance(answer, Answer)
    return answer


def first_words(archive: Library, question: str) -> str:
    """A sound claim: the extractive one."""
    return without_model(archive, question).claims[0].text


def test_a_sentence_that_holds_is_the_answer(archive: Library, asked: Callable[..., Answer]) -> None:
    sound = first_words(archive, CHAIR_QUESTION)
    answer = asked(CHAIR_QUESTION, reply((sound, [1])))
    assert (answer.mode, [claim.text for claim in answer.claims]) == ("model", [sound])
    assert answer.tokens is not None
    assert answer.tokens.completion > 0


def test_the_citations_are_those_without_a_model(archive: Library, asked: Callable[..., Answer]) -> None:
    plain = without_model(archive, RAILWAY_QUESTION)
    answer = asked(RAILWAY_QUESTION, reply((first_words(archive, RAILWAY_QUESTION), [1])))
    assert len(plain.citations) > 1
    assert answer.citations == plain.citations


def test_a_sentence_that_does_not_hold_is_left_out_and_told(archive: Library, asked: Callable[..., Answer]) -> None:
    sound = first_words(archive, CHAIR_QUESTION)
    answer = asked(CHAIR_QUESTION, reply((sound, [1]), ("Reshkel said: “We will sell the chair.”", [1])))
    assert [claim.text for claim in answer.claims] == [sound]
    assert "1 of the model's 2 sentences left out: not verified against the evidence." in answer.notes
    assert any("We will sell the chair" in step for step in answer.steps)


@pytest.mark.parametrize(
    ("line", "note"),
    [
        pytest.param(ModelFailed("host cannot be reached"), "host cannot be reached", id="the endpoint fails"),
        pytest.param("Certainly! They were sorry.", "something else than the JSON", id="prose"),
        pytest.param(reply(("A.", [1]))[:-3], "something else than the JSON", id="cut"),
        pytest.param(reply(), "wrote no sentence", id="nothing"),
        pytest.param(reply(("Reshkel said: “Sell it.”", [1])), "its one sentence could not be verified", id="a lie"),
        pytest.param(reply(("So it is.", [77]), ("It is.", [])), "none of its 2 sentences", id="no evidence"),
    ],
)
def test_whatever_fails_ends_in_the_answer_without_a_model(
    archive: Library, asked: Callable[..., Answer], line: Line, note: str
) -> None:
    answer = asked(CHAIR_QUESTION, line)
    plain = without_model(archive, CHAIR_QUESTION)
    assert (answer.mode, answer.claims, answer.citations) == ("extractive", plain.claims, plain.citations)
    [told] = set(answer.notes) - set(plain.notes)
    assert told.startswith("Answered without the model: ")
    assert note in told


def test_a_reply_that_breaks_off_takes_back_what_it_had_said(archive: Library) -> None:
    class Breaking(ScriptedModel):
        def stream(self, prompt):  # type: ignore[no-untyped-def]
            yield from super().stream(prompt)
            raise ModelFailed("host broke off its answer")

    sound = first_words(archive, CHAIR_QUESTION)
    chain = Assistant(archive, model=Breaking([reply((sound, [1]))]), today=lambda: TODAY).chain
    *grown, last = chain.stream(CHAIR_QUESTION)
    assert [one.mode for one in grown if isinstance(one, Answer)] == ["model"]
    assert isinstance(last, Answer)
    assert (last.mode, last.whole) == ("extractive", True)


def test_claims_come_one_by_one(archive: Library) -> None:
    sound = first_words(archive, CHAIR_QUESTION)
    twice = reply((sound, [1]), (f"{sound} ", [1]), ("Reshkel said: “Sell it.”", [1]))
    chain = Assistant(archive, model=ScriptedModel([twice]), today=lambda: TODAY).chain
    seen = [one for one in chain.stream(CHAIR_QUESTION) if isinstance(one, Answer)]
    assert [one.whole for one in seen] == [False] * (len(seen) - 1) + [True]
    assert (len(seen[0].claims), len(seen[-1].claims)) == (1, 2)
    assert seen == chain_again(archive, twice)


def chain_again(archive: Library, line: str) -> list[Answer | Refusal]:
    """The same by the asynchronous path."""
    chain = Assistant(archive, model=ScriptedModel([line]), today=lambda: TODAY).chain

    async def read() -> list[Answer | Refusal]:
        return [one async for one in chain.astream(CHAIR_QUESTION)]

    return asyncio.run(read())


def test_too_much_evidence_is_halved_once(archive: Library) -> None:
    sound = first_words(archive, RAILWAY_QUESTION)
    model = ScriptedModel([PromptTooLong("too much"), reply((sound, [1]))])
    answer = Assistant(archive, model=model, today=lambda: TODAY).ask(RAILWAY_QUESTION)
    assert isinstance(answer, Answer)
    assert answer.mode == "model"
    assert len(model.prompts[1].user) < len(model.prompts[0].user)
    assert RAILWAY_YES in model.prompts[0].user


def test_evidence_that_is_still_too_much_is_given_up(archive: Library, asked: Callable[..., Answer]) -> None:
    answer = asked(RAILWAY_QUESTION, PromptTooLong("too much"), PromptTooLong("still too much"))
    assert answer.mode == "extractive"
    assert "Answered without the model: still too much." in answer.notes


def test_whether_there_is_an_answer_is_not_the_models_to_say(archive: Library) -> None:
    model = ScriptedModel([])
    assert isinstance(Assistant(archive, model=model, today=lambda: TODAY).ask(NOBODY_QUESTION), Refusal)
    assert model.prompts == []


def test_what_it_cost_is_added_up() -> None:
    assert Tokens(prompt=3, completion=1) + Tokens(prompt=2, completion=5) == Tokens(prompt=5, completion=6)


def test_langsmith_hears_nothing_whatever_the_environment_says(
    archive: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    from langsmith.utils import tracing_is_enabled

    seen: list[object] = []

    class Watching(ScriptedModel):
        def stream(self, prompt):  # type: ignore[no-untyped-def]
            seen.append(tracing_is_enabled())
            return super().stream(prompt)

    monkeypatch.setattr("langsmith.utils.get_env_var", lambda name, default=None: "true")
    assert tracing_is_enabled()
    assistant = Assistant(archive, model=Watching([reply()] * 3), today=lambda: TODAY)
    assistant.ask(CHAIR_QUESTION)
    assert CHAIR in [one.citations[0].quote for one in assistant.chain.stream(CHAIR_QUESTION) if _answered(one)]
    asyncio.run(assistant.chain.ainvoke(CHAIR_QUESTION))
    assert seen == [False] * 3
    assert tracing_is_enabled()


def _answered(result: Answer | Refusal) -> bool:
    return isinstance(result, Answer)
