"""Briefing: a dated draft on one topic, made of an answer's citations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.answer import Citation
from assistant.question import Place, Question
from assistant.standing import Gone, Revised

Part = Literal["summary", "events", "actors", "stances", "disputed", "silent", "sources", "left out"]
Why = Literal["unattributed", "embargo", "thin", "seen"]  # an omission's reason; its words are the labels'


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence of the archive's or of a verified model, with the numbers of the citations it rests on."""

    text: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What several articles tell of one matter, on neighbouring days; `title` is that of the first, or a model's
    verified sentence on it.
    """

    title: str
    day: date | None
    citations: tuple[int, ...]
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A citation that was found and is not in the draft, and why."""

    citation: Citation
    why: Why

    @property
    def words(self) -> str | None:
        """What may be shown of it: none of what is under embargo."""
        return None if self.why == "embargo" else self.citation.quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A revision that the draft cites, with the SHA-256 of its text."""

    article: str
    revision: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What has become of a source since it was cited under `number`; None where the words are another's by now."""

    number: int
    source: str
    become: Revised | Gone | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the draft under the name that its template gives it, None for the usual one."""

    part: Part
    name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """A draft. `citations` are numbered from 1 in the order in which it shows them.

    `shortened` are the numbers of those that an outlet's rule has cut, `lines` what an outlet wants to stand beside its
    words, `disputed` pairs of numbers that are to be held against each other, the earlier one first. `silent` are
    actors who are usually quoted and here are not, in `articles` articles of the time asked about. Of a draft that is
    drawn up again `stamps` are what has become of its sources; numbers of what has left are missing then. `seen` are
    the places that earlier drafts have shown.
    """

    title: str
    question: Question
    made: date
    sections: tuple[Section, ...]
    citations: tuple[Citation, ...]
    summary: tuple[Line, ...]
    events: tuple[Event, ...]
    disputed: tuple[tuple[int, int], ...]
    silent: tuple[str, ...]
    articles: int
    left_out: tuple[LeftOut, ...]
    shortened: tuple[int, ...]
    lines: tuple[tuple[int, str], ...]
    notes: tuple[str, ...]
    manifest: tuple[Source, ...]
    stamps: tuple[Stamp, ...] = ()
    seen: tuple[Place, ...] = ()
