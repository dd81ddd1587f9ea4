"""PDF, DOCX and messages become articles, and what cannot is told why."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from textwrap import wrap
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import Article
from index.attribute.attributor import Attributor
from index.errors import Rejected
from index.extract import extract
from index.formats.pdf import mended
from index.raw import Format, Raw
from tests.index.documents import pdf, word

FIRST = "The ferry to Lurania sailed on Monday after nine days in the har-"
SECOND = "bour, the port said. Nobody on the quay expected it to sail before the"
THIRD = "weekend, and the well-known captain was asleep."
LAST = "Nobody was hurt."


def read(payload: bytes, form: Format) -> Article:
    return extract(Raw(origin="file", format=form, payload=payload, size=len(payload)))


def reason(payload: bytes, form: Format) -> str:
    with pytest.raises(Rejected) as rejected:
        read(payload, form)
    return rejected.value.reason


TURNS = [
    ("Nadia Orvel, spokesperson", "Good afternoon. The talks will go on in Benkar, and nobody has left the table."),
    ("Coast Monitor", "Will the minister travel himself?"),
    ("Nadia Orvel", "He will travel on Tuesday, and our partners have agreed to the agenda that we sent them."),
    ("Coast Monitor", "And the bridge?"),
    ("Nadia Orvel", "The bridge stays open. No decision to close it has been taken."),
]
HEADING = "Briefing by the foreign ministry of Lurania on Tuesday"


def spoken(text: str) -> list[str]:
    """What the briefing's spokesperson has said by the attribution of its text."""
    found = Attributor().attribute([Article(id="briefing", text=text, language="en")])[0]
    assert {quotation.speaker.name for quotation in found if quotation.speaker} == {"Nadia Orvel"}
    return [text[quotation.span.start : quotation.span.end] for quotation in found if quotation.speaker]


class TestTranscripts:
    ANSWERS: ClassVar = [words for name, words in TURNS if name.startswith("Nadia")]

    def test_turns_of_a_word_document_are_quotations(self) -> None:
        text = read(word([HEADING, *map(": ".join, TURNS)]), Format.DOCX).text
        assert spoken(text) == self.ANSWERS

    def test_turns_in_the_rows_of_a_table_are_quotations(self) -> None:
        text = read(word([HEADING], rows=TURNS), Format.DOCX).text
        assert spoken(text) == self.ANSWERS

    def test_a_table_of_figures_stays_one(self) -> None:
        text = read(word([HEADING], rows=[("Lorn", "17"), ("Lorn", "18"), ("Benkar", "4")]), Format.DOCX).text
        assert text.endswith("Lorn | 17\n\nLorn | 18\n\nBenkar | 4")

    def test_turns_of_a_pdf_are_quotations(self) -> None:
        lines = [line for turn in TURNS for line in wrap(": ".join(turn), 76)]
        assert spoken(read(pdf([[HEADING, *lines]]), Format.PDF).text) == self.ANSWERS


class TestPdf:
    def test_lines_and_broken_words_are_mended(self) -> None:
        article = read(pdf([[FIRST, SECOND, THIRD, LAST]], title="Ferry sails"), Format.PDF)
        assert "in the harbour, the port said." in article.text
        assert "before the weekend, and the well-known captain was asleep.\n\nNobody was hurt." in article.text
        assert article.title == "Ferry sails"

    def test_headers_and_footers_are_no_text(self) -> None:
        days = ["Monday", "Friday", "Sunday"]
        stories = [[FIRST, SECOND, f"{THIRD[:30]} on {day}."] for day in days]
        pages = [["Coast Monitor weekly", *story, f"Page {n} of 3"] for n, story in enumerate(stories, 1)]
        text = read(pdf(pages), Format.PDF).text
        assert "Coast Monitor" not in text
        assert "Page" not in text
        assert [line.split()[-1] for line in text.split("\n\n")] == [f"{day}." for day in days]

    def test_a_locked_one_is_told(self) -> None:
        assert reason(pdf([["x"]], password="secret"), Format.PDF).startswith("this PDF is locked with a password")

    def test_one_without_text_is_told(self) -> None:
        assert "only pictures of it" in reason(pdf([[]]), Format.PDF)

    def test_no_pdf_is_told(self) -> None:
        assert reason(b"%PDF-1.7 and nothing", Format.PDF).startswith("this PDF cannot be read")

    def test_a_hyphen_that_the_text_has_elsewhere_is_kept(self) -> None:
        assert mended(["a well-known man, and a well-\nknown woman"]) == "a well-known man, and a well-known woman"

    def test_a_name_after_a_dash_is_not_joined(self) -> None:
        assert mended(["the Toskari-\nDashkel talks"]) == "the Toskari- Dashkel talks"


