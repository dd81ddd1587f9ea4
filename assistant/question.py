"""Question: what is asked, of whom, about what and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from index.window import Window

Order = Literal["relevance", "latest", "first"]
DEFAULT_K = 8  # citations of an answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """The speaker or actor that a question asks for, and everyone in the archive whom that fits.

    `speaker` is the person, role or body as asked ("the Armenian prime minister"), None where a country or body as a
    whole is asked for; `actor` is that country or body, or the one the speaker is said to speak for. `speakers` are
    the (name, role, actor) of the record; empty where nobody is quoted whom the words fit.
    """

    speaker: str | None
    actor: str | None
    speakers: frozenset[tuple[str, str | None, str | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as it was read. `who` None asks for no speaker in particular; `topic` None for anything they said."""

    text: str
    language: str | None
    who: Who | None = None
    topic: str | None = None
    window: Window = Window()
    order: Order = "relevance"
    k: int = DEFAULT_K
    notes: tuple[str, ...] = ()
