"""Answers know from other articles whom somebody speaks for, and say from which. All articles are invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Answer, Refusal
from assistant.ask import Assistant
from assistant.contract import as_json
from assistant.render import Indented, for_terminal
from assistant.understand import Asked
from index.article import Article
from index.quotation import Speaker
from tests.assistant.archive import VESTROVA, Said, open_library, take_in

BRIDGE, GATE, BOOK, MOST = "The bridge will open", "The gate stays shut", "I have written a book", "Мост откроют в мае"
BARE, RUSSIAN = Speaker(name="Ilona Vestrova"), Speaker(name="Илона Вестрова")
FORMER = Speaker(name="Ilona Vestrova", role="former foreign ministry spokesperson")


def article(name: str, words: str, day: date, language: str = "en") -> Article:
    text = f"“{words},” Ilona Vestrova said to the reporters in Benkar."
    return Article(id=name, text=text, published=day, language=language)


ARTICLES = (
    article("office", BRIDGE, date(2025, 3, 1)),
    article("bare", GATE, date(2025, 3, 20)),
    article("russian", MOST, date(2025, 3, 21), "ru"),
    article("later", BOOK, date(2025, 9, 1)),
)
SAID = {
    "office": [Said(words=BRIDGE, by=VESTROVA)],
    "bare": [Said(words=GATE, by=BARE)],
    "russian": [Said(words=MOST, by=RUSSIAN)],
    "later": [Said(words=BOOK, by=FORMER)],
}


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    library = open_library(tmp_path / "home")
    take_in(library, ARTICLES, SAID)
    yield Assistant(library, today=lambda: date(2025, 11, 12))
    library.close()


def quoted(assistant: Assistant, **asked: str) -> list[str]:
    return [one.article.id for one in assistant.quotations(Asked(**asked))]  # type: ignore[arg-type]


def test_an_actor_has_what_is_said_under_a_name_alone_and_not_what_is_said_after(assistant: Assistant) -> None:
    assert quoted(assistant, actor="Velmora") == ["russian", "bare", "office"]


def test_a_speaker_has_it_all_in_both_alphabets(assistant: Assistant) -> None:
    assert quoted(assistant, speaker="Vestrova") == ["later", "russian", "bare", "office"]


def test_the_citation_says_from_where_that_is_known(assistant: Assistant) -> None:
    result = assistant.ask("What did Velmora say about the gate?")
    assert isinstance(result, Answer)
    citation = as_json(result, 0.0)["citations"][0]
    assert citation["speaker"] == {"name": BARE.name, "role": VESTROVA.role, "actor": "Velmora"}
    assert citation["actor_from"] == {"article": "office", "published": "2025-03-01"}
    shown = "\n".join(str(block.text if isinstance(block, Indented) else block) for block in for_terminal(result))
    assert "whom they speak for is known from office, 1 March 2025" in shown
    assert "Ilona Vestrova speaks for Velmora: known from office of 2025-03-01" in result.steps


def test_what_the_article_says_itself_is_known_from_nowhere_else(assistant: Assistant) -> None:
    result = assistant.ask("What did Velmora say about the bridge?")
    assert isinstance(result, Answer | Refusal)
    (own,) = [one for one in as_json(result, 0.0)["citations"] if one["article"]["id"] == "office"]
    assert own["actor_from"] is None
