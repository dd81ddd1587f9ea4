"""Marked words within a reported sentence, as a document shows and signs it; all of it invented."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.checking.checked import Checked
from assistant.checking.examine import examine
from assistant.checking.quoted import quotations_in
from assistant.checking.witness import Witness
from index.article import Article
from index.quotation import Quotation, Speaker
from index.span import Span
from tests.assistant.archive import TOSKARI, Said, quotation

SENTENCE = (
    "Toskari turned down a ferry under what the harbour board of Orlen calls a “shared night timetable of calls”."
)
BOARD = Speaker(name="Orlen")
ARTICLE = Article(id="ferry", text=f"{SENTENCE}\nThe board meets again on Monday.")
MARKED = "shared night timetable of calls"
SIGNED = "— Vahan Toskari, Dorvian Prime Minister · reported speech · Benkar Post"


def witness(*marked: Said) -> Witness:
    said = (Said(words=SENTENCE, by=TOSKARI, kind="indirect"), *marked)
    return Witness(ARTICLE, tuple(quotation(one, ARTICLE) for one in said), True)


class NamingTheBoard:
    """An attribution that gives every marked word to whom the sentence names for it."""

    def attribute(self, articles: Sequence[Article]) -> list[tuple[Quotation, ...]]:
        return [(quotation(Said(words=MARKED, by=BOARD, kind="mixed"), article),) for article in articles]


def check(document: str, article: Witness) -> Checked:
    (found,) = quotations_in(document, NamingTheBoard())
    assert found.at == Span(document.index(MARKED), document.index(MARKED) + len(MARKED))
    return examine(found.asked, [article], aliases={})


RECORDS = [
    pytest.param(witness(Said(words=MARKED, by=TOSKARI, kind="mixed")), id="the record gives them to the speaker"),
    pytest.param(witness(Said(words=MARKED, by=BOARD, kind="mixed")), id="the record gives them to another"),
    pytest.param(witness(), id="the record has the sentence alone"),
]


@pytest.mark.parametrize("article", RECORDS)
@pytest.mark.parametrize(
    ("document", "named"),
    [
        pytest.param(f"{SENTENCE}\n\n{SIGNED}", "Vahan Toskari", id="signed below"),
        pytest.param(f"{SENTENCE}3\n{SIGNED}", "Vahan Toskari", id="signed behind the number of a note"),
        pytest.param(f"A heading (2 May) {SENTENCE}3 {SIGNED} “", "Vahan Toskari", id="all in one line"),
        pytest.param(f"{SENTENCE}\n\nNothing else.", None, id="not signed"),
        pytest.param(f"{SENTENCE.removesuffix(', then left.')} …\n{SIGNED}", None, id="cut off behind the words"),
    ],
)
def test_they_are_as_the_sentence_is_signed(document: str, named: str | None, article: Witness) -> None:
    checked = check(document, article)
    assert (checked.sound, checked.asked.speaker) == (True, named)


@pytest.mark.parametrize("article", RECORDS)
def test_a_sentence_that_is_signed_by_another_is_not_sound(article: Witness) -> None:
    checked = check(f"{SENTENCE}\n\n— Ilona Vestrova, spokesperson", article)
    assert (checked.verdict, checked.asked.speaker) == ("other speaker", "Ilona Vestrova")


def test_in_a_sentence_of_the_documents_own_they_are_whose_it_says() -> None:
    given_to_the_speaker = witness(Said(words=MARKED, by=TOSKARI, kind="mixed"))
    checked = check(f"Orlen offered a “{MARKED}” of its own.", given_to_the_speaker)
    assert (checked.verdict, checked.asked.speaker) == ("other speaker", "Orlen")
