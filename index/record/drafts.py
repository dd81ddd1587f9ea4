"""Drafts in the making: places that people collect for a briefing, and headings and texts of their own between them.

Of articles there are places only; the words are cut anew whenever a draft is shown. Nobody can type over them: what can
be done is to leave out words, with the ellipsis shown.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, cast

from sqlalchemy import ColumnElement, Connection, Engine, RowMapping, and_, delete, func, insert, select, update

from index.errors import BadElision, UnknownArticle, UnknownDraft, UnknownQuotation
from index.record.conversations import CitationKind
from index.record.tables import draft_items, drafts, revisions
from index.span import Span

ELLIPSIS = "…"
TypedKind = Literal["heading", "text"]


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
    """A place in an article, as citations have it. `number` names it in its draft, wherever it stands there. `elided`
    are the parts of the span, in order, that are left out.
    """

    number: int
    kind: CitationKind
    article: str
    revision: int
    span: Span
    elided: tuple[Span, ...]
    note: str
    by: str
    added: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A heading or a paragraph that somebody has typed: theirs, and no article's. `by` wrote it last."""

    number: int
    kind: TypedKind
    text: str
    by: str
    added: datetime


class Drafts:
    """The drafts of one record. All raise UnknownDraft where there is no such draft, or nothing of that number and sort
    in it.
    """

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

    def named(self, name: str) -> Draft:
        """The one draft of this id or title, in whatever case. Raises UnknownDraft where there is none, or several
        are called so.
        """
        listed = self.listed()
        found = [one for one in listed if one.id == name]
        found = found or [one for one in listed if one.title.casefold() == name.casefold()]
        if len(found) != 1:
            raise UnknownDraft(name)
        return found[0]

    def read(self, draft: str) -> tuple[Draft, list[Item | Typed]]:
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
            return _append(connection, draft, place | {"kind": kind, "by": by})

    def write(self, draft: str, kind: TypedKind, text: str, *, by: str) -> int:
        """Put a heading or a text at the end; its number."""
        with self._writing.begin() as connection:
            _check(connection, draft)
            return _append(connection, draft, {"kind": kind, "text": text, "by": by})

    def rewrite(self, draft: str, number: int, text: str, *, by: str) -> None:
        """Type a heading or a text anew."""
        with self._writing.begin() as connection:
            _check(connection, draft, number, draft_items.c.text.is_not(None))
            connection.execute(update(draft_items).where(_of(draft, number)).values(text=text, by=by))

    def annotate(self, draft: str, number: int, note: str) -> None:
        """Set the note of a place; an empty one is none."""
        with self._writing.begin() as connection:
            _check(connection, draft, number, draft_items.c.article.is_not(None))
            connection.execute(update(draft_items).where(_of(draft, number)).values(note=note))

    def elide(self, draft: str, number: int, parts: Iterable[Span]) -> None:
        """Leave these parts of a place out, and no others; none shows it whole. Raises BadElision where one is not in
        the place or ends within a word, and where nothing would be left; UnknownArticle where its article has left.
        """
        with self._writing.begin() as connection:
            _check(connection, draft, number, draft_items.c.article.is_not(None))
            row = connection.execute(select(draft_items).where(_of(draft, number))).mappings().one()
            r = revisions.c
            query = select(r.text).where(r.article == row["article"], r.revision == row["revision"])
            text = connection.execute(query).scalar()
            if text is None:
                raise UnknownArticle(row["article"])
            left_out = _joined(parts)
            _check_elision(text, Span(row["start"], row["end"]), left_out)
            values = json.dumps([[one.start, one.end] for one in left_out])
            connection.execute(update(draft_items).where(_of(draft, number)).values(elided=values))

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


def elided(text: str, span: Span, left_out: Sequence[Span]) -> str:
    """The span's words without the parts left out, each of which shows as an ellipsis with a space to either side."""
    words = [text[start:end].strip() for start, end in kept(span, left_out)]
    return f" {ELLIPSIS} ".join(words).strip() if left_out else span.of(text)


def kept(span: Span, left_out: Sequence[Span]) -> list[tuple[int, int]]:
    """[start, end) of each stretch between the parts left out; the first and the last may be empty."""
    ends = [span.start, *(at for part in left_out for at in (part.start, part.end)), span.end]
    return list(zip(ends[::2], ends[1::2], strict=True))


def _joined(parts: Iterable[Span]) -> list[Span]:
    """In order; those that touch or overlap as one."""
    joined: list[Span] = []
    for part in sorted(parts, key=lambda one: one.start):
        if joined and part.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(part.end, joined[-1].end))
        else:
            joined.append(part)
    return joined


def _check_elision(text: str, span: Span, left_out: Sequence[Span]) -> None:
    for part in left_out:
        if not (span.start <= part.start and part.end <= span.end):
            raise BadElision(f"{part.start}:{part.end} is not within {span.start}:{span.end}")
        for at in (part.start, part.end):
            if span.start < at < span.end and text[at - 1].isalnum() and text[at].isalnum():
                word = text[max(span.start, at - 20) : at].split()[-1] + text[at : at + 20].split()[0]
                raise BadElision(f"{part.start}:{part.end} ends within a word, {word!r}; leave out whole words")
    if not any(character.isalnum() for character in elided(text, span, left_out)):
        raise BadElision("nothing would be left; remove the quotation from the draft instead")


def _append(connection: Connection, draft: str, values: dict[str, object]) -> int:
    """Put a row at the end of the draft; its number."""
    i = draft_items.c
    last = select(func.max(i.number), func.max(i.position)).where(i.draft == draft)
    number, position = (1 + (one or 0) for one in connection.execute(last).one())
    row = {"draft": draft, "number": number, "position": position, "note": "", "elided": "[]", "added": _now()}
    connection.execute(insert(draft_items).values(row | values))
    return number


def _drafts(connection: Connection, name: str | None = None) -> list[Draft]:
    d, i = drafts.c, draft_items.c
    query = select(drafts, func.count(i.number).label("items")).join(draft_items, i.draft == d.id, isouter=True)
    if name is not None:
        query = query.where(d.id == name)
    found = connection.execute(query.group_by(d.id).order_by(d.created.desc())).mappings()
    return [Draft(**row | {"created": datetime.fromisoformat(row["created"])}) for row in map(dict, found)]


def _of(draft: str, number: int) -> ColumnElement[bool]:
    return and_(draft_items.c.draft == draft, draft_items.c.number == number)


def _check(
    connection: Connection, draft: str, number: int | None = None, sort: ColumnElement[bool] | None = None
) -> None:
    wanted = select(1).where(drafts.c.id == draft if number is None else _of(draft, number))
    if connection.execute(wanted if sort is None else wanted.where(sort)).first() is None:
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


def _item(row: RowMapping) -> Item | Typed:
    added = datetime.fromisoformat(row["added"])
    if row["article"] is None:
        kind = cast(TypedKind, row["kind"])
        return Typed(number=row["number"], kind=kind, text=row["text"], by=row["by"], added=added)
    return Item(
        number=row["number"],
        kind=cast(CitationKind, row["kind"]),
        article=row["article"],
        revision=row["revision"],
        span=Span(row["start"], row["end"]),
        elided=tuple(Span(*part) for part in json.loads(row["elided"])),
        note=row["note"],
        by=row["by"],
        added=added,
    )
