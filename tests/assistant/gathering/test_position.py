"""Words are shown beside those that they are to be held against, and only these. Everything here is invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Answer, Citation
from assistant.ask import Assistant
from assistant.draft import extractive
from assistant.evidence import Evidence, Gathered, Searched
from assistant.question import Question
from assistant.verify import verify
from index.article import Article
from index.quotation import Speaker
from tests.assistant.archive import TOSKARI, VESTROVA, Said, open_library, quotation, take_in

NEVER = "There will be no northern railway, not one kilometre of it,"
NOW = "I am for the northern railway, and I will defend it,"
QUESTION = "What did Vestrova say about the northern railway?"
ALLEGED = "Whoever opposes the northern railway will pay for it."
DENIAL = "I never said those words, to anybody,"
Told = tuple[Article, list[Said]]


def then(by: Speaker = VESTROVA, day: int = 1) -> Told:
    text = f"“{NEVER}” Vestrova said about the northern railway."
    article = Article(id="then", text=text, outlet="Courier", published=date(2025, 1, day), language="en")
    return article, [Said(words=NEVER, by=by)]


def now(around: str, *, title: str | None = None, again: str = "not one kilometre") -> Told:
    text = f"She had once vowed to build “{again}” of the line.\n“{NOW}” Vestrova said. {around}"
    article = Article(id="now", title=title, text=text, outlet="Post", published=date(2025, 9, 1), language="en")
    return article, [Said(words=again, by=VESTROVA, kind="mixed"), Said(words=NOW, by=VESTROVA)]


def alleged(lead: str, denial: str = DENIAL, by: Speaker = VESTROVA) -> Told:
    text = f"{lead} “{ALLEGED}”\n“{denial}” she told a crowd on Monday."
    article = Article(id="denied", text=text, outlet="Post", published=date(2025, 9, 1), language="en")
    return article, [Said(words=ALLEGED, by=VESTROVA), Said(words=denial, by=by)]


Ask = Callable[..., Answer]


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    def run(*told: Told, question: str = QUESTION) -> Answer:
        library = open_library(tmp_path / "home")
        take_in(library, [article for article, _ in told], {article.id: said for article, said in told})
        result = Assistant(library, today=lambda: date(2025, 10, 1)).ask(question)
        library.close()
        assert isinstance(result, Answer)
        return result

    return run


def compared(answer: Answer) -> set[tuple[str, str]]:
    shown = {one.number: one for one in (*answer.citations, *answer.context)}
    return {(one.quote, shown[number].quote) for one in shown.values() for number in one.compare}


BOTH_WAYS = {(NEVER, NOW), (NOW, NEVER)}


class TestAChange:
    @pytest.mark.parametrize(
        ("around", "title"),
        [
            pytest.param("Vestrova has softened her stance.", None, id="named"),
            pytest.param("She admitted that she had changed her mind.", None, id="near the words"),
            pytest.param("", "In reversal, Vestrova backs the railway", id="in the title"),
        ],
    )
    def test_both_sides_are_shown(self, ask: Ask, around: str, title: str | None) -> None:
        assert compared(ask(then(), now(around, title=title))) == BOTH_WAYS

    @pytest.mark.parametrize(
        ("question", "beside"),
        [("in September 2025", "earlier"), ("in January 2025", "later")],
    )
    def test_the_other_side_is_shown_whatever_the_window(self, ask: Ask, question: str, beside: str) -> None:
        answer = ask(then(), now("Vestrova has softened her stance."), question=f"{QUESTION[:-1]} {question}?")
        assert compared(answer) == BOTH_WAYS
        assert [one.beside for one in answer.context if one.compare] == [beside]

    @pytest.mark.parametrize(
        "told",
        [
            pytest.param([then(), now("It rained.")], id="no change is told of"),
            pytest.param([then(), now("Vestrova has not softened her stance.")], id="a change is denied"),
            pytest.param([then(), now("She walked back to the station.")], id="another sense"),
            pytest.param([then(), now("Vestrova has softened her stance.", again="a toy")], id="not quoted again"),
            pytest.param([then(TOSKARI), now("Vestrova has softened her stance.")], id="somebody else's words"),
        ],
    )
    def test_nothing_else_is(self, ask: Ask, told: list[Told]) -> None:
        assert compared(ask(*told)) == set()

    def test_somebody_elses_change_is_not_theirs(self, ask: Ask) -> None:
        words = "The line is a gift to nobody,"
        article, said = now("")
        other = replace(article, text=f"{article.text}\n“{words}” Toskari said. Toskari has softened his stance.")
        assert compared(ask(then(), (other, [*said, Said(words=words, by=TOSKARI)]))) == set()


class TestADenial:
    def test_it_is_shown_with_the_words_denied(self, ask: Ask) -> None:
        answer = ask(alleged("A channel claimed that Vestrova had said:"))
        assert {(ALLEGED, DENIAL), (DENIAL, ALLEGED)} == compared(answer)

    @pytest.mark.parametrize(
        "told",
        [
            pytest.param(alleged("On Sunday Vestrova said:"), id="nobody alleges it"),
            pytest.param(alleged("A channel claimed that she said:", "I say it again,"), id="no denial"),
            pytest.param(alleged("A channel claimed that she said:", by=TOSKARI), id="another's denial"),
        ],
    )
    def test_nothing_else_is(self, ask: Ask, told: Told) -> None:
        assert compared(ask(told)) == set()


class TestASequence:
    def test_it_goes_by_day_and_has_no_day_crowd_the_others_out(self, ask: Ask) -> None:
        told = []
        for day, number in ((9, 6), (1, 1), (25, 1)):
            words = [f"The northern railway costs {day}{at} million marks a year," for at in range(number)]
            text = "\n".join(f"“{one}” Vestrova said." for one in words)
            article = Article(id=f"day {day}", text=text, published=date(2025, 3, day), language="en")
            told.append((article, [Said(words=one, by=VESTROVA) for one in words]))
        found = ask(*told, question="How did Vestrova's position on the northern railway change?").citations
        days = [one.article.day for one in found]
        assert days == sorted(days, key=str)
        assert {day.day for day in days if day} == {1, 9, 25}


def test_numbers_of_what_is_not_shown_or_anothers_are_dropped() -> None:
    (first, _), (second, _) = then(), now("")
    pieces = [
        Evidence(number=number, article=article, span=found.span, quotation=found, shown=True, compare=(1, 2, 3, 9))
        for number, (article, found) in enumerate(
            [
                (first, quotation(Said(words=NEVER, by=VESTROVA), first)),
                (second, quotation(Said(words=NOW, by=VESTROVA), second)),
                (second, quotation(Said(words="not one kilometre", by=TOSKARI), second)),
            ],
            1,
        )
    ]
    searched = Searched(articles=2, quotations=3, since=None, until=None)
    question = Question(text="?", language="en")
    result = verify(
        extractive(Gathered(question=question, citable=tuple(pieces[:2]), context=(pieces[2],), searched=searched))
    )
    assert isinstance(result, Answer)
    every: list[Citation] = [*result.citations, *result.context]
    assert [one.compare for one in every] == [(1, 2), (1, 2), (3,)]
