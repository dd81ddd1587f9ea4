"""Erase: what the record has of an article, inside the caller's transaction.

A removal takes its revisions, passages and quotations, and what was told where they are cited. What is taken down also
loses what else has its words, or leads to it: corrections, what was pasted into conversations, addresses, jobs.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, false, func, or_, select, update

from index.accession.identity import brief
from index.accession.redact import Redaction
from index.correcting import final, history
from index.correcting.correction import Verdict
from index.record import feedback
from index.record.additions import withdraw
from index.record.catalogue import REVISION_OF, WORDS
from index.record.departures import addresses_of
from index.record.tables import (
    articles,
    asked_messages,
    conversation_citations,
    conversation_turns,
    conversations,
    corrections,
    dead_letters,
    draft_items,
    drafts,
    jobs,
    passages,
    quotations,
    revisions,
    visits,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """How many rows the record has of articles; `turns` are those of conversations that cite them."""

    revisions: int = 0
    passages: int = 0
    quotations: int = 0
    corrections: int = 0
    turns: int = 0
    visits: int = 0


def erase(connection: Connection, article: str, revision: int) -> None:
    """All revisions of the article up to this one. Turns of conversations keep the places that they have cited."""
    cited = conversation_citations.c
    theirs = and_(cited.article == article, cited.revision <= revision)
    resting = conversation_turns.c.conversation.in_(select(cited.conversation).where(theirs))
    connection.execute(update(conversation_turns).where(resting).values(told=None))
    feedback.forget(connection, article, revision)
    for table in (passages, quotations, revisions):
        connection.execute(delete(table).where(table.c.article == article, table.c.revision <= revision))
    left = select(func.count()).where(revisions.c.article == article)
    if connection.execute(left).scalar() == 0:
        connection.execute(delete(articles).where(articles.c.id == article))


def purge(connection: Connection, article: str, revision: int) -> None:
    """As `erase`, with all else that has the article's words or leads to it, but for its open jobs."""
    texts = select(revisions.c.text, revisions.c.title).where(
        revisions.c.article == article, revisions.c.revision <= revision
    )
    told = [text for row in connection.execute(texts) for text in row if text]
    redaction = Redaction(told)
    _purge_corrections(connection, article, revision)
    _redact(connection, conversations, conversations.c.title, redaction)
    _redact(connection, conversation_turns, conversation_turns.c.text, redaction)
    _redact(connection, conversation_turns, conversation_turns.c.apart, redaction, as_json=True)
    for column in (asked_messages.c.text, corrections.c.note, drafts.c.title, draft_items.c.note, draft_items.c.text):
        _redact(connection, column.table, column, redaction)
    _redact(connection, dead_letters, dead_letters.c.reason, redaction)
    _redact(connection, dead_letters, dead_letters.c.told, redaction, as_json=True)
    addresses = addresses_of(connection, article)
    withdraw(connection, addresses, redaction.of)
    leading = dead_letters.c.source.in_(addresses)
    naming = or_(false(), *(dead_letters.c.reason.contains(brief(text), autoescape=True) for text in told))
    connection.execute(delete(dead_letters).where(or_(leading, naming)))
    connection.execute(delete(visits).where(visits.c.article == article))
    connection.execute(delete(jobs).where(jobs.c.article == article, jobs.c.state == "done"))
    erase(connection, article, revision)


def holdings(connection: Connection, article: str) -> Holdings:
    c, turns = corrections.c, conversation_citations.c
    number = func.count()
    asked = {
        table.name: select(number).select_from(table).where(table.c.article == article)
        for table in (revisions, passages, quotations, visits)
    }
    asked["corrections"] = select(number).where(c.article == article, c.words.is_not(None))
    cited = select(turns.conversation, turns.turn).where(turns.article == article).distinct()
    asked["turns"] = select(number).select_from(cited.subquery())
    return Holdings(**{name: connection.execute(query).scalar_one() for name, query in asked.items()})


def _purge_corrections(connection: Connection, article: str, revision: int) -> None:
    """An editor's word goes on where other articles have the words; where none has, only that there was one stays."""
    c = corrections.c
    query = select(c.number).where(c.article == article, c.revision <= revision, c.words.is_not(None))
    for number in connection.execute(query).scalars().all():
        elsewhere = select(quotations, WORDS.label("words")).join(revisions, REVISION_OF)
        elsewhere = elsewhere.where(quotations.c.correction == number, quotations.c.article != article).limit(1)
        row = connection.execute(elsewhere).mappings().first()
        kept: dict[str, object] = dict.fromkeys(("words", "start", "end", "found", "before", "after", "note"))
        if row is not None:
            place = {name: row[name] for name in ("words", "article", "revision", "start", "end")}
            before = history.written(Verdict(speaker=final.speaker_in(row, "")))
            kept = place | {"found": row["name"], "before": before}
        connection.execute(update(corrections).where(c.number == number).values(kept))


def _redact(
    connection: Connection, table: Table, column: ColumnElement[str], redaction: Redaction, *, as_json: bool = False
) -> None:
    key = list(table.primary_key.columns)
    for row in connection.execute(select(*key, column).where(column.is_not(None))).all():
        text = _values_redacted(row[-1], redaction) if as_json else redaction.of(row[-1])
        if text != row[-1]:
            here = and_(*(part == value for part, value in zip(key, row, strict=False)))
            connection.execute(update(table).where(here).values({column: text}))


def _values_redacted(text: str, redaction: Redaction) -> str:
    values = {name: redaction.of(one) if isinstance(one, str) else one for name, one in json.loads(text).items()}
    return json.dumps(values, ensure_ascii=False)
