"""The words of questions are sound regular expressions, whole for each language."""

from __future__ import annotations

import re
from dataclasses import asdict

import pytest

from assistant.understanding.grammar import GRAMMARS


@pytest.mark.parametrize("language", GRAMMARS)
def test_every_alternative_is_a_regular_expression(language: str) -> None:
    for name, words in asdict(GRAMMARS[language]).items():
        for pattern in words if name == "offices" else [(words, None)]:
            re.compile(str(pattern[0]))


@pytest.mark.parametrize("language", GRAMMARS)
def test_no_alternative_is_empty(language: str) -> None:
    grammar = GRAMMARS[language]
    assert not re.fullmatch(f"(?:{grammar.said})", "")
    assert not re.fullmatch(f"(?:{grammar.filler})", "")


@pytest.mark.parametrize("language", GRAMMARS)
def test_offices_capture_nothing(language: str) -> None:
    assert all(re.compile(pattern).groups == 0 for pattern, _ in GRAMMARS[language].offices)
