"""Which quotations a document has, and whose it says they are; nobody in them exists."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.checking.quoted import bare, quotations_in
from index.article import Article
from index.quotation import Quotation


class Nobody:
    """An attribution that finds nothing: what is left is what the document's marks say."""

    def attribute(self, articles: Sequence[Article]) -> list[tuple[Quotation, ...]]:
        return [() for _ in articles]


def found(text: str) -> list[tuple[str, str | None]]:
    return [(one.asked.text, one.asked.speaker) for one in quotations_in(text, Nobody())]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        pytest.param("“We will not sign it” — Ilona Vestrova, spokesperson", "Ilona Vestrova", id="signed"),
        pytest.param("“We will not sign it” — Ilona Vestrova · Courier", "Ilona Vestrova", id="signed, with an outlet"),
        pytest.param("“We will not sign it”\n— Ilona Vestrova (Courier)", "Ilona Vestrova", id="signed below"),
        pytest.param("“We will not sign it”¹ – Ilona Vestrova", "Ilona Vestrova", id="signed behind a note"),
        pytest.param(
            "“We will not sign it”9 — senior diplomat in Ardesh · Courier · 2 May",
            "senior diplomat in Ardesh",
            id="ours",
        ),
        pytest.param("Ilona Vestrova: “We will not sign it”", "Ilona Vestrova", id="labelled"),
        pytest.param("‘We will not sign it’", None, id="single marks"),
        pytest.param("'We won't ever sign it'", None, id="single straight marks around an apostrophe"),
        pytest.param("„We will not sign it“ – that was all", None, id="a dash that goes on"),
        pytest.param("«We will not sign it»", None, id="guillemets"),
    ],
)
def test_a_quotation_with_whom_is_named_beside_it(text: str, speaker: str | None) -> None:
    ((words, named),) = found(text)
    assert words.startswith("We w")
    assert words.endswith("sign it")
    assert named == speaker


def test_a_few_words_between_marks_are_a_title_or_irony() -> None:
    assert found("The “Coast Monitor” calls it a ‘freeze’, and it's the envoys' word.") == []


def test_each_has_its_line() -> None:
    assert [one.line for one in quotations_in("One.\n\n“We will not sign it”\n“and nobody will ever”", Nobody())] == [
        3,
        4,
    ]


@pytest.mark.parametrize("marked", ["“{}”", ' "{}" ', "{}", "‘{}’", "«{}»"])
def test_marks_around_a_pasted_quotation_are_not_its_words(marked: str) -> None:
    assert bare(marked.format("We will not sign it")) == "We will not sign it"
