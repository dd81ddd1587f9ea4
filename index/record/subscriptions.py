"""The feeds that are watched, in the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, RowMapping, delete, insert, select

from index.errors import UnknownFeed
from index.fetch.address import shown
from index.fetch.fetched import Validators
from index.record.tables import feeds


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A feed and how reading it has gone. `failures` are those since it was last read; `reason` is the last one's."""

    url: str
    added: datetime
    title: str | None = None
    validators: Validators | None = None
    read: datetime | None = None
    failures: int = 0
    due: datetime | None = None
    reason: str | None = None


class Subscriptions:
    """The feeds of one record."""

    def __init__(self, reading: Engine, writing: Engine) -> None:
        self._reading = reading
        self._writing = writing

    def all(self) -> list[Subscription]:
        """In the order in which they were added."""
        with self._reading.connect() as connection:
            rows = connection.execute(select(feeds).order_by(feeds.c.added, feeds.c.url)).mappings().all()
        return [_subscription(row) for row in rows]

    def add(self, url: str, now: datetime) -> None:
        """Watch a feed; one that is watched already goes on as it is."""
        with self._writing.begin() as connection:
            if connection.execute(select(feeds.c.url).where(feeds.c.url == url)).first() is None:
                _insert(connection, Subscription(url=url, added=now))

    def keep(self, feed: Subscription) -> None:
        """How a feed is now. One that has been removed meanwhile stays so."""
        with self._writing.begin() as connection:
            if connection.execute(delete(feeds).where(feeds.c.url == feed.url)).rowcount:
                _insert(connection, feed)

    def remove(self, url: str) -> None:
        """Raises UnknownFeed. `url` may be as it is shown, without its secrets, where that names only one."""
        meant = {feed.url for feed in self.all() if url in (feed.url, shown(feed.url))}
        if len(meant) != 1:
            raise UnknownFeed(shown(url))
        with self._writing.begin() as connection:
            connection.execute(delete(feeds).where(feeds.c.url.in_(meant)))


def _insert(connection: Connection, feed: Subscription) -> None:
    told = feed.validators
    connection.execute(
        insert(feeds).values(
            url=feed.url,
            title=feed.title,
            landed=told.url if told else None,
            etag=told.etag if told else None,
            modified=told.modified if told else None,
            added=feed.added.isoformat(),
            read=feed.read.isoformat() if feed.read else None,
            failures=feed.failures,
            due=feed.due.isoformat() if feed.due else None,
            reason=feed.reason,
        )
    )


def _subscription(row: RowMapping) -> Subscription:
    told = Validators(url=row["landed"], etag=row["etag"], modified=row["modified"]) if row["landed"] else None
    return Subscription(
        url=row["url"],
        title=row["title"],
        validators=told,
        added=datetime.fromisoformat(row["added"]),
        read=datetime.fromisoformat(row["read"]) if row["read"] else None,
        failures=row["failures"],
        due=datetime.fromisoformat(row["due"]) if row["due"] else None,
        reason=row["reason"],
    )
