"""One parser for all tests here: loading it takes a second."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest

from index.article import Article
from index.attribute.attributor import Attributor
from index.quotation import Quotation

ROOT = Path(__file__).parents[3]


class Read(Protocol):
    def __call__(self, text: str, published: date | None = None, language: str = "en") -> list[Quotation]: ...


@pytest.fixture(scope="session")
def attributor() -> Attributor:
    return Attributor()


@pytest.fixture(scope="session")
def read(attributor: Attributor) -> Read:
    """Reads a text and gives what is marked in it, direct and mixed."""

    def run(text: str, published: date | None = None, language: str = "en") -> list[Quotation]:
        article = Article(id="a", text=text, published=published, language=language)
        return [q for q in attributor.attribute([article])[0] if q.kind != "indirect"]

    return run


@pytest.fixture(scope="session")
def heard(attributor: Attributor) -> Read:
    """Reads a text and gives the indirect speech in it."""

    def run(text: str, published: date | None = None, language: str = "en") -> list[Quotation]:
        article = Article(id="a", text=text, published=published, language=language)
        return [q for q in attributor.attribute([article])[0] if q.kind == "indirect"]

    return run


@pytest.fixture(scope="session")
def shared() -> Path:
    """Other people's texts, for evaluation only: never part of the project."""
    place = Path(os.environ.get("BENCHMARK_DATA", ROOT.parent / "shared"))
    if not place.is_dir():
        pytest.skip(f"no shared data at {place}; set BENCHMARK_DATA")
    return place
