"""An answer says where its ground is thin, and is silent where it is not. Outlets and words are invented."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.evidence import Evidence
from assistant.gathering.coverage import Coverage
from assistant.question import Question, Who
from index.article import Article
from index.library import Library
from index.quotation import Speaker
from index.window import Window
from tests.assistant.archive import VESTROVA, Said, open_library, quotation, take_in

WORDS = "The northern railway is not for sale, not this year and not the next one,"
QUESTION = Question(text="?", language="en", topic="the railway")
ARMENIA = Who(speaker=None, actor="Armenia", speakers=frozenset())


def article(name: str, day: int = 1, *, url: str | None = None, outlet: str | None = None, text: str = "") -> Article:
    words = " ".join(f"{name}{number}" for number in range(60))
    body = text or f"“{WORDS}” she said. {words}"
    return Article(id=name, text=body, outlet=outlet or name, url=url, published=date(2025, 3, day), language="en")


def evidence(told: Article, by: Speaker = VESTROVA, via: str | None = None) -> Evidence:
    found = quotation(Said(words=WORDS, by=by, via=via), told)
    return Evidence(number=1, article=told, span=found.span, quotation=found, shown=True)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Library]:
    library = open_library(tmp_path / "home")
    yield library
    library.close()


@pytest.fixture
def notes(home: Library) -> Callable[..., tuple[str, ...]]:
    """Notes on an answer citing these articles, in an archive that has them and the `others`."""

    def run(*cited: Evidence, others: tuple[Article, ...] = (), question: Question = QUESTION) -> tuple[str, ...]:
        every = [*(one.article for piece in cited for one in (piece, *piece.renderings)), *others]
        take_in(home, every, {})
        articles = home.store.catalogue.counts(question.window).articles
        return Coverage(home.store.catalogue).notes(question, articles, cited)

    return run


Notes = Callable[..., tuple[str, ...]]
COURIER, POST, TIMES = article("Courier"), article("Post", 2), article("Times", 3)


class TestOneOutlet:
    def test_it_is_said(self, notes: Notes) -> None:
        assert notes(evidence(COURIER), others=(POST, TIMES)) == ("One outlet only, of 3.",)

    def test_two_are_normal(self, notes: Notes) -> None:
        assert notes(evidence(COURIER), evidence(POST), others=(TIMES,)) == ()

    def test_two_for_one_quotation_are_normal(self, notes: Notes) -> None:
        assert notes(replace(evidence(COURIER), renderings=(evidence(POST),))) == ()

    def test_a_copy_is_no_second_source(self, notes: Notes) -> None:
        copied = replace(evidence(COURIER), renderings=(evidence(POST, via="Courier"),))
        assert notes(copied) == ("One source only, which the other outlets have it from.",)

    def test_an_archive_of_one_outlet_is_known_to_be(self, notes: Notes) -> None:
        assert notes(evidence(COURIER)) == ()

    def test_who_asks_for_one_outlet_knows(self, notes: Notes) -> None:
        question = replace(QUESTION, window=Window(outlets=("Courier",)))
        assert notes(evidence(COURIER), others=(POST,), question=question) == ()

    def test_a_refusal_says_that_all_it_looked_through_are_of_one(self, notes: Notes) -> None:
        question = replace(QUESTION, window=Window(until=date(2025, 3, 1)))
        others = (COURIER, article("Courier again", outlet="Courier"), POST)
        assert notes(others=others, question=question) == ("All 2 articles looked through are of one outlet, of 2.",)


class TestCountries:
    def cited(self, *urls: str) -> list[Evidence]:
        return [evidence(article(f"Paper {number}", url=url)) for number, url in enumerate(urls)]

    @pytest.mark.parametrize(
        "question",
        [
            pytest.param(replace(QUESTION, who=ARMENIA), id="spoken for"),
            pytest.param(replace(QUESTION, topic="the Armenian railway"), id="spoken about"),
        ],
    )
    def test_none_of_the_country_asked_about_is_said(self, notes: Notes, question: Question) -> None:
        found = notes(*self.cited("https://a.az/1", "https://b.ru/2"), question=question)
        assert found == ("No outlet of Armenia is cited; those that are have addresses of Azerbaijan and Russia.",)

    @pytest.mark.parametrize(
        "urls",
        [
            pytest.param(("https://a.az/1", "https://b.am/2"), id="one is of the country"),
            pytest.param(("https://a.az/1", "https://b.com/2"), id="one may be"),
            pytest.param(("https://a.az/1", "https://b.tv/2"), id="a country's domain that anybody takes"),
        ],
    )
    def test_nothing_is_said_where_it_is_not_sure(self, notes: Notes, urls: tuple[str, ...]) -> None:
        assert notes(*self.cited(*urls), question=replace(QUESTION, who=ARMENIA)) == ()

    def test_nothing_is_said_where_no_country_is_asked_about(self, notes: Notes) -> None:
        assert notes(*self.cited("https://a.az/1", "https://b.ru/2")) == ()


class TestTheArchiveEnds:
    NOTE = "The newest article there is to look through is of 3 March 2025."

    @pytest.mark.parametrize(
        ("question", "note"),
        [
            pytest.param(replace(QUESTION, order="latest", asked_on=date(2025, 4, 1)), True, id="latest, long after"),
            pytest.param(replace(QUESTION, order="latest", asked_on=date(2025, 3, 9)), False, id="latest, days after"),
            pytest.param(replace(QUESTION, asked_on=date(2025, 4, 1)), False, id="no time asked for"),
            pytest.param(
                replace(QUESTION, window=Window(since=date(2025, 3, 1)), asked_on=date(2025, 4, 1)), True, id="since"
            ),
            pytest.param(
                replace(QUESTION, window=Window(until=date(2025, 3, 31)), asked_on=date(2025, 4, 1)), True, id="until"
            ),
            pytest.param(
                replace(QUESTION, window=Window(until=date(2025, 3, 31)), asked_on=date(2025, 3, 4)),
                False,
                id="until a day to come",
            ),
            pytest.param(
                replace(QUESTION, window=Window(until=date(2025, 3, 2)), asked_on=date(2025, 4, 1)),
                False,
                id="a window that ends before",
            ),
        ],
    )
    def test_it_is_said_where_more_is_asked_for(self, notes: Notes, question: Question, note: bool) -> None:
        found = notes(evidence(COURIER), evidence(POST), others=(TIMES,), question=question)
        assert found == ((self.NOTE,) if note else ())

    def test_a_refusal_says_so_too(self, notes: Notes) -> None:
        question = replace(QUESTION, order="latest", asked_on=date(2025, 4, 1))
        assert notes(others=(COURIER, POST, TIMES), question=question) == (self.NOTE,)


def test_an_archive_of_headlines_is_said_to_be(notes: Notes) -> None:
    stubs = tuple(article(f"Feed {number}", text=f"Headline {number}. A sentence.") for number in range(3))
    found = notes(evidence(COURIER), evidence(POST), others=stubs)
    assert found == ("3 of the 5 articles looked through have hardly any text.",)


def test_an_empty_window_has_nothing_to_be_thin(notes: Notes) -> None:
    question = replace(QUESTION, window=Window(since=date(2025, 4, 1)), asked_on=date(2025, 5, 1))
    assert notes(others=(COURIER, POST), question=question) == ()
