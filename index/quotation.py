"""Quotation: an attribution of words to a source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from index.span import Span
from index.unit_id import unit_id

Kind = Literal["direct", "indirect", "mixed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Another article, published on `day`, that says what a quotation's own does not."""

    article: str
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who said it: a person or a body. `role` is the article's own words; `actor` is whom they speak for.

    Where the article names a person only, both may be known from another one, `actor_from`.
    """

    name: str
    role: str | None = None
    actor: str | None = None
    actor_from: Elsewhere | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """An editor's hand: who has set the speaker, and when."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words attributed to a source (PARC 3.0: source, cue, content).

    `span` is the words without their quotation marks; `context` is the sentence or sentences they stand in.
    `mention` is the source as it stands in the article ("she"); `speaker` is whom that resolves to, None where the
    article does not establish it. `confidence` in [0, 1] is the probability that `mention` is the right source.
    `via` is the outlet that the article credits; `said_on` the day on which it was said; `replies_to` the place of the
    question or the statement that the words answer, where the article tells of it. Where an editor has `corrected` it,
    speaker and confidence are theirs; what they have `dismissed` is no quotation, and none is shown.
    """

    article: str
    revision: int
    kind: Kind
    span: Span
    context: Span
    mention: Span | None = None
    cue: Span | None = None
    speaker: Speaker | None = None
    confidence: float = 0.0
    via: str | None = None
    said_on: date | None = None
    replies_to: Span | None = None
    language: str | None = None
    corrected: Edit | None = None
    dismissed: bool = False

    def __post_init__(self) -> None:
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence {self.confidence} is not a probability")
        if not self.span.within(self.context):
            raise ValueError(f"quotation {self.span} lies outside its context {self.context}")

    @property
    def cited(self) -> Span:
        """What of it is shown: of indirect speech the whole sentence, for "he had agreed" alone would turn "denied that
        he had agreed" round.
        """
        return self.context if self.kind == "indirect" else self.span

    @property
    def id(self) -> str:
        return unit_id(self.article, self.revision, "q" if self.kind != "indirect" else "i", self.span.start)
