"""In which capacity somebody speaks, learned from all articles for those that name them and do not say.

Where the articles of those weeks that give Maria Zakharova's role all have her speak for Russia, so she does in the one
that has her name alone. A name that speaks for two actors at one time may be two people's, and a former minister speaks
for himself from the day on which an article calls him so: then nothing is learned.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from index.actors import speaks_for_self
from index.office import holds
from index.quotation import Elsewhere, Speaker
from index.text.names import WORDS_KEPT, actor_key, name_keys, personal

WINDOW = 90  # days between two articles, of which the one tells of the other's speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """The role of a speaker as one article gives it, published on `day`, in its `language`, and whom they speak for.

    `actor` None is a role in which they speak for themselves.
    """

    name: str
    role: str
    actor: str | None
    article: str
    day: date | None
    language: str


class Capacities:
    """What one archive knows, as it stood when it was read: `known` are the roles that its articles give."""

    def __init__(self, known: Iterable[Capacity] = ()) -> None:
        by_name: dict[tuple[str, ...], list[Capacity]] = {}
        for one in known:
            key = _full_name(one.name)
            if key and (one.actor is not None or speaks_for_self(one.role)):
                by_name.setdefault(key, []).append(one)
        self._known = {key: every for key, every in by_name.items() if any(one.actor is not None for one in every)}

    def has(self, name: str) -> bool:
        """Whether any article has somebody of this name speak for an actor."""
        return _full_name(name) in self._known

    def of(self, speaker: Speaker, day: date | None, language: str) -> Speaker:
        """The speaker of an article of this day with the actor, and where it gives none the role, that is known from
        others; unchanged where the article says it, and where the others do not agree. A role is of its language.
        """
        if speaker.actor is not None or (speaker.role and speaks_for_self(speaker.role)) or not self._known:
            return speaker
        known = self._known.get(_full_name(speaker.name), ())
        fitting = [one for one in _agreed(known, day) if speaker.role is None or holds(speaker.role, one.role, None)]
        if not fitting:
            return speaker
        actor = fitting[0].actor
        readable = [
            one for one in known if one.actor == actor and one.language == language and _days_apart(one, day) <= WINDOW
        ]
        nearest = min(readable or fitting, key=lambda one: _days_apart(one, day))
        role = speaker.role or (nearest.role if readable else None)
        return replace(speaker, role=role, actor=actor, actor_from=Elsewhere(article=nearest.article, day=nearest.day))


def _agreed(known: Sequence[Capacity], day: date | None) -> list[Capacity]:
    """What the articles about that day say: the last before and the first after it. Empty where they differ, and where
    any within the window has another actor.
    """
    near = [one for one in known if _days_apart(one, day) <= WINDOW]
    if len({actor_key(one.actor) for one in near if one.actor is not None}) != 1:
        return []
    dated = [one.day for one in near if one.day is not None]
    last = max((each for each in dated if day is not None and each <= day), default=None)
    first = min((each for each in dated if day is not None and each > day), default=None)
    around = [one for one in near if day is None or one.day in (None, last, first)]
    return around if all(one.actor is not None for one in around) else []


def _days_apart(one: Capacity, day: date | None) -> int:
    """0 where either has no date: archives without dates hold one time."""
    return abs((one.day - day).days) if one.day is not None and day is not None else 0


@lru_cache(WORDS_KEPT)
def _full_name(name: str) -> tuple[str, ...]:
    """The key of a person's full name, in whatever script; empty for one word alone, which many may bear."""
    keys = tuple(name_keys(name)) if " " in name and personal(name) else ()
    return keys if len(keys) > 1 else ()
