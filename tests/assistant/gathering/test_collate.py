"""One utterance is one citation, whatever the number of outlets. Everything here is invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.understand import Asked
from index.article import Article
from index.quotation import Speaker
from index.window import Window
from tests.assistant.archive import TOSKARI, VESTROVA, Said, open_library, take_in

FULL = "The northern railway is not for sale, not this year and not the next one,"
PART = "The northern railway is not for sale, not this year..."
OTHER = "The northern railway is not on sale, not this year and not the next one,"
QUESTION = "What did Vestrova say about the northern railway?"


def news(name: str, words: str, day: int, by: Speaker = VESTROVA, outlet: str | None = None) -> tuple[Article, Said]:
    text = f"“{words}” somebody told a crowd. What {name} makes of that is for {name} alone to tell its readers."
    article = Article(id=name, text=text, outlet=outlet or name, published=date(2025, 3, day), language="en")
    return article, Said(words=words, by=by)


@pytest.fixture
def ask(tmp_path: Path) -> Callable[..., Answer]:
    def run(*told: tuple[Article, Said], asked: Asked | None = None, question: str = QUESTION) -> Answer:
        library = open_library(tmp_path / "home")
        take_in(library, [article for article, _ in told], {article.id: [said] for article, said in told})
        result = Assistant(library, today=lambda: date(2025, 4, 1)).ask(question, asked)
        library.close()
        assert isinstance(result, Answer)
        return result

    return run


Ask = Callable[..., Answer]


def test_one_citation_has_every_outlet(ask: Ask) -> None:
    (citation,) = ask(news("Courier", FULL, 2), news("Post", FULL, 3), news("Times", PART, 1)).citations
    assert (citation.quote, citation.article.id) == (FULL, "Courier")
    assert citation.outlets == ("Courier", "Post", "Times")
    assert [(one.article.id, one.quote, one.relation) for one in citation.renderings] == [
        ("Post", FULL, "same"),
        ("Times", PART, "shorter"),
    ]


def test_a_list_has_each_utterance_once_and_the_newest_first(tmp_path: Path) -> None:
    told = [news("Times", PART, 1), news("Courier", FULL, 2), news("Post", OTHER, 3), news("Echo", "It rained.", 4)]
    library = open_library(tmp_path / "home")
    take_in(library, [article for article, _ in told], {article.id: [said] for article, said in told})
    found = Assistant(library).quotations(Asked(speaker="Vestrova"))
    library.close()
    assert [(one.number, one.quote) for one in found] == [(1, "It rained."), (2, FULL)]
    assert [(one.article.id, one.relation) for one in found[1].renderings] == [
        ("Post", "differs"),
        ("Times", "shorter"),
    ]


def test_a_rendering_that_differs_says_in_what(ask: Ask) -> None:
    (citation,) = ask(news("Courier", FULL, 2), news("Post", OTHER, 3)).citations
    ((change,),) = [one.wording.difference for one in citation.renderings]
    assert (citation.renderings[0].relation, change.ours, change.theirs) == ("differs", "for", "on")


def test_the_words_of_two_speakers_are_two_citations(ask: Ask) -> None:
    told = (news("Courier", FULL, 2), news("Post", FULL, 3, by=TOSKARI))
    found = ask(*told, question="Who said that the northern railway is not for sale?").citations
    assert {(one.article.id, one.renderings) for one in found} == {("Courier", ()), ("Post", ())}


def test_copies_past_what_was_ranked_are_found(ask: Ask) -> None:
    told = [news(f"Outlet {number}", FULL, number % 28 + 1) for number in range(90)]
    (citation,) = ask(*told).citations
    assert len(citation.outlets) == len(citation.renderings) + 1 == 90


def test_the_fuller_one_outside_of_what_is_asked_is_pointed_to(ask: Ask) -> None:
    asked = Asked(window=Window(outlets=("Times",)))
    (citation,) = ask(news("Courier", FULL, 2), news("Times", PART, 1), asked=asked).citations
    assert citation.quote == PART
    assert [(one.article.id, one.relation) for one in citation.renderings] == [("Courier", "fuller")]


def test_copies_leave_room_for_others(ask: Ask) -> None:
    other = "Whoever comes for the northern railway must bring his own locomotive,"
    told = [news(f"Outlet {number}", FULL, 2) for number in range(9)]
    found = ask(*told, news("Courier", other, 3), asked=Asked(k=2)).citations
    assert [one.quote for one in found] == [FULL, other]
