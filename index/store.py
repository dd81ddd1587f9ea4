"""The record: every article with its revisions, its passages and its quotations, and what the indexes owe it.

Whatever is shown to a user is cut from here. The indexes are derived and can be made again from it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import (
    Connection,
    RowMapping,
    Select,
    bindparam,
    func,
    insert,
    select,
    update,
)

from index.accession.admit import NOTHING, Allowed, Status, admit
from index.accession.erase import Holdings, holdings
from index.accession.outbox import Job, Outbox
from index.accession.requote import requote
from index.accession.revisions import Revisions
from index.article import Article
from index.copying.copies import Copies, link, relink, unlink
from index.correcting.corrections import Corrections
from index.errors import Rejected, UnknownArticle
from index.passage import Passage
from index.quotation import Quotation
from index.record import rows
from index.record.additions import Additions
from index.record.catalogue import Catalogue
from index.record.citing import Citing
from index.record.conversations import Conversations
from index.record.database import open_database, rewrite
from index.record.dead_letters import DeadLetters
from index.record.departures import Departures, depart, departed, let_in
from index.record.desks import Desks
from index.record.drafts import Drafts
from index.record.facts import PURGES, Facts, raise_number
from index.record.feedback import Feedback
from index.record.migrate import migrate
from index.record.subscriptions import Subscriptions
from index.record.tables import articles, few_at_a_time, jobs, passages, quotations, revisions
from index.record.threads import Threads
from index.record.visits import Visits
from index.unit import UNDETERMINED, units

# Made once, with the parts of a revision: what an article needs to come in.
_LISTED = select(articles.c.id).where(articles.c.id == bindparam("name"))
_CURRENT = select(articles.c.current).where(articles.c.id == bindparam("name")).scalar_subquery()
_REVISION = select(revisions).where(
    revisions.c.article == bindparam("name"), revisions.c.revision == func.coalesce(bindparam("revision"), _CURRENT)
)
_PARTS = [
    select(table)
    .where(
        table.c.article == bindparam("name"), table.c.revision == func.coalesce(bindparam("revision"), table.c.revision)
    )
    .order_by(table.c.revision, table.c.start)
    for table in (passages, quotations)
]
_VISIBLE = {
    table: select(table)
    .join(articles, (articles.c.id == table.c.article) & (articles.c.current == table.c.revision))
    .where(table.c.id.in_(bindparam("ids", expanding=True)))
    for table in (passages, quotations)
}
_LANGUAGES = select(revisions.c.article, revisions.c.revision, func.coalesce(revisions.c.language, UNDETERMINED))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article with what the earlier stages found in it, ready to be accepted."""

    article: Article
    passages: tuple[Passage, ...]
    quotations: tuple[Quotation, ...]


