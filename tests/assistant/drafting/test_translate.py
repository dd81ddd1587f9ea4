"""A translation stands beside the words, marked as a model's, and never for them."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.contract import as_json
from assistant.draft import extractive
from assistant.drafting.translate import Translator, faithful
from assistant.model import ModelFailed, ScriptedModel
from assistant.render import for_terminal
from assistant.verify import verify
from index.article import Article
from index.settings import Settings
from tests.assistant.archive import Said, open_library, take_in
from tests.assistant.conftest import TODAY
from tests.assistant.drafting.test_compose import evidence, gathered

WORDS = "Мы закрыли 3 моста"
QUESTION = "What did Vestrova say?"


def reply(*translations: tuple[str, list[int]]) -> str:
    return json.dumps({"claims": [{"text": text, "evidence": numbers} for text, numbers in translations]})


@pytest.fixture
def answer() -> Answer:
    """One citation in Russian, one in English."""
    found = gathered("The door is not locked", WORDS)
    russian = found.citable[1]
    article = Article(id="ru", text=russian.article.text, language="ru")
    told = replace(russian, article=article)
    result = verify(extractive(replace(found, citable=(found.citable[0], told))))
    assert isinstance(result, Answer)
    return result


def translate(answer: Answer, *lines: str | ModelFailed) -> Answer:
    *_, last = Translator(ScriptedModel(lines)).translated(iter([answer]))
    assert isinstance(last, Answer)
    return last


def test_only_what_is_in_another_language_is_translated(answer: Answer) -> None:
    model = ScriptedModel([reply(("We have closed 3 bridges", [2]))])
    *_, last = Translator(model).translated(iter([answer]))
    assert isinstance(last, Answer)
    assert [(one.number, one.text, one.by) for one in last.translations] == [
        (2, "We have closed 3 bridges", "scripted")
    ]
    assert WORDS in model.prompts[0].user
    assert "The door is not locked" not in model.prompts[0].user
    assert "into English" in model.prompts[0].system


def test_the_words_stay_as_they_are(answer: Answer) -> None:
    translated = translate(answer, reply(("We have closed 3 bridges", [2])))
    assert translated.citations == answer.citations
    assert translated.claims == answer.claims


def test_it_is_shown_beside_them_as_the_models(answer: Answer) -> None:
    translated = translate(answer, reply(("We have closed 3 bridges", [2])))
    console = Console(width=120, file=io.StringIO(), record=True)
    for block in for_terminal(translated):
        console.print(block)
    assert as_json(translated, 0)["translations"] == [
        {"number": 2, "text": "We have closed 3 bridges", "by": "scripted"}
    ]
    shown = console.export_text()
    assert f"“{WORDS}”" in shown
    assert "translation by scripted: We have closed 3 bridges\n" in shown.replace(" \n", "\n").replace("  ", "")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("We have closed 4 bridges", id="another number"),
        pytest.param("We have closed bridges", id="a number is lost"),
        pytest.param("She said “we have closed 3 bridges”", id="quotation marks"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_cannot_be_right_is_dropped(answer: Answer, text: str) -> None:
    assert translate(answer, reply((text, [2]))).translations == ()


def test_a_number_that_was_not_given_is_dropped(answer: Answer) -> None:
    assert translate(answer, reply(("We have closed 3 bridges", [1]), ("3", [9]), ("3", []))).translations == ()


@pytest.mark.parametrize("line", [ModelFailed("host cannot be reached"), "Sure!"])
def test_a_failure_is_a_note(answer: Answer, line: str | ModelFailed) -> None:
    result = translate(answer, line)
    assert result.translations == ()
    assert result.citations == answer.citations
    assert any(note.startswith("Not translated: ") for note in result.notes)


def test_nothing_is_asked_where_all_is_in_the_questions_language() -> None:
    result = verify(extractive(gathered("The door is not locked")))
    assert isinstance(result, Answer)
    assert list(Translator(ScriptedModel([])).translated(iter([result]))) == [result]


@pytest.fixture
def translating(tmp_path: Path) -> Iterator[Assistant]:
    library = open_library(tmp_path, Settings(model_translates=True))
    article = Article(id="ru", text=f"«{WORDS}», — сказала Илона Вестрова.", language="ru")
    take_in(library, [article], {"ru": [Said(words=WORDS, by=evidence(1, "x").quotation.speaker)]})  # type: ignore[union-attr]
    model = ScriptedModel([reply(), reply(("We have closed 3 bridges", [1]))] * 2)
    yield Assistant(library, model=model, today=lambda: TODAY)
    library.close()


def test_it_is_a_step_of_the_chain_where_the_setting_asks_for_it(translating: Assistant) -> None:
    answered = translating.ask(QUESTION)
    assert isinstance(answered, Answer)
    assert [one.text for one in answered.translations] == ["We have closed 3 bridges"]
    assert asyncio.run(translating.chain.ainvoke(QUESTION)) == answered


def test_numbers_are_those_of_the_original() -> None:
    assert faithful("In 2024 3 bridges", "3 моста в 2024")
    assert not faithful("In 2024 3 bridges", "30 мостов в 2024")
