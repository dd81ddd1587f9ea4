"""Sentences are spans that lose nothing."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.span import Span
from index.text.sentences import sentences

LANGUAGES = ("en", "ru", "tr", "az", "hy", "ka", None)


def cut(text: str, language: str | None = "en") -> list[str]:
    return [span.of(text) for span in sentences(text, language)]


# "|" stands where a sentence ends; the examples are invented.
@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("en", "“I hope,” he said.| “Second half.”| Mr. Smith of the U.S. Senate said no.| Then he left."),
        ("en", "J. K. Example came at 5 p.m. on Monday.| He left at 6 p.m.| The U.N. Council met."),
        ("en", '"Is it so?" she asked.| "Yes!" he said.| It grew 3.5 percent (see a.am).| Next... and on.'),
        ("en", "She said no.| Armenia, in No. 5 of the list, agreed.| Sen. Del. Example did not.|"),
        ("en", "Who knew?!| Nobody…| It is over."),
        ("ru", "«Мы сожалеем.» — сказала она.| А. С. Пример родился в 1799 г. в Москве.| В 2021 г.| Она ушла."),
        (
            "ru",
            "Т.е. это так, и т.д. и т.п.| Он сказал: «Нет.| Никогда».| «Нет!» — повторил он.| Она верит им.| Он тоже.",
        ),
        ("hy", "Նա ասաց՝ «Մենք ցավում ենք»։| Երկրորդը։| Ի՞նչ եղավ:| Լավ:| Ա. Օրինակյանը եկավ։"),
        (
            "tr",
            'Dr. Ahmet Bey konuştu.| 3. Ordu Komutanı 15. yüzyılı andı.| "Üzgünüz." dedi.| Prof. Dr. Ali vb. geldi.',
        ),
        ("az", "O dedi: “Biz bunu istəyirik.”| Sonra M. Ə. Nümunə getdi.| 2020-ci ildə oldu."),
        ("ka", "მან თქვა: „ვწუხვართ“.| მეორე წინადადება.| ე.წ. მესამე გ. მაგალითი."),
        (None, "Uno, dos.| Tres."),
    ],
)
def test_sentences_end_where_they_end(language: str | None, marked: str) -> None:
    expected = [sentence.strip() for sentence in marked.split("|") if sentence.strip()]
    assert cut(marked.replace("|", ""), language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Headline\nText of it.", ["Headline", "Text of it."], id="headline on its own line"),
        pytest.param("One. Two\n\nthree", ["One.", "Two", "three"], id="paragraphs end sentences"),
        pytest.param("One\r\n \r\nTwo\u2029Three", ["One", "Two", "Three"], id="line ends of every kind"),
        pytest.param("A line that\ngoes on", ["A line that\ngoes on"], id="small letter after a line end"),
        pytest.param(
            "This is a long line of a text that was wrapped by its\nAuthor.",
            ["This is a long line of a text that was wrapped by its\nAuthor."],
            id="wrapped line",
        ),
        pytest.param("1. One thing\n2. Another", ["1. One thing", "2. Another"], id="list"),
        pytest.param(" \n\t", [], id="nothing"),
    ],
)
def test_lines_and_paragraphs_end_sentences(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


MARKS = st.sampled_from([*".!?…։:;,«»“”\"'()[]—- \n\r\t\u00a0\u2028", "Mr", "U.S", "г", "т.е", "3", "and", "The", "Ա"])


@given(st.lists(MARKS | st.text(max_size=3)).map("".join), st.sampled_from(LANGUAGES))
def test_spans_are_in_order_and_cover_every_character_but_white_space(text: str, language: str | None) -> None:
    spans = sentences(text, language)
    _assert_cover(text, spans)
    assert all(span.of(text) == span.of(text).strip() for span in spans)


def _assert_cover(text: str, spans: tuple[Span, ...]) -> None:
    ends = (0, *(span.end for span in spans))
    starts = (*(span.start for span in spans), len(text))
    assert not any(text[end:start].strip() for end, start in zip(ends, starts, strict=True))
    assert all(end <= start for end, start in zip(ends, starts, strict=True))


@pytest.mark.parametrize("piece", [".", " ", "\n", '"', ". ", "A. ", "!”", "…", "։", "\u00a0.", "1. ", "a.b"])
def test_any_run_of_the_same_is_cut_in_linear_time(piece: str) -> None:
    text = piece * (300_000 // len(piece))  # quadratic rules would never come back
    _assert_cover(text, sentences(text, "hy"))


def test_real_articles_are_covered(shared: Path) -> None:
    with gzip.open(shared / "data/news/articles_small.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["text"]
            _assert_cover(text, sentences(text, "en"))
