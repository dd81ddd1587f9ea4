"""Questions that ask for a sequence, in the languages served, and what is left of them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understand import Asked, understand
from assistant.understanding.grammar import GRAMMARS
from assistant.understanding.roster import Roster
from assistant.understanding.sequence import find_sequence
from index.record.catalogue import Quoted

TOSKARI = Quoted(name="Vahan Toskari", role="prime minister", actor="Dorvia", quotations=3, first=None, last=None)


@pytest.mark.parametrize(
    "text",
    [
        "How did Toskari's position on the Sefrin railway change?",
        "How has Toskari’s stance on the Sefrin railway changed over time?",
        "How has Toskari's view changed on the Sefrin railway?",
        "How did Toskari change his mind about the Sefrin railway?",
        "Has Toskari softened his tone on the Sefrin railway?",
        "The evolution of Toskari's position on the Sefrin railway",
        "What did Toskari say about the Sefrin railway over time?",
        "What has Toskari said about the Sefrin railway since March 2025?",
    ],
)
def test_english(text: str) -> None:
    question = understand(text, Asked(), Roster([TOSKARI]), frozenset(["en"]), date(2025, 11, 1))
    assert question.order == "over time"
    assert question.who is not None
    assert question.who.speakers
    assert question.topic == "the Sefrin railway"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Что Тоскари говорил о железной дороге со временем?", "ru"),
        ("Как менялась позиция Тоскари по железной дороге?", "ru"),
        ("Toskari'nin demiryolu konusundaki tutumu nasıl değişti?", "tr"),
        ("Toskarinin dəmir yolu barədə mövqeyi necə dəyişdi?", "az"),
        ("Ինչպե՞ս է փոխվել Տոսկարիի դիրքորոշումը երկաթուղու մասին", "hy"),
        ("როგორ შეიცვალა ტოსკარის პოზიცია რკინიგზის შესახებ?", "ka"),
    ],
)
def test_other_languages(text: str, language: str) -> None:
    left, asked = find_sequence(text, language)
    assert asked
    assert len(left) < len(text)


@pytest.mark.parametrize(
    "text",
    [
        "What did Toskari say about the railway?",
        "What did Toskari say about climate change?",
        "What did Toskari say about the position of the railway workers?",
        "How did Toskari react to the railway?",
        "What is the latest that Toskari said about the railway?",
        "What did Toskari say about the railway between March and May 2025?",
    ],
)
def test_no_sequence_is_read_that_is_not_there(text: str) -> None:
    question = understand(text, Asked(), Roster([TOSKARI]), frozenset(["en"]), date(2025, 11, 1))
    assert question.order != "over time"


@given(st.text(max_size=80), st.sampled_from(sorted(GRAMMARS)))
def test_any_text_can_be_read(text: str, language: str) -> None:
    left, asked = find_sequence(text, language)
    assert asked or left == text
