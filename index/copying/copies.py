"""Copies: every article knows which one, published first, it is a copy of.

A copy stays an article; what it says twice is left out where passages are looked for. Only originals are compared
with, so that a story that a hundred outlets carry costs no more than one. All is derived from the articles' texts and
dates, inside the transaction that takes them in or out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from sqlalchemy import Connection, Engine, bindparam, delete, func, insert, select, update

from index.article import Article, text_hash
from index.copying.agency import is_agency
from index.copying.overlap import Worded, overlap
from index.copying.sketch import sketch, version
from index.record import rows
from index.record.facts import SKETCHES, renew
from index.record.tables import articles, bands, few_at_a_time, jobs, revisions, sketches

CANDIDATES = 8  # originals that an article is compared with, those that share the most numbers with it
COMMON = 100  # originals that share a number; a number that so many have is of a form or a footer, and tells nothing
CATCH_UP = 100  # articles a transaction: a quarter of a second for which others cannot write

Order = tuple[int, bool, float, int]

# Made once: an article needs a handful of these, and building one takes as long as the database does.
SHARING = select(bands.c.key, bands.c.sketch).where(bands.c.key.in_(bindparam("keys", expanding=True)))
NAMED = select(sketches.c.article).where(sketches.c.number.in_(bindparam("numbers", expanding=True)))
SAME_TEXT = (
    select(sketches.c.article)
    .join(revisions, revisions.c.article == sketches.c.article)
    .where(revisions.c.hash == bindparam("hash"))
    .limit(CANDIDATES)
)
LAST = (
    select(revisions, select(func.min(jobs.c.id)).where(jobs.c.article == bindparam("name")).label("arrival"))
    .where(revisions.c.article == bindparam("name"))
    .order_by(revisions.c.revision.desc())
    .limit(1)
)
LINKED = update(articles).where(articles.c.id == bindparam("name")).values(copy_of=bindparam("original"), compared=1)


@dataclass(frozen=True)
class _Known:
    """An article with its place in the order of publication."""

    worded: Worded
    order: Order

    @property
    def id(self) -> str:
        return self.worded.article.id


class Copies:
    """The copies of one record."""

    def __init__(self, reading: Engine, writing: Engine) -> None:
        self._reading = reading
        self._writing = writing

    def originals(self, names: Collection[str]) -> dict[str, str]:
        """Of those articles that are copies, what each is a copy of."""
        a = articles.c
        found: dict[str, str] = {}
        with self._reading.connect() as connection:
            for some in few_at_a_time(list(names)):
                query = select(a.id, a.copy_of).where(a.id.in_(some), a.copy_of.is_not(None))
                found |= {row.id: row.copy_of for row in connection.execute(query)}
        return found

    def story(self, name: str) -> list[Article]:
        """The article with all its copies, or with what it is a copy of and all copies of that: the first published
        first. Only the article itself where there are no copies.
        """
        a = articles.c
        own = select(func.coalesce(a.copy_of, a.id)).where(a.id == name).scalar_subquery()
        query = select(a.id).where((a.id == own) | (a.copy_of == own), a.current.is_not(None))
        with self._reading.connect() as connection:
            known = _read(connection, connection.execute(query).scalars().all())
        first = self.originals([name]).get(name, name)
        known.sort(key=lambda one: (one.id != first, one.order))
        return [one.worded.article for one in known]

    def catch_up(self) -> Iterator[int]:
        """Compare the articles that are not yet compared, such as those of an older record, some at a time; gives how
        many are left. All of them where the numbers were made in another way.
        """
        self._renew()
        waiting = select(articles.c.id).where(articles.c.compared == 0, articles.c.current.is_not(None))
        while True:
            with self._writing.begin() as connection:
                some = connection.execute(waiting.limit(CATCH_UP)).scalars().all()
                relink(connection, some)
                left = connection.execute(select(func.count()).select_from(waiting.subquery())).scalar_one()
            if not some:
                return
            yield left

    def _renew(self) -> None:
        with self._writing.begin() as connection:
            if not renew(connection, SKETCHES, version()):
                return
            for table in (bands, sketches):
                connection.execute(delete(table))
            connection.execute(update(articles).values(copy_of=None, compared=0))


def link(connection: Connection, article: Article, arrival: int) -> None:
    """Find what an article that is new in the archive is a copy of, and what is a copy of it. `arrival` is a number
    that later articles have higher.
    """
    _settle(connection, [_known(article, arrival)])


def relink(connection: Connection, names: Collection[str]) -> None:
    """Find that anew for articles that have changed, or are not compared yet, and for their copies."""
    _settle(connection, _read(connection, {*names, *_loosened(connection, names)}))


def unlink(connection: Connection, names: Collection[str]) -> None:
    """Leave the articles out of all comparisons; of the copies of one the first published takes its place."""
    _settle(connection, _read(connection, _loosened(connection, names) - set(names)))


def _settle(connection: Connection, loose: Iterable[_Known]) -> None:
    """Link articles, the first published first; who is earlier than a known original takes its place, and that one's
    copies are linked anew.
    """
    waiting = {one.id: one for one in loose}
    while waiting:
        one = min(waiting.values(), key=lambda each: each.order)
        del waiting[one.id]
        keys = sketch(one.worded.words)
        shared = _sharing(connection, keys)
        like = _originals_like(connection, one, keys, shared)
        earlier = [pair for pair in like if pair[1].order < one.order]
        original = max(earlier, key=lambda pair: pair[0])[1].id if earlier else None
        if original is None:
            _keep(connection, one.id, [key for key in keys if len(shared[key]) < COMMON])
            later = [other.id for _, other in like]
            waiting |= {each.id: each for each in _read(connection, {*later, *_loosened(connection, later)})}
        connection.execute(LINKED, {"name": one.id, "original": original})


def _loosened(connection: Connection, names: Collection[str]) -> set[str]:
    """Take the articles out of the comparisons, with their copies; returns these."""
    copies: set[str] = set()
    for some in few_at_a_time(list(names)):
        numbers = select(sketches.c.number).where(sketches.c.article.in_(some))
        connection.execute(delete(bands).where(bands.c.sketch.in_(numbers)))
        connection.execute(delete(sketches).where(sketches.c.article.in_(some)))
        copies |= set(connection.execute(select(articles.c.id).where(articles.c.copy_of.in_(some))).scalars())
        loose = articles.c.id.in_(some) | articles.c.copy_of.in_(some)
        connection.execute(update(articles).where(loose).values(copy_of=None, compared=0))
    return copies


def _originals_like(
    connection: Connection, one: _Known, keys: Sequence[int], shared: Mapping[int, Collection[int]]
) -> list[tuple[float, _Known]]:
    """The originals whose copy it may be, or that may be copies of it, with how much the two have in common."""
    counts = Counter(number for key in keys if len(shared[key]) < COMMON for number in shared[key])
    numbers = [number for number, _ in counts.most_common(CANDIDATES)]
    names = list(connection.execute(NAMED, {"numbers": numbers}).scalars()) if numbers else []
    if not all(len(shared[key]) < COMMON for key in keys):  # what it is told by may be among what too many have
        names += connection.execute(SAME_TEXT, {"hash": text_hash(one.worded.article.text)}).scalars()
    others = _read(connection, {name for name in names if name != one.id}) if names else []
    shares = ((overlap(one.worded, other.worded), other) for other in others)
    return [(share, other) for share, other in shares if share is not None]


def _sharing(connection: Connection, keys: Sequence[int]) -> dict[int, list[int]]:
    """For each key the numbers of the originals that have it."""
    shared: dict[int, list[int]] = {key: [] for key in keys}
    for key, number in connection.execute(SHARING, {"keys": keys}):
        shared[key].append(number)
    return shared


def _keep(connection: Connection, name: str, keys: Sequence[int]) -> None:
    """Let others be compared with it."""
    (number,) = connection.execute(insert(sketches).values(article=name)).inserted_primary_key or (None,)
    if keys:
        connection.execute(insert(bands), [{"key": key, "sketch": number} for key in dict.fromkeys(keys)])


def _read(connection: Connection, names: Iterable[str]) -> list[_Known]:
    """The last revision of each of the articles, indexed or not."""
    found = []
    for name in names:
        row = connection.execute(LAST, {"name": name}).mappings().one()
        found.append(_known(rows.article_of(row), row["arrival"] or 0))
    return found


def _known(article: Article, arrival: int) -> _Known:
    return _Known(worded=Worded(article), order=_order(article, arrival))


def _order(article: Article, arrival: int) -> Order:
    """Sorts by first publication: the day, on one day an agency before who has it from there, then the time, where
    there is one; and what is not dated behind all that is, as it came.
    """
    day = article.day.toordinal() if article.day else 10**7
    moment = article.published if isinstance(article.published, datetime) else None
    if moment is not None and moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    late = datetime.combine(article.day, time.max, UTC) if article.day else None
    told = moment or late
    return day, not is_agency(article.outlet), told.timestamp() if told else 0.0, arrival
