"""Feeds that are read again and again, for what is new in them."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from datetime import timedelta

from index.attribute.attributor import Attributor
from index.fetch.address import web_address
from index.fetch.clock import SystemClock
from index.library import Library
from index.record.subscriptions import Subscription
from index.sources.opening import open_fetcher
from index.watch import Round, Watch

EVERY = timedelta(minutes=15)


class Feeds:
    """The feeds that one archive is fed from."""

    def __init__(self, archive: Library) -> None:
        self._archive = archive
        self._kept = archive.store.subscriptions
        self._clock = SystemClock()

    def all(self) -> tuple[Subscription, ...]:
        """Those that are watched, in the order in which they were named, with how each has fared."""
        return tuple(self._kept.all())

    def add(self, url: str) -> None:
        """Watch a feed; one that is watched already goes on as it is. Raises Rejected where it is no web address."""
        self._kept.add(str(web_address(url)), self._clock.now())

    def remove(self, url: str) -> None:
        """Watch a feed no more; what came by it stays. Raises UnknownFeed."""
        self._kept.remove(url)

    def watch(self, *, every: timedelta = EVERY) -> Generator[Iterator[Round]]:
        """Read the feeds, a round of them each time that one is asked for, as long as there are any.

        A round tells of each feed that is due what came in by it, or why it was not read; a feed that fails is asked
        ever less often. Between two rounds it sleeps for `every`.
        """
        with closing(open_fetcher(self._archive.settings, self._clock)) as fetcher:
            watching = Watch(self._archive, fetcher, Attributor(), self._clock, every=every)
            while self._kept.all():
                yield watching.once()
                if self._kept.all():
                    self._clock.sleep(every.total_seconds())
