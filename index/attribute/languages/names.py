"""Names as they stand in an article: which runs of words are somebody's name, in which form, with which role."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.attribute.languages.nations import nation
from index.attribute.languages.phrases import PREPOSITIONS, Phrase, apposition, is_role, role_before
from index.attribute.languages.reading import Reading, Word
from index.attribute.languages.rules import Name
from index.span import Span

MAX_NAME = 3  # words
NEAR = 60  # characters before a last name in which its verb stands
TOLD = re.compile(r"[»”“\"],?\s*[—–-]\s+[^.\n»”“\"]*$")  # from marks and a dash to a verb


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A name as it stands, before it is known to be a person's."""

    words: Sequence[Word]
    name: Name
    role: Phrase | None

    @property
    def span(self) -> Span:
        return Span(self.words[0].start, self.words[-1].end)

    @property
    def whole(self) -> Span:
        """With the role before or behind it."""
        return self.span if self.role is None else Span(min(self.role.start, self.span.start), self.span.end)


class Names:
    def __init__(self, reading: Reading) -> None:
        self._reading, self._rules = reading, reading.rules

    def in_full(self) -> Iterator[Found]:
        runs = self._capital_runs() if self._rules.capitals else self._runs_after_roles()
        for run in runs:
            for words in self._readings(run):
                oblique = self._asks_for_oblique(words[0])
                name = self._rules.name(tuple(w.text for w in words), self._reading.forms, oblique)
                if name is not None:
                    yield Found(words=words, name=name, role=self._role(words, name))
                    break

    def _readings(self, run: Sequence[Word]) -> Iterator[Sequence[Word]]:
        """Which of a run of capitalised words may be a name: МИД "Карсовии Анна Брод" is Anna Brod of Karsovia."""
        run = run[-MAX_NAME - 1 :]
        while len(run) >= 2:
            first = run[0]
            opens = first.low in self._rules.stops or not self._reading.outside(first.start)
            shorter = len(run) > 2 and (self._recurs(run[1:]) or self._goes_on_a_role(first))
            if len(run) <= MAX_NAME and not opens and not shorter and not self._is_nation(first):
                yield run
            run = run[1:]

    def _asks_for_oblique(self, word: Word) -> bool:
        """Whether the role before a name has a form that no subject has: слова "вице-премьера" Шаена Мкртумяна."""
        as_subject, at_all = (role_before(self._reading, word.start, subject) for subject in (True, False))
        head = at_all.words[at_all.head].text if at_all else ""
        return at_all is not None and as_subject is None and not self._rules.subject(head)

    def _is_nation(self, word: Word) -> bool:
        """Whether a word names a country; Armen is a name, and would be a form of Armenia's too."""
        return nation(word.text, self._rules) is not None and not self._rules.is_given(word.text)

    def _goes_on_a_role(self, word: Word) -> bool:
        """Whether the first of three words goes on a role before them: министр транспорта "Карсовии" Денис Орлан."""
        at = self._reading.at(word.start)
        if not self._rules.head_first or at == 0 or self._rules.is_given(word.text):
            return False
        before = self._reading.words[at - 1]
        if before.low in PREPOSITIONS:
            return True  # посол в "Дорвии" Артём Эльдар
        touches = self._reading.text[before.end : word.start] in (" ", "\xa0")
        plain = before.low not in self._rules.stops and not self._rules.verbs.fullmatch(before.text)
        return touches and plain and nation(before.text, self._rules) is None

    def _recurs(self, words: Sequence[Word]) -> bool:
        phrase = " ".join(w.text for w in words)
        return self._reading.text.count(phrase) > 1

    def _capital_runs(self) -> Iterator[list[Word]]:
        """Runs of capitalised words with nothing but a space between, without offices, bodies and abbreviations."""
        run: list[Word] = []
        outlets = {
            place
            for match in self._rules.outlets.finditer(self._reading.text)
            for place in range(match.start(), match.end())
        }
        for word in self._reading.words:
            joined = bool(run) and self._reading.text[run[-1].end : word.start] in (" ", "\xa0")
            if run and not (joined and word.capital):
                yield run
                run = []
            if not word.capital or not self._reading.outside(word.start):
                continue
            located = bool(run) and self._rules.located.fullmatch(word.text)
            breaks = (
                word.abbreviation
                or located
                or word.start in outlets
                or is_role(word.text, self._rules)
                or self._rules.bodies.fullmatch(word.text)
            )
            if breaks or self._rules.verbs.fullmatch(word.text):
                if run and not is_role(word.text, self._rules) and not self._rules.bodies.fullmatch(word.text):
                    yield run
                run = []
            else:
                run.append(word)
                if re.search(r"['’]", word.text) and not self._rules.head_first:
                    yield run  # CHP'li Özgür Özenli: a case ends a name
                    run = []
        if run:
            yield run

    def _runs_after_roles(self) -> Iterator[list[Word]]:
        """Without capitals: the two words behind an office or a trade that are in one form with it."""
        words = self._reading.words
        for at, word in enumerate(words):
            following = words[at + 1 : at + 3]
            if not is_role(word.text, self._rules) or len(following) < 2 or not self._reading.outside(word.start):
                continue
            first, last = following
            spaces = {self._reading.text[word.end : first.start], self._reading.text[first.end : last.start]}
            plain = not any(
                is_role(w.text, self._rules)
                or self._rules.verbs.fullmatch(w.text)
                or self._rules.bodies.fullmatch(w.text)
                or w.low in self._rules.stops
                for w in following
            )
            if plain and spaces == {" "} and self._go_together(at):
                yield [first, last]
        yield from self._labelled_names()
        yield from self._families()

    def _go_together(self, role: int) -> bool:
        """Whether a role and the second word behind it are in one form, or a word such as "თქმით" follows: both are in
        the genitive then.
        """
        words = self._reading.words
        following = words[role + 3 : role + 4]
        accorded = bool(following) and self._rules.according.fullmatch(following[0].text) is not None
        return accorded or self._rules.in_one_form(words[role].text, words[role + 2].text)

    def _families(self) -> Iterator[list[Word]]:
        """Without capitals: a word with the ending of a family's name in the case of a subject, and the word before."""
        for first, last in pairwise(self._reading.words):
            joined = self._reading.text[first.end : last.start] == " "
            if not joined or not self._reading.outside(last.start) or not self._rules.family.fullmatch(last.text):
                continue
            institutional = is_role(first.text, self._rules) or self._rules.bodies.fullmatch(first.text)
            if not institutional and first.low not in self._rules.stops and not self._rules.verbs.fullmatch(first.text):
                yield [first, last]

    def _labelled_names(self) -> Iterator[list[Word]]:
        """Two words that a paragraph begins with, a comma, and an office or a trade: "Nino Korvali, economist:"."""
        for block in self._reading.page.blocks:
            words = self._reading.between(block.start, block.end)[:3]
            if len(words) < 3 or words[0].start != block.start or not is_role(words[2].text, self._rules):
                continue
            between = [self._reading.text[one.end : other.start] for one, other in pairwise(words)]
            if between == [" ", ", "]:
                yield words[:2]

    def _role(self, words: Sequence[Word], name: Name) -> Phrase | None:
        return role_before(self._reading, words[0].start, name.subject) or apposition(self._reading, words[-1].end)

    def of_one_word(self, taken: Collection[int]) -> Iterator[Found]:
        """Names of one word: behind an office or a trade, or beside a verb of saying, and of nobody known."""
        if not self._rules.capitals:
            return
        for run in self._capital_runs():
            word = run[-1]
            if len(run) > 2 or word.start in taken:
                continue
            if nation(word.text, self._rules) or word.low in self._rules.stops:
                continue
            subject = self._rules.subject(word.text)
            goes_on = self._reading.text[word.end : word.end + 1] == " " and self._rules.modifier(word.text)
            if self._rules.head_first and (not subject or goes_on):
                continue  # министр "Карсовии", директор "Кармельского" заповедника: whose or what, not who
            role = role_before(self._reading, word.start, subject)
            if role is not None or (subject and len(run) == 1 and self._subject_of_verb(word)):
                last = word.text if subject else self._rules.last_name(word.text)
                yield Found(words=[word], name=Name(words=(last,), subject=subject), role=role)

    def _subject_of_verb(self, word: Word) -> bool:
        """Whether a capitalised word stands right behind a verb of saying, or ends a clause behind marks and a dash."""
        if self._rules.order != "verb-subject":
            return False
        text, start = self._reading.text, max(0, word.start - NEAR)
        verbs = self._reading.verbs(start, word.start)
        if not verbs:
            return False
        before = self._reading.words[self._reading.at(word.start) - 1]
        free = text[word.end : word.end + 1] in (".", ",", "") and before.low not in self._rules.stops
        closes = free and TOLD.search(text, start, verbs[-1].end)
        return text[verbs[-1].end : word.start].strip() in self._rules.addresses or bool(closes)
