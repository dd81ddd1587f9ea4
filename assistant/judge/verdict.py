"""Verdict: what becomes of a claim, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.answer import Claim

Reason = Literal[
    "unknown number",
    "several speakers",
    "speaker not named",
    "wrong speaker",
    "not asked for",
    "not one plain sentence",
    "not told as reported",
    "quotation marks",
    "name not in evidence",
    "number not in evidence",
    "unit not in evidence",
    "date not in evidence",
    "negation",
    "stronger than its source",
    "another word than its source",
    "unsupported",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The claim as it may stand, its citation perhaps repaired; or None and why, with the `word` at fault if one is."""

    claim: Claim | None
    reason: Reason | None = None
    word: str | None = None

    def __post_init__(self) -> None:
        if (self.claim is None) == (self.reason is None):
            raise ValueError("a claim is either kept or dropped for a reason")
