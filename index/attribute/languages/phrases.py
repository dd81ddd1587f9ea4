"""Phrases of offices, trades and bodies: how far they reach around their head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.attribute.languages.reading import Reading, Word
from index.attribute.languages.rules import Rules

MAX_WORDS = 12
PREPOSITIONS = frozenset(("в", "во", "на", "по", "при", "от"))  # within a Russian role: "посол в Тоскари"
JOINED = frozenset((" ", "\xa0"))
APPOSED = re.compile(r"\s?[,(–—-]\s?([^,.:;()«»“”„\"\n]{3,100})(?=[,:.)։]|\s[—–-]\s)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words in the order of the text; `head` is the number of the office, trade or body among them."""

    words: Sequence[Word]
    head: int

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end

    def text(self, whole: str) -> str:
        return whole[self.start : self.end]


def is_role(word: str, rules: Rules) -> bool:
    return bool(rules.offices.fullmatch(word) or rules.trades.fullmatch(word))


def role_before(reading: Reading, place: int, subject: bool) -> Phrase | None:
    """The role that leads up to a name at `place`; a name that is a subject has a role that may be one too."""
    rules = reading.rules
    words = _back(reading, place)
    if not words:
        return None
    if not rules.head_first:
        return Phrase(words=words, head=len(words) - 1) if is_role(words[-1].text, rules) else None
    heads = [i for i, w in enumerate(words) if is_role(w.text, rules) and (rules.subject(w.text) or not subject)]
    if not heads:
        return None
    start = heads[0]
    while start and rules.modifier(words[start - 1].text):
        start -= 1
    return Phrase(words=words[start:], head=heads[0] - start)


def _back(reading: Reading, place: int) -> list[Word]:
    """The words right before a place that may belong to one phrase, in the order of the text."""
    rules = reading.rules
    found: list[Word] = []
    edge = place
    for word in reversed(reading.words[max(0, reading.at(place) - MAX_WORDS) : reading.at(place)]):
        if word.start >= edge:
            continue  # inside a name that has been passed over
        if not reading.outside(word.start):
            mark = reading.marks[int(reading.page.mark_at[word.start])]
            passed = rules.head_first and reading.looks_like_a_name(mark)
            if not passed or reading.text[mark.outer.end : edge] not in JOINED:
                break
            edge = mark.outer.start  # лидер партии "«Единый дом»" Гурген Саркисов
            continue
        if reading.text[word.end : edge] not in JOINED:
            break
        within = rules.head_first and word.low in PREPOSITIONS and not any(is_role(w.text, rules) for w in found)
        role = is_role(word.text, rules)
        ends = (word.low in rules.stops and not within) or rules.verbs.fullmatch(word.text)
        institutional = rules.portfolios.fullmatch(word.text)
        if ends or (rules.bars.fullmatch(word.text) and not role and not institutional):
            break
        found.insert(0, word)
        edge = word.start
    return found


def apposition(reading: Reading, place: int) -> Phrase | None:
    """The role in apposition behind a name that ends at `place`: "Нина Корвальд, министр энергетики Лурании:"."""
    match = APPOSED.match(reading.text, place, reading.page.block(max(0, place - 1)).end)
    if match is None:
        return None
    words = reading.between(match.start(1), match.end(1))
    head = next((i for i, w in enumerate(words[:4]) if is_role(w.text, reading.rules)), None)
    if head is None or any(reading.rules.verbs.fullmatch(w.text) for w in words):
        return None
    return Phrase(words=words, head=head)


def phrase_of(reading: Reading, at: int) -> Phrase:
    """The phrase around word number `at`, the head of a body's or an office's name."""
    rules, words = reading.rules, reading.words
    if not rules.head_first:
        before = _back(reading, words[at].start)
        return Phrase(words=[*before, words[at]], head=len(before))
    first = at
    while (
        first and rules.modifier(words[first - 1].text) and _touch(reading, first - 1) and _is_plain(reading, first - 1)
    ):
        first -= 1
    last = at
    while last + 1 < len(words) and last - at < MAX_WORDS and _touch(reading, last):
        word = words[last + 1]
        joins = word.low in ("и", "в", "во", "по") and last + 2 < len(words) and _touch(reading, last + 1)
        if joins and _goes_on_behind(reading, word, words[last + 2]):
            last += 2
        elif _is_plain(reading, last + 1) and rules.goes_on(word.text):
            last += 1
        else:
            break
    return Phrase(words=words[first : last + 1], head=at - first)


def _goes_on_behind(reading: Reading, joint: Word, word: Word) -> bool:
    capital = word.capital if joint.low != "по" else True
    return capital and (joint.low != "и" or reading.rules.goes_on(word.text)) and word.low not in reading.rules.stops


def _touch(reading: Reading, at: int) -> bool:
    """Whether nothing but a space stands between word number `at` and the next."""
    one, other = reading.words[at], reading.words[at + 1]
    return reading.text[one.end : other.start] in JOINED and reading.outside(other.start) == reading.outside(one.start)


def _is_plain(reading: Reading, at: int) -> bool:
    word = reading.words[at]
    return word.low not in reading.rules.stops and not reading.rules.verbs.fullmatch(word.text)
