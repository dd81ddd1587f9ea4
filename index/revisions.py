"""The revisions of the record: those too that answers no longer see."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Engine, func, or_, select

from index.outbox import being_removed
from index.tables import articles, few_at_a_time, jobs, revisions

MOST_SUPERSEDED = 200  # revisions that are worth reading for one quotation


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

    def superseded_with(self, words: Sequence[str]) -> list[tuple[str, int]]:
        """(article, revision) of revisions that a later one has taken the place of and that have one of these words,
        as it is written here or, in ASCII, in any case; the latest first. Their texts are looked through: no index
        holds them.
        """
        has = or_(*(revisions.c.text.contains(word, autoescape=True) for word in words))
        query = (
            select(revisions.c.article, revisions.c.revision)
            .join(articles, articles.c.id == revisions.c.article)
            .where(revisions.c.revision < articles.c.current, has)
            .order_by(revisions.c.added.desc(), revisions.c.article)
            .limit(MOST_SUPERSEDED)
        )
        with self._reading.connect() as connection:
            return [(row[0], row[1]) for row in connection.execute(query)]

    def removed(self, article: str) -> bool:
        """Whether the archive had the article and has it no more."""
        query = select(func.count()).where(jobs.c.article == article, jobs.c.action == "remove")
        with self._reading.connect() as connection:
            taken_out = connection.execute(query).scalar_one() > 0
        return taken_out and self.current(article) is None
