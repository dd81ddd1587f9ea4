"""The people of an article in a language without a parser: their names, roles and actors, by rules and word lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.attribute.languages.rules import Rules
from index.attribute.page import Page
from index.countries import country_by_code, inflected_country
from index.quotation import Speaker
from index.span import Span

WORD = re.compile(r"[^\W\d_](?:[\w-]|[’'](?=\w))*")
MAX_NAME = 3  # words
MAX_ROLE = 10  # words
STEM = 4  # letters that two forms of one name share at least
ENDING = 3  # letters that a case may add to a name
TAIL = 4  # letters that a case or an adjective ending may add to a short name of a country


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person named in full: the words of the name in their citation form, the roles, where each naming starts."""

    words: tuple[str, ...]
    role: str | None
    actor: str | None

    @property
    def name(self) -> str:
        return " ".join(self.words)

    def speaker(self) -> Speaker:
        return Speaker(name=self.name, role=self.role, actor=self.actor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """One place where a member is named, by the full name or the last."""

    span: Span
    member: Member


class Cast:
    """Everybody who is named in full in an article."""

    def __init__(self, page: Page, rules: Rules) -> None:
        self._page, self._rules = page, rules
        self._forms = [m.group() for m in WORD.finditer(page.text)]
        runs = list(self._capital_runs() if rules.capitals else self._runs_after_roles())
        self.members: list[Member] = []
        full: list[tuple[Span, tuple[str, ...]]] = []
        for run in runs:
            run = self._without_place(run)
            if 2 <= len(run) <= MAX_NAME and not page.inside(run[0].start):
                full.append((Span(run[0].start, run[-1].end), self._citation(run)))
        for span, words in full:
            known = self._find(words)
            role = self._role(span)
            if known is None and (role is not None or self._speaks(span, words[-1])):
                self.members.append(Member(words=words, role=role, actor=self._actor(role) if role else None))
            elif known is not None and known.role is None and role is not None:
                self.members[self.members.index(known)] = Member(words=known.words, role=role, actor=self._actor(role))
        self.namings = sorted(self._namings(full), key=lambda n: n.span)

    def bearer(self, role: str, beside: str) -> Member | None:
        """The only person with a role that contains this word, in any of its forms; of several the only one with the
        word that stands beside it too. None where two are left.
        """
        found = [m for m in self.members if m.role and _contains(m.role, role)]
        if len(found) > 1 and beside:
            found = [m for m in found if m.role and _contains(m.role, beside)]
        return found[0] if len(found) == 1 else None

    def is_subject_form(self, naming: Naming) -> bool:
        """Whether a name stands in the form that subjects have: not "of Toskari", "to Vestrova"."""
        form = WORD.findall(naming.span.of(self._page.text))[-1]
        return not self._rules.oblique.fullmatch(form) and self._rules.citation(form) == naming.member.words[-1]

    # ------------------------------------------------------------------ names
    def _capital_runs(self) -> Iterator[list[Span]]:
        """Runs of capitalised words up to an inflected one, without the offices in them."""
        for block in self._page.blocks:
            run: list[Span] = []
            for match in WORD.finditer(self._page.text, block.start, block.end):
                here = Span(*match.span())
                joined = bool(run) and self._page.text[run[-1].end : here.start] in (" ", "\xa0")
                if run and not (joined and match.group()[0].isupper()):
                    yield run
                    run = []
                if match.group()[0].isupper():
                    run.append(here)
                    if self._is_role(match.group()) or self._rules.verbs.fullmatch(match.group()):
                        run = []
            if run:
                yield run

    def _runs_after_roles(self) -> Iterator[list[Span]]:
        """The two words behind an office or a trade, where the phrase ends with them or the second one recurs."""
        text = self._page.text
        for pattern in (self._rules.offices, self._rules.trades):
            for match in pattern.finditer(text):
                following = list(WORD.finditer(text, match.end(), self._page.block(match.start()).end))[:2]
                if len(following) < 2 or text[match.end() : following[0].start()] != " ":
                    continue
                first, last = following
                plain = all(
                    not self._is_role(w.group()) and not self._rules.verbs.fullmatch(w.group()) for w in following
                )
                closes = text[last.end() : last.end() + 1] in ("", ".", ",", ";", "\n", ":")
                whole = text[first.end() : last.start()] == " "
                if plain and whole and (closes or self._recurs(last.group())):
                    yield [Span(*first.span()), Span(*last.span())]

    def _without_place(self, run: list[Span]) -> list[Span]:
        """МИД "Карсовии Анна Брод": a first word that is a country, or recurs in another form, is left out."""
        while len(run) > 2:
            word = run[0].of(self._page.text)
            others = [f for f in self._forms if f != word and f[0] == word[0] and _same(f.lower(), word.lower())]
            if self._nation(word) is None and not others:
                break
            run = run[1:]
        return run

    def _citation(self, run: list[Span]) -> tuple[str, ...]:
        words = [span.of(self._page.text) for span in run]
        return (*words[:-1], self._rules.citation(words[-1]))

    def _find(self, words: tuple[str, ...]) -> Member | None:
        return next((m for m in self.members if m.words[0] == words[0] and _same(m.words[-1], words[-1])), None)

    def _recurs(self, word: str) -> bool:
        cited = self._rules.citation(word)
        return sum(_same(self._rules.citation(form), cited) for form in self._forms) > 1

    def _speaks(self, span: Span, last: str) -> bool:
        """Whether a verb of saying stands right beside the last name somewhere, or a mark opens right behind it."""
        text = self._page.text
        if re.compile(r",?\s*[“„«\"]").match(text, span.end):
            return True
        places = [Span(*m.span()) for m in WORD.finditer(text) if self._rules.citation(m.group()) == last]
        return any(self._verb_beside(place) for place in places)

    def _verb_beside(self, span: Span) -> bool:
        text = self._page.text
        before = WORD.findall(text[max(0, span.start - 30) : span.start])[-1:]
        after = WORD.findall(text[span.end : span.end + 30])[:1]
        return any(self._rules.verbs.fullmatch(w) for w in (*before, *after))

    def _namings(self, full: list[tuple[Span, tuple[str, ...]]]) -> Iterator[Naming]:
        whole = []
        for span, words in full:
            member = self._find(words)
            if member is not None:
                whole.append(span)
                yield Naming(span=span, member=member)
        for match in WORD.finditer(self._page.text):
            span = Span(*match.span())
            if any(span.overlaps(other) for other in whole) or (
                self._rules.capitals and not match.group()[0].isupper()
            ):
                continue
            cited = self._rules.citation(match.group())
            found = [m for m in self.members if _same(m.words[-1], cited)]
            if len({m.name for m in found}) == 1:
                yield Naming(span=span, member=found[0])

    # ------------------------------------------------------------------ roles
    def _is_role(self, word: str) -> bool:
        return bool(self._rules.offices.fullmatch(word) or self._rules.trades.fullmatch(word))

    def _role(self, name: Span) -> str | None:
        """The words before a name back to a stop, or those in apposition behind it, if they tell an office or trade."""
        text, block = self._page.text, self._page.block(name.start)
        edge = start = name.start
        for match in reversed(list(WORD.finditer(text, block.start, name.start))[-MAX_ROLE:]):
            stops = match.group().lower() in self._rules.stops or self._rules.verbs.fullmatch(match.group())
            if text[match.end() : edge].strip(" \xa0") or stops or self._page.inside(match.start()):
                break
            edge = start = match.start()
        before = text[start : name.start].strip()
        if any(self._is_role(w) for w in WORD.findall(before)):
            return before
        behind = re.compile(r", ([^,.:;«»“”„\n]{3,80}),").match(text, name.end, block.end)
        found = behind.group(1) if behind else ""
        return found if any(self._is_role(w) for w in WORD.findall(found)[:4]) else None

    def _actor(self, role: str) -> str | None:
        """The one country in the role of somebody in office; None for a trade, a past office, or two countries."""
        if self._rules.past.search(role) or self._rules.trades.search(role) or not self._rules.offices.search(role):
            return None
        found = {nation for word in WORD.findall(role) if (nation := self._nation(word)) is not None}
        return found.pop() if len(found) == 1 else None

    def _nation(self, word: str) -> str | None:
        known = inflected_country(word, self._rules.code)
        if known:
            return known
        low = word.lower()
        codes = {
            code for stem, code in self._rules.nations.items() if low.startswith(stem) and len(low) - len(stem) <= TAIL
        }
        return country_by_code(codes.pop()) if len(codes) == 1 else None


def _contains(role: str, word: str) -> bool:
    return any(_same(w.lower(), word.lower()) for w in WORD.findall(role))


def _same(one: str, other: str) -> bool:
    """Whether two words are forms of one name: equal but for short endings."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    common = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return common >= max(STEM, len(short) - 1) and len(long) - common <= ENDING
