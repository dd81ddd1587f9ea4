"""The sample archive's questions, with the real parser and the real embedder."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assistant.answer import Answer, Refusal
from assistant.ask import Assistant
from index import sample
from index.library import Library

LEAST = 38  # of the 44 questions as expected; a drop is a defect, more raises this
LOOKED_AT = 5  # citations, the first ones

Results = list[tuple[dict[str, Any], Answer | Refusal]]


@pytest.fixture(scope="module")
def results(sample_assistant: Assistant) -> Results:
    questions = [json.loads(line) for line in sample.questions_path().read_text("utf-8").splitlines()]
    return [(one, sample_assistant.ask(one["question"])) for one in questions]


def miss(question: dict[str, Any], result: Answer | Refusal) -> str | None:
    """What is not as expected, in a line."""
    expected, name = question["expect"], f"{question['id']} {question['question']}"
    if isinstance(result, Refusal):
        return f"{name}: refused, {result.reason}" if expected["answered"] else None
    if not expected["answered"]:
        return f"{name}: answered, {result.citations[0].quote!r}"
    first = result.citations[0].speaker
    if expected["speaker"] and (first is None or first.name != expected["speaker"]):
        return f"{name}: first by {first and first.name}"
    wanted = {(one["article"], one["quote"]) for one in (expected, *expected.get("also", ()))}
    found = [(one.article.id, one.quote) for one in result.citations[:LOOKED_AT]]
    return None if wanted.intersection(found) else f"{name}: found {found}"


def test_most_questions_are_answered_as_expected(results: Results) -> None:
    misses = [found for question, result in results if (found := miss(question, result))]
    assert len(results) - len(misses) >= LEAST, "\n".join(misses)


def test_no_question_about_absent_things_is_answered(results: Results) -> None:
    absent = [(question, result) for question, result in results if not question["expect"]["answered"]]
    assert not [miss(question, result) for question, result in absent if isinstance(result, Answer)]


def test_nobody_elses_words_are_ever_cited(results: Results) -> None:
    for question, result in results:
        if isinstance(result, Answer) and result.question.who is not None:
            speakers = [one.speaker for one in result.citations]
            named = {(one.name, one.role, one.actor) for one in speakers if one is not None}
            assert None not in speakers, question["question"]
            assert named <= result.question.who.speakers, question["question"]


def test_a_citation_by_the_expected_actors_rivals_is_never_there(results: Results) -> None:
    for question, result in results:
        expected = question["expect"]
        if isinstance(result, Answer) and expected.get("actor") and result.question.who is not None:
            actors = {one.speaker.actor for one in result.citations if one.speaker and one.speaker.actor}
            assert actors <= {expected["actor"]}, question["question"]


def test_every_quotation_is_verbatim(results: Results, sample_library: Library) -> None:
    for _, result in results:
        shown = (*result.citations, *result.context) if isinstance(result, Answer) else result.nearest
        for one in shown:
            text = sample_library.store.article(one.article.id, one.article.revision).text
            assert one.quote == text[one.span.start : one.span.end]


def test_every_expected_quotation_stands_in_its_article() -> None:
    articles = {
        one["id"]: one["text"] for one in map(json.loads, sample.articles_path().read_text("utf-8").splitlines())
    }
    for question in map(json.loads, sample.questions_path().read_text("utf-8").splitlines()):
        expected = question["expect"]
        for one in (expected, *expected.get("also", ())) if expected["answered"] else ():
            assert one["quote"] in articles[one["article"]], question["id"]


def held_against(result: Answer | Refusal) -> set[tuple[str, str]]:
    assert isinstance(result, Answer)
    shown = {one.number: one for one in (*result.citations, *result.context)}
    return {(one.quote[:30], shown[number].quote[:30]) for one in shown.values() for number in one.compare}


def test_a_position_that_changed_is_shown_with_both_sides(sample_assistant: Assistant) -> None:
    result = sample_assistant.ask("How did Toskari's position on the Sefrin railway change?")
    assert ("There will be no railway throu", "I am for this railway, and I w") in held_against(result)
    assert isinstance(result, Answer)
    days = [one.article.day for one in result.citations]
    assert days == sorted(days, key=str)


def test_a_denial_is_shown_beside_what_it_denies(sample_assistant: Assistant) -> None:
    result = sample_assistant.ask("What did Dashkel say about Dorvia?")
    assert ("Dorvia will pay for every day ", "I did not say those words, in ") in held_against(result)
