"""CSV and TSV with named columns: an article a row."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO, Protocol

from index.errors import Rejected
from index.fetch.limits import MAX_ARTICLE_BYTES, MAX_TABLE_BYTES, too_large
from index.raw import Format, Raw
from index.text.decode import decode

DELIMITERS = ",;\t|"
# Other names that exports give to the fields of Article JSONL.
NAMES = {
    "body": "text",
    "content": "text",
    "full_text": "text",
    "headline": "title",
    "link": "url",
    "author": "authors",
    "lang": "language",
    "publisher": "outlet",
    "published_at": "published",
    "publication_date": "published",
}
SEPARATOR = re.compile('(?:\ufeff)?"?sep=([,;\t|])"?[ \t]*\r?\n', re.IGNORECASE)  # Excel's own first line
SPACES = re.compile(r"[\s-]+")
QUOTED = re.compile('"[^"]*"')
FIELDS = frozenset("text id url title outlet source published date language authors".split())


class Rows(Protocol):
    """csv.reader, as far as it is used: rows, and the line of the text in which the last one ended."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...

    def __next__(self) -> list[str]: ...


def read_rows(name: str, file: BinaryIO) -> Iterator[Raw | Rejected]:
    """The articles of a table, each named `name:line`. Its columns are named as in Article JSONL, in any case."""
    data = file.read(MAX_TABLE_BYTES + 1)
    if len(data) > MAX_TABLE_BYTES:
        yield Rejected(name, f"{too_large(None, MAX_TABLE_BYTES)}; save it as .jsonl, which may be of any size")
        return
    try:
        text = decode(data, name)
        stated = SEPARATOR.match(text)
        delimiter = stated[1] if stated else _delimiter(text)
        rows = csv.reader(
            io.StringIO(text[stated.end() :] if stated else text, newline=""), delimiter=delimiter, strict=True
        )
        yield from _articles(name, rows, 2 if stated else 1)
    except Rejected as rejected:
        yield rejected
    except csv.Error as error:
        yield Rejected(name, f"not a whole table: {error}; the rows before are taken")


def _articles(name: str, rows: Rows, first: int) -> Iterator[Raw | Rejected]:
    """`first` is the line of the file in which the header stands; a row may go over many lines."""
    columns = _columns(next(rows, []))
    if "text" not in columns:
        yield Rejected(name, f'no column "text"; the columns are {", ".join(columns[:12]) or "none"}')
        return
    ended = rows.line_num
    for row in rows:
        where = f"{name}:{ended + first}"
        ended = rows.line_num
        if not any(cell.strip() for cell in row):
            continue
        if len(row) > len(columns):
            yield Rejected(where, f"has {len(row)} cells, and the header has {len(columns)}")
            continue
        record = {key: cell for key, cell in zip(columns, row, strict=False) if key in FIELDS and cell.strip()}
        payload = json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass")
        if len(payload) > MAX_ARTICLE_BYTES:
            yield Rejected(where, too_large(len(payload)))
        else:
            yield Raw(origin=where, format=Format.JSON, payload=payload, size=len(payload))


def _columns(header: Sequence[str]) -> list[str]:
    """The names of the columns as Article JSONL has them. The first of two that mean the same is the one."""
    names: list[str] = []
    for column in header:
        key = SPACES.sub("_", column.strip().lower())
        known = NAMES.get(key, key)
        names.append(key if known in names else known)
    return [name if names.index(name) == at else f"{name} again" for at, name in enumerate(names)]


def _delimiter(text: str) -> str:
    """What separates the header's columns."""
    header = QUOTED.sub("", text.lstrip().partition("\n")[0])
    return max(DELIMITERS, key=header.count)
