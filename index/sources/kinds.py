"""Which files hold an article and which hold many, by the end of their names, and how each is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import BinaryIO

from index.errors import Rejected
from index.fetch.limits import MAX_ARTICLE_BYTES, too_large
from index.raw import Format, Raw
from index.sources.lines import read_gzip, read_lines
from index.sources.mailbox import read_mailbox
from index.sources.rows import read_rows
from index.sources.warc import read_warc

Reader = Callable[[str, BinaryIO], Iterator[Raw | Rejected]]

ARTICLES = {
    ".txt": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".pdf": Format.PDF,
    ".docx": Format.DOCX,
    ".eml": Format.MAIL,
}
COLLECTIONS: dict[str, Reader] = {
    ".jsonl": lambda name, file: read_lines(name, file.readline),
    ".jsonl.gz": read_gzip,
    ".csv": read_rows,
    ".tsv": read_rows,
    ".mbox": read_mailbox,
    ".warc": read_warc,
    ".warc.gz": read_warc,
}
KINDS = ", ".join([*ARTICLES, *COLLECTIONS])


def article_format(name: str) -> Format | None:
    """What a file of this name is, where it holds one article."""
    return ARTICLES.get(PurePath(name).suffix.lower())


def collection(name: str) -> Reader | None:
    """How a file of this name is read, where it holds many articles."""
    lower = name.lower()
    return next((reader for ending, reader in COLLECTIONS.items() if lower.endswith(ending)), None)


def readable(name: str) -> bool:
    return article_format(name) is not None or collection(name) is not None


def read_open(name: str, file: BinaryIO, size: int) -> Iterator[Raw | Rejected]:
    """What an open file of a readable name holds; `size` in bytes, as far as it is known."""
    if reader := collection(name):
        yield from reader(name, file)
    elif kind := article_format(name):
        yield read_article(name, file, kind, size)


def read_article(name: str, file: BinaryIO, kind: Format, size: int) -> Raw | Rejected:
    if size > MAX_ARTICLE_BYTES:
        return Rejected(name, too_large(size))
    payload = file.read(MAX_ARTICLE_BYTES + 1)
    if len(payload) > MAX_ARTICLE_BYTES:  # it grew since its size was asked, or said less than it has
        return Rejected(name, too_large(None))
    return Raw(origin=name, format=kind, payload=payload, size=len(payload))
