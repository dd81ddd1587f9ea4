"""Answer or Refusal: what a user gets, checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar

from assistant.evidence import Beside, Searched
from assistant.model import Tokens
from assistant.question import Place, Question
from assistant.reason import Why
from assistant.rendering import Rendering
from index.article import Article
from index.quotation import Edit, Speaker
from index.span import Span

CitationKind = Literal["direct", "indirect", "mixed", "passage"]
Mode = Literal["extractive", "model"]
Later = TypeVar("Later")


class Snapshot:
    """Something as far as it has come. LangChain adds up what a stage streams; of snapshots the later one stands."""

    __slots__ = ()

    def __add__(self, later: Later) -> Later:
        return later


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A slice of an article. `quote` is `article.text` at `span`; `speaker` is None where it is not established.

    `replies_to` is where the article tells what the words reply to. `renderings` are the same words in other places,
    `outlets` whoever has them, and `sources` how many of these do not merely have them from another. `beside` says what
    it is to the answer where it is context, `compare` the numbers of the speaker's own words to hold these against.
    `corrected` says which editor has set the speaker, and when; `superseded_by` which revision answers see now, where
    `article` is an older one.
    """

    number: int
    kind: CitationKind
    quote: str
    span: Span
    article: Article
    confidence: float
    speaker: Speaker | None = None
    via: str | None = None
    said_on: date | None = None
    replies_to: Span | None = None
    outlets: tuple[str, ...] = ()
    sources: int = 1
    renderings: tuple[Rendering, ...] = ()
    beside: Beside | None = None
    corrected: Edit | None = None
    compare: tuple[int, ...] = ()
    superseded_by: int | None = None

    @property
    def place(self) -> Place:
        return self.article.id, self.article.revision, self.span


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One checkable sentence with the numbers of the citations it rests on."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """What a model makes of a citation's words in the question's language. `by` is the model: nobody said this."""

    number: int
    text: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Snapshot):
    """Verified claims and their citations, best first; `context` surrounds them and is not what was asked for.

    `tokens` is what a model took for it; `whole` is False while claims may still come.
    """

    question: Question
    mode: Mode
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    context: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    tokens: Tokens | None = None
    whole: bool = True
    translations: tuple[Translation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal(Snapshot):
    """Verified absence of support: why, what was searched, and the nearest that there is, as such.

    `why` is the kind of the reason; None where a turn of an older version has kept none.
    """

    question: Question
    reason: str
    why: Why | None
    searched: Searched
    nearest: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
