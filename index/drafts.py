"""Drafts in the making: places that people collect for a briefing, in their order, with notes of their own.

Of articles there are places only; the words are cut anew whenever a draft is shown.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from sqlalchemy import ColumnElement, Connection, Engine, RowMapping, and_, delete, func, insert, select, update

from index.conversations import CitationKind
from index.errors import UnknownArticle, UnknownDraft, UnknownQuotation
from index.span import Span
from index.tables import draft_items, drafts, revisions


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """`items` is how many there are."""

    id: str
    title: str
    by: str
    created: datetime
    items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A place in an article, as citations have it. `number` names it in its draft, wherever it stands there."""

    number: int
    kind: CitationKind
    article: str
    revision: int
    span: Span
    note: str
    by: str
    added: datetime


class Drafts:
    """The drafts of one record. All raise UnknownDraft where there is no such draft, or no such item in it."""

    def __init__(self, reading: Engine, writing: Engine) -> None:
        self._reading = reading
        self._writing = writing

    def start(self, title: str, *, by: str) -> str:
        """A new draft; its id."""
        name = uuid.uuid4().hex[:12]
        with self._writing.begin() as connection:
            connection.execute(insert(drafts).values(id=name, title=title, by=by, created=_now()))
        return name

    def listed(self) -> list[Draft]:
        """All of them, the latest first."""
        with self._reading.connect() as connection:
            return _drafts(connection)

    def read(self, draft: str) -> tuple[Draft, list[Item]]:
        """The draft and what is in it, in its order."""
        i = draft_items.c
        query = select(draft_items).where(i.draft == draft).order_by(i.position, i.number)
        with self._reading.connect() as connection:
            _check(connection, draft)
            (found,) = _drafts(connection, draft)
            return found, [_item(row) for row in connection.execute(query).mappings()]

    def add(self, draft: str, *, kind: CitationKind, article: str, revision: int, span: Span, by: str) -> int:
        """Put a place at the end; its number, the old one where it is there already. Raises UnknownArticle, and
        UnknownQuotation where the article ends before it.
        """
        i = draft_items.c
        place = {"article": article, "revision": revision, "start": span.start, "end": span.end}
        same = and_(i.draft == draft, *(i[name] == value for name, value in place.items()))
        with self._writing.begin() as connection:
            _check(connection, draft)
            _check_place(connection, article, revision, span)
            there = connection.execute(select(i.number).where(same)).scalar()
            if there is not None:
                return cast(int, there)
            last = select(func.max(i.number), func.max(i.position)).where(i.draft == draft)
            number, position = (1 + (one or 0) for one in connection.execute(last).one())
            row = place | {"draft": draft, "number": number, "position": position, "kind": kind, "note": "", "by": by}
            connection.execute(insert(draft_items).values(row | {"added": _now()}))
        return number

    def annotate(self, draft: str, number: int, note: str) -> None:
        """Set the note of an item; an empty one is none."""
        with self._writing.begin() as connection:
            _check(connection, draft, number)
            connection.execute(update(draft_items).where(_of(draft, number)).values(note=note))

    def arrange(self, draft: str, numbers: Sequence[int]) -> None:
        """Put the items in this order. Others, which somebody else has added meanwhile, come after them."""
        with self._writing.begin() as connection:
            for number in numbers:
                _check(connection, draft, number)
            every = draft_items.c.draft == draft
            connection.execute(update(draft_items).where(every).values(position=draft_items.c.position + len(numbers)))
            for position, number in enumerate(numbers, 1):
                connection.execute(update(draft_items).where(_of(draft, number)).values(position=position))

    def remove(self, draft: str, number: int) -> None:
        """Take an item out, with its note."""
        with self._writing.begin() as connection:
            _check(connection, draft, number)
            connection.execute(delete(draft_items).where(_of(draft, number)))

    def rename(self, draft: str, title: str) -> None:
        with self._writing.begin() as connection:
            _check(connection, draft)
            connection.execute(update(drafts).where(drafts.c.id == draft).values(title=title))

    def delete(self, draft: str) -> None:
        """Erase it with all that is in it."""
        with self._writing.begin() as connection:
            _check(connection, draft)
            connection.execute(delete(draft_items).where(draft_items.c.draft == draft))
            connection.execute(delete(drafts).where(drafts.c.id == draft))


def _drafts(connection: Connection, name: str | None = None) -> list[Draft]:
    d, i = drafts.c, draft_items.c
    query = select(drafts, func.count(i.number).label("items")).join(draft_items, i.draft == d.id, isouter=True)
    if name is not None:
        query = query.where(d.id == name)
    found = connection.execute(query.group_by(d.id).order_by(d.created.desc())).mappings()
    return [Draft(**row | {"created": datetime.fromisoformat(row["created"])}) for row in map(dict, found)]


def _of(draft: str, number: int) -> ColumnElement[bool]:
    return and_(draft_items.c.draft == draft, draft_items.c.number == number)


def _check(connection: Connection, draft: str, number: int | None = None) -> None:
    wanted = drafts.c.id == draft if number is None else _of(draft, number)
    if connection.execute(select(1).where(wanted)).first() is None:
        raise UnknownDraft(draft, number)


def _check_place(connection: Connection, article: str, revision: int, span: Span) -> None:
    r = revisions.c
    length = select(func.length(r.text)).where(r.article == article, r.revision == revision)
    found = connection.execute(length).scalar()
    if found is None:
        raise UnknownArticle(article)
    if span.end > found:
        raise UnknownQuotation(f"article {article!r} has {found} characters, and {span.start}:{span.end} is past them")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _item(row: RowMapping) -> Item:
    return Item(
        number=row["number"],
        kind=cast(CitationKind, row["kind"]),
        article=row["article"],
        revision=row["revision"],
        span=Span(row["start"], row["end"]),
        note=row["note"],
        by=row["by"],
        added=datetime.fromisoformat(row["added"]),
    )
