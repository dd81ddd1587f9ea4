"""How words that are quoted lie in a text: in which runs, with what between them, and what differs (collation).

The best way to lay them there is found among all: every run of words that both have is a step, and going from one to
the next costs by what it would take to be true: a word that was changed little, a leap that no sign shows much.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal, NamedTuple

from assistant.checking.words import APOSTROPHE, ELLIPSIS, QUOTE, Worded, marks, same_marks

LEAST_RUN = 2  # words that make a step of their own; single ones count only where they lie between two steps
DROPPED = 2  # words left out in one place that make a changed wording; more are a leap
NEAR = 3  # words by which a changed stretch may be longer than what stands for it
# What going on costs, in words; a leap must win three words more than staying would.
CHANGED, OPEN, LEAP, BACK = 0.3, 0.2, 2.5, 3.5
MOST_STEPS = 150  # that are weighed against each other; the longest where there are more
ENDS = ".,;:։"  # marks that a sentence around a quotation may put in place of its own
ASKS = "?!՞՜"

ChangeOp = Literal["replace", "delete", "insert", "mark"]


class Run(NamedTuple):
    """`length` words in a row, from the number `asked` of those quoted and `there` of the text."""

    asked: int
    there: int
    length: int

    @property
    def asked_end(self) -> int:
        return self.asked + self.length

    @property
    def there_end(self) -> int:
        return self.there + self.length


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Where the two differ: `quoted` as it was written down, `there` as the article has it; a side may be empty."""

    op: ChangeOp
    quoted: str
    there: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Leap:
    """Where what is quoted goes on in another place: `left_out` is what lies between, empty where it goes back or where
    one quotation ends and another begins. `shown` says that a sign of ellipsis stands there.
    """

    left_out: str
    shown: bool
    back: bool = False


Differs = Change | Leap


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """The words that are quoted, laid along a text. `start:end` is the place in the text, in characters; `matched` is
    how many of the words are there.
    """

    start: int
    end: int
    runs: tuple[Run, ...]
    changes: tuple[Change, ...]
    leaps: tuple[Leap, ...]
    matched: int


def align(asked: Worded, text: Worded) -> list[Alignment]:
    """Every place where all the words stand in a row, else the one best way to lay them along the text; [] where they
    have no two words in a row in common.
    """
    steps = list(_steps(asked, text))
    whole = [[step] for step in steps if step.length == len(asked.words)]
    if not steps:
        return []
    if len(steps) > MOST_STEPS:
        steps = sorted(sorted(steps, key=lambda step: -step.length)[:MOST_STEPS])
    return [_alignment(asked, text, chain) for chain in whole or [_best(steps, asked)]]


def opening(asked: Worded, at: int, text: Worded) -> Run | None:
    """The longest run from the word `at` of what is asked that the text has as it is quoted, marks and all."""
    pair = tuple(asked.keys[at : at + LEAST_RUN])
    runs = [_verbatim(asked, text, _run(asked, text, at, place)) for place in text.places.get(pair, ())]
    return max(runs, key=lambda run: run.length, default=None)


def _verbatim(asked: Worded, text: Worded, run: Run) -> Run:
    """As much of a run, from its beginning, as differs in nothing."""
    for length in range(1, run.length):
        collation = _Collation(asked, text)
        collation.run(Run(run.asked + length - 1, run.there + length - 1, 2))
        if collation.found:
            return Run(run.asked, run.there, length)
    return run


def _run(asked: Worded, text: Worded, at: int, place: int) -> Run:
    """The run that begins with these words of both, and ends at a sign of ellipsis in what is asked at the latest."""
    keys, there, length = asked.keys, text.keys, 0
    end = min((sign for sign in asked.elided if sign > at), default=len(keys))
    while at + length < end and place + length < len(there) and keys[at + length] == there[place + length]:
        length += 1
    return Run(at, place, length)


