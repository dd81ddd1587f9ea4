"""How two wordings of what was said compare, word by word (in textual criticism: the collation of two witnesses)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from index.attribute.marks import CLOSERS, marked, paragraphs

Relation = Literal["same", "shorter", "fuller", "differs"]
Op = Literal["replace", "delete", "insert"]

SHARED = 0.75  # of the shorter one's words, that the longer one must have in the same runs
RUN = 2
LEAST_DIFFERING = 6  # words of the shorter one; fewer that are alike may as well be two sentences

_WORD = re.compile(r"[^\W_]+(?:[-'’ʼ.][^\W_]+)*")
_ELISION = re.compile(r"\.\.\.|…|\[")  # what an outlet puts where it leaves words out


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A run of words that one has otherwise than the other; each side verbatim, empty where it has nothing there."""

    op: Op
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What theirs is to ours: the same words, a part of them, more than them, or words that differ."""

    relation: Relation
    difference: tuple[Change, ...] = ()


def compare(ours: str, theirs: str) -> Wording | None:
    """Word by word, whatever the case and punctuation; None where these are two things said.

    Words left out at either end, or where a mark of elision stands, make a part; any others make a difference.
    """
    our_words, their_words = list(_WORD.finditer(ours)), list(_WORD.finditer(theirs))
    a, b = [_key(word.group()) for word in our_words], [_key(word.group()) for word in their_words]
    if not a or not b or _shared(a, b) < SHARED * min(len(a), len(b)):
        return None
    codes = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    changes = tuple(
        Change(op=op, ours=_slice(ours, our_words, i, j), theirs=_slice(theirs, their_words, k, m))
        for op, i, j, k, m in codes
        if op != "equal"
    )
    if not changes:
        return Wording(relation="same")
    ops = {change.op for change in changes}
    if ops == {"delete"} and all(_left_out(theirs, their_words, k) for op, *_, k, _ in codes if op == "delete"):
        return Wording(relation="shorter", difference=changes)
    if ops == {"insert"} and all(_left_out(ours, our_words, i) for op, i, *_ in codes if op == "insert"):
        return Wording(relation="fuller", difference=changes)
    alike = sum(j - i for op, i, j, _, _ in codes if op == "equal" and j - i >= RUN)
    least = min(len(a), len(b))
    if least < LEAST_DIFFERING or alike < SHARED * least:
        return None
    return Wording(relation="differs", difference=changes)


def length(text: str) -> int:
    """In words."""
    return len(_WORD.findall(text))


def word_ends(text: str, start: int, end: int) -> list[int]:
    """Where the words of text[start:end] end, in the text."""
    return [word.end() for word in _WORD.finditer(text, start, end)]


def beginning(text: str, characters: int) -> str:
    """The first words of a text, of so many characters at most, with a sign of ellipsis where there are more; quotation
    marks that are cut open are closed behind it.
    """
    if len(text) <= characters:
        return text
    words = f"{text[:characters].rsplit(' ', 1)[0]} …"
    cut = [words[one.outer.start] for one in marked(words, paragraphs(words)) if not one.closed]
    return words + "".join(CLOSERS[opener][0] for opener in reversed(cut) if opener in CLOSERS)


def _left_out(text: str, words: Sequence[re.Match[str]], at: int) -> bool:
    """Whether what is missing before the word `at` is missing openly: at an end, or where the text marks it."""
    if at in (0, len(words)):
        return True
    return _ELISION.search(text, words[at - 1].end(), words[at].start()) is not None


def _shared(a: Sequence[str], b: Sequence[str]) -> int:
    return (Counter(a) & Counter(b)).total()


def _slice(text: str, words: Sequence[re.Match[str]], start: int, end: int) -> str:
    return text[words[start].start() : words[end - 1].end()] if start < end else ""


def _key(word: str) -> str:
    return re.sub(r"[-'’ʼ.]", "", unicodedata.normalize("NFC", word).casefold())
