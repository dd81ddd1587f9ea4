"""Tongue: what must be known of a language to tell whether a sentence says what another says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

NOTHING = r"(?!)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """Patterns match whole words in any case.

    `no` negates, where `not_no` does not match; `nay` is a word that says no without it ("refused"). `hedge` makes a
    statement weaker, and `soft` may stand for it in a claim; `absolute` leaves none out. `condition` says
    "if", `cause` "because". `light` words carry no content
    of their own. `reported` says that something is told at second hand. `numerals` are words for numbers, with their
    values; `units` the beginnings of words for what is counted, with the unit; `relative` yesterday, today, tomorrow;
    `opposed` first and last, more and less.
    """

    no: str = NOTHING
    nay: str = NOTHING
    not_no: str = NOTHING
    hedge: str = NOTHING
    soft: str = NOTHING
    absolute: str = NOTHING
    condition: str = NOTHING
    cause: str = NOTHING
    light: frozenset[str] = frozenset()
    reported: str = NOTHING
    numerals: Mapping[str, float] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    relative: tuple[str, str, str] = (NOTHING, NOTHING, NOTHING)
    opposed: tuple[tuple[str, str], ...] = ((NOTHING, NOTHING), (NOTHING, NOTHING))


def any_of(alternatives: str) -> str:
    """A pattern for any of these words or word patterns, separated by white space; `_` stands for a space in one."""
    return "|".join(each.replace("_", " ") for each in alternatives.split())


def listed(written: str) -> frozenset[str]:
    return frozenset(written.split())


def values(written: str) -> Mapping[str, float]:
    """Numerals with their values: "two=2 three=3"."""
    return {word: float(value) for word, value in (pair.split("=") for pair in written.split())}


def units(**of_unit: str) -> Mapping[str, str]:
    """The beginnings of words, separated by white space, that name each unit."""
    return {beginning: unit for unit, written in of_unit.items() for beginning in written.split()}


def whole(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)
