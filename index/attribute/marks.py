"""Text between quotation marks, and the paragraphs it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from index.span import Span

# Opening mark -> what closes it. A low mark closes with either of the curly ones („...“ in Russian and Georgian).
CLOSERS = {
    "“": "”", "‟": "”", "„": "“”", "«": "»", "‹": "›", '"': '"', "＂": "＂", "``": "''", "''": "''",
    "「": "」", "『": "』",
}  # fmt: skip
PAIRED = frozenset(("``", "''"))  # of two characters
OPENERS = frozenset((*CLOSERS, "”", "»"))  # a closing mark may open: ”so” in Sweden, or by misprint
SYMMETRIC = frozenset('"＂')
MISPRINTED_CLOSERS = ("”", "»", '"', "''", "“")  # tried where the proper closing mark is missing
NO_TWO_OPEN = re.compile(r"['\s]|$|\d\ds\b")  # ''90s
TWO_CLOSE = re.compile(r"(?<=\S)''(?!\w)")
# “We go," she said. "We stay.” and “We go,“ she said: between curly marks, a mark that closes and that nothing opened.
STRAY_CLOSE = re.compile(r"[,.!?…][\"“](?=\s)")
WRAP_WIDTH = range(40, 100)  # characters; the median line of text that an editor or a mail program wrapped


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One marked stretch of a paragraph.

    `span` is the words without marks and outer white space, `outer` includes the marks. An unclosed mark runs to the
    paragraph's end. `continues` says that the paragraph before ended in an unclosed mark which this one goes on with.
    """

    span: Span
    outer: Span
    closed: bool
    continues: bool

    @property
    def bare(self) -> bool:
        """Whether it is speech that stands between no marks: behind a dash, or behind a label in a transcript."""
        return self.span == self.outer


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of a text without their line ends: its lines, or its blocks of lines where lines are wrapped."""
    lines = list(_lines(text))
    if not _is_wrapped(text, lines):
        return [Span(a, b) for a, b in lines if b > a]
    found: list[Span] = []
    open_block = False
    for start, end in lines:
        if start == end:
            open_block = False
        elif open_block:
            found[-1] = Span(found[-1].start, end)
        else:
            found.append(Span(start, end))
            open_block = True
    return found


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each line without outer white space; a blank line has start == end."""
    position = 0
    for line in text.splitlines(keepends=True):
        left = position + len(line) - len(line.lstrip())
        right = position + len(line.rstrip())
        yield (left, right) if right > left else (position, position)
        position += len(line)


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether sentences run over line ends: blank lines between blocks, and most other lines end in mid-sentence."""
    inner = [(a, b) for (a, b), (c, d) in pairwise(lines) if b > a and d > c]
    if len(inner) < 4 or not any(a == b for a, b in lines):
        return False
    width = sorted(b - a for a, b in inner)[len(inner) // 2]
    broken = sum(text[b - 1] not in '.!?:;…։"”»“)' for _, b in inner)
    return width in WRAP_WIDTH and broken > 0.7 * len(inner)


def marked(text: str, blocks: list[Span]) -> list[Mark]:
    """The marked stretches of the given paragraphs in the order of the text; none overlaps another.

    Of nested marks the outermost counts. Single quotation marks are not told from apostrophes and never count.
    """
    found: list[Mark] = []
    unclosed = False
    for number, block in enumerate(blocks):
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        reopens = following is not None and _opens(text, following.start, following) is not None
        here = list(_marked_in(text, block, reopens, unclosed))
        unclosed = bool(here) and not here[-1].closed
        found += here
    return found


def _marked_in(text: str, block: Span, reopens: bool, unclosed: bool) -> Iterator[Mark]:
    """The marks of one paragraph. `reopens`: the next one starts with a mark; `unclosed`: the last one ended open."""
    position = block.start
    if unclosed and _opens(text, block.start, block) is None:
        end = _orphan_close(text, block)
        if end is not None and (mark := _mark(text, block.start, block.start, end, end + 1, True, True)):
            yield mark
            position = end + 1
    while position < block.end:
        opener = _opens(text, position, block)
        if opener is None:
            position += 1
            continue
        inner = position + len(opener)
        close = _closes(text, inner, block.end, opener, reopens)
        end, after = close if close is not None else (block.end, block.end)
        goes_on = unclosed and position == block.start
        if mark := _mark(text, position, inner, end, after, close is not None, goes_on):
            yield mark
        position = max(after, inner)


def _mark(text: str, left: int, start: int, end: int, right: int, closed: bool, continues: bool) -> Mark | None:
    """None where there is no word between the marks."""
    words = text[start:end]
    if not re.search(r"\w", words):
        return None
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    return Mark(span=Span(start, end), outer=Span(left, right), closed=closed, continues=continues)


def _opens(text: str, position: int, block: Span) -> str | None:
    """The opening mark at this place, if there is one."""
    opener = text[position : position + 2] if text.startswith(("``", "''"), position) else text[position]
    before = text[position - 1] if position > block.start else " "
    after = text[position + len(opener)] if position + len(opener) < block.end else " "
    if opener in SYMMETRIC:
        inches = before.isdigit() and not after.isalnum()  # 5'10" tall
        return None if after.isspace() or inches else opener
    if opener == "''":
        return opener if _two_open(text, position, block) else None
    if opener in "“„" and after.isspace() and not before.isspace():
        return None  # “Mostly False.“ ends in a misprinted closing mark
    if opener in CLOSERS:
        return None if after == opener else opener  # of a run of them the last one opens
    if opener in "”»" and after.isalnum() and (before.isspace() or before in "(["):
        return opener  # ”so” in Swedish style, »so« in Danish style, or a misprint
    return None


def _two_open(text: str, position: int, block: Span) -> bool:
    """Whether two apostrophes open a quotation: no inches, and closed, or at the start of a paragraph."""
    before = text[position - 1] if position > block.start else " "
    if before.isalnum() or NO_TWO_OPEN.match(text, position + 2, block.end):
        return False
    closed = TWO_CLOSE.search(text, position + 2, block.end) is not None
    return position == block.start or (closed and (before.isspace() or before in "([—–-'\"“"))


def _closes(text: str, start: int, stop: int, opener: str, reopens: bool) -> tuple[int, int] | None:
    """(start, end) of the mark that closes this one within the paragraph; None where it stays open."""
    closers = CLOSERS.get(opener, {"”": "”", "»": "«»"}.get(opener, ""))
    nested = first = None
    depth = inner_curly = 0
    inner = False  # whether a straight mark has opened within curly ones
    for i in range(start, stop):
        if opener == "“" and text[i] in '"“':
            if not inner and STRAY_CLOSE.search(text, i - 1, min(stop, i + 2)):
                return i, i + 1
            inner = text[i] == '"' or inner
        if opener in SYMMETRIC and text[i] in "“”":
            inner_curly += 1 if text[i] == "“" else -1
            if inner_curly < 0:
                return i, i + 1  # "work-related” emails
        two = opener in PAIRED and text.startswith("''", i) and not text[i - 1].isspace()
        if two or (opener not in PAIRED and text[i] in closers):
            here = (i, i + 2) if two else (i, i + 1)
            first = first or here
            if depth == 0:
                nested = here
                break
            depth -= 1
        elif text[i] == opener and opener not in SYMMETRIC and i + 1 < stop and text[i + 1].isalnum():
            depth += 1
    if nested is not None:
        return nested
    # “He said “no” and left. Where the next paragraph reopens, this one was left open on purpose.
    if first is not None:
        return None if reopens else first
    return _misprinted_close(text, start, stop)


def _misprinted_close(text: str, start: int, stop: int) -> tuple[int, int] | None:
    """Another kind of mark that stands where a closing one does: after a word, before a space or punctuation."""
    for i in range(start + 1, stop):
        for mark in MISPRINTED_CLOSERS:
            after = text[i + len(mark)] if i + len(mark) < stop else " "
            if text.startswith(mark, i) and not text[i - 1].isspace() and not after.isalnum():
                return i, i + len(mark)
    return None


def _orphan_close(text: str, block: Span) -> int | None:
    """A closing mark before any opening one: the paragraph goes on with an open quotation without reopening it."""
    for i in range(block.start, block.end):
        if text[i] in '”»"' and (i + 1 == block.end or not text[i + 1].isalnum()):
            return i
        if _opens(text, i, block) is not None:
            return None
    return None
