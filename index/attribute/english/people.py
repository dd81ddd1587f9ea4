"""The people of one article: every mention of a name brought together under its fullest form, with roles and gender."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from index.actors import Places
from index.attribute.english.gender import name_gender
from index.attribute.english.lexicon import FEMALE_ROLES, FEMALE_TITLES, MALE_ROLES, MALE_TITLES, REPORTING_FORMS
from index.attribute.english.names import PARTICLES, Run, could_be_person, runs
from index.attribute.english.roles import head_role, role_after, role_before, role_with_comma
from index.attribute.page import Page
from index.span import Span

Key = tuple[str, str]
CERTAIN = 6.0  # log-odds: a title or an office that only men or only women bear
# A last name beside a reporting verb, anywhere in the article: its bearer is no institute.
SPEAKING = re.compile(
    rf"([A-Z][\w’'-]+) (?:{REPORTING_FORMS})\b|\b(?:said|says|added|asked) (?:[A-Z][\w’'-]+ )?([A-Z][\w’'-]+)"
)
COPULA = re.compile(r",? (?:is|was|has been|became|who|whose)\b|, \d{2}\b")
DETERMINED = re.compile(r"\b(?:[Tt]he|[Aa]n?)\s+$")
LOWER = re.compile(r"\b[a-z]{3,}\b")
PLACED = re.compile(r"\b(?:[Ii]n|[Aa]t|near|outside|across) ([A-Z][\w’'-]*\w)\b(?!['’]s)")
REMEMBERED = 60  # namings looked back at, so that a giant paragraph costs no more than others
RECENT = 1500.0  # characters; a mention this far back counts a third of one right here


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A named entity as the parser labels it."""

    span: Span
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """One place where a person is named."""

    span: Span
    quoted: bool


@dataclass(slots=True, kw_only=True)
class Person:
    """`name` is the fullest form the article gives; `gender` is log-odds, positive for a woman, 0 for unknown."""

    name: str
    given: str
    last: str
    gender: float = 0.0
    namings: list[Naming] = field(default_factory=list)
    roles: list[Span] = field(default_factory=list)

    @property
    def full(self) -> bool:
        return bool(self.given)

    def named_before(self, place: int) -> list[Naming]:
        """The last namings before a place, REMEMBERED of them at most, in the order of the text."""
        end = bisect_left(self.namings, place, key=lambda n: n.span.start)
        return self.namings[max(0, end - REMEMBERED) : end]


