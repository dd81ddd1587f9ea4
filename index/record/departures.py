"""Departures: articles that were removed, and those that were taken down and must not come back by themselves.

Of either the record keeps the id, the last revision and the moment. Of one that was taken down it keeps the hashes of
its addresses as well, so that a feed that still names the page does not bring it back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from sqlalchemy import Connection, Engine, RowMapping, and_, bindparam, func, insert, or_, select, update

from index.errors import UnknownArticle
from index.fetch.address import shown
from index.record.tables import departed_addresses, departures, few_at_a_time, revisions, visits


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """All revisions of `article` up to `revision` have left the archive. `again` is when it was taken in anew, where
    somebody has asked for that after it was taken down.
    """

    number: int
    article: str
    revision: int
    at: datetime
    taken_down: bool
    again: datetime | None = None

    @property
    def in_force(self) -> bool:
        """Whether it keeps the article out."""
        return self.taken_down and self.again is None


class Departures:
    """The departures of one record."""

    def __init__(self, reading: Engine) -> None:
        self._reading = reading

    def of(self, names: Collection[str]) -> dict[str, Departure]:
        """The last departure of each of the articles that have ever left."""
        found: dict[str, Departure] = {}
        with self._reading.connect() as connection:
            for some in few_at_a_time(list(names)):
                query = select(departures).where(departures.c.article.in_(some)).order_by(departures.c.number)
                found |= {row["article"]: _departure(row) for row in connection.execute(query).mappings()}
        return found

    def since(self, moment: datetime | None) -> list[Departure]:
        """Those of that moment or later, all where it is None, the earliest first."""
        query = select(departures).order_by(departures.c.number)
        with self._reading.connect() as connection:
            every = [_departure(row) for row in connection.execute(query).mappings()]
        return [one for one in every if moment is None or one.at >= moment]

    def meant(self, name: str) -> list[str]:
        """The ids that are meant by an id or by an address, of articles that are there or were there. Raises
        UnknownArticle.
        """
        r, v, d, h = revisions.c, visits.c, departures.c, departed_addresses.c
        of_address = select(h.departure).where(h.hash == address_hash(name))
        asked = (
            select(r.article).where(r.article == name),
            select(r.article).where(r.url == name),
            select(v.article).where(or_(v.asked == name, v.url == name), v.article.is_not(None)),
            select(d.article).where(or_(d.article == name, d.number.in_(of_address))),
        )
        with self._reading.connect() as connection:
            for query in asked:
                if found := connection.execute(query.distinct()).scalars().all():
                    return list(found)
        raise UnknownArticle(shown(name) if "://" in name else name)


# Made once: every article that comes in is asked about.
_LAST_REVISION = select(func.max(departures.c.revision)).where(departures.c.article == bindparam("name"))
_TOLD = select(departed_addresses.c.departure).where(departed_addresses.c.hash.in_(bindparam("hashes", expanding=True)))
_BARRING = and_(
    departures.c.taken_down == 1,
    departures.c.again.is_(None),
    or_(departures.c.article == bindparam("name"), departures.c.number.in_(_TOLD)),
)
_LAST_BARRING = select(departures).where(_BARRING).order_by(departures.c.number.desc()).limit(1)


def depart(connection: Connection, article: str, revision: int, *, taken_down: bool) -> None:
    """Keep, inside the caller's transaction, that the article leaves now; its rows must still be there."""
    at = _now()
    row = {"article": article, "revision": revision, "at": at, "taken_down": int(taken_down)}
    result = connection.execute(insert(departures).values(**row))
    (number,) = result.inserted_primary_key or (None,)
    if taken_down:
        hashes = {address_hash(address) for address in addresses_of(connection, article)}
        for one in hashes:
            connection.execute(insert(departed_addresses).values(hash=one, departure=cast(int, number)))


def departed(connection: Connection, article: str) -> int | None:
    """The last revision of an article that has left; None where none has."""
    return connection.execute(_LAST_REVISION, {"name": article}).scalar()


def barred(connection: Connection, article: str | None, addresses: Iterable[str]) -> Departure | None:
    """The departure by which an article of this id, or of one of these addresses, may not come in by itself."""
    row = connection.execute(_LAST_BARRING, _meant(article, addresses)).mappings().first()
    return _departure(row) if row is not None else None


def let_in(connection: Connection, article: str, addresses: Iterable[str]) -> None:
    """Bar this article no more: somebody wants it again."""
    connection.execute(update(departures).where(_BARRING).values(again=_now()), _meant(article, addresses))


def address_hash(address: str) -> str:
    return hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()


def _meant(article: str | None, addresses: Iterable[str]) -> dict[str, object]:
    return {"name": article, "hashes": [address_hash(one) for one in addresses]}


def addresses_of(connection: Connection, article: str) -> set[str]:
    """All under which the article was found, its id too: that may be one."""
    r, v = revisions.c, visits.c
    found = {article, *connection.execute(select(r.url).where(r.article == article)).scalars()}
    for asked, url in connection.execute(select(v.asked, v.url).where(v.article == article)):
        found |= {asked, url}
    return {address for address in found if address}


def _departure(row: RowMapping) -> Departure:
    return Departure(
        number=row["number"],
        article=row["article"],
        revision=row["revision"],
        at=datetime.fromisoformat(row["at"]),
        taken_down=bool(row["taken_down"]),
        again=datetime.fromisoformat(row["again"]) if row["again"] else None,
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
