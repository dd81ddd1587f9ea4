"""Before: the turn that a follow-up leans on, and what of it is inherited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer import Citation
from assistant.question import Place, Question, Slot
from index.window import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The turn before: what was asked, as it was read, and what was cited for it; `earlier` is what it leant on."""

    question: Question
    cited: tuple[Citation, ...]
    earlier: Before | None = None

    @property
    def on_this(self) -> Iterator[Before]:
        """The turns that asked for the same topic, one leaning on the other, the latest first."""
        yield self
        if self.earlier is not None and self.earlier.question.topic == self.question.topic:
            yield from self.earlier.on_this

    @property
    def places(self) -> frozenset[Place]:
        return frozenset(one.place for one in self.cited)

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and last day of what was cited; where nothing was, of the window, or of what was cited earlier."""
        window = self.question.window
        days = [one.article.day for one in self.cited if one.article.day]
        if days:
            return min(days), max(days)
        if window.since or window.until or self.earlier is None:
            return window.since, window.until
        return self.earlier.days

    @property
    def people(self) -> tuple[str, ...]:
        """The names of who is cited, in the order of the citations."""
        return tuple(dict.fromkeys(one.speaker.name for one in self.cited if one.speaker))

    @property
    def texts(self) -> tuple[str, ...]:
        """The questions up to this one that lean on each other, the last one last."""
        return (*self.question.turns, self.question.text)

    def inherited(self, text: str, *given: Slot, **changes: object) -> Question:
        """The question before, changed in the slots that the text gives; what else stands in it is carried."""
        fresh = {"text": text, "notes": (), "seen": frozenset(), "turns": self.texts, **changes}
        question = replace(self.question, **fresh)  # type: ignore[arg-type]
        return replace(question, carried=frozenset(slot for slot in _filled(question) if slot not in given))

    def in_days(self, since: date | None, until: date | None) -> Window:
        """The window before with other days."""
        return replace(self.question.window, since=since, until=until)


def _filled(question: Question) -> Iterator[Slot]:
    """The slots in which something stands."""
    window = question.window
    slots: dict[Slot, object] = {
        "who": question.who,
        "topic": question.topic,
        "days": window.since or window.until,
        "outlet": window.outlet,
        "articles_in": window.language,
        "order": question.order != "relevance",
    }
    return (slot for slot, value in slots.items() if value)