class People:
    """Everybody named in an article. `given` maps lower-case given names to log-odds of being a woman's; `speaking` are
    last names that are known to be a speaker's.
    """

    def __init__(
        self,
        page: Page,
        entities: Sequence[Entity],
        given: Mapping[str, float],
        speaking: Collection[str] = (),
    ) -> None:
        self.page = page
        self._labels = _labels(entities)
        self._places = Places(page.text)
        self._lower = frozenset(LOWER.findall(page.text))  # "the Oak Fire" is no Mr Fire where "fire" is a word
        self._placed = frozenset(PLACED.findall(page.text))
        self._speaking = {m.group(1) or m.group(2) for m in SPEAKING.finditer(page.text)}.union(speaking)
        found = [run for block in page.blocks for run in runs(page.text, block)]
        ending: dict[int, list[Entity]] = defaultdict(list)
        for entity in entities:
            ending[entity.span.end].append(entity)
        found = [self._cut(run, ending[run.span.end]) for run in found]
        self._votes = Counter[Key]()
        for run in found:
            if len(run.words) > 1:
                self._votes[_key(run)] += self._evidence(run)
        self._persons: dict[Key, Person] = {}
        self._at: dict[int, Person] = {}
        full = [run for run in found if len(run.words) > 1 and self._is_person(run)]
        short = [run for run in found if len(run.words) == 1]
        self._lone = self._lone_names(short)
        forms = Counter(_key(run) for run in full)
        for run in full:
            self._name(run, self._persons.setdefault(_canonical(_key(run), forms), _person(run, given)))
        for run in sorted(short, key=lambda r: r.span.start):
            person = self._short(run, given)
            if person is not None:
                self._name(run, person)
        self.everybody: list[Person] = list({id(p): p for p in self._at.values()}.values())
        for person in self.everybody:
            person.namings.sort(key=lambda n: n.span)

    def at(self, span: Span) -> Person | None:
        """The person that a mention names: the last name within it."""
        found = [self._at[i] for i in range(span.end - 1, span.start - 1, -1) if i in self._at]
        return found[0] if found else None

    def add(self, person: Person, span: Span) -> None:
        """Counts a place as one more naming of a person: a role or a pronoun that was found to be theirs."""
        insort(person.namings, Naming(span=span, quoted=False), key=lambda n: n.span)

    def starting(self, place: int) -> Person | None:
        return self._at.get(place)

    # ------------------------------------------------------------------ telling people from other names
    def _cut(self, run: Run, entities: Sequence[Entity]) -> Run:
        """Secretary of "State Antony Blinken": the parser's person at the end of a longer run is the name."""
        for entity in entities:
            if run.span.start < entity.span.start and entity.label == "PERSON":
                count = len(self.page.text[entity.span.start : entity.span.end].split())
                if 2 <= count < len(run.words):
                    return Run(span=entity.span, words=run.words[-count:], title=run.title)
        return run

    def _evidence(self, run: Run) -> int:
        """Votes for a run being a person's name; negative ones against."""
        if not could_be_person(run.words):
            return -9
        votes = 2 * (run.title is not None)
        block = self.page.block(run.span.start)
        votes += 2 * (role_before(self.page.text, run.span.start, block.start) is not None)
        votes += 1 * (role_after(self.page.text, run.span.end, block.end) is not None)
        votes += 2 * (role_with_comma(self.page.text, run.span.start, block.start) is not None)
        votes += 1 * (run.words[-1] in self._speaking)
        votes += 2 * (COPULA.match(self.page.text, run.span.end, block.end) is not None)
        votes -= 3 * (run.title is None and DETERMINED.search(self.page.text, block.start, run.span.start) is not None)
        label = self._labels.get(run.span.end - 1, "")
        votes -= (1 if label == "PERSON" else 2) * (_plain(run.words[-1]) in self._lower)
        return votes + (1 if label == "PERSON" else -1 if label else 0)

    def _is_person(self, run: Run) -> bool:
        return len(run.words) <= 5 and could_be_person(run.words) and self._votes[_key(run)] > 0

    def _short(self, run: Run, given: Mapping[str, float]) -> Person | None:
        """Who is meant by one word: the bearer of that last name, else of that given name, else a new person."""
        word = _plain(run.words[0])
        bearers = self._fitting([p for (_, last), p in self._persons.items() if last == word], run)
        bearers = bearers or self._fitting([p for (first, _), p in self._persons.items() if first == word], run)
        if len(bearers) == 1:
            return bearers[0]
        if bearers:
            return max(bearers, key=lambda p: _presence(p, run.span.start))
        return self._persons.setdefault(("", word), _person(run, given)) if word in self._lone else None

    def _lone_names(self, short: Sequence[Run]) -> frozenset[str]:
        """The single words that are people's names everywhere in the article: by a title, or by the parser's label
        together with a verb of saying or a second occurrence.
        """
        votes = Counter[str]()
        count = Counter(_plain(run.words[0]) for run in short)
        for run in short:
            word, label = _plain(run.words[0]), self._labels.get(run.span.end - 1, "")
            votes[word] += (2 if run.title else 0) + (1 if label == "PERSON" else -1 if label == "GPE" else 0)
        speaking = {_plain(word) for word in self._speaking}
        words = {_plain(run.words[0]): run.words for run in short}
        return frozenset(
            word
            for word, vote in votes.items()
            if vote > 0
            and len(word) > 2
            and (word in speaking or count[word] > 1 or vote > 1)
            and not words[word][0].isupper()
            and could_be_person(words[word])
            and not self._is_place(words[word][0])
        )

    def _is_place(self, word: str) -> bool:
        """Whether a lone word is a place's name elsewhere in the article: "Velmoran", "in Benkar"."""
        if self._places.place(word) is not None or self._places.nation(word, owns=False) is not None:
            return True
        return word in self._placed

    @staticmethod
    def _fitting(bearers: list[Person], run: Run) -> list[Person]:
        """Those whose gender does not contradict the title before the name."""
        if run.title in MALE_TITLES:
            return [p for p in bearers if p.gender <= 0] or bearers
        if run.title in FEMALE_TITLES:
            return [p for p in bearers if p.gender >= 0] or bearers
        return bearers

    # ------------------------------------------------------------------ gathering what is said of them
    def _name(self, run: Run, person: Person) -> None:
        text, block = self.page.text, self.page.block(run.span.start)
        person.namings.append(Naming(span=run.span, quoted=self.page.in_closed_mark(run.span.start)))
        if len(" ".join(run.words)) > len(person.name) and len(run.words) > 1:
            person.name = text[run.span.start : run.span.end]
        for place in range(run.span.start, run.span.end):
            self._at[place] = person
        person.gender += _title_gender(run.title)
        found = (
            role_before(text, run.span.start, block.start),
            role_after(text, run.span.end, block.end),
            role_with_comma(text, run.span.start, block.start),
        )
        for role in found:
            if role is not None:
                person.roles.append(role)
                person.gender += _role_gender(head_role(text[role.start : role.end].split()))


def _labels(entities: Sequence[Entity]) -> dict[int, str]:
    return {e.span.end - 1: e.label for e in entities}


def _key(run: Run) -> Key:
    return _plain(run.words[0]), _plain(run.words[-1])


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")


def _canonical(key: Key, forms: Mapping[Key, int]) -> Key:
    """The commonest spelling of a name where a one-off has the same last name and a given name that begins alike."""
    alike = [k for k in forms if k[1] == key[1] and k[0][:3] == key[0][:3]]
    return max(alike, key=lambda k: (forms[k], k)) if alike else key


def _person(run: Run, given: Mapping[str, float]) -> Person:
    first = run.words[0].lower() if len(run.words) > 1 else ""
    last = next((w for w in reversed(run.words) if w.lower() not in PARTICLES), run.words[-1]).lower()
    gender = name_gender(first, last, given) if first else given.get(last, 0.0)
    return Person(name=" ".join(run.words), given=first, last=last, gender=gender)


def _title_gender(title: str | None) -> float:
    return CERTAIN if title in FEMALE_TITLES else -CERTAIN if title in MALE_TITLES else 0.0


def _role_gender(role: str | None) -> float:
    return CERTAIN / 2 if role in FEMALE_ROLES else -CERTAIN / 2 if role in MALE_ROLES else 0.0


def _presence(person: Person, place: int) -> tuple[float, int]:
    """How present a person is at a place: recent and frequent namings before it; the first named wins a tie."""
    before = [n.span.start for n in person.namings if n.span.start <= place]
    weight = sum(2.718 ** (-(place - start) / RECENT) for start in before)
    return weight, -min((n.span.start for n in person.namings), default=0)
