"""What is asked about a quotation, and what is found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, get_args

from assistant.checking.align import Change, Leap
from assistant.checking.words import Worded
from index.article import Article
from index.quotation import Quotation
from index.span import Span

# The worst first: of several faults the first one gives a quotation its verdict.
Fault = Literal[
    "not found",
    "altered",
    "stitched",
    "not quoted",
    "other speaker",
    "removed",
    "superseded",
    "misplaced",
    "misreported",
    "unconfirmed",
]
Verdict = Literal[Fault, "elided", "exact"]
SEVERITY: tuple[Fault, ...] = get_args(Fault)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """Where and when a quotation is said to stand, as far as that is said: what a citation of ours carries."""

    article: str | None = None
    revision: int | None = None
    span: Span | None = None
    outlet: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What stands in a document before a quotation and behind it, a page or so."""

    before: str
    behind: str


@dataclass(frozen=True)
class Asked:
    """Words that somebody has put between quotation marks, without those; and whom they name as their speaker.

    `reported` says that they are shown as an article's own words, without marks; `around` is None where they stand in
    no text.
    """

    text: str
    speaker: str | None = None
    claimed: Claimed = Claimed()
    reported: bool = False
    around: Around | None = None

    @cached_property
    def worded(self) -> Worded:
        return Worded(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in the archive. `quotation` is what the record has there, None where it has none; `quoted` says that the
    article has the words between marks, and `current` that it is the revision that answers see.
    """

    article: Article
    span: Span
    quotation: Quotation | None
    quoted: bool
    current: bool

    @property
    def text(self) -> str:
        return self.span.of(self.article.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a quotation is to the archive.

    `faults` are all that was found wrong, the worst first. `places` are the places that it is taken from: one, or more
    where it is stitched out of several articles, none where it is not found; `elsewhere` are others that have the same.
    `identical` says that it is the article's text, character for character. `misreported` names what is told otherwise
    than the record has it: outlet, published.
    """

    asked: Asked
    faults: tuple[Fault, ...]
    places: tuple[Place, ...] = ()
    elsewhere: tuple[Place, ...] = ()
    changes: tuple[Change, ...] = ()
    leaps: tuple[Leap, ...] = ()
    elided: bool = False
    identical: bool = False
    misreported: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        if self.faults:
            return self.faults[0]
        return "elided" if self.elided else "exact"

    @property
    def sound(self) -> bool:
        """Whether it may stand as it is: exact, or properly elided."""
        return not self.faults