def _steps(asked: Worded, text: Worded) -> Iterator[Run]:
    """All longest runs that both have, in the order of what is asked."""
    keys, there = asked.keys, text.keys
    if len(keys) == 1:
        yield from (Run(0, n, 1) for n, key in enumerate(there) if key == keys[0])
        return
    for number, pair in enumerate(pairwise(keys)):
        if number + 1 in asked.elided:
            continue
        for place in text.places.get(pair, ()):
            if number and place and number not in asked.elided and keys[number - 1] == there[place - 1]:
                continue  # a part of the run before
            yield _run(asked, text, number, place)


def _best(steps: Sequence[Run], asked: Worded) -> list[Run]:
    """The chain of steps that is worth most. A step may lose what the one before it has of the same words."""
    worth: list[float] = []
    before: list[tuple[int, Run] | None] = []
    cut: list[Run] = []
    for number, step in enumerate(steps):
        best, came, mine = float(step.length), None, step
        for other in range(number):
            last = cut[other]
            lost = max(0, last.asked_end - step.asked)
            rest = Run(step.asked + lost, step.there + lost, step.length - lost)
            if rest.length < 1:
                continue
            value = worth[other] + rest.length - _cost(last, rest, asked)
            if value > best:
                best, came, mine = value, (other, last), rest
        worth.append(best)
        before.append(came)
        cut.append(mine)
    at: int | None = max(range(len(steps)), key=lambda n: (worth[n], -cut[n].there))
    chain: list[Run] = []
    while at is not None:
        chain.append(cut[at])
        link = before[at]
        at = link[0] if link else None
    return chain[::-1]


def _cost(last: Run, step: Run, asked: Worded) -> float:
    new, gap = step.asked - last.asked_end, step.there - last.there_end
    if gap < 0:
        return BACK
    if new == 0 and gap > 0 and step.asked in asked.elided:
        return OPEN
    if gap <= new + NEAR and (new or gap <= DROPPED):
        return CHANGED * max(new, gap)
    return LEAP


def _alignment(asked: Worded, text: Worded, chain: Sequence[Run]) -> Alignment:
    first, last = chain[0], chain[-1]
    collation = _Collation(asked, text)
    collation.head(first)
    collation.run(first)
    for one, other in pairwise(chain):
        collation.run(other, leaps=collation.gap(one, other))
    collation.tail(last)
    there = [n for run in chain for n in (run.there, run.there_end)]
    return Alignment(
        start=text.words[min(there)].start,
        end=text.words[max(there) - 1].end,
        runs=tuple(chain),
        changes=tuple(one for one in collation.found if isinstance(one, Change)),
        leaps=tuple(one for one in collation.found if isinstance(one, Leap)),
        matched=collation.matched,
    )


