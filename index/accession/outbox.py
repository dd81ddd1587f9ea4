"""The outbox: what the indexes still owe the record.

An accepted article waits here until both indexes hold it: pending, vectors, lexical, done. A failed write to an index
does not mean that nothing was written (a full disk raises, and the rows appear after a restart), so a job is simply
done again, all of it; every stage first deletes what it is about to add.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, cast

from sqlalchemy import Connection, Engine, Exists, and_, bindparam, delete, exists, insert, select, update

from index.accession.erase import erase, purge
from index.record.tables import articles, few_at_a_time, jobs, leaving, revisions

Action = Literal["index", "requote", "remove", "purge"]
State = Literal["pending", "vectors", "lexical", "erased", "done"]
LEAVING: tuple[Action, ...] = ("remove", "purge")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Bring the indexes up to `revision` of an article, or up to its quotations, or rid them of it."""

    id: int
    article: str
    revision: int
    action: Action
    state: State = "pending"


_SHOWN = update(articles).where(articles.c.id == bindparam("name")).values(current=bindparam("number"))
_LEFT = delete(leaving).where(leaving.c.article == bindparam("name"), leaving.c.revision <= bindparam("number"))


class Outbox:
    def __init__(self, reading: Engine, writing: Engine) -> None:
        self._reading = reading
        self._writing = writing

    @staticmethod
    def post(connection: Connection, article: str, revision: int, action: Action, owner: str) -> Job:
        """Add a job inside the caller's transaction, so that it stands or falls with what it is about."""
        row = {"article": article, "revision": revision, "action": action, "state": "pending", "owner": owner}
        row["added"] = datetime.now(UTC).isoformat(timespec="seconds")
        result = connection.execute(insert(jobs), row)
        (key,) = result.inserted_primary_key or (None,)
        return Job(id=cast(int, key), article=article, revision=revision, action=action)

    def open(self) -> list[tuple[Job, str]]:
        """The jobs that are not done, oldest first, each with the name of the process that took it."""
        query = select(jobs).where(jobs.c.state != "done").order_by(jobs.c.id)
        with self._reading.connect() as connection:
            return [
                (
                    Job(id=row.id, article=row.article, revision=row.revision, action=row.action, state=row.state),
                    row.owner,
                )
                for row in connection.execute(query)
            ]

    def adopt(self, gone: Callable[[str], bool], owner: str) -> list[Job]:
        """Take over the jobs whose process has ended; returns all that `owner` has. No job is ever taken by two."""
        with self._writing.begin() as connection:
            left = connection.execute(select(jobs.c.owner).where(jobs.c.state != "done").distinct()).scalars().all()
            for dead in filter(gone, left):
                orphaned = and_(jobs.c.state != "done", jobs.c.owner == dead)
                connection.execute(update(jobs).where(orphaned).values(owner=owner))
        return [job for job, name in self.open() if name == owner]

    def live(self, todo: Sequence[Job]) -> list[Job]:
        """Those of `todo` that still matter: not overtaken by a newer revision or by a removal of the article."""
        newer = revisions.alias()
        overtaken = exists().where(newer.c.article == revisions.c.article, newer.c.revision > revisions.c.revision)
        good = set()
        with self._reading.connect() as connection:
            for names in few_at_a_time([job.article for job in todo]):
                query = select(revisions.c.article, revisions.c.revision).where(
                    revisions.c.article.in_(names), ~overtaken, ~being_removed()
                )
                good |= {(row.article, row.revision) for row in connection.execute(query)}
        return [job for job in todo if job.action in LEAVING or (job.article, job.revision) in good]

    def leaving(self, names: Collection[str]) -> dict[tuple[str, int], list[str]]:
        """Ids of quotations that a revision of these articles no longer has, and that the indexes may still hold: by
        article and number, of those revisions that have any.
        """
        found: dict[tuple[str, int], list[str]] = {}
        with self._reading.connect() as connection:
            for some in few_at_a_time(list(names)):
                for row in connection.execute(select(leaving).where(leaving.c.article.in_(some))):
                    found.setdefault((row.article, row.revision), []).append(row.id)
        return found

    def advance(self, todo: Iterable[Job], state: State) -> None:
        with self._writing.begin() as connection:
            _reach(connection, todo, state)

    def finish(self, todo: Sequence[Job], alive: Sequence[Job]) -> None:
        """Close `todo` in one transaction; of these, `alive` become visible, or vanish, at that moment.

        A purge stays open: the files still have what the record and the indexes no longer hold (scrub.py).
        """
        with self._writing.begin() as connection:
            indexed = [_place(job) for job in alive if job.action == "index"]
            if indexed:
                connection.execute(_SHOWN, indexed)
            for job in alive:
                if job.action == "remove":
                    erase(connection, job.article, job.revision)
                elif job.action == "purge":
                    purge(connection, job.article, job.revision)
            if alive:
                connection.execute(_LEFT, [_place(job) for job in alive])
            _reach(connection, [job for job in todo if job.action == "purge"], "erased")
            _reach(connection, [job for job in todo if job.action != "purge"], "done")

    def erased(self, owner: str) -> list[Job]:
        """The purges of this owner after which only the files are still to be rewritten."""
        return [job for job, name in self.open() if name == owner and job.state == "erased"]

    def close(self, purged: Sequence[Job]) -> None:
        """Forget purges that are done: the departure holds the number that the next revision comes after."""
        with self._writing.begin() as connection:
            for keys in few_at_a_time([job.id for job in purged]):
                connection.execute(delete(jobs).where(jobs.c.id.in_(keys)))


def _place(job: Job) -> dict[str, object]:
    return {"name": job.article, "number": job.revision}


def _reach(connection: Connection, todo: Iterable[Job], state: State) -> None:
    for keys in few_at_a_time([job.id for job in todo]):
        connection.execute(update(jobs).where(jobs.c.id.in_(keys)).values(state=state))


def being_removed() -> Exists:
    """The condition that a row of `revisions` is about to be erased."""
    return exists().where(
        jobs.c.article == revisions.c.article,
        jobs.c.action.in_(LEAVING),
        jobs.c.state != "done",
        jobs.c.revision >= revisions.c.revision,
    )
