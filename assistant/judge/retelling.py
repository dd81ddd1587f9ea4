"""Retelling: a claim that keeps the words of its source in their order changes none among them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from assistant.judge.meaning import Meaning
from assistant.judge.source import Source
from assistant.judge.tongues import tongue, whole
from assistant.judge.wording import Word, words

KEPT = 3  # words in a row, on both sides of a change together, that show that the sentence is retold
END = "."
LONGEST = 2  # words that differ in one place
# Closed classes of English words, that change when a sentence is retold by another speaker and at another time.
CLOSED = frozenset(
    """i we you he she it they one me us him her them who my our your his its their mine ours the a an this that these
    those such any i'm we're they're it's he's she's that's there's is are was were be been being am has have had having
    i've we've they've do does did doing done will would i'll we'll they'll i'd we'd shall can could here there now then
    in on at of to for with by from into about over within inside under upon onto toward towards among between
    through during which whom whose what where when as and but or so""".split()
)


def changed(claim: Sequence[Word], source: Source) -> str | None:
    """The first word of an English claim in whose place its source, with the same words around, has another one."""
    for ours, theirs in _differing(claim, source):
        if len(ours) == len(theirs) == 1 and not _exchangeable(ours[0], theirs[0]):
            return ours[0].text
    return None


def denies_otherwise(claim: Sequence[Word], source: Source) -> bool:
    """Whether a retold English sentence has a "not" more than its source, or one less."""
    no = whole(tongue("en").no)
    return any(
        any(no.fullmatch(word.text) for word in ours) != any(no.fullmatch(word.text) for word in theirs)
        for ours, theirs in _differing(claim, source)
    )


def _exchangeable(word: Word, other: Word) -> bool:
    if word.lower in CLOSED:
        return other.lower in CLOSED
    if other.lower in CLOSED and word.capital:
        return True
    return Meaning([other.stem], "en").holds(word.stem)


def _differing(claim: Sequence[Word], source: Source) -> Iterator[tuple[Sequence[Word], Sequence[Word]]]:
    """The few words of the claim and of what it cites that differ where those around them are the same."""
    ours = [*(word.lower for word in claim), END]
    for one in source.cited:
        cited = words(one.quote, "en")
        theirs = [*(word.lower for word in cited), END]
        codes = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
        for at, (_, i, j, k, m) in enumerate(codes[:-1]):
            if at == 0:  # the first word that is cited, behind whoever said it
                i = max(i, j - (m - k))
            before = codes[at - 1] if at else ("equal", i, i, k, k)
            around = (before, codes[at + 1])
            same = all(op == "equal" for op, *_ in around)
            if same and sum(end - start for _, start, end, *_ in around) >= KEPT and max(j - i, m - k) <= LONGEST:
                yield claim[i:j], cited[k:m]
