"""A source: `briefings add divided:FILE` reads a text in which lines of equals signs divide the articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from index.errors import Rejected
from index.raw import Format, Raw


def read(path: str) -> Iterator[Raw | Rejected]:
    try:
        content = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        yield Rejected(path, f"cannot be read: {error}")
        return
    for number, text in enumerate(re.split(r"^={3,}\n", content, flags=re.MULTILINE), start=1):
        payload = text.encode()
        yield Raw(origin=f"{path}:{number}", format=Format.TEXT, payload=payload, size=len(payload))