class Store:
    """One record. Every failure of the database is raised as StoreUnavailable, never shown as an empty result."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine = open_database(path)
        self._writing = self._engine.execution_options(writes=True)
        migrate(self._writing)
        self.outbox = Outbox(self._engine, self._writing)
        self.facts = Facts(self._engine, self._writing)
        self.catalogue = Catalogue(self._engine)
        self.copies = Copies(self._engine, self._writing)
        self.citing = Citing(self._engine)
        self.revisions = Revisions(self._engine)
        self.conversations = Conversations(self._engine, self._writing)
        self.corrections = Corrections(self._engine, self._writing, self.catalogue)
        self.dead_letters = DeadLetters(self._engine, self._writing)
        self.additions = Additions(self._engine, self._writing)
        self.departures = Departures(self._engine)
        self.drafts = Drafts(self._engine, self._writing)
        self.feedback = Feedback(self._engine, self._writing)
        self.visits = Visits(self._engine, self._writing)
        self.subscriptions = Subscriptions(self._engine, self._writing)
        self.threads = Threads(self._engine, self._writing)
        self.desks = Desks(self._engine, self._writing)

    def rewrite(self) -> None:
        """Leave nothing of what was deleted in the file or its log. Raises HomeBusy."""
        rewrite(self._engine)

    def close(self) -> None:
        self._engine.dispose()

    # what came in

    def status(self, article: Article, allowed: Allowed = NOTHING) -> tuple[Status, Article]:
        """As `admit`."""
        with self._engine.connect() as connection:
            return admit(connection, article, allowed)

    def accept(
        self, entries: Iterable[Entry], owner: str, allowed: Allowed = NOTHING
    ) -> list[tuple[Status, Job | None] | Rejected]:
        """Keep the entries in one transaction and post a job for each that is new or revised.

        An entry was made for the id and revision that `status` gave; another process may have taken that revision
        meanwhile, so it is asked again here, and the entry moves to the revision that is free.
        """
        outcomes: list[tuple[Status, Job | None] | Rejected] = []
        kept: list[Entry] = []
        with self._writing.begin() as connection:
            for entry in entries:
                try:
                    status, final = admit(connection, entry.article, allowed)
                except Rejected as rejected:
                    outcomes.append(rejected)
                    continue
                if allowed.again:
                    let_in(connection, entry.article.id, [entry.article.url] if entry.article.url else [])
                if status == "same":
                    outcomes.append((status, None))
                    continue
                kept.append(_moved(entry, final))
                outcomes.append((status, self._keep(connection, final, owner)))
            self._keep_parts(connection, kept)
        return outcomes

    def _keep(self, connection: Connection, article: Article, owner: str) -> Job:
        new = connection.execute(_LISTED, {"name": article.id}).first() is None
        if new:
            row = {"id": article.id, "current": None, "url": article.url, "compared": 0}
            connection.execute(insert(articles), row)
        else:
            connection.execute(update(articles).where(articles.c.id == article.id).values(url=article.url))
        connection.execute(insert(revisions), rows.revision_row(article, datetime.now(UTC)))
        job = self.outbox.post(connection, article.id, article.revision, "index", owner)
        if new:
            link(connection, article, job.id)
        else:
            relink(connection, [article.id])
        return job

    def _keep_parts(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Of the whole batch at once: a statement costs more than a row."""
        split = [rows.passage_row(passage) for entry in entries for passage in entry.passages]
        said = [row for entry in entries for row in self.corrections.rows(connection, entry.article, entry.quotations)]
        for table, made in ((passages, split), (quotations, said)):
            if made:
                connection.execute(insert(table), made)

    def requote(self, found: Iterable[tuple[Article, Collection[Quotation]]], owner: str) -> list[Job]:
        """Replace the quotations of articles that answers see; in one transaction, with a job for each article whose
        units have changed by it. A revision that answers no longer see is passed over.
        """
        posted = []
        with self._writing.begin() as connection:
            for article, new in found:
                current = select(articles.c.current).where(articles.c.id == article.id)
                if connection.execute(current).scalar() != article.revision:
                    continue
                old, now = requote(connection, self.corrections, article, new)
                if [*units(article, (), old)] != [*units(article, (), now)]:
                    posted.append(self.outbox.post(connection, article.id, article.revision, "requote", owner))
        return posted

    def remove(self, names: Sequence[str], owner: str, *, taken_down: bool = False) -> list[Job]:
        """Hide the articles at once and post the jobs that erase them. Raises UnknownArticle before touching any.

        What is taken down may have been removed before: files can still have its bytes.
        """
        posted = []
        with self._writing.begin() as connection:
            for name in dict.fromkeys(names):
                last = connection.execute(
                    select(func.max(revisions.c.revision)).where(revisions.c.article == name)
                ).scalar()
                if last is None and taken_down:
                    last = departed(connection, name)
                if last is None:
                    raise UnknownArticle(name)
                depart(connection, name, last, taken_down=taken_down)
                connection.execute(update(articles).where(articles.c.id == name).values(current=None))
                posted.append(self.outbox.post(connection, name, last, "purge" if taken_down else "remove", owner))
            unlink(connection, set(names))
            if taken_down:
                raise_number(connection, PURGES)
        return posted

    def holdings(self, name: str) -> Holdings:
        """What there is of an article."""
        with self._engine.connect() as connection:
            return holdings(connection, name)

    # what is there

    def article(self, name: str, revision: int | None = None) -> Article:
        """One revision of an article, the one that answers see where none is named. Raises UnknownArticle."""
        with self._engine.connect() as connection:
            row = connection.execute(_REVISION, {"name": name, "revision": revision}).mappings().first()
        if row is None:
            raise UnknownArticle(name)
        return rows.article_of(row)

    def parts(
        self, name: str, revision: int | None = None, *, dismissed: bool = False
    ) -> tuple[list[Passage], list[Quotation]]:
        """The passages and quotations of one revision, or of all of them, visible or not; with `dismissed` also what an
        editor has said is no quotation: the indexes keep that.
        """
        with self._engine.connect() as connection:
            wanted = {"name": name, "revision": revision}
            split, said = (connection.execute(query, wanted).mappings().all() for query in _PARTS)
        seen = [rows.quotation_of(row) for row in said if dismissed or not row["dismissed"]]
        return [rows.passage_of(row) for row in split], seen

    def languages(self, names: Collection[str]) -> dict[str, dict[int, str]]:
        """The shelf language of each revision of the articles, by their ids and its number."""
        found: dict[str, dict[int, str]] = {name: {} for name in names}
        with self._engine.connect() as connection:
            for some in few_at_a_time(list(found)):
                for name, number, language in connection.execute(_LANGUAGES.where(revisions.c.article.in_(some))):
                    found[name][number] = language
        return found

    def passages(self, ids: Collection[str]) -> dict[str, Passage]:
        """Those of the ids that answers may see."""
        return {row["id"]: rows.passage_of(row) for row in self._some(_VISIBLE[passages], ids)}

    def quotations(self, ids: Collection[str], *, dismissed: bool = False) -> dict[str, Quotation]:
        """Those of the ids that answers may see; with `dismissed` also what an editor has said is no quotation."""
        found = self._some(_VISIBLE[quotations], ids)
        return {row["id"]: rows.quotation_of(row) for row in found if dismissed or not row["dismissed"]}

    def _some(self, query: Select[tuple[object, ...]], ids: Collection[str]) -> Iterator[RowMapping]:
        with self._engine.connect() as connection:
            for some in few_at_a_time(list(ids)):
                yield from connection.execute(query, {"ids": some}).mappings().all()

    def every_article(self) -> Iterator[tuple[str, int]]:
        """(id, revision) of each article that answers see, in the order of the ids."""
        query = select(articles.c.id, articles.c.current).where(articles.c.current.is_not(None)).order_by(articles.c.id)
        with self._engine.connect() as connection:
            for row in connection.execute(query):
                yield row.id, row.current

    def any_visible(self) -> bool:
        """Whether answers see any article at all."""
        query = select(articles.c.id).where(articles.c.current.is_not(None)).limit(1)
        with self._engine.connect() as connection:
            return connection.execute(query).first() is not None

    def open_jobs(self) -> int:
        with self._engine.connect() as connection:
            return connection.execute(select(func.count()).where(jobs.c.state != "done")).scalar_one()


def _moved(entry: Entry, final: Article) -> Entry:
    """The entry under the id and revision that it is kept as."""
    if (final.id, final.revision) == (entry.article.id, entry.article.revision):
        return replace(entry, article=final)
    named = {"article": final.id, "revision": final.revision}
    return Entry(
        article=final,
        passages=tuple(replace(passage, **named) for passage in entry.passages),  # type: ignore[arg-type]
        quotations=tuple(replace(quotation, **named) for quotation in entry.quotations),  # type: ignore[arg-type]
    )
