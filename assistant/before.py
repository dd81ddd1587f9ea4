"""Before: the turn that a follow-up leans on, and what of it is inherited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer import Citation
from assistant.question import Place, Question, Slot, Who
from assistant.understanding.roster import Roster
from index.record.catalogue import Identity
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

    def everyone_else(self, roster: Roster) -> Who:
        """Everybody but whom the turns on this topic asked for, and but who is cited there."""
        named: dict[str, None] = {}
        left_out: set[Identity] = set()
        for turn in reversed([*self.on_this]):
            who = turn.question.who
            if who is None or who.besides:
                named |= dict.fromkeys([*(who.besides if who else ()), *turn.people])
                left_out |= roster.everybody - who.speakers if who else set()
            else:
                named[who.called] = None
                left_out |= who.speakers
            for name in {*turn.people, *(name for name, _, _ in left_out)}:
                found = roster.find(name, "en")
                left_out |= found.speakers if found else set()
        return Who(speaker=None, actor=None, speakers=roster.everybody - left_out, besides=tuple(named))

    def meant(self, pronoun: str, roster: Roster) -> tuple[Who | None, tuple[str, ...]]:
        """Whom a pronoun stands for: the speaker asked for before, else the only one who is cited there."""
        who, people = self.question.who, self.people
        if who is not None and who.speaker is not None:
            return who, ()
        if len(people) == 1:
            found = roster.find(people[0], "en")
            return found or who, ()
        names = f" ({', '.join(people)})" if people else ""
        asked = f"whoever was asked for before, {who.called}" if who else "nobody in particular"
        return who, (f"“{pronoun}” could be several people{names}, so the question was read as about {asked}",)


def _filled(question: Question) -> Iterator[Slot]:
    """The slots in which something stands."""
    window = question.window
    slots: dict[Slot, object] = {
        "who": question.who,
        "to": question.to,
        "topic": question.topic,
        "days": window.since or window.until,
        "outlet": window.outlets,
        "articles_in": window.languages,
        "order": question.order != "relevance",
    }
    return (slot for slot, value in slots.items() if value)
