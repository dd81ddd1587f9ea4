"""English words that may stand for one another, by the table beside this file."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from index.text.terms import terms

MIN_COMMON = 4  # letters that words of one root share from the start


@cache
def _table() -> dict[str, frozenset[int]]:
    """Stem -> the lines of the table that it stands in."""
    found: dict[str, set[int]] = {}
    lines = files("assistant.judge").joinpath("kin.txt").read_text("utf-8").splitlines()
    for number, line in enumerate(lines):
        if not line.startswith("#"):
            for stem in terms(line, "en"):
                found.setdefault(stem, set()).add(number)
    return {stem: frozenset(numbers) for stem, numbers in found.items()}


def meanings(stems: Iterable[str]) -> frozenset[int]:
    """The meanings that any of these English stems may have."""
    table = _table()
    return frozenset(number for stem in stems for number in table.get(stem, ()))


def of_one_root(stem: str, other: str, share: float) -> bool:
    """Whether two stems share that much of the longer one from the start."""
    longer = max(len(stem), len(other))
    least = max(MIN_COMMON, share * longer)
    common = next(
        (at for at, (a, b) in enumerate(zip(stem, other, strict=False)) if a != b), min(len(stem), len(other))
    )
    return common >= least
