"""An mbox of messages, each an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from index.errors import Rejected
from index.fetch.limits import MAX_ARTICLE_BYTES, too_large
from index.raw import Format, Raw

# RFC 4155: "From ", who, and when it came; a line of text that begins so is written ">From ".
BEGINS = re.compile(rb"From \S+ .*\d{4}\s*$")
QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


def read_mailbox(name: str, file: BinaryIO) -> Iterator[Raw | Rejected]:
    """The messages, each named `name:number`, one in memory at a time."""
    number, lines, size = 0, list[bytes](), 0
    for line in iter(lambda: file.readline(MAX_ARTICLE_BYTES), b""):
        if BEGINS.match(line):
            if number:
                yield _message(name, number, lines, size)
            number, lines, size = number + 1, [], len(line)
            continue
        if not number:
            yield Rejected(name, 'not an mbox: its first line does not begin with "From "')
            return
        size += len(line)
        if size <= MAX_ARTICLE_BYTES:
            lines.append(line)
    if number:
        yield _message(name, number, lines, size)
    else:
        yield Rejected(name, "empty: no message")


def _message(name: str, number: int, lines: list[bytes], size: int) -> Raw | Rejected:
    where = f"{name}:{number}"
    if size > MAX_ARTICLE_BYTES:
        return Rejected(where, too_large(size))
    return Raw(origin=where, format=Format.MAIL, payload=QUOTED.sub(rb"\1", b"".join(lines)), size=size)
