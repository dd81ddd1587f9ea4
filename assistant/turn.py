"""Turn: what was said in a conversation, and the reply to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from assistant.answer import Answer, Citation, Refusal
from index.span import Span

NEIGHBOURS = 1  # paragraphs on each side
MOST_AROUND = 1_500  # characters on each side; some articles are one paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A citation in its article: `around` is its paragraph, or paragraphs, with the neighbours."""

    citation: Citation
    around: Span

    @classmethod
    def of(cls, citation: Citation) -> Shown:
        text, span = citation.article.text, citation.span
        paragraphs = [Span(*match.span()) for match in re.finditer(r"[^\n]*\S[^\n]*", text)]
        own = [at for at, paragraph in enumerate(paragraphs) if paragraph.overlaps(span)]
        first, last = max(own[0] - NEIGHBOURS, 0), min(own[-1] + NEIGHBOURS, len(paragraphs) - 1)
        start = max(paragraphs[first].start, span.start - MOST_AROUND)
        return cls(citation=citation, around=Span(start, min(paragraphs[last].end, span.end + MOST_AROUND)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """How the answer before came about, a line a step."""

    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmet:
    """What was asked for is not there, and why."""

    reason: str


Reply = Answer | Refusal | Shown | Explained | Unmet


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """`number` counts from 1 in its conversation; `asked` is None while the reply may still grow."""

    conversation: str
    number: int
    text: str
    reply: Reply
    asked: datetime | None = None
