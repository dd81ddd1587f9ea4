"""Correction: what an editor has set for good, about words that an article quotes or about a name."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Final, Literal

from index.actors import ALLIANCES
from index.countries import country
from index.errors import BadCorrection
from index.quotation import Speaker
from index.span import Span
from index.text.names import name_keys

MAX_TEXT = 500  # characters of a name, a role or a note
NOT_TEXT = ("Cc", "Cs", "Co", "Cn")  # Unicode categories: no name has them, and a record cannot keep the second


class Unset(Enum):
    UNSET = "unset"


UNSET: Final = Unset.UNSET
Standing = Literal["in force", "replaced", "undone", "undo", "taken down"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What an editor sets: what is UNSET stays as it is, None is nobody, no role, no actor.

    `dismissed` says that nobody is quoted with these words.
    """

    speaker: str | Unset | None = UNSET
    role: str | Unset | None = UNSET
    actor: str | Unset | None = UNSET
    dismissed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is held of words: by whom they are, None where that is not established, or that they are no quotation."""

    speaker: Speaker | None
    dismissed: bool = False

    def changed(self, change: Change) -> Verdict:
        """As the editor wants it. Raises BadCorrection where the change says nothing, or contradicts itself.

        Role and actor go with the speaker: somebody else does not inherit them.
        """
        sets = [value for value in (change.speaker, change.role, change.actor) if value is not UNSET]
        if change.dismissed:
            if sets:
                raise BadCorrection("what is not a quotation has no speaker, role or actor; set one or the other")
            return replace(self, dismissed=True)
        if not sets:
            raise BadCorrection("there is nothing to set; name a speaker, a role, an actor, or say that it is none")
        return Verdict(speaker=self._speaker(change))

    def _speaker(self, change: Change) -> Speaker | None:
        known = self.speaker
        if change.speaker is not UNSET:
            name = None if change.speaker is None else tidy(change.speaker, "speaker")
            known = _renamed(known, name) if name else None
        if known is None:
            if any(isinstance(value, str) for value in (change.role, change.actor)):
                raise BadCorrection("a role or an actor is a speaker's, and there is none; name the speaker too")
            return None
        if change.role is not UNSET:
            known = replace(known, role=None if change.role is None else tidy(change.role, "role"))
        if change.actor is not UNSET:
            known = replace(known, actor=None if change.actor is None else _actor(tidy(change.actor, "actor")))
        return known


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an editor has read the words."""

    article: str
    revision: int
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class OfWords:
    """A correction of words, as they stood in one place. `found` is the name that attribution had found for them."""

    words: str
    place: Place
    found: str | None
    before: Verdict
    after: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class OfName:
    """Two names of one: whoever is called `alias` is shown and found as `name`. `before` is what it stood for."""

    alias: str
    name: str
    before: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfCorrection:
    """The undoing of an earlier correction."""

    undoes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfNothing:
    """A correction of words of an article that was taken down, and that no other has: they are no longer known."""

    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One event of the history: what was set, by whom and when. Numbers rise, and none is ever taken out."""

    number: int
    at: datetime
    by: str
    note: str | None
    of: OfWords | OfName | OfCorrection | OfNothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """A correction with what has become of it. `undone` is the one that undoes it; `quotations` is to how many in the
    archive it applies now.
    """

    correction: Correction
    standing: Standing
    undone: Correction | None
    quotations: int


def tidy(text: str, what: str) -> str:
    """The text on one line. Raises BadCorrection, naming `what`, where it is empty, too long or no text at all."""
    line = " ".join(text.split())
    if not line:
        raise BadCorrection(f"the {what} is empty; write it out, or leave it out")
    if len(line) > MAX_TEXT:
        raise BadCorrection(f"the {what} has {len(line)} characters; at most {MAX_TEXT} are kept")
    if any(unicodedata.category(character) in NOT_TEXT for character in line):
        raise BadCorrection(f"the {what} {line!r} has characters that are no text")
    return line


def _renamed(known: Speaker | None, name: str) -> Speaker:
    if known is not None and _one_name(known.name, name):
        return replace(known, name=name)
    return Speaker(name=name)


def _one_name(one: str, other: str) -> bool:
    """Whether one is a form of the other, shorter or in another script: Vestrova, Ilona Vestrova, Илона Вестрова."""
    a, b = set(name_keys(one)), set(name_keys(other))
    return bool(a and b) and (a <= b or b <= a)


def _actor(name: str) -> str:
    """In the spelling of the record, where it is a country or an alliance that is known under another."""
    return ALLIANCES.get(name.casefold()) or country(name) or name
