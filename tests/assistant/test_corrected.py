"""Answers after an editor's word, beside what the archive knows of its speakers. All articles are invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Citation
from assistant.ask import Assistant
from assistant.understand import Asked
from index.article import Article
from index.correcting.correction import Change
from index.library import Library
from index.quotation import Speaker
from tests.assistant.archive import TOSKARI, VESTROVA, Said, open_library, take_in

BRIDGE, GATE, BOOK = "The bridge will open in May", "The gate stays shut until then", "I have written a book"
SAID = {
    "office": [Said(words=BRIDGE, by=VESTROVA)],
    "wrong": [Said(words=GATE, by=TOSKARI)],
    "bare": [Said(words=BOOK, by=Speaker(name="Nare Selvyan"))],
}


def article(name: str, words: str) -> Article:
    return Article(id=name, text=f"“{words},” was said in Benkar.", published=date(2025, 3, 1), language="en")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = open_library(tmp_path / "home")
    take_in(library, [article("office", BRIDGE), article("wrong", GATE), article("bare", BOOK)], SAID)
    yield library
    library.close()


@pytest.fixture
def assistant(library: Library) -> Assistant:
    """One that was asked before anything was corrected, as in a chat."""
    assistant = Assistant(library, today=lambda: date(2025, 11, 12))
    assert len(assistant.quotations(Asked(speaker="Toskari"))) == 1
    return assistant


def correct(library: Library, change: Change, article: str = "wrong") -> None:
    (quotation,) = library.store.parts(article, 1)[1]
    library.store.corrections.correct(quotation.id, change, by="ana")


def of(assistant: Assistant, *, speaker: str | None = None, actor: str | None = None) -> dict[str, Citation]:
    found = assistant.quotations(Asked(speaker=speaker, actor=actor))
    return {one.article.id: one for one in found}


def test_they_follow_at_once_and_name_the_editor(library: Library, assistant: Assistant) -> None:
    correct(library, Change(speaker="Ilona Vestrova"))

    assert of(assistant, speaker="Toskari") == {}
    corrected = of(assistant, speaker="Vestrova")["wrong"].corrected
    assert corrected is not None
    assert corrected.by == "ana"


def test_what_the_editor_leaves_open_is_known_from_other_articles(library: Library, assistant: Assistant) -> None:
    correct(library, Change(speaker="Ilona Vestrova"))

    assert of(assistant, actor="Velmora")["wrong"].speaker == VESTROVA


def test_what_the_editor_says_is_not_added_to(library: Library, assistant: Assistant) -> None:
    correct(library, Change(speaker="Ilona Vestrova", role=None, actor=None))

    assert set(of(assistant, actor="Velmora")) == {"office"}
    assert of(assistant, speaker="Vestrova")["wrong"].speaker == Speaker(name="Ilona Vestrova")


def test_no_other_quotation_learns_from_what_an_editor_says(library: Library, assistant: Assistant) -> None:
    correct(library, Change(speaker="Nare Selvyan", role="Dorvian foreign minister", actor="Dorvia"))

    assert of(assistant, speaker="Selvyan")["bare"].speaker == Speaker(name="Nare Selvyan")
    assert set(of(assistant, actor="Dorvia")) == {"wrong"}
