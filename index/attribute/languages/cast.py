"""The people of an article in a language without a parser: their names, roles and actors, by rules and word lists."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from index.attribute.languages.names import Found, Names
from index.attribute.languages.nations import actor, nation
from index.attribute.languages.phrases import is_role, role_before
from index.attribute.languages.reading import Reading, Word
from index.attribute.languages.rules import Gender
from index.quotation import Speaker
from index.span import Span

STEM = 4  # letters that two forms of one name share at least
ENDING = 3  # letters that a case may add to a name
FIRST = 3  # letters that two forms of one name surely share, by which they are looked up
FILLER = 3  # letters of words that tell no role: "дел", "по"
BESIDE = 2  # words on either side of a name in which a verb of saying makes it a person's


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person of the article: the words of the name in their citation form, the role as it stands there, the actor."""

    words: tuple[str, ...]
    role: str | None = None
    actor: str | None = None
    gender: Gender | None = None

    @property
    def name(self) -> str:
        return " ".join(self.words)

    def speaker(self) -> Speaker:
        return Speaker(name=self.name, role=self.role, actor=self.actor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """One place where a member is named; `whole` has the role too; `subject`: its form may be a subject's.

    `member` is None where two people have this last name.
    """

    span: Span
    whole: Span
    member: Member | None
    subject: bool


class Cast:
    """Everybody who is named in an article and says something or has a role, in the order of the text."""

    def __init__(self, reading: Reading) -> None:
        self._reading, self._rules = reading, reading.rules
        self._by_last: dict[str, list[Member]] = defaultdict(list)
        names = Names(reading)
        found = list(names.in_full())
        for one in found:
            self._meet(one)
        taken = {w.start for one in found for w in reading.between(one.whole.start, one.whole.end)}
        for one in names.of_one_word(taken):
            if self._find((reading.rules.last_name(one.name.words[0]),)) is None:
                self._meet(one)
                found.append(one)
        self.namings = sorted(self._namings(found), key=lambda n: n.span)

    def bearer(self, role: Sequence[Word]) -> Member | None:
        """The only person whose role has all words of this one, its head first, in any of their forms, or speaks for
        the country that one of them names; None where two are left.
        """
        found = [m for m in self._members() if m.role and all(self._has(m, word, word is role[0]) for word in role)]
        return found[0] if len({m.name for m in found}) == 1 else None

    def _has(self, member: Member, word: Word, head: bool) -> bool:
        body = self._rules.bodies.fullmatch(word.text)  # the Kremlin's is not any of Russia's
        if member.actor is not None and not body and nation(word.text, self._rules) == member.actor:
            return True
        if len(word.text) <= FILLER and not word.abbreviation:
            return True
        low = self._same_office(word.text)
        return any(same(w, low) for w in self._words_of(member.role or "", offices=head))

    def _words_of(self, role: str, offices: bool) -> list[str]:
        """The words of a role, only those of offices and trades where the head of another one is looked for."""
        words = [w for w in re.findall(r"[\w-]+", role) if not offices or is_role(w, self._rules)]
        return [self._same_office(w) for w in words] + [w.lower() for w in words]

    def _same_office(self, word: str) -> str:
        low = word.lower() if self._rules.capitals else self._rules.last_name(word)  # მინისტრის, მინისტრმა: მინისტრი
        return next((to for known, to in self._rules.same_office.items() if low.startswith(known)), low)

    # ------------------------------------------------------------------ who there is
    def _meet(self, one: Found) -> None:
        """A name joins the people where a role or a verb of saying stands with it, or it is known already."""
        role = one.role.text(self._reading.text) if one.role else None
        known = self._find(one.name.words)
        if known is None:
            if one.role is not None or self._speaks(one):
                speaks_for = actor(one.role.words, self._rules, self._reading.forms) if one.role else None
                self._likely(one.name.words[-1]).append(
                    Member(words=one.name.words, role=role, actor=speaks_for, gender=one.name.gender)
                )
        elif known.role is None and one.role is not None:
            speaks_for = actor(one.role.words, self._rules, self._reading.forms)
            likely = self._likely(known.words[-1])
            likely[likely.index(known)] = replace(known, role=role, actor=speaks_for)

    def _members(self) -> Iterator[Member]:
        return chain.from_iterable(self._by_last.values())

    def _likely(self, last: str) -> list[Member]:
        """The members whose last name begins as this one does."""
        return self._by_last[last[:FIRST]]

    def _find(self, words: tuple[str, ...]) -> Member | None:
        for member in self._likely(words[-1]):
            one_word = len(words) == 1 or len(member.words) == 1
            if same(member.words[-1], words[-1]) and (one_word or same(member.words[0], words[0])):
                return member
        return None

    def _speaks(self, one: Found) -> bool:
        """Whether a verb of saying stands right beside the last name somewhere, or a mark opens right behind it, or the
        name is the label of a turn.
        """
        if re.compile(r"[,:]?\s*[“„«\"]").match(self._reading.text, one.span.end):
            return True
        if any(turn.label is not None and one.span.within(turn.label) for turn in self._reading.said.turns):
            return True
        if self._rules.head_first and one.name.subject and self._in_a_saying(one):
            return True
        last = one.name.words[-1]
        words = self._reading.words
        return any(same(words[i].text, last) and self._verb_beside(i) for i in self._reading.beginning(last[:FIRST]))

    def _in_a_saying(self, one: Found) -> bool:
        """Whether a name, in the form of a subject, shares its sentence with a verb of saying and with marked words."""
        whole = self._reading.page.sentences(one.span)
        return bool(self._reading.verbs(whole.start, whole.end)) and bool(
            self._reading.page.marks_between(whole.start, whole.end)
        )

    def _verb_beside(self, at: int) -> bool:
        words = self._reading.words
        first, last = words[max(0, at - BESIDE)], words[min(len(words) - 1, at + BESIDE)]
        near = self._reading.text[first.start : last.end]
        return "\n" not in near and bool(self._rules.verbs.search(near) or self._rules.according.search(near))

    # ------------------------------------------------------------------ where they are named
    def _namings(self, found: Sequence[Found]) -> Iterator[Naming]:
        whole: set[int] = set()
        beginnings: set[int] = set()
        for one in found:
            member = self._find(one.name.words)
            if member is not None:
                whole |= {w.start for w in one.words}
                beginnings.add(one.span.start)
                yield Naming(span=one.span, whole=one.whole, member=member, subject=one.name.subject)
        for word in self._reading.words:
            if word.start in whole or not self._reading.outside(word.start):
                continue
            if self._rules.capitals and not word.capital:
                continue
            bare = self._rules.last_name(word.text)  # Tosunlu'nun: a case may be longer than the endings of `same`
            bearers = [m for m in self._likely(word.text) if same(m.words[-1], word.text) or same(m.words[-1], bare)]
            bearers = [m for m in bearers if m.words[-1] == word.text] or bearers  # Алиев is not Алиева
            if bearers:
                naming = self._naming(word, bearers[0].words[-1], bearers[0] if len(bearers) == 1 else None)
                # Right before another's full name it is whose he is: соседка "Ильвес" Ода Линд.
                owns = self._rules.head_first and word.end + 1 in beginnings
                yield replace(naming, subject=False) if owns else naming

    def _naming(self, word: Word, last: str, member: Member | None) -> Naming:
        span = Span(word.start, word.end)
        subject = word.text == last or (self._rules.last_name(word.text) == last and self._rules.subject(word.text))
        role = role_before(self._reading, word.start, subject)
        return Naming(
            span=span, whole=Span(role.start if role else span.start, span.end), member=member, subject=subject
        )


def same(one: str, other: str) -> bool:
    """Whether two words are forms of one name: equal but for short endings."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    common = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return common >= max(STEM, len(short) - 1) and len(long) - common <= ENDING
