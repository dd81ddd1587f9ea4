"""Prompts are files with slots, and a slot that is wrong on either side is an error."""

from __future__ import annotations

import pytest

from prompts import load

USER = {"turns": "", "question": "Who?", "fence": "f", "evidence": "none"}


def test_slots_are_filled_and_their_fillings_left_alone() -> None:
    assert "Question: $evidence ${turns} $$" in load("answer-user", **{**USER, "question": "$evidence ${turns} $$"})


def test_a_slot_that_is_not_filled_is_an_error() -> None:
    with pytest.raises(KeyError, match="question"):
        load("answer-user", **{name: text for name, text in USER.items() if name != "question"})


def test_a_filling_without_a_slot_is_an_error() -> None:
    with pytest.raises(ValueError, match="answer-user has no slot mood"):
        load("answer-user", **USER, mood="calm")
