"""Citing: which turns of conversations, and which drafts, rest on an article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, and_, select

from index.record.tables import conversation_citations, conversation_turns, conversations, draft_items, drafts
from index.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A place in a revision of an article that a turn cites under `number`; with the turn's question."""

    conversation: str
    title: str
    turn: int
    question: str
    asked: datetime
    number: int
    revision: int
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """A place in a revision of an article that a draft has under `number`."""

    draft: str
    title: str
    number: int
    revision: int
    span: Span


class Citing:
    """The citations in the conversations and the drafts of one record."""

    def __init__(self, reading: Engine) -> None:
        self._reading = reading

    def of(self, article: str, revision: int) -> list[Cited]:
        """Where revisions of the article up to this one are cited, in the order of the turns."""
        c, t, o = conversation_citations.c, conversation_turns.c, conversations.c
        query = (
            select(conversation_citations, t.text, t.asked, o.title)
            .join(conversation_turns, and_(t.conversation == c.conversation, t.number == c.turn))
            .join(conversations, o.id == c.conversation)
            .where(c.article == article, c.revision <= revision)
            .order_by(t.asked, c.number)
        )
        with self._reading.connect() as connection:
            return [
                Cited(
                    conversation=row["conversation"],
                    title=row["title"],
                    turn=row["turn"],
                    question=row["text"],
                    asked=datetime.fromisoformat(row["asked"]),
                    number=row["number"],
                    revision=row["revision"],
                    span=Span(row["start"], row["end"]),
                )
                for row in connection.execute(query).mappings()
            ]

    def drafts_of(self, article: str, revision: int) -> list[Collected]:
        """Where revisions of the article up to this one are in drafts, in the order of drafts and items."""
        i, d = draft_items.c, drafts.c
        query = (
            select(draft_items, d.title)
            .join(drafts, d.id == i.draft)
            .where(i.article == article, i.revision <= revision)
            .order_by(d.created, d.id, i.position)
        )
        with self._reading.connect() as connection:
            return [
                Collected(
                    draft=row["draft"],
                    title=row["title"],
                    number=row["number"],
                    revision=row["revision"],
                    span=Span(row["start"], row["end"]),
                )
                for row in connection.execute(query).mappings()
            ]
