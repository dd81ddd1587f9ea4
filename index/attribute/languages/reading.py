"""A text as the rules of a language read it: its words, its marks, and what stands outside of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.attribute.languages.dashes import spoken
from index.attribute.languages.rules import Rules
from index.attribute.marks import Mark, paragraphs
from index.attribute.page import Page
from index.attribute.transcripts.turns import transcript
from index.attribute.transcripts.words import TURN_WORDS
from index.span import Span

WORD = re.compile(r"[^\W\d_](?:[\w-]*\w)?(?:[’'](?=\w)\w+)*")
# «Нужен мандат, — подчеркнула она. — Пока его нет, ...»; Armenian has no space before its dash.
ASIDE = re.compile(r"[,.!?…։]\s?[—–-]\s?([^—–\n]{3,120}?)(?=[.,։]?\s?[—–-]\s)")
NAME_WORDS = 3  # words; a title is rarely told from speech by its length beyond
BESIDE = 25  # characters between a mark and the word that says what it is the name of


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    start: int
    end: int
    text: str

    @property
    def low(self) -> str:
        return self.text.lower()

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def abbreviation(self) -> bool:
        bare = re.split(r"[-'’]", self.text)[0]  # AZƏRTAC-a
        return len(bare) > 1 and bare.isupper()


class Reading:
    """`asides` are the stretches inside marks that say whose words these are, by the number of the mark; `said` is what
    is said by turns, and `turned` where that stands among the marks.
    """

    def __init__(self, text: str, rules: Rules) -> None:
        self.text, self.rules = text, rules
        self.said = transcript(text, TURN_WORDS[rules.code])
        turns = self.said.marks()
        dashes = spoken(text, paragraphs(text), rules.verbs)
        self.page = Page(text, [*turns, *(d for d in dashes if not any(d.span.overlaps(t.span) for t in turns))])
        self.turned = frozenset(mark.span for mark in turns)
        self.words = [Word(start=m.start(), end=m.end(), text=m.group()) for m in WORD.finditer(text)]
        self._beginnings: dict[int, Mapping[str, Sequence[int]]] = {}
        self.asides: dict[int, Span] = {}
        for number, mark in enumerate(self.page.marks):
            aside = self._aside(mark)
            if aside is not None:
                self.asides[number] = aside

    @property
    def marks(self) -> Sequence[Mark]:
        return self.page.marks

    @cached_property
    def forms(self) -> frozenset[str]:
        return frozenset(word.text for word in self.words)

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]

    def outside(self, place: int) -> bool:
        """Whether this place is the article's own, not between marks."""
        number = int(self.page.mark_at[place])
        if number < 0:
            return True
        aside = self.asides.get(number)
        return aside is not None and aside.start <= place < aside.end

    def beginning(self, letters: str) -> Sequence[int]:
        """Numbers of the words that begin so."""
        return self._by_letters(len(letters)).get(letters, ())

    def _by_letters(self, count: int) -> Mapping[str, Sequence[int]]:
        if count not in self._beginnings:
            found: dict[str, list[int]] = defaultdict(list)
            for number, word in enumerate(self.words):
                found[word.text[:count]].append(number)
            self._beginnings[count] = found
        return self._beginnings[count]

    def at(self, place: int) -> int:
        """Number of the first word from a place on."""
        return bisect_left(self._starts, place)

    def between(self, start: int, end: int) -> list[Word]:
        """The words of a stretch outside marks."""
        found = self.words[self.at(start) : self.at(max(start, end))]
        return [word for word in found if word.end <= end and self.outside(word.start)]

    def verbs(self, start: int, end: int) -> list[Span]:
        """The verbs of saying in a stretch outside marks."""
        found = [Span(*m.span()) for m in self.rules.verbs.finditer(self.text, start, max(start, end))]
        return [verb for verb in found if self.outside(verb.start)]

    def is_title(self, mark: Mark) -> bool:
        """Whether a mark holds the name of something: газета «Северный курьер», “Mavi Liman” belgeseli."""
        return self._title_word(mark) is not None

    def may_be_outlet(self, mark: Mark) -> bool:
        """Whether a mark may hold the name of an outlet: nothing beside it says that it is that of something else."""
        word = self._title_word(mark)
        return word is None or bool(self.rules.media.fullmatch(word))

    def _title_word(self, mark: Mark) -> str | None:
        """The word beside a mark that says what it is the name of; none is looked for behind where heads come first."""
        block = self.page.block(mark.outer.start)
        before = self.text[max(block.start, mark.outer.start - BESIDE) : mark.outer.start]
        after = self.text[mark.outer.end : min(block.end, mark.outer.end + BESIDE)]
        last = re.search(r"([\w.-]+)\s$", before)
        first = None if self.rules.head_first else re.match(r"(?:['’-]?\w{1,4})?\s+([\w.-]+)", after)
        beside = [match.group(1) for match in (last, first) if match]
        return next((word for word in beside if self.rules.titles.fullmatch(word)), None)

    def looks_like_a_name(self, mark: Mark) -> bool:
        """Whether it is as short as a name, begins with a capital and ends like no sentence: «Берег-Информ»."""
        words = mark.span.of(self.text)
        if not self.rules.capitals:
            return self._is_told(mark)
        return len(words.split()) <= NAME_WORDS and not words[:1].islower() and words[-1:] not in tuple(".!?…,։")

    def _is_told(self, mark: Mark) -> bool:
        """Whether it is one word in the form of whom something is told, right behind a verb of saying."""
        before = self.words[self.at(mark.outer.start) - 1] if self.at(mark.outer.start) else None
        return (
            before is not None
            and self.text[before.end : mark.outer.start] == " "
            and self.rules.verbs.fullmatch(before.text) is not None
            and self.rules.told.fullmatch(mark.span.of(self.text)) is not None
        )

    def _aside(self, mark: Mark) -> Span | None:
        for match in ASIDE.finditer(self.text, mark.span.start, mark.span.end):
            if self.rules.verbs.search(self.text, match.start(1), match.end(1)):
                return Span(*match.span(1))
        return None
