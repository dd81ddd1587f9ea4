"""Small facts about the archive as a whole."""

from __future__ import annotations

import json

from sqlalchemy import Connection, Engine, delete, insert, select

from index.tables import meta


class Facts:
    """JSON values under names, in the record. The names are the methods' of those who use them."""

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

    def drop(self, name: str) -> None:
        with self._writing.begin() as connection:
            connection.execute(delete(meta).where(meta.c.key == name))

    def raise_number(self, name: str) -> int:
        """Add one to the number kept under `name` and return what it is now."""
        with self._writing.begin() as connection:
            now = int(_read(connection, name) or 0) + 1
            _write(connection, name, str(now))
        return now

    def names(self, prefix: str) -> list[str]:
        query = select(meta.c.key).where(meta.c.key.startswith(prefix, autoescape=True)).order_by(meta.c.key)
        with self._reading.connect() as connection:
            return list(connection.execute(query).scalars())


def _read(connection: Connection, name: str) -> str | None:
    return connection.execute(select(meta.c.value).where(meta.c.key == name)).scalar()


def _write(connection: Connection, name: str, text: str) -> None:
    connection.execute(delete(meta).where(meta.c.key == name))
    connection.execute(insert(meta).values(key=name, value=text))
