"""Threads of Slack in the record: which conversation each holds, and which messages in them were answered.

A delivery is taken once, whatever way and however often it comes; a question that was taken and not answered when the
program ended is found again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal, cast

from sqlalchemy import Connection, Engine, RowMapping, and_, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_once
from sqlalchemy.sql.elements import ColumnElement

from index.record.tables import asked_messages, deliveries, threads

State = Literal["taken", "answering", "done"]
KEPT = timedelta(days=14)  # Slack gives a delivery up after three tries within an hour


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A message: in a workspace and a channel, where its time stamp names it. `thread` is the first message's."""

    team: str
    channel: str
    message: str
    thread: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedMessage:
    """A question put in a message. `replies` are the time stamps of the messages that answer it, in order."""

    place: Place
    person: str | None
    text: str | None
    state: State = "taken"
    conversation: str | None = None
    turn: int | None = None
    replies: tuple[str, ...] = ()

    def answered_by(self, reply: str) -> AskedMessage:
        """The question with one more message that answers it."""
        return replace(self, replies=(*self.replies, reply))


class Threads:
    """What one record has of Slack."""

    def __init__(self, reading: Engine, writing: Engine) -> None:
        self._reading = reading
        self._writing = writing

    def take(self, delivery: str, message: AskedMessage | None = None) -> bool:
        """Take a delivery, with the question that it brings; False where it, or the message, was taken before."""
        with self._writing.begin() as connection:
            _forget(connection)
            once = insert_once(deliveries).values(id=delivery, at=_now()).on_conflict_do_nothing()
            if not connection.execute(once).rowcount:
                return False
            if message is None:
                return True
            place = message.place
            row = insert_once(asked_messages).values(
                team=place.team,
                channel=place.channel,
                message=place.message,
                thread=place.thread,
                person=message.person,
                text=message.text,
                state=message.state,
                replies="[]",
                taken=_now(),
            )
            return bool(connection.execute(row.on_conflict_do_nothing()).rowcount)

    def open(self) -> list[AskedMessage]:
        """The questions that were taken and are not answered, the first one first."""
        query = select(asked_messages).where(asked_messages.c.state != "done").order_by(asked_messages.c.number)
        with self._reading.connect() as connection:
            return [_message(row) for row in connection.execute(query).mappings()]

    def find(self, place: Place) -> AskedMessage | None:
        """The question in a message; `place.thread` does not matter."""
        with self._reading.connect() as connection:
            row = connection.execute(select(asked_messages).where(_at(place))).mappings().first()
        return _message(row) if row is not None else None

    def asking(self, conversation: str, turn: int) -> AskedMessage | None:
        """The question that has become this turn; None where it was not put in a message."""
        c = asked_messages.c
        query = select(asked_messages).where(c.conversation == conversation, c.turn == turn, c.state == "done")
        with self._reading.connect() as connection:
            row = connection.execute(query).mappings().first()
        return _message(row) if row is not None else None

    def keep(self, message: AskedMessage) -> None:
        """How far a question is now. Once it is done, of who asked what only the conversation has it."""
        done = message.state == "done"
        with self._writing.begin() as connection:
            connection.execute(
                update(asked_messages)
                .where(_at(message.place))
                .values(
                    person=None if done else message.person,
                    text=None if done else message.text,
                    state=message.state,
                    conversation=message.conversation,
                    turn=message.turn,
                    replies=json.dumps(message.replies),
                )
            )

    def conversation(self, place: Place) -> str | None:
        """The conversation of a message's thread; None where there is none."""
        t = threads.c
        held = and_(t.team == place.team, t.channel == place.channel, t.thread == place.thread)
        with self._reading.connect() as connection:
            return connection.execute(select(t.conversation).where(held)).scalar()

    def hold(self, place: Place, conversation: str) -> None:
        """Have the thread of a message hold a conversation from now on."""
        key = {"team": place.team, "channel": place.channel, "thread": place.thread}
        with self._writing.begin() as connection:
            t = threads.c
            connection.execute(delete(threads).where(*(t[name] == value for name, value in key.items())))
            connection.execute(insert(threads).values(conversation=conversation, **key))


def _at(place: Place) -> ColumnElement[bool]:
    c = asked_messages.c
    return and_(c.team == place.team, c.channel == place.channel, c.message == place.message)


def _forget(connection: Connection) -> None:
    """Deliveries that can come no more."""
    before = (datetime.now(UTC) - KEPT).isoformat(timespec="microseconds")
    connection.execute(delete(deliveries).where(deliveries.c.at < before))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _message(row: RowMapping) -> AskedMessage:
    place = Place(team=row["team"], channel=row["channel"], message=row["message"], thread=row["thread"])
    return AskedMessage(
        place=place,
        person=row["person"],
        text=row["text"],
        state=cast(State, row["state"]),
        conversation=row["conversation"],
        turn=row["turn"],
        replies=tuple(json.loads(row["replies"])),
    )
