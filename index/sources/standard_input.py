"""Articles from standard input, whose kind only their content tells."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO

from index.errors import Rejected
from index.fetch.limits import MAX_ARTICLE_BYTES, too_large
from index.raw import Format, Raw
from index.sources.lines import UTF8_MARK, read_lines

STANDARD_INPUT = "-"

_JSON = re.compile(rb'\s*(?:\{\s*(?:["}]|$)|\[\s*(?:\{|$))')  # an array of articles too: its lines say what to do
_HTML = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body|\?xml|!--)", re.IGNORECASE)


def read_standard_input(stdin: BinaryIO | None) -> Iterator[Raw | Rejected]:
    """JSON Lines as they come, otherwise one HTML page or one text."""
    if stdin is None:
        yield Rejected(STANDARD_INPUT, "there is no standard input")
        return
    try:
        yield from _read(stdin)
    except (OSError, ValueError) as error:  # a folder given as standard input; a closed stream
        yield Rejected(STANDARD_INPUT, f"cannot be read: {error}")


def _read(stdin: BinaryIO) -> Iterator[Raw | Rejected]:
    first = _first_lines(stdin)
    head = b"".join(first).removeprefix(UTF8_MARK)
    if _JSON.match(head):
        yield from read_lines(STANDARD_INPUT, lambda limit: first.popleft() if first else stdin.readline(limit))
        return
    payload = b"".join(first) + stdin.read(MAX_ARTICLE_BYTES + 1)
    if len(payload) > MAX_ARTICLE_BYTES:
        yield Rejected(STANDARD_INPUT, too_large(None))
        return
    kind = Format.HTML if _HTML.match(head) else Format.TEXT
    yield Raw(origin=STANDARD_INPUT, format=kind, payload=payload, size=len(payload))


def _first_lines(stdin: BinaryIO) -> deque[bytes]:
    """The lines up to the first that is not blank."""
    lines: deque[bytes] = deque()
    left = MAX_ARTICLE_BYTES + 1
    while left > 0 and (line := stdin.readline(left)):
        lines.append(line)
        left -= len(line)
        if line.removeprefix(UTF8_MARK).strip():
            break
    return lines
