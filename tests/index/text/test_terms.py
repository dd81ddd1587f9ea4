"""What a word is looked for as."""

from __future__ import annotations

import pytest

from index.text.terms import terms


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        pytest.param("en", "The talks, talking; TALKED!", ["the", "talk", "talk", "talk"], id="stemmed"),
        pytest.param(
            "en", "Armenia's ministers' and Armenia’s", ["armenia", "minist", "and", "armenia"], id="possessives"
        ),
        pytest.param(
            "en", "The U.S. and the US, the E.U.", ["the", "us", "and", "the", "us", "the", "eu"], id="points"
        ),
        pytest.param("en", "Erdoğan Erdogan Çavuşoğlu", ["erdogan", "erdogan", "cavusoglu"], id="accents"),
        pytest.param("en", "e\u0301lan élan", ["elan", "elan"], id="composed or not"),
        pytest.param("tr", "I\u0307zmir İZMİR", ["izmir", "izmir"], id="Turkish, decomposed"),
        pytest.param("ru", "перегово\u0301ры моѝ", ["переговор", "мои"], id="stress"),
        pytest.param("en", "bor\u00adder bor\u200bder", ["border", "border"], id="soft hyphens"),
        pytest.param("en", "\ufdfa x", ["صلى", "الله", "عليه", "وسلم", "x"], id="a ligature of words"),
        pytest.param("en", "O'Brien don't", ["obrien", "dont"], id="apostrophes inside"),
        pytest.param("en", "F-16 2025 co-operation", ["f", "16", "2025", "co", "oper"], id="numbers and hyphens"),
        pytest.param("en", "snake_case", ["snake", "case"], id="underscores"),
        pytest.param("tr", "Ankara'nın IŞIK İstanbul'da", ["ankar", "ısık", "istanbul"], id="Turkish"),
        pytest.param("ru", "переговоры переговоров ЁЖ", ["переговор", "переговор", "еж"], id="Russian"),
        pytest.param("hy", "բանակցությունները", ["բանակց"], id="Armenian"),
        pytest.param("ka", "მოლაპარაკება", ["მოლაპარაკება"], id="Georgian, only folded"),
        pytest.param("az", "Bakıda Əliyev'in", ["bakıda", "əliyev"], id="Azerbaijani, only folded"),
        pytest.param("und", "Talks talking", ["talks", "talking"], id="no language"),
        pytest.param("en", "", [], id="nothing"),
        pytest.param("en", "… — !?", [], id="no words"),
        pytest.param("zh", "北京 会谈", ["北京", "会谈"], id="Chinese"),
    ],
)
def test_words_are_folded_and_stemmed_by_their_language(language: str, text: str, found: list[str]) -> None:
    assert terms(text, language) == found


def test_a_term_holds_no_space_that_would_make_two_of_it_in_the_index() -> None:
    every = "".join(map(chr, [*range(32, 0xD800), *range(0xE000, 0x1F000)]))
    assert [term for term in terms(" ".join(every), "en") if len(term.split()) != 1] == []


def test_a_long_text_without_ends_is_no_matter() -> None:
    assert len(terms("a." * 50_000 + "b", "en")) <= 2