class _Collation:
    """Gathers what differs along a chain of runs, and counts the words that do not."""

    def __init__(self, asked: Worded, text: Worded) -> None:
        self._asked, self._text = asked, text
        self.found: list[Differs] = []
        self.matched = 0

    def run(self, run: Run, *, leaps: bool = False) -> None:
        """Words that are the same but for their case, and the marks between them. What a run `leaps` to may begin with
        another case than the text has there: it may begin a sentence in one and not in the other.
        """
        self.matched += run.length
        for n in range(run.length):
            ours, theirs = self._asked.words[run.asked + n], self._text.words[run.there + n]
            edited = (ours.edited or (leaps and not n)) and ours.letters[1:] == theirs.letters[1:]
            if ours.letters != theirs.letters and not edited:
                self._change("replace", (run.asked + n, run.asked + n + 1), (run.there + n, run.there + n + 1))
            if n + 1 < run.length:
                self._marks(run.asked + n, run.there + n)

    def gap(self, one: Run, other: Run) -> bool:
        """What lies between two runs; whether it is a leap."""
        ours, theirs = (one.asked_end, other.asked), (one.there_end, other.there)
        new, gap = ours[1] - ours[0], theirs[1] - theirs[0]
        shown = any(n in self._asked.elided for n in range(ours[0], ours[1] + 1))
        if gap < 0:
            self._inserted(*ours)
            self.found.append(Leap(left_out="", shown=shown, back=True))
            return True
        if gap > new + NEAR or (not new and gap and (shown or gap > DROPPED or self._crosses(ours[0] - 1, theirs))):
            self._inserted(*ours)
            self.found.append(Leap(left_out=self._text.slice(*theirs), shown=shown))
            return True
        if new or gap:
            self._stretch(ours, theirs)
        else:
            self._marks(ours[0] - 1, theirs[0] - 1)
        return False

    def head(self, first: Run) -> None:
        """Words before the first run, held against as many of the same quotation."""
        start = first.there
        while start > max(0, first.there - first.asked) and QUOTE not in marks(self._text.between(start - 1, start)):
            start -= 1
        self._stretch((0, first.asked), (start, first.there))

    def tail(self, last: Run) -> None:
        """Words behind the last run, held against as many of the same quotation."""
        count = len(self._asked.words)
        rest, end = count - last.asked_end, last.there_end
        if not rest:
            self._closing(last)
            return
        most = min(len(self._text.words), last.there_end + rest)
        while end < most and QUOTE not in marks(self._text.between(end - 1, end)):
            end += 1
        self._stretch((last.asked_end, count), (last.there_end, end))

    def _stretch(self, ours: tuple[int, int], theirs: tuple[int, int]) -> None:
        """Two short stretches that stand for each other, word by word."""
        a, b = self._asked.keys[slice(*ours)], self._text.keys[slice(*theirs)]
        for op, i, j, k, m in SequenceMatcher(None, b, a, autojunk=False).get_opcodes():
            if op == "equal":
                self.run(Run(ours[0] + k, theirs[0] + i, j - i))
            else:
                self._change(op, (ours[0] + k, ours[0] + m), (theirs[0] + i, theirs[0] + j))

    def _change(self, op: ChangeOp, ours: tuple[int, int], theirs: tuple[int, int]) -> None:
        self.found.append(Change(op=op, quoted=self._asked.slice(*ours), there=self._text.slice(*theirs)))

    def _inserted(self, start: int, end: int) -> None:
        if start < end:
            self._change("insert", (start, end), (0, 0))

    def _marks(self, ours: int, theirs: int) -> None:
        """What stands behind two words that are followed by the same word."""
        a, b = self._asked.between(ours, ours + 1), self._text.between(theirs, theirs + 1)
        if same_marks(a, b):
            return
        if self._crosses(ours, (theirs + 1, theirs + 1)):
            self.found.append(Leap(left_out="", shown=ours + 1 in self._asked.elided))
        else:
            self._change("mark", (ours, ours + 2), (theirs, theirs + 2))

    def _crosses(self, ours: int, theirs: tuple[int, int]) -> bool:
        """Whether a quotation ends and another begins around these words of the text, and not where it is quoted."""
        there = "".join(self._text.between(n - 1, n) for n in range(theirs[0], theirs[1] + 1))
        return marks(there).count(QUOTE) >= 2 and marks(self._asked.between(ours, ours + 1)).count(QUOTE) < 2

    def _closing(self, last: Run) -> None:
        """A question or a cry that ends otherwise; how a statement ends is up to the sentence around the quotation."""
        ours = marks(self._asked.between(last.asked_end - 1, last.asked_end)).strip(QUOTE + APOSTROPHE)
        theirs = marks(self._text.between(last.there_end - 1, last.there_end))
        own = ours.rstrip(ENDS + ELLIPSIS)
        stated = ours and not own and ELLIPSIS not in ours
        if not theirs.startswith(own) or (stated and theirs[:1] in ASKS and theirs):
            words, text = self._asked.words, self._text
            end = text.words[last.there_end - 1].end
            self.found.append(
                Change(
                    op="mark",
                    quoted=self._asked.text[words[-1].start :].strip(),
                    there=text.text[text.words[last.there_end - 1].start : end + 1].strip(),
                )
            )
