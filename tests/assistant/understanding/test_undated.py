"""Times that are named by an event are told apart from what a question is about."""

from __future__ import annotations

import pytest

from assistant.understanding.undated import find_undated


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "What did Vestrova say about Dorvia before the summit?", "before the summit"),
        ("en", "What did she say after their last meeting?", "after their last meeting"),
        ("ru", "Что Вестрова сказала после выборов?", "после выборов"),
        ("tr", "Teymaz zirveden önce ne dedi?", "zirveden önce"),
        ("az", "Teymaz seçkidən sonra nə dedi?", "seçkidən sonra"),
        ("hy", "Ի՞նչ է ասել Օրվանը ընտրություններից հետո։", "ընտրություններից հետո"),
        ("ka", "რა თქვა ორმელმა არჩევნების შემდეგ?", "არჩევნების შემდეგ"),
    ],
)
def test_a_time_by_an_event_is_found(language: str, text: str, words: str) -> None:
    assert find_undated(text, language) == words


@pytest.mark.parametrize(
    "text",
    [
        "What did Vestrova say about the hours after midnight?",
        "What was said about before and after?",
        "What did Toskari say to the people?",
    ],
)
def test_other_words_are_none(text: str) -> None:
    assert find_undated(text, "en") is None
