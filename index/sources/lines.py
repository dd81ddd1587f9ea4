"""JSON Lines, one article a line, never held in memory as a whole."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

from index.errors import Rejected
from index.fetch.limits import MAX_ARTICLE_BYTES, too_large
from index.raw import Format, Raw

Readline = Callable[[int], bytes]  # up to so many bytes of the next line, b"" at the end

UTF8_MARK = b"\xef\xbb\xbf"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_lines(name: str, readline: Readline, position: Callable[[], int] | None = None) -> Iterator[Raw | Rejected]:
    """The articles of a stream of JSON Lines, each named `name:line`; empty lines are passed over.

    `position` says how many bytes of the source are used up so far, where that is not the sum of the lines (gzip).
    """
    now = told = found = 0
    for number, line in enumerate(iter(lambda: _next_line(readline), b""), start=1):
        if number == 1 and line.startswith(UTF16_MARKS):
            yield Rejected(name, "JSON Lines are UTF-8, and this is UTF-16; save it as UTF-8")
            return
        now = position() if position else now + len(line)
        payload = line.removeprefix(UTF8_MARK) if number == 1 else line
        if len(line) > MAX_ARTICLE_BYTES:
            found += 1
            yield Rejected(f"{name}:{number}", too_large(None))
        elif payload.strip():
            found += 1
            yield Raw(origin=f"{name}:{number}", format=Format.JSON, payload=payload, size=now - told)
            told = now
    if not found:
        yield Rejected(name, "empty: no line with an article")


def read_gzip(name: str, file: BinaryIO) -> Iterator[Raw | Rejected]:
    """The articles of a gzip-compressed stream of JSON Lines; one that breaks off gives what came before."""
    try:
        with gzip.GzipFile(fileobj=file) as stream:
            yield from read_lines(name, stream.readline, file.tell)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield Rejected(name, f"not a whole gzip file ({error}); the lines before the damage are taken")


def _next_line(readline: Readline) -> bytes:
    """The next line with its line end; of an overlong one only the first MAX_ARTICLE_BYTES + 1 bytes are kept.

    The rest of such a line is read and dropped, so that the line after it can be taken and memory stays bounded.
    """
    line = readline(MAX_ARTICLE_BYTES + 1)
    rest = line
    while len(rest) > MAX_ARTICLE_BYTES and not rest.endswith(b"\n"):
        rest = readline(MAX_ARTICLE_BYTES + 1)
    return line
