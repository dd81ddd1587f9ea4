"""Window: which part of the archive is meant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Which articles: published from `since` to `until`, both days included, by this outlet, in this language."""

    since: date | None = None
    until: date | None = None
    outlet: str | None = None
    language: str | None = None
