"""Feedback: what readers say of answers and of the citations in them, kept beside the turns of conversations."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Literal, cast

from sqlalchemy import ColumnElement, Connection, Engine, RowMapping, and_, delete, exists, insert, select

from index.errors import UnknownConversation
from index.record.tables import conversation_citations, conversation_turns, feedback

Says = Literal["good", "wrong speaker", "not what was asked"]
ANSWER = 0  # the number of an answer as a whole; citations count from 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What `by` says of a citation of a turn, or of its ANSWER. `speaker` is the name it was shown under then."""

    conversation: str
    turn: int
    number: int
    says: Says
    by: str
    at: datetime
    speaker: str | None = None


class Feedback:
    """The feedback of one record. It goes with its conversation, and with the article that it is about."""

    def __init__(self, reading: Engine, writing: Engine) -> None:
        self._reading = reading
        self._writing = writing

    def keep(
        self, conversation: str, turn: int, number: int, says: Says, *, by: str, speaker: str | None = None
    ) -> Remark:
        """Keep it in place of what `by` has said of the same before. Raises UnknownConversation."""
        at = datetime.now(UTC)
        made = Remark(conversation=conversation, turn=turn, number=number, says=says, by=by, at=at, speaker=speaker)
        t = conversation_turns.c
        there = select(t.number).where(t.conversation == conversation, t.number == turn)
        with self._writing.begin() as connection:
            if connection.execute(there).first() is None:
                raise UnknownConversation(conversation)
            connection.execute(delete(feedback).where(_same(conversation, turn, number, by)))
            connection.execute(insert(feedback).values(asdict(made) | {"at": at.isoformat()}))
        return made

    def withdraw(self, conversation: str, turn: int, number: int, *, by: str) -> None:
        """Erase what `by` has said of it, if anything."""
        with self._writing.begin() as connection:
            connection.execute(delete(feedback).where(_same(conversation, turn, number, by)))

    def remarks(self, conversation: str | None = None) -> list[Remark]:
        """All there are, or those of one conversation; the oldest first."""
        query = select(feedback).order_by(feedback.c.at)
        if conversation is not None:
            query = query.where(feedback.c.conversation == conversation)
        with self._reading.connect() as connection:
            return [_remark(row) for row in connection.execute(query).mappings()]


def forget(connection: Connection, article: str, revision: int) -> None:
    """Erase what was said of citations of an article's revisions up to this one."""
    f, cited = feedback.c, conversation_citations.c
    same = and_(cited.conversation == f.conversation, cited.turn == f.turn, cited.number == f.number)
    gone = exists().where(same, cited.article == article, cited.revision <= revision)
    connection.execute(delete(feedback).where(gone))


def _same(conversation: str, turn: int, number: int, by: str) -> ColumnElement[bool]:
    f = feedback.c
    return and_(f.conversation == conversation, f.turn == turn, f.number == number, f.by == by)


def _remark(row: RowMapping) -> Remark:
    return Remark(
        conversation=row["conversation"],
        turn=row["turn"],
        number=row["number"],
        says=cast(Says, row["says"]),
        by=row["by"],
        at=datetime.fromisoformat(row["at"]),
        speaker=row["speaker"],
    )
