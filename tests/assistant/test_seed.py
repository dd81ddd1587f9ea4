"""One real article, end to end: it is not part of the project, so these tests are skipped where it is absent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.answer import Answer, Refusal
from assistant.ask import Assistant

QUESTION = "what did Russia say about Armenia's CSTO freeze?"
SORRY = "We are sorry for Armenia’s continuous freeze or boycott"


@pytest.fixture
def answer(shared: Path, added: Callable[[Path], Assistant]) -> Answer:
    result = added(shared / "data/seed/article.txt").ask(QUESTION)
    assert isinstance(result, Answer), result.reason
    return result


def test_the_first_citation_is_the_whole_quotation(answer: Answer) -> None:
    first = answer.citations[0]
    assert SORRY in first.quote
    text = first.article.text
    assert (text[first.span.start - 1], text[first.span.end]) == ("“", "”")
    assert first.quote == text[first.span.start : first.span.end]


def test_it_has_its_speaker_with_the_role_that_the_article_gives(answer: Answer) -> None:
    speaker = answer.citations[0].speaker
    assert speaker is not None
    assert (speaker.name, speaker.role, speaker.actor) == (
        "Maria Zakharova",
        "Russian foreign ministry spokesperson",
        "Russia",
    )


def test_the_azerbaijani_advisers_words_are_not_russias(answer: Answer) -> None:
    assert all("not military alliances" not in one.quote for one in answer.citations)
    assert {one.speaker.name for one in answer.citations if one.speaker} == {"Maria Zakharova"}


def test_the_armenian_prime_minister_has_said_nothing(shared: Path, added: Callable[[Path], Assistant]) -> None:
    assistant = added(shared / "data/seed/article.txt")
    assert isinstance(assistant.ask("What did the Armenian prime minister say about the CSTO freeze?"), Refusal)
