"""Admit: is an article new in the record, there already, a revision, or something else under a known id?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy import Connection, bindparam, func, select

from index.accession.identity import brief, filled_in, related, same
from index.accession.outbox import being_removed
from index.article import Article
from index.errors import Rejected, TakenDown
from index.record import rows
from index.record.departures import barred, departed
from index.record.tables import articles, jobs, revisions

Status = Literal["new", "same", "revised"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """What is let in because the user says so: an unrelated text as a revision; what was taken down."""

    unrelated: bool = False
    again: bool = False


NOTHING = Allowed()

# Made once: an article is asked about twice, and building a statement takes longer than the database does.
_LASTING = (
    select(revisions).where(revisions.c.article == bindparam("name"), ~being_removed()).order_by(revisions.c.revision)
)
_OF_URL = select(articles.c.id).where(articles.c.url == bindparam("url")).limit(1)
_LAST_NUMBER = select(func.max(jobs.c.revision)).where(jobs.c.article == bindparam("name"))


def admit(connection: Connection, article: Article, allowed: Allowed = NOTHING) -> tuple[Status, Article]:
    """What adding `article` would do, and the article as it would be kept, with its final id and revision.

    Raises Rejected where its id is known for an unrelated text, TakenDown where it was taken down, unless allowed.
    """
    gone = None if allowed.again else barred(connection, article.id, [article.url] if article.url else [])
    if gone is not None:
        raise TakenDown(article.id, gone.at.date())
    known = _known(connection, article)
    if not known:
        return "new", replace(article, revision=_next_revision(connection, article.id))
    for earlier in known:
        if same(article, earlier):
            return "same", earlier
    last = known[-1]
    if not allowed.unrelated and not _same_url(article, last) and not related(article, last):
        raise Rejected(
            article.id,
            f"the archive has an unrelated text under this id ({brief(last.title or last.text)}); give it another id, "
            "or pass --replace to make it the next revision",
        )
    return "revised", filled_in(article, last, _next_revision(connection, last.id))


def _known(connection: Connection, article: Article) -> list[Article]:
    """The revisions of the article that this is, oldest first, none that are being removed; empty where new."""
    found = _lasting(connection, article.id)
    if found or article.url is None:
        return found
    owner = connection.execute(_OF_URL, {"url": article.url}).scalar()
    others = _lasting(connection, owner) if owner is not None else []
    # Two items under ids of their own may share a page; they are one article where the texts are versions.
    own_id = article.id != article.url
    return others if others and (not own_id or related(article, others[-1])) else []


def _lasting(connection: Connection, name: str) -> list[Article]:
    return [rows.article_of(row) for row in connection.execute(_LASTING, {"name": name}).mappings()]


def _next_revision(connection: Connection, name: str) -> int:
    """The number after the last one ever given: a citation to a removed revision must never meet another text.

    Every revision has posted a job under its number; jobs are kept, or what was taken down instead of them.
    """
    last = connection.execute(_LAST_NUMBER, {"name": name}).scalar()
    return max(last or 0, departed(connection, name) or 0) + 1


def _same_url(article: Article, known: Article) -> bool:
    return article.url is not None and article.url == known.url
