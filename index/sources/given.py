"""Records that a program has, as articles to be taken in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from index.errors import Rejected
from index.fetch.limits import MAX_ARTICLE_BYTES, too_large
from index.raw import Format, Raw


def read_given(records: Iterable[Mapping[str, object]]) -> Iterator[Raw | Rejected]:
    """Each with the fields of a line of JSON Lines; days may be dates. It is named by its number, which begins at 1."""
    for number, record in enumerate(records, start=1):
        name = f"record {number}"
        try:
            payload = json.dumps(dict(record), default=_day).encode()
        except (TypeError, ValueError) as error:
            yield Rejected(name, f"is no such record: {error}")
            continue
        if len(payload) > MAX_ARTICLE_BYTES:
            yield Rejected(name, too_large(len(payload)))
        else:
            yield Raw(origin=name, format=Format.JSON, payload=payload, size=len(payload))


def _day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in it")
