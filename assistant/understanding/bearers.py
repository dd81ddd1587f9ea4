"""Bearers: who in an archive bears a name, or is in an office, whatever its spelling, script or grammatical case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import cached_property

from index.office import holds, run_of
from index.record.catalogue import Identity, Quoted
from index.text.names import (
    MIN_INFLECTED,
    actor_key,
    compatible,
    first_letters,
    form_of,
    name_keys,
    personal,
    sound,
    spelt_alike,
    words_of,
)

MAX_ROLE = 6  # words of a question that may be one role
MIN_MISSPELT = 5  # letters of a last name that may be another one misspelt: Kim and Kin are two
MISSPELT = (
    0.82  # share of letters in common, as difflib counts it: Vestorva and Vestrova have .88, Kalnik and Kalvik .83
)


class Bearers:
    """Looks names and roles up among those who are quoted."""

    def __init__(self, quoted: Sequence[Quoted]) -> None:
        self._quoted = quoted

    def of_actor(self, actor: str) -> list[Quoted]:
        """Whoever speaks for a country or body, and itself."""
        return [one for one in self._quoted if one.name == actor or _speaks_for(one, actor)]

    def of_name(self, words: Sequence[str]) -> list[Quoted]:
        """By last name; where more of the name is given, the rest must not contradict the archive's."""
        asked = name_keys(" ".join(words))
        if not asked:
            return []
        bearers = self._by_last_word.get(asked[-1], ())
        return [one for name, one in bearers if compatible(asked[:-1], name[:-1], one.role)]

    def misspelt(self, words: Sequence[str]) -> list[Quoted]:
        """Whoever bears a last name that differs in a letter or two from that of a name that nobody bears; [] where
        more than one such last name is there.
        """
        asked = name_keys(" ".join(words))
        if not asked or len(asked[-1]) < MIN_MISSPELT:
            return []
        likely = [name for name in self._by_last_word if name[:1] == asked[-1][:1]]
        close = get_close_matches(asked[-1], likely, cutoff=MISSPELT)
        bearers = self._by_last_word[close[0]] if len(close) == 1 else ()
        return [one for name, one in bearers if compatible(asked[:-1], name[:-1], one.role)]

    def named_first(self, words: Sequence[str]) -> tuple[int, list[Quoted]] | None:
        """How many of the first words are a speaker's name, in whatever case and script, and who bears it."""
        keys = [sound(word) for word in words[:4]]
        if not keys:
            return None
        found: dict[tuple[int, bool], list[Quoted]] = {}
        for name, one in self._inflected(keys[0]):
            if len(name) <= len(keys) and all(form_of(key, part) for key, part in zip(keys, name, strict=False)):
                found.setdefault((len(name), keys[: len(name)] == name), []).append(one)
        # The name as it stands before a form of another: Petrova is herself before she is of Petrov.
        best = max(found, default=None)
        return (best[0], found[best]) if best else None

    def in_role_first(self, words: Sequence[str]) -> tuple[int, list[Quoted]]:
        """How many of the first words are a role as an article gives it, and who is in it."""
        likely = self._by_role_word.get(first_letters(words[0]), ()) if words else ()
        counts = [(run_of(words[:MAX_ROLE], one.role or "", spelt_alike), one) for one in likely]
        most = max((count for count, _ in counts), default=0)
        return most, [one for count, one in counts if count == most > 0]

    def holders(self, office: str, actor: str | None) -> list[Quoted]:
        """Whoever is quoted in an office by its English name, the actor's where there is one.

        Where an article tells a person's office alone ("transport minister"), whom he speaks for is what others tell.
        """
        theirs = {tuple(name_keys(one.name)) for one in self._quoted if actor and _speaks_for(one, actor)}
        return [
            one
            for one in self._quoted
            if (actor is None or _speaks_for(one, actor) or (one.actor is None and _full_name(one) in theirs))
            and holds(office, one.role, None if personal(one.name) else one.name)
        ]

    def in_roles(self, word: str) -> bool:
        """Whether some role has a word that begins like this one."""
        return first_letters(word) in self._by_role_word

    def _inflected(self, first: str) -> Iterator[tuple[list[str], Quoted]]:
        """Names that the word may begin: full names by their first word, and people by their last name alone."""
        for name, one in self._by_first_letters.get(first[:MIN_INFLECTED], ()):
            if form_of(first, name[0]):
                yield name, one

    @cached_property
    def _by_last_word(self) -> dict[str, list[tuple[list[str], Quoted]]]:
        found: dict[str, list[tuple[list[str], Quoted]]] = {}
        for one in self._quoted:
            name = name_keys(one.name)
            if name and personal(one.name):
                found.setdefault(name[-1], []).append((name, one))
        return found

    @cached_property
    def _by_first_letters(self) -> dict[str, list[tuple[list[str], Quoted]]]:
        found: dict[str, list[tuple[list[str], Quoted]]] = {}
        for names in self._by_last_word.values():
            for name, one in names:
                for part in [name, name[-1:]] if len(name) > 1 else [name]:
                    found.setdefault(part[0][:MIN_INFLECTED], []).append((part, one))
        return found

    @cached_property
    def _by_role_word(self) -> dict[str, list[Quoted]]:
        """Everybody with a role, by the beginnings of its words, so that no question looks at all of them."""
        found: dict[str, list[Quoted]] = {}
        for one in self._quoted:
            for beginning in {first_letters(word) for word in words_of(one.role or "")}:
                found.setdefault(beginning, []).append(one)
        return found


def identity(one: Quoted) -> Identity:
    """The (name, role, actor) that the record has."""
    return one.alias_of or one.name, one.role, one.actor


def _full_name(one: Quoted) -> tuple[str, ...]:
    """By its keys; () where it is a last name alone, or no person's."""
    keys = tuple(name_keys(one.name)) if personal(one.name) else ()
    return keys if len(keys) > 1 else ()


def _speaks_for(one: Quoted, actor: str) -> bool:
    return one.actor is not None and actor_key(one.actor) == actor_key(actor)
