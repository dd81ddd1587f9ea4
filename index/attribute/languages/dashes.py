"""Speech without quotation marks: paragraphs that begin with a dash, as interviews and dialogues are set."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.attribute.marks import Mark
from index.span import Span

OPENS = re.compile(r"[—–-]\s*(?=[^\W\d])")
TURN = re.compile(r"(?<=[,.!?…։՞])\s*[—–-]+\s+")  # from the words to whose they are, and back
ENDS = re.compile(r"[,\s]+$")
NEAR = 60  # characters at the beginning of what stands between dashes in which a verb of saying is looked for


def has_dashes(text: str) -> bool:
    """Whether any line may be speech behind a dash."""
    return re.search(rf"^\s*{OPENS.pattern}", text, re.MULTILINE) is not None


def spoken(text: str, blocks: Sequence[Span], verbs: re.Pattern[str]) -> list[Mark]:
    """The speech behind dashes. A run of such paragraphs is a list, unless one of them says who speaks or asks."""
    found: list[Mark] = []
    run: list[list[Span]] = []
    sure = False
    for block in [*blocks, None]:
        opens = OPENS.match(text, block.start, block.end) if block else None
        if block is None or opens is None:
            found += [_mark(text, part) for parts in run if sure for part in parts]
            run, sure = [], False
            continue
        parts, told = _parts(text, opens.end(), block.end, verbs)
        run.append(parts)
        sure = sure or told or (len(run) > 1 and text[run[-2][-1].end - 1] == "?")
    return found


def _parts(text: str, start: int, end: int, verbs: re.Pattern[str]) -> tuple[list[Span], bool]:
    """The stretches of speech in a paragraph, and whether it tells who speaks: every other one does, by its verb."""
    cuts = list(_turns(text, start, end))
    pieces = [*zip([start, *(b for _, b in cuts)], [*(a for a, _ in cuts), end], strict=True)]
    told = any(verbs.search(text, a, min(b, a + NEAR)) for a, b in pieces[1::2])
    if not told:
        return [_bare(text, start, end)], False
    return [_bare(text, a, b) for a, b in pieces[::2] if b > a], True


def _turns(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in TURN.finditer(text, start, end):
        yield match.span()


def _bare(text: str, start: int, end: int) -> Span:
    tail = ENDS.search(text, start, end)
    return Span(start, tail.start() if tail and tail.start() > start else end)


def _mark(text: str, span: Span) -> Mark:
    return Mark(span=span, outer=span, closed=True, continues=False)
