"""Question: what is asked, of whom, about what and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from index.quotation import Speaker
from index.span import Span
from index.window import Window

Order = Literal["relevance", "latest", "first", "over time"]
# Of a question, as far as a turn inherits it.
Slot = Literal["who", "to", "topic", "days", "outlet", "articles_in", "order"]
Place = tuple[str, int, Span]  # of a citation: article, revision, characters
DEFAULT_K = 8  # citations of an answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """The speaker or actor that a question asks for, and everyone in the archive whom that fits.

    `speaker` is the person, role or body as asked ("the Armenian prime minister"), None where a country or body as a
    whole is asked for; `actor` is that country or body, or the one the speaker is said to speak for. `speakers` are
    the (name, role, actor) of the record; empty where nobody is quoted whom the words fit. `besides` are those whom
    "who else" leaves out: everybody but them is asked for. `each` are those who are asked for together, if several are.
    `misspelt` are those whose name this one may be misspelt, where nobody bears it.
    """

    speaker: str | None
    actor: str | None
    speakers: frozenset[tuple[str, str | None, str | None]]
    besides: tuple[str, ...] = ()
    each: tuple[Who, ...] = ()
    misspelt: frozenset[tuple[str, str | None, str | None]] = frozenset()

    @property
    def called(self) -> str:
        """Whom a sentence says is asked for."""
        if self.besides:
            return f"anybody but {' and '.join(self.besides)}"
        return self.speaker or self.actor or "the speaker"

    def fits(self, speaker: Speaker | None) -> bool:
        """Whether this is one of those who are asked for."""
        return speaker is not None and (speaker.name, speaker.role, speaker.actor) in self.speakers


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as it was read. `who` None asks for no speaker in particular; `topic` None for anything they said.

    `to` are the words for whoever is spoken to, None for anybody. `asked_on` is the day it is asked. `turns` are the
    questions that it leans on, the last one last, `carried` the slots that stand there and not in the text; `seen` is
    not to be cited again.
    """

    text: str
    language: str | None
    who: Who | None = None
    to: str | None = None
    topic: str | None = None
    window: Window = Window()
    order: Order = "relevance"
    k: int = DEFAULT_K
    notes: tuple[str, ...] = ()
    asked_on: date | None = None
    carried: frozenset[Slot] = frozenset()
    seen: frozenset[Place] = frozenset()
    turns: tuple[str, ...] = ()

    @property
    def sought(self) -> str | None:
        """What evidence is compared with: the topic, beside whoever is spoken to. Articles seldom say to whom, so that
        is no more than a part of it.
        """
        return " ".join(filter(None, (self.to, self.topic))) or None
