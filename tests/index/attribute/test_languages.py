"""Quality as a gate, on 200 labelled quotations in the languages other than English.

How they were labelled is told in tests/benchmarks/LANGUAGES.md; the floors are tests/floors.toml's.
"""

from __future__ import annotations

import importlib
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

TESTS = Path(__file__).parents[2]
FLOORS = tomllib.loads((TESTS / "floors.toml").read_text(encoding="utf-8"))["languages"]
LANGUAGES = {"ru": "Russian", "tr": "Turkish", "hy": "Armenian", "az": "Azerbaijani", "ka": "Georgian"}


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    sys.path.insert(0, str(TESTS / "benchmarks"))
    try:
        return importlib.import_module("languages")
    finally:
        sys.path.remove(str(TESTS / "benchmarks"))


@pytest.mark.parametrize("code", LANGUAGES)
def test_quotations_are_found_and_their_speakers_named(bench: ModuleType, code: str) -> None:
    texts = [text for text in bench.labelled() if text.language == code]
    score = bench.score(list(zip(texts, bench.read(texts), strict=True)))
    name = LANGUAGES[code]
    assert score.quotations == 40
    assert score.f1 >= FLOORS[f"{name} F1"]
    assert score.named >= FLOORS[f"{name} names"]
    assert score.actors >= FLOORS[f"{name} actors"]
