"""The words that a draft has of its own, in the reader's language, and days as that language writes them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from babel import Locale
from babel.dates import format_date

DEFAULT = "en"
LOCALES = {"en": "en_GB"}  # 18 September 2025, as everywhere else here


class Labels:
    """`labels("via", outlet=...)` is the label with its slots filled; a slot that is missing raises KeyError."""

    def __init__(self, language: str) -> None:
        self.language = language if language in languages() else DEFAULT
        self._labels = _read(self.language)

    def __call__(self, name: str, **slots: object) -> str:
        return self._labels[name].format(**slots)

    def day(self, day: date | None) -> str:
        return (
            format_date(day, format="long", locale=LOCALES.get(self.language, self.language))
            if day
            else self("no_date")
        )

    def tally(self, counts: Iterable[tuple[str, int]]) -> str:
        return ", ".join(f"{name} {number}" for name, number in counts)

    def language_name(self, code: str | None) -> str:
        return (code and Locale(self.language).languages.get(code)) or code or "?"


@cache
def languages() -> frozenset[str]:
    """Those that there are labels in."""
    folder = files("assistant.briefs") / "labels"
    return frozenset(one.name.removesuffix(".toml") for one in folder.iterdir())


@cache
def _read(language: str) -> Mapping[str, str]:
    return tomllib.loads((files("assistant.briefs") / "labels" / f"{language}.toml").read_text("utf-8"))
