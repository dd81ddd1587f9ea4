"""The words of a draft's own, in every language that has them."""

from __future__ import annotations

import string
import tomllib
from datetime import date
from importlib.resources import files

import pytest

from assistant.briefs.labels import DEFAULT, Labels, languages


def read(language: str) -> dict[str, str]:
    return tomllib.loads((files("assistant.briefs") / "labels" / f"{language}.toml").read_text("utf-8"))


def slots(label: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(label) if name}


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_language_has_every_label_with_the_same_slots(language: str) -> None:
    assert {name: slots(label) for name, label in read(language).items()} == {
        name: slots(label) for name, label in read(DEFAULT).items()
    }


def test_a_language_without_labels_has_the_usual_ones() -> None:
    assert Labels("xx").language == DEFAULT


def test_days_are_written_as_the_language_does() -> None:
    assert (Labels("en").day(date(2025, 9, 18)), Labels("ru").day(date(2025, 9, 18))) == (
        "18 September 2025",
        "18 сентября 2025\N{NARROW NO-BREAK SPACE}г.",
    )
