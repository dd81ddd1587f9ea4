"""CSV and TSV with named columns: an article a row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from index.decode import decode
from index.errors import Rejected
from index.sources.limits import MAX_ARTICLE_BYTES, MAX_TABLE_BYTES, too_large
from index.sources.raw import Format, Raw

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
FIELDS = frozenset("text id url title outlet source published date language authors".split())


def read_rows(name: str, file: BinaryIO) -> Iterator[Raw | Rejected]:
    """The articles of a table, each named `name:line`. Its columns are named as in Article JSONL, in any case."""
    data = file.read(MAX_TABLE_BYTES + 1)
    if len(data) > MAX_TABLE_BYTES:
        yield Rejected(name, f"{too_large(None, MAX_TABLE_BYTES)}; save it as .jsonl, which may be of any size")
        return
    try:
        text = decode(data, name)
        yield from _articles(name, csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True))
    except Rejected as rejected:
        yield rejected
    except csv.Error as error:
        yield Rejected(name, f"not a whole table: {error}; the rows before are taken")


def _articles(name: str, rows: Iterator[Sequence[str]]) -> Iterator[Raw | Rejected]:
    columns = [NAMES.get(key := column.strip().lower(), key) for column in next(rows, [])]
    if "text" not in columns:
        yield Rejected(name, f'no column "text"; the columns are {", ".join(columns[:12]) or "none"}')
        return
    for number, row in enumerate(rows, start=2):
        if not any(cell.strip() for cell in row):
            continue
        where = f"{name}:{number}"
        if len(row) > len(columns):
            yield Rejected(where, f"has {len(row)} cells, and the header has {len(columns)}")
            continue
        record = {key: cell for key, cell in zip(columns, row, strict=False) if key in FIELDS and cell.strip()}
        payload = json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass")
        if len(payload) > MAX_ARTICLE_BYTES:
            yield Rejected(where, too_large(len(payload)))
        else:
            yield Raw(origin=where, format=Format.JSON, payload=payload, size=len(payload))


def _delimiter(text: str) -> str:
    """What separates the header's columns."""
    header = text.lstrip().partition("\n")[0]
    return max(DELIMITERS, key=header.count)
