"""Conversations in the record: what was asked, how it was read, and which places were cited for it.

Of articles only ids and spans are kept, never words: what is shown of a turn is cut anew, and an article that is
removed takes with it what was told of it.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal, cast

from sqlalchemy import (
    Connection,
    Engine,
    RowMapping,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from index.errors import UnknownConversation
from index.quotation import Kind, Quotation
from index.record import rows
from index.record.tables import (
    articles,
    conversation_citations,
    conversation_turns,
    conversations,
    feedback,
    few_at_a_time,
    quotations,
    revisions,
)
from index.span import Span

Doing = Literal["ask", "show", "why"]
Part = Literal["citation", "context", "nearest"]
CitationKind = Kind | Literal["passage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """`title` is the first question, until it is given another one; `turns` how many there are."""

    id: str
    title: str
    created: datetime
    turns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCitation:
    """A place that a turn shows under a number; `span` is the sentence where the kind is indirect."""

    number: int
    part: Part
    kind: CitationKind
    article: str
    revision: int
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptTurn:
    """One turn. `day` is the day on which it was asked, where the user is; `leans` says whether it inherited anything.

    `told` is what was said about the answer, in JSON: `read_as`, `notes`, a refusal's `reason`; None where an article
    that the conversation rested on has been removed. `cited` counts the citations that there were. `apart` is what the
    user set apart from the text, in JSON; None for nothing.
    """

    doing: Doing
    text: str
    day: date
    leans: bool = False
    told: Mapping[str, object] | None = None
    cited: int = 0
    apart: Mapping[str, object] | None = None
    citations: tuple[KeptCitation, ...] = ()
    number: int = 0
    asked: datetime = datetime.min


class Conversations:
    """The conversations of one record."""

    def __init__(self, reading: Engine, writing: Engine) -> None:
        self._reading = reading
        self._writing = writing

    def start(self) -> str:
        """A new conversation without turns; its id."""
        name = uuid.uuid4().hex[:12]
        with self._writing.begin() as connection:
            connection.execute(insert(conversations).values(id=name, title="", created=_now()))
        return name

    def add(self, conversation: str, turn: KeptTurn) -> KeptTurn:
        """Keep the turn as the next one of its conversation. Raises UnknownConversation."""
        t = conversation_turns.c
        with self._writing.begin() as connection:
            _check(connection, conversation)
            last = connection.execute(select(func.max(t.number)).where(t.conversation == conversation)).scalar() or 0
            moment = _now()
            key = {"conversation": conversation, "turn": last + 1}
            connection.execute(
                insert(conversation_turns).values(
                    conversation=conversation,
                    number=last + 1,
                    doing=turn.doing,
                    text=turn.text,
                    asked=moment,
                    day=turn.day.isoformat(),
                    leans=int(turn.leans),
                    told=None if turn.told is None else json.dumps(turn.told, ensure_ascii=False),
                    cited=len(turn.citations),
                    apart=None if turn.apart is None else json.dumps(turn.apart, ensure_ascii=False),
                )
            )
            if turn.citations:
                connection.execute(insert(conversation_citations), [key | _row(one) for one in turn.citations])
            untitled = and_(conversations.c.id == conversation, conversations.c.title == "")
            connection.execute(update(conversations).where(untitled).values(title=turn.text.strip()))
        return self.turns(conversation, since=last + 1)[0]

    def search(self, words: str = "") -> list[Conversation]:
        """Those that have turns, the latest used first; with `words`, in whose title or turns these stand."""
        c, t = conversations.c, conversation_turns.c
        query = select(c.id, c.title, c.created, func.count().label("turns"))
        query = query.join(conversation_turns, t.conversation == c.id).group_by(c.id, c.title, c.created)
        if words:
            sought = words.lower()
            said = select(t.conversation).where(func.lower(t.text).contains(sought, autoescape=True))
            query = query.where(or_(func.lower(c.title).contains(sought, autoescape=True), c.id.in_(said)))
        with self._reading.connect() as connection:
            found = connection.execute(query.order_by(func.max(t.asked).desc(), c.created.desc())).mappings().all()
        return [_conversation(row) for row in found]

    def find(self, name: str) -> str:
        """The id that begins so, where it is the only one. Raises UnknownConversation."""
        query = select(conversations.c.id).where(conversations.c.id.startswith(name, autoescape=True)).limit(2)
        with self._reading.connect() as connection:
            found: Sequence[str] = connection.execute(query).scalars().all()
        if not name or len(found) != 1:
            raise UnknownConversation(name)
        return found[0]

    def rename(self, conversation: str, title: str) -> None:
        """Raises UnknownConversation."""
        with self._writing.begin() as connection:
            _check(connection, conversation)
            named = update(conversations).where(conversations.c.id == conversation)
            connection.execute(named.values(title=title))

    def delete(self, conversation: str) -> None:
        """Erase it with all that was said in it. Raises UnknownConversation."""
        with self._writing.begin() as connection:
            _check(connection, conversation)
            for table in (feedback, conversation_citations, conversation_turns):
                connection.execute(delete(table).where(table.c.conversation == conversation))
            connection.execute(delete(conversations).where(conversations.c.id == conversation))

    def take_back(self, conversation: str, turn: int) -> None:
        """Erase one turn: whoever asked it has deleted it. Nothing where there is none."""
        with self._writing.begin() as connection:
            for table, number in ((conversation_citations, "turn"), (conversation_turns, "number")):
                theirs = and_(table.c.conversation == conversation, table.c[number] == turn)
                connection.execute(delete(table).where(theirs))

    def turns(self, conversation: str, *, since: int = 1) -> list[KeptTurn]:
        """Its turns from one number on, oldest first. Raises UnknownConversation."""
        t, cited = conversation_turns.c, conversation_citations.c
        with self._reading.connect() as connection:
            _check(connection, conversation)
            query = select(conversation_turns).where(t.conversation == conversation, t.number >= since)
            kept = connection.execute(query.order_by(t.number)).mappings().all()
            shown = select(conversation_citations).where(cited.conversation == conversation, cited.turn >= since)
            places = connection.execute(shown.order_by(cited.turn, cited.number)).mappings().all()
        return [_turn(row, [one for one in places if one["turn"] == row["number"]]) for row in kept]

    def last_whole(self, conversation: str) -> int:
        """The number of the last question that leant on none before it; 1 where there is none."""
        t = conversation_turns.c
        whole = and_(t.conversation == conversation, t.doing == "ask", t.leans == 0)
        with self._reading.connect() as connection:
            return connection.execute(select(func.max(t.number)).where(whole)).scalar() or 1

    def texts(self, n: int) -> Sequence[str]:
        """What was said last in all conversations, the latest first, `n` at most."""
        query = select(conversation_turns.c.text).order_by(conversation_turns.c.asked.desc()).limit(n)
        with self._reading.connect() as connection:
            return connection.execute(query).scalars().all()

    def there(self, citations: Collection[KeptCitation]) -> dict[KeptCitation, Quotation | None]:
        """Those whose revision is still there, with the quotation that the record has in that place."""
        names = list({one.article for one in citations})
        a, q, r = articles.c, quotations.c, revisions.c
        seen = select(quotations).where(q.dismissed == 0)
        held = select(r.article, r.revision).join(articles, a.id == r.article).where(a.current.is_not(None))
        visible: set[tuple[str, int]] = set()
        known: dict[tuple[str, int, str, Span], Quotation] = {}
        with self._reading.connect() as connection:
            for some in few_at_a_time(names):
                visible |= {(row.article, row.revision) for row in connection.execute(held.where(r.article.in_(some)))}
                for row in connection.execute(seen.where(q.article.in_(some))).mappings():
                    one = rows.quotation_of(row)
                    known[one.article, one.revision, one.kind, one.cited] = one
        places = {one: (one.article, one.revision, one.kind, one.span) for one in citations}
        places = {one: place for one, place in places.items() if place[:2] in visible}
        return {one: known.get(place) for one, place in places.items()}


def _check(connection: Connection, conversation: str) -> None:
    if connection.execute(select(conversations.c.id).where(conversations.c.id == conversation)).first() is None:
        raise UnknownConversation(conversation)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _row(one: KeptCitation) -> dict[str, object]:
    place = {"article": one.article, "revision": one.revision, "start": one.span.start, "end": one.span.end}
    return {"number": one.number, "part": one.part, "kind": one.kind, **place}


def _conversation(row: RowMapping) -> Conversation:
    created = datetime.fromisoformat(row["created"])
    return Conversation(id=row["id"], title=row["title"], created=created, turns=row["turns"])


def _turn(row: RowMapping, cited: Sequence[RowMapping]) -> KeptTurn:
    return KeptTurn(
        doing=cast(Doing, row["doing"]),
        text=row["text"],
        day=date.fromisoformat(row["day"]),
        leans=bool(row["leans"]),
        told=None if row["told"] is None else json.loads(row["told"]),
        cited=row["cited"],
        apart=None if row["apart"] is None else json.loads(row["apart"]),
        citations=tuple(map(_citation, cited)),
        number=row["number"],
        asked=datetime.fromisoformat(row["asked"]),
    )


def _citation(row: RowMapping) -> KeptCitation:
    return KeptCitation(
        number=row["number"],
        part=cast(Part, row["part"]),
        kind=cast(CitationKind, row["kind"]),
        article=row["article"],
        revision=row["revision"],
        span=Span(row["start"], row["end"]),
    )
