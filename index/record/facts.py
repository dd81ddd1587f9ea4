"""Small facts about the archive as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, Engine, delete, insert, select

from index.record.tables import meta

BUILD = "build"  # the number of the build in use
GENERATION = "generation"  # how many writing turns there have been
EMBEDDING = "embedding"  # what the vectors were made with: embedder and dimension, or none
UNFINISHED = "reindex"  # the build that is being made, and with what
SKETCHES = "sketches"  # how the numbers were made by which articles are compared
PURGES = "purges"  # how often something was taken down
ARCHIVE = "archive"  # a name for this archive on a server that it may share with others
THREADS_TOLD = "threads told"  # the moment until which threads know what has become of what they cite
MEANS = "mean:"  # a fact each, means.py


class Facts:
    """JSON values under names, in the record."""

    def __init__(self, reading: Engine, writing: Engine) -> None:
        self._reading = reading
        self._writing = writing

    def get(self, name: str) -> object:
        """The value kept under `name`; None where there is none."""
        with self._reading.connect() as connection:
            found = _read(connection, name)
        return None if found is None else json.loads(found)

    def number(self, name: str) -> int:
        """The whole number kept under `name`; 0 where there is none."""
        found = self.get(name)
        if found is not None and not isinstance(found, int):
            raise TypeError(f"the fact {name!r} is no number: {found!r}")
        return found or 0

    def put(self, name: str, value: object) -> None:
        with self._writing.begin() as connection:
            _write(connection, name, json.dumps(value))

    def change(self, put: Mapping[str, object], drop: Iterable[str] = ()) -> None:
        """Drop some and put others, all in one transaction."""
        with self._writing.begin() as connection:
            for name in drop:
                connection.execute(delete(meta).where(meta.c.key == name))
            for name, value in put.items():
                _write(connection, name, json.dumps(value))

    def raise_number(self, name: str) -> int:
        """Add one to the number kept under `name` and return what it is now."""
        with self._writing.begin() as connection:
            return raise_number(connection, name)

    def under(self, prefix: str) -> dict[str, object]:
        """All values under names that begin with `prefix`, by what follows it."""
        query = select(meta.c.key, meta.c.value).where(meta.c.key.startswith(prefix, autoescape=True))
        with self._reading.connect() as connection:
            rows = connection.execute(query.order_by(meta.c.key)).all()
        return {row.key.removeprefix(prefix): json.loads(row.value) for row in rows}


def raise_number(connection: Connection, name: str) -> int:
    """Add one to a number inside the caller's transaction, and return what it is then."""
    now = int(_read(connection, name) or 0) + 1
    _write(connection, name, str(now))
    return now


def renew(connection: Connection, name: str, value: object) -> bool:
    """Keep the value inside the caller's transaction; returns whether another one was kept until now, or none."""
    text = json.dumps(value)
    if _read(connection, name) == text:
        return False
    _write(connection, name, text)
    return True


def _read(connection: Connection, name: str) -> str | None:
    return connection.execute(select(meta.c.value).where(meta.c.key == name)).scalar()


def _write(connection: Connection, name: str, text: str) -> None:
    connection.execute(delete(meta).where(meta.c.key == name))
    connection.execute(insert(meta).values(key=name, value=text))
