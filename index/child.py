"""The child process of index.confine: an article or a feed a line comes in; what it says, or why nothing, goes out."""

from __future__ import annotations

import json
import sys
from base64 import b64decode
from dataclasses import asdict
from typing import Any

from index.errors import Rejected
from index.extract import READERS
from index.fetch.fetched import Fetched
from index.raw import Format, Raw
from index.sources import carried
from index.sources.fields import Fields
from index.sources.sniff import Listing


def main(megabytes: int) -> None:
    """Answer until standard input ends."""
    _limit(megabytes)
    out = sys.stdout.buffer
    sys.stdout = sys.stderr  # parsers that print must not answer in our place
    for line in sys.stdin.buffer:
        out.write(json.dumps(_answer(json.loads(line))).encode("ascii") + b"\n")
        out.flush()


def _answer(asked: dict[str, Any]) -> dict[str, Any]:
    asked["payload"] = b64decode(asked["payload"])
    try:
        if "listing" in asked:
            form = Listing(asked.pop("listing"))
            return carried.answer(Fetched(**asked, validators=None), form)
        raw = Raw(**{**asked, "format": Format(asked["format"])})
        return _plain(READERS[raw.format](raw))
    except Rejected as rejected:
        return {"rejected": rejected.reason}
    except MemoryError:
        return {"over": "takes too much memory to parse"}
    except RecursionError:
        return {"over": "is nested too deeply to parse"}


def _plain(found: Fields) -> dict[str, Any]:
    return {**asdict(found), "published": found.published.isoformat() if found.published else None}


def _limit(megabytes: int) -> None:
    """Bound this process's memory, where the platform can."""
    try:
        import resource
    except ImportError:  # Windows: the time limit is left
        return
    size = megabytes * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (size, size))


if __name__ == "__main__":
    main(int(sys.argv[1]))
