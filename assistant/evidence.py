"""Evidence: what may be cited, numbered, and what was looked through to find it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.question import Place, Question
from assistant.reason import Reason
from index.article import Article
from index.quotation import Quotation, Speaker
from index.span import Span

Beside = Literal["others", "reported", "passage", "replied to", "earlier", "later"]  # what context is to an answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A quotation or a passage of a stored article. `number` counts from 1 among what may be cited together.

    `shown` says whether the archive is sure enough of the quotation's speaker to name them. `renderings` are the same
    words in other places, by the same speaker. `beside` says what a piece of context is to the answer,
    `compare` the numbers of the speaker's own words that these are to be held against.
    """

    number: int
    article: Article
    span: Span
    quotation: Quotation | None = None
    shown: bool = False
    renderings: tuple[Evidence, ...] = ()
    beside: Beside | None = None
    compare: tuple[int, ...] = ()

    @property
    def speaker(self) -> Speaker | None:
        """Whom an answer may name, None where the archive is not sure enough."""
        return self.quotation.speaker if self.quotation and self.shown else None

    @property
    def text(self) -> str:
        return self.span.of(self.article.text)

    @property
    def place(self) -> Place:
        return self.article.id, self.article.revision, self.span

    def shows(self, other: Evidence) -> bool:
        """Whether this, or one of its renderings, has what the other would show."""
        return any(
            one.article.id == other.article.id and one.span.overlaps(other.span) for one in (self, *self.renderings)
        )

    @property
    def reported(self) -> bool:
        """Whether it is indirect speech: the article's wording of what somebody said, never words to be quoted."""
        return self.quotation is not None and self.quotation.kind == "indirect"


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What a question was looked for in: `articles` of the window, and `quotations` by whom was asked for in it."""

    articles: int
    quotations: int
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """All that the archive has for a question. Without `citable`, `reason` says why and `nearest` what is near.

    `steps` tells how that came about.
    """

    question: Question
    citable: tuple[Evidence, ...]
    context: tuple[Evidence, ...]
    searched: Searched
    reason: Reason | None = None
    nearest: tuple[Evidence, ...] = ()
    notes: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if bool(self.citable) == (self.reason is not None):
            raise ValueError("there is either something to cite or a reason why there is not")
