"""The catalogue: who is quoted in the archive, when and where, and which units that selects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Engine, Select, and_, func, select

from index.capacity import Capacities, Capacity
from index.quotation import Speaker
from index.record.tables import articles, few_at_a_time, jobs, passages, quotations, revisions
from index.unit import UNDETERMINED, Shelf, UnitKind
from index.window import Window

Identity = tuple[str, str | None, str | None]  # name, role, actor
NOTHING = Capacities()
EVERYWHERE = Window()
STUB = 300  # characters: a headline and a sentence, as a feed gives them of an article behind a paywall
# The revision of a quotation, and its words, cut from the text of that.
REVISION_OF = and_(revisions.c.article == quotations.c.article, revisions.c.revision == quotations.c.revision)
WORDS = func.substr(revisions.c.text, quotations.c.start + 1, quotations.c.end - quotations.c.start)
READ_AT_ONCE = 5_000  # rows in memory where all quotations are gone through

_CORRECTED = quotations.c.correction.is_not(None)
_OF_REVISION = and_(passages.c.article == revisions.c.article, passages.c.revision == revisions.c.revision)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A speaker as one or more articles name them, with how many quotations and over which days of publication.

    `alias_of` is the name in the record where `name` is another that an editor has joined to it.
    """

    name: str
    role: str | None
    actor: str | None
    quotations: int
    first: date | None
    last: date | None
    alias_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much is in a part of the archive."""

    articles: int
    first: date | None
    last: date | None


class Catalogue:
    """Questions to the record that select; all see only the revisions that answers see."""

    def __init__(self, reading: Engine) -> None:
        self._reading = reading

    def capacities(self, least: float) -> Capacities:
        """The roles that articles give their speakers, where these are told with a confidence of at least `least`."""
        q = quotations.c
        who = (q.final_name, q.final_role, q.final_actor)
        query = (
            _quoted(*who, revisions.c.day, _language(), func.min(q.article))
            # What an editor has set, no article says.
            .where(q.final_role.is_not(None), q.final_confidence >= least, q.correction.is_(None))
            .where(q.final_name.is_not(None), q.dismissed == 0)
            .group_by(*who, revisions.c.day, _language())
        )
        with self._reading.connect() as connection:
            return Capacities(
                Capacity(name=name, role=role, actor=actor, article=article, day=_day(day), language=language)
                for name, role, actor, day, language, article in connection.execute(query)
            )

    def speakers(self, least: float, known: Capacities = NOTHING) -> list[Quoted]:
        """Everyone quoted with a confidence of at least `least`, the most quoted first, in the capacities `known`."""
        q, day = quotations.c, revisions.c.day
        who = (q.final_name, q.final_role, q.final_actor, _CORRECTED)
        query = (
            _quoted(*who, func.count(), func.min(day), func.max(day), func.min(_language()))
            .where(q.final_name.is_not(None), q.final_confidence >= least, q.dismissed == 0)
            .group_by(*who)
        )
        found: dict[Identity, Quoted] = {}
        with self._reading.connect() as connection:
            rows = connection.execute(query).all()
            # What is known depends on day and language: the rows of those of whom anything is are asked for by these.
            told = {name for name, _, actor, *_ in rows if actor is None and known.has(name)}
            by_day = [
                row
                for some in few_at_a_time(sorted(told))
                for row in connection.execute(query.where(q.final_name.in_(some)).group_by(day, _language()))
            ]
        told_once = [row for row in rows if row[0] not in told]
        for name, role, actor, corrected, number, first, last, language in [*told_once, *by_day]:
            one = _identity(NOTHING if corrected else known, name, role, actor, first, language)
            found[one] = _together(found.get(one), one, number, _day(first), _day(last))
        return sorted(found.values(), key=lambda one: (-one.quotations, one.name))

    def select(
        self,
        window: Window,
        *,
        least: float = 0.0,
        speakers: Collection[Identity] | None = None,
        known: Capacities = NOTHING,
        reported: bool | None = None,
    ) -> dict[Shelf, list[str]]:
        """Ids of the quotations in the window, by shelf; by these (name, role, actor) only, where they are given, each
        as the article has it or in the capacities `known`.

        `reported` asks for indirect speech only, or for marked words only.
        """
        q = quotations.c
        columns = (q.id, q.final_name, q.final_role, q.final_actor, _CORRECTED, revisions.c.day, _language())
        query = _quoted(*columns).where(q.dismissed == 0, *_within(window))
        if speakers is not None:
            names = {name for name, _, _ in speakers}
            query = query.where(q.final_confidence >= least, q.final_name.in_(names))
        if reported is not None:
            query = query.where(q.kind == "indirect" if reported else q.kind != "indirect")
        found: dict[Shelf, list[str]] = defaultdict(list)
        with self._reading.connect() as connection:
            for key, name, role, actor, corrected, day, language in connection.execute(query):
                others = NOTHING if corrected else known  # an editor's word is not added to
                if speakers is None or _identity(others, name, role, actor, day, language) in speakers:
                    found[Shelf("quotation", language)].append(key)
        return dict(found)

    def quoted_words(self) -> Iterator[tuple[str, str]]:
        """(id, words) of all quotations, those too that an editor has said are none, in the order of their articles."""
        query = _quoted(quotations.c.id, WORDS).order_by(quotations.c.article, quotations.c.start)
        with self._reading.connect() as connection:
            for row in connection.execute(query, execution_options={"yield_per": READ_AT_ONCE}):
                yield row[0], row[1]

    def passages(self, window: Window) -> dict[Shelf, list[str]]:
        """Ids of the passages in the window, by shelf."""
        query = _current(passages.c.id, _language()).join(passages, _OF_REVISION).where(*_within(window))
        found: dict[Shelf, list[str]] = defaultdict(list)
        with self._reading.connect() as connection:
            for name, language in connection.execute(query):
                found[Shelf("passage", language)].append(name)
        return dict(found)

    def every_unit(self) -> dict[Shelf, set[str]]:
        """Ids of all units that belong into the indexes, by shelf, as of one moment."""
        found: dict[Shelf, set[str]] = defaultdict(set)
        with self._reading.connect() as connection:
            for kind, query in (
                ("passage", _current(passages.c.id, _language()).join(passages, _OF_REVISION)),
                ("quotation", _quoted(quotations.c.id, _language())),
            ):
                for name, language in connection.execute(query):
                    found[Shelf(cast(UnitKind, kind), language)].add(name)
        return dict(found)

    def counts(self, window: Window) -> Counts:
        query = _current(func.count(), func.min(revisions.c.day), func.max(revisions.c.day))
        with self._reading.connect() as connection:
            number, first, last = connection.execute(query.where(*_within(window))).one()
        return Counts(articles=number, first=_day(first), last=_day(last))

    def outdated(self, version: int) -> list[tuple[str, int]]:
        """(id, revision) of the articles whose quotations were found by an attribution older than `version`."""
        query = _current(revisions.c.article, revisions.c.revision).where(revisions.c.attribution < version)
        with self._reading.connect() as connection:
            return [(row[0], row[1]) for row in connection.execute(query.order_by(revisions.c.article))]

    def shelves(self) -> list[Shelf]:
        """A shelf of each kind for each language that there are articles in."""
        query = _current(_language()).distinct().order_by(_language())
        kinds: tuple[UnitKind, ...] = ("passage", "quotation")
        with self._reading.connect() as connection:
            return [Shelf(kind, language) for language in connection.execute(query).scalars() for kind in kinds]

    def outlets(self, window: Window = EVERYWHERE) -> dict[str, int]:
        """Articles in the window by outlet, the largest first; an outlet that is not known goes as ""."""
        return self._tally(func.coalesce(revisions.c.outlet, ""), window)

    def languages(self) -> dict[str, int]:
        """Articles by language, the largest first."""
        return self._tally(_language())

    def months(self) -> dict[str, int]:
        """Articles by the month of their day, as 2025-03, the earliest first; of those whose day is known."""
        days = _current(revisions.c.day, func.count()).where(revisions.c.day.is_not(None)).group_by(revisions.c.day)
        found: dict[str, int] = defaultdict(int)
        with self._reading.connect() as connection:
            for day, number in connection.execute(days.order_by(revisions.c.day)):
                found[f"{date.fromordinal(day):%Y-%m}"] += number
        return dict(found)

    def latest(self, n: int, window: Window) -> list[tuple[str, int]]:
        """(id, revision) of the articles of the window that came in last, the latest first, `n` at most."""
        query = _current(revisions.c.article, revisions.c.revision).where(*_within(window))
        query = query.order_by(revisions.c.added.desc(), revisions.c.day.desc(), revisions.c.article).limit(n)
        with self._reading.connect() as connection:
            return [(row[0], row[1]) for row in connection.execute(query)]

    def arrived(self, since: datetime, until: datetime) -> set[str]:
        """The ids of the articles whose present revision came in from one moment to another, that one excluded; of
        both, whole seconds count.
        """
        first, last = (one.astimezone(UTC).isoformat(timespec="seconds") for one in (since, until))
        query = _current(revisions.c.article).where(revisions.c.added >= first, revisions.c.added < last)
        with self._reading.connect() as connection:
            return set(connection.execute(query).scalars())

    def arrivals(self, n: int) -> dict[str, int]:
        """Articles by the day in UTC on which they came in, as 2025-03-01; the last `n` such days, the last first."""
        day = func.substr(revisions.c.added, 1, 10)
        query = _current(day, func.count()).group_by(day).order_by(day.desc()).limit(n)
        with self._reading.connect() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def stubs(self, window: Window) -> int:
        """How many articles of the window have hardly any text: none past STUB characters, and nobody is quoted."""
        long = select(passages.c.id).where(_OF_REVISION, passages.c.end > STUB)
        of_revision = and_(quotations.c.article == revisions.c.article, quotations.c.revision == revisions.c.revision)
        quoted = select(quotations.c.id).where(of_revision)
        query = _current(func.count()).where(*_within(window), ~long.exists(), ~quoted.exists())
        with self._reading.connect() as connection:
            number: int = connection.execute(query).scalar_one()
        return number

    def _tally(self, what: ColumnElement[str], window: Window = EVERYWHERE) -> dict[str, int]:
        query = _current(what, func.count()).where(*_within(window)).group_by(what).order_by(func.count().desc(), what)
        with self._reading.connect() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def totals(self) -> dict[str, int]:
        """How many articles, revisions, passages and quotations there are, and how many jobs wait for the indexes."""
        counted = {
            "articles": _current(func.count()),
            "copies": _current(func.count()).where(articles.c.copy_of.is_not(None)),
            "revisions": select(func.count()).select_from(revisions),
            "passages": _current(func.count()).join(passages, _OF_REVISION),
            "quotations": _quoted(func.count()),
            "waiting": select(func.count()).where(jobs.c.state != "done"),
        }
        with self._reading.connect() as connection:
            return {name: connection.execute(query).scalar_one() for name, query in counted.items()}


def _together(known: Quoted | None, who: Identity, number: int, first: date | None, last: date | None) -> Quoted:
    name, role, actor = who
    if known is not None:
        number += known.quotations
        first = min(filter(None, (known.first, first)), default=None)
        last = max(filter(None, (known.last, last)), default=None)
    return Quoted(name=name, role=role, actor=actor, quotations=number, first=first, last=last)


def _identity(
    known: Capacities, name: str, role: str | None, actor: str | None, day: int | None, language: str
) -> Identity:
    if actor is None and known.has(name):
        speaker = known.of(Speaker(name=name, role=role), _day(day), language)
        role, actor = speaker.role, speaker.actor
    return name, role, actor


def _quoted(*columns: ColumnElement[Any]) -> Select[Any]:
    """A query over the quotations of the revisions that answers see."""
    q = quotations.c
    is_current = and_(articles.c.id == q.article, articles.c.current == q.revision)
    return select(*columns).select_from(quotations).join(revisions, REVISION_OF).join(articles, is_current)


def _current(*columns: ColumnElement[Any]) -> Select[Any]:
    """A query over the revisions that answers see."""
    is_current = and_(articles.c.id == revisions.c.article, articles.c.current == revisions.c.revision)
    return select(*columns).select_from(revisions).join(articles, is_current)


def _within(window: Window) -> list[ColumnElement[bool]]:
    r = revisions.c
    conditions = []
    if window.since:
        conditions.append(r.day >= window.since.toordinal())
    if window.until:
        conditions.append(r.day <= window.until.toordinal())
    if window.outlets:
        conditions.append(func.lower(r.outlet).in_([outlet.lower() for outlet in window.outlets]))
    if window.languages:
        conditions.append(r.language.in_(window.languages))
    return conditions


def _language() -> ColumnElement[str]:
    return func.coalesce(revisions.c.language, UNDETERMINED)


def _day(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(ordinal)
