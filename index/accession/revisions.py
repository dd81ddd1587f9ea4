"""The revisions of the record: those too that answers no longer see."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Engine, func, select

from index.accession.outbox import being_removed
from index.record.departures import departed
from index.record.tables import articles, few_at_a_time, revisions


class Revisions:
    """Which revisions there are, were, and are seen."""

    def __init__(self, reading: Engine) -> None:
        self._reading = reading

    def of(self, names: Collection[str]) -> list[tuple[str, int]]:
        """(article, revision) of all revisions of those of the articles that the archive shows; the latest first."""
        query = (
            select(revisions.c.article, revisions.c.revision)
            .join(articles, articles.c.id == revisions.c.article)
            .where(articles.c.current.is_not(None), ~being_removed())
            .order_by(revisions.c.article, revisions.c.revision.desc())
        )
        with self._reading.connect() as connection:
            return [
                (row[0], row[1])
                for some in few_at_a_time(list(names))
                for row in connection.execute(query.where(revisions.c.article.in_(some)))
            ]

    def current(self, article: str) -> int | None:
        """The number of the revision that answers see, None where they see none."""
        with self._reading.connect() as connection:
            return connection.execute(select(articles.c.current).where(articles.c.id == article)).scalar()

    def superseded(self) -> list[tuple[str, int]]:
        """(article, revision) of all revisions that a later one has taken the place of."""
        query = select(revisions.c.article, revisions.c.revision).join(articles, articles.c.id == revisions.c.article)
        with self._reading.connect() as connection:
            found = connection.execute(query.where(revisions.c.revision < articles.c.current))
            return [(row[0], row[1]) for row in found]

    def removed(self, article: str) -> bool:
        """Whether the archive had the article and has it no more."""
        with self._reading.connect() as connection:
            has_left = departed(connection, article) is not None
        return has_left and self.current(article) is None

    def replaced(self, since: datetime | None) -> list[tuple[str, int, int, datetime]]:
        """(article, revision before, revision after, when it came) of revisions that have come in place of another that
        is still there, at that moment or later; the earliest first.
        """
        before = revisions.alias()
        earlier = (
            select(func.max(before.c.revision))
            .where(before.c.article == revisions.c.article, before.c.revision < revisions.c.revision)
            .scalar_subquery()
        )
        query = (
            select(revisions.c.article, earlier, revisions.c.revision, revisions.c.added)
            .join(articles, articles.c.id == revisions.c.article)
            .where(articles.c.current >= revisions.c.revision, earlier.is_not(None), ~being_removed())
            .order_by(revisions.c.added, revisions.c.article, revisions.c.revision)
        )
        with self._reading.connect() as connection:
            rows = [(*row[:3], datetime.fromisoformat(row[3])) for row in connection.execute(query)]
        return [row for row in rows if since is None or row[3] >= since]