class TestDocx:
    def test_paragraphs_and_tables_are_its_text(self) -> None:
        data = word(["Ferry sails", "The ferry sailed."], title="Notes", author="I. Rem", rows=[["Port", "Day"]])
        article = read(data, Format.DOCX)
        assert article.text == "Ferry sails\n\nThe ferry sailed.\n\nPort | Day"
        assert (article.title, article.authors) == ("Ferry sails", ("I. Rem",))

    @pytest.mark.parametrize("data", [b"PK\x03\x04 and nothing", b"not at all"])
    def test_no_document_is_told(self, data: bytes) -> None:
        assert reason(data, Format.DOCX).startswith("not a whole Word document")

    def test_one_that_unpacks_to_too_much_is_told(self) -> None:
        assert reason(word(["a" * 25_000_000]), Format.DOCX).startswith("too large")


MESSAGE = """From: =?utf-8?q?Ardesh_Courier?= <news@courier.example>
Subject: Ferry sails
Date: Tue, 04 Mar 2025 10:15:00 +0400
Message-ID: <17@courier.example>
Content-Type: {kind}; charset=utf-8

{body}
"""


class TestMail:
    def test_headers_are_its_fields(self) -> None:
        body = "The ferry sailed.\n"
        article = read(MESSAGE.format(kind="text/plain", body=body).encode(), Format.MAIL)
        assert article.text.startswith("The ferry sailed.")
        assert (article.id, article.title, article.outlet) == ("<17@courier.example>", "Ferry sails", "Ardesh Courier")
        assert isinstance(article.published, datetime)
        assert article.published.astimezone(UTC) == datetime(2025, 3, 4, 6, 15, tzinfo=UTC)

    def test_a_page_in_it_is_read_as_one(self) -> None:
        page = "<html><body><nav>Menu</nav><article><h1>Ferry sails</h1>" + "<p>The ferry sailed on Monday.</p>" * 9
        article = read(MESSAGE.format(kind="text/html", body=page).encode(), Format.MAIL)
        assert "The ferry sailed on Monday." in article.text
        assert "<p>" not in article.text

    @pytest.mark.parametrize("data", [b"", b"From: a@b\n\n", b"\xff\xfe\x00"])
    def test_one_without_text_is_told(self, data: bytes) -> None:
        assert reason(data, Format.MAIL)


WHOLE = {
    Format.PDF: pdf([[FIRST, SECOND, THIRD, LAST]] * 3),
    Format.DOCX: word(["Ferry sails", "The ferry sailed."]),
    Format.MAIL: MESSAGE.format(kind="text/html", body="<p>The ferry sailed.</p>" * 20).encode(),
}


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(WHOLE, key=str)), st.data())
def test_a_damaged_file_is_an_article_or_a_reason(form: Format, data: st.DataObject) -> None:
    whole = WHOLE[form]
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(whole)), st.integers(0, len(whole)))))
    middle = data.draw(st.sampled_from([b"", whole[start:end] * 2, bytes(255 - byte for byte in whole[start:end][:9])]))
    with contextlib.suppress(Rejected):
        assert read(whole[:start] + middle + whole[end:], form).text.strip()


@settings(deadline=None)
@given(st.sampled_from(sorted(WHOLE, key=str)), st.binary())
def test_any_bytes_are_an_article_or_a_reason(form: Format, payload: bytes) -> None:
    with contextlib.suppress(Rejected):
        assert read(payload, form).text.strip()
