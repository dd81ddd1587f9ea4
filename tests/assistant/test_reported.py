"""Indirect speech in answers: the outlet's sentence, labelled, never between marks. Everything here is invented."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from assistant.answer import Answer, Claim, Refusal
from assistant.ask import Assistant
from assistant.draft import Draft, extractive
from assistant.evidence import Evidence, Gathered, Searched
from assistant.render import for_terminal
from assistant.verify import LOST, verify
from index.article import Article
from tests.assistant.archive import VESTROVA, Said, open_library, quotation, take_in

DENIAL = "Vestrova denied that the northern railway would be sold."
WORDS = "The northern railway is not for sale"
REPORTED = Said(words="that the northern railway would be sold", by=VESTROVA, kind="indirect")
REPORT = Article(
    id="report",
    outlet="Ardesh Courier",
    published=date(2025, 3, 1),
    language="en",
    text=f"The ministry met the press.\n{DENIAL}\nIt rained in Hestal.",
)
SPEECH = Article(
    id="speech",
    outlet="Dorvian Daily",
    published=date(2025, 3, 2),
    language="en",
    text=f"A crowd had come.\n“{WORDS},” Vestrova told it.\nIt went home.",
)
QUESTION = "What did Vestrova say about the northern railway?"
Ask = Callable[..., Answer]


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    def run(*articles: Article, question: str = QUESTION) -> Answer:
        library = open_library(tmp_path / "home")
        said = {"report": [REPORTED], "speech": [Said(words=WORDS, by=VESTROVA)]}
        take_in(library, articles, said)
        result = Assistant(library, today=lambda: date(2025, 4, 1)).ask(question)
        library.close()
        assert isinstance(result, Answer)
        return result

    return run


def test_the_whole_sentence_is_cited_where_no_words_are_quoted(ask: Ask) -> None:
    (citation,) = ask(REPORT).citations
    assert (citation.kind, citation.quote, citation.speaker) == ("indirect", DENIAL, VESTROVA)


def test_the_claim_says_who_reports_it(ask: Ask) -> None:
    (claim,) = ask(REPORT).claims
    who = "Ilona Vestrova, Velmoran foreign ministry spokesperson"
    assert claim.text == f"{who}, as reported by Ardesh Courier: {DENIAL}"


def test_words_that_bear_on_the_topic_stand_alone(ask: Ask) -> None:
    answer = ask(REPORT, SPEECH)
    assert [one.quote for one in answer.citations] == [WORDS]
    assert [(one.kind, one.quote) for one in answer.context] == [("indirect", DENIAL)]


def test_a_report_on_something_else_in_the_same_article_is_no_answer(tmp_path: Path) -> None:
    library = open_library(tmp_path / "home")
    take_in(library, [REPORT], {"report": [REPORTED]})
    result = Assistant(library, today=lambda: date(2025, 4, 1)).ask("What did Vestrova say about Hestal and the rain?")
    library.close()
    assert isinstance(result, Refusal)


def test_a_terminal_shows_it_without_marks_and_says_what_it_is(ask: Ask) -> None:
    console = Console(file=io.StringIO(), width=200)
    for block in for_terminal(ask(REPORT)):
        console.print(block)
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    assert DENIAL in shown
    assert f"“{DENIAL}" not in shown
    assert "reported speech" in shown


def test_reported_speech_between_marks_is_refused(ask: Ask) -> None:
    answer = ask(REPORT)
    made = draft_of(answer)
    for text in (f"Vestrova: “{DENIAL}”", "She said “the northern railway would be sold”."):
        result = verify(replace(made, claims=(Claim(text=text, citations=(1,)),)))
        assert not isinstance(result, Answer)
        assert result.why == LOST.why


def test_what_the_article_itself_marks_in_it_may_be_quoted(ask: Ask) -> None:
    text = REPORT.text.replace("the northern railway", "the “northern railway”", 1)
    said = replace(REPORTED, words=REPORTED.words.replace("the northern railway", "the “northern railway”"))
    made = draft_of(ask(REPORT), article=replace(REPORT, text=text), said=said)
    claim = Claim(text="She spoke of the “northern railway”.", citations=(1,))
    assert isinstance(verify(replace(made, claims=(claim,))), Answer)


def draft_of(answer: Answer, article: Article = REPORT, said: Said = REPORTED) -> Draft:
    found = quotation(said, article)
    evidence = Evidence(number=1, article=article, span=found.context, quotation=found, shown=True)
    searched = Searched(articles=1, quotations=1, since=None, until=None)
    return extractive(Gathered(question=answer.question, citable=(evidence,), context=(), searched=searched))
