"""A page of a PDF in the order in which it is read, also where the file draws its columns line by line across."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import isfinite
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PageObject

MARK = "\ufdd0"  # no character of any text
UNSEEN = re.compile(rf"{MARK}(?!\s*$)", re.MULTILINE)
DRAWN = re.compile(r"(?<=\w)\u00ad(?=\w)")
RARE = 20  # words to a hyphen within a line, at the least; where there are more they are soft
SOFT = ("\u00ad", b"\xfe\xff\x00\xad", b"\xad")  # hyphen, as pypdf gives it
ROWS = 5  # lines that begin at one place before it is a column
SHORT = 12  # characters; a column whose lines are shorter holds names or figures, and is a table's
FILLED = 0.7  # of its column's longest usual line; prose fills its lines, the cells of a table do not
ENDS = tuple('.!?։:»”"')
ALIKE = 1.4  # times as long as the lines of the next column; what differs more is a table, too
SPANS = 1.3  # times as long as its column's lines; such a line goes over the gutter
INITIAL = 2  # characters; so short a line of large letters begins a word of the next
OTHER_SIZE = 1.15  # times as large or as small; such letters are a heading, a running head or a note


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is drawn at one place, in points from the left and the bottom of the page."""

    text: str
    x: float
    y: float
    size: float


_Line = list[_Piece]


def page_text(page: PageObject) -> str:
    """The lines of a page: as the file draws them, unless that is plainly across the columns of prose.

    Nothing is lost: an order that would not keep every letter is not taken. Soft hyphens that are not to be seen are no
    text. Raises what pypdf raises.
    """
    pieces: list[_Piece] = []

    def told(text: str, cm: Sequence[float], tm: Sequence[float], _font: object, size: float) -> None:
        x, y = (tm[4] * cm[axis] + tm[5] * cm[2 + axis] + cm[4 + axis] for axis in (0, 1))
        scale = abs((tm[0] * cm[0] + tm[1] * cm[2]) or 1.0)
        pieces.append(_Piece(text, x, y, abs(size) * scale))

    drawn = page.extract_text(visitor_text=told, visitor_operand_before=_SoftHyphens())
    lines = list(_lines(pieces))
    if not lines or not all(isfinite(piece.x + piece.y) for piece in pieces):  # a damaged file says any number
        return _hyphened(drawn)
    letters: Counter[float] = Counter()
    for line in lines:
        letters[round(_size(line), 1)] += len(_written(line))
    body, rows = letters.most_common(1)[0][0], _across(lines)
    columns = _columns(rows, body)
    read = "\n".join(_by_column(rows, columns, body) if columns else _apart(lines))
    return _hyphened(read if Counter("".join(read.split())) == Counter("".join(drawn.split())) else drawn)


def _hyphened(text: str) -> str:
    """Soft hyphens at a line's end stay, to be mended; others are unseen, or hyphens that the font draws alike."""
    text = UNSEEN.sub("", text).replace(MARK, "\u00ad")
    few = len(DRAWN.findall(text)) * RARE <= len(text.split())
    return DRAWN.sub("-" if few else "", text)


class _SoftHyphens:
    """Marks what the file says is a soft hyphen: within a line it is drawn as a space, which would break the word."""

    def __init__(self) -> None:
        self.soft = False

    def __call__(self, operator: bytes, operands: Any, _cm: object, _tm: object) -> None:
        if operator == b"BDC" and len(operands) > 1 and isinstance(operands[1], dict):
            self.soft = operands[1].get("/ActualText") in SOFT
        elif operator in (b"EMC", b"ET"):
            self.soft = False
        elif self.soft and operator in (b"Tj", b"TJ") and operands:
            operands[0] = MARK if operator == b"Tj" else type(operands[0])([MARK])


def _lines(pieces: Sequence[_Piece]) -> Iterator[_Line]:
    """The lines as the file draws them, each of its pieces."""
    line: _Line = []
    for piece in pieces:
        for place, text in enumerate(piece.text.split("\n")):
            if place and line:
                yield line
            line = [] if place else line
            if text:
                line.append(replace(piece, text=text))
    if line:
        yield line


def _written(line: _Line) -> str:
    return "".join(piece.text for piece in line).strip()


def _size(line: _Line) -> float:
    return max(line, key=lambda piece: len(piece.text.strip())).size


def _other(size: float, than: float) -> bool:
    return not than / OTHER_SIZE <= size <= than * OTHER_SIZE


def _apart(lines: Sequence[_Line]) -> Iterator[str]:
    """The lines, with an empty one between a heading and its text: they differ in the size of their letters."""
    for place, line in enumerate(lines):
        text = "".join(piece.text for piece in line)
        if place and _other(_size(line), _size(lines[place - 1])) and len(_written(lines[place - 1])) > INITIAL:
            yield ""
        yield text


def _across(lines: Sequence[_Line]) -> list[_Line]:
    """Lines that the file draws one after another from left to right at one height, as one."""
    rows: list[_Line] = []
    for line in lines:
        before = rows[-1][-1] if rows else None
        if before and abs(line[0].y - before.y) < before.size / 3 and line[0].x > before.x:
            rows[-1] += line
        else:
            rows.append([*line])
    return rows


def _columns(rows: Sequence[_Line], body: float) -> list[tuple[int, int]]:
    """Where the columns begin, in points, and how many letters their lines usually have; none unless it is prose."""
    beside: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        for piece in row if len(row) > 1 else ():
            if not _other(piece.size, body) and piece.text.strip():
                beside[round(piece.x)].append(piece.text.strip())
    found = {x: texts for x, texts in sorted(beside.items()) if len(texts) >= ROWS}
    usual = {x: sorted(map(len, texts))[len(texts) * 9 // 10] for x, texts in found.items()}
    prose = all(
        usual[x] >= SHORT
        and sum(len(text) >= FILLED * usual[x] for text in texts) > len(texts) / 2
        and sum(text.endswith(ENDS) for text in texts) < len(texts) / 2
        for x, texts in found.items()
    )
    return (
        list(usual.items()) if len(usual) > 1 and prose and max(usual.values()) <= ALIKE * min(usual.values()) else []
    )


def _by_column(rows: Sequence[_Line], columns: Sequence[tuple[int, int]], body: float) -> Iterator[str]:
    """The columns one after another; what stands over or under them all stays there."""
    open_columns: list[list[str]] = [[] for _ in columns]
    for row in filter(_written, rows):
        cells = [""] * len(columns)
        for piece in row:
            cells[max((n for n, (x, _) in enumerate(columns) if x <= piece.x + 1), default=0)] += piece.text
        over = any(len(cell.strip()) > SPANS * width for cell, (_, width) in zip(cells, columns, strict=True))
        if over or _other(_size(row), body):
            yield from _closed(open_columns)
            yield from ("", "".join(piece.text for piece in row), "")
            continue
        for column, cell in zip(open_columns, cells, strict=True):
            if cell.strip():
                column.append(cell.strip())
    yield from _closed(open_columns)


def _closed(columns: Sequence[list[str]]) -> Iterator[str]:
    for column in columns:
        yield from column
        column.clear()
