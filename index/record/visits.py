"""Visits in the record: which pages were fetched when, and how to ask whether they are still the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, Engine, RowMapping, and_, delete, insert, select

from index.fetch.fetched import Validators
from index.record.departures import barred
from index.record.tables import articles, visits
from index.visit import Visit, Visited


class Visits:
    """The pages that were fetched into one record."""

    def __init__(self, reading: Engine, writing: Engine) -> None:
        self._reading = reading
        self._writing = writing

    def last(self, asked: str) -> Visited | None:
        """The last visit to an address; None where there was none. Of what was taken down only that is left."""
        current = and_(articles.c.id == visits.c.article, articles.c.current.is_not(None))
        query = select(visits, articles.c.id.label("there")).outerjoin(articles, current).where(visits.c.asked == asked)
        with self._reading.connect() as connection:
            row = connection.execute(query).mappings().first()
            gone = barred(connection, None, [asked])
        if gone is not None:
            return Visited(visit=Visit(asked=asked), article=None, removed=True, first=gone.at, last=gone.at)
        return _visited(row) if row is not None else None

    def keep(self, ended: Sequence[tuple[Visit, str | None]], now: datetime) -> None:
        """Remember what has become of visits: the article that each page is in the archive, None where it is not."""
        with self._writing.begin() as connection:
            for visit, article in ended:
                _keep(connection, visit, article, now)


def _keep(connection: Connection, visit: Visit, article: str | None, now: datetime) -> None:
    mine = visits.c.asked == visit.asked
    first = connection.execute(select(visits.c.first).where(mine)).scalar()
    told = visit.validators
    connection.execute(delete(visits).where(mine))
    connection.execute(
        insert(visits).values(
            asked=visit.asked,
            url=told.url if told else None,
            etag=told.etag if told else None,
            modified=told.modified if told else None,
            stamp=visit.stamp,
            article=article,
            first=first or now.isoformat(),
            last=now.isoformat(),
        )
    )


def _visited(row: RowMapping) -> Visited:
    told = Validators(url=row["url"], etag=row["etag"], modified=row["modified"]) if row["url"] else None
    return Visited(
        visit=Visit(asked=row["asked"], validators=told, stamp=row["stamp"]),
        article=row["there"],
        removed=row["article"] is not None and row["there"] is None,
        first=datetime.fromisoformat(row["first"]),
        last=datetime.fromisoformat(row["last"]),
    )
