"""Courtesies ask nothing of an archive; what asks anything is none."""

from __future__ import annotations

import pytest

from assistant.understanding.courtesy import is_courtesy


@pytest.mark.parametrize(
    "text",
    ["hello", "Good morning, how are you?", "Привет!", "Teşekkür ederim.", "Sağ olun", "Բարև ձեզ", "გამარჯობა!"],
)
def test_a_courtesy_is_told_in_every_language(text: str) -> None:
    assert is_courtesy(text)


@pytest.mark.parametrize(
    "text", ["", "the hello campaign", "Salam bank", "hiccup", "hello, what was said about the dam?", "спасибо врачам"]
)
def test_what_has_a_matter_is_none(text: str) -> None:
    assert not is_courtesy(text)
