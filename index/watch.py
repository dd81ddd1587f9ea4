"""Watch feeds: read those that have changed, and take in what they name that is new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from index.build import Attributes, Report, add
from index.errors import Rejected
from index.fetch.address import shown
from index.fetch.clock import Clock
from index.fetch.fetched import Fetched, NotFetched, NotModified
from index.fetch.fetcher import Fetcher
from index.formats.links import links
from index.item import Item
from index.library import Library
from index.record.subscriptions import Subscription
from index.sources.feeds import Feed
from index.sources.sniff import Listing, sniff
from index.sources.web import Web
from index.visit import Visited

SOON = timedelta(hours=1)  # corrections come in the first hours; then a page is asked at growing intervals
LONGEST_PAUSE = timedelta(days=1)
FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One feed, once: what came in by it. `failure` is why it was not read; `dropped`, that it is watched no more."""

    feed: Subscription
    report: Report = field(default_factory=Report)
    unchanged: bool = False
    failure: str | None = None
    dropped: bool = False


class Watch:
    """Reads the feeds of a library. `every` is how often that is done; a feed that fails is asked ever less often."""

    def __init__(
        self, library: Library, fetcher: Fetcher, attributes: Attributes, clock: Clock, *, every: timedelta
    ) -> None:
        self._library = library
        self._fetcher = fetcher
        self._attributes = attributes
        self._clock = clock
        self._every = every

    def once(self) -> Iterator[Round]:
        """Every feed that is due, one after the other. What one does, costs no other anything."""
        web = Web(self._fetcher, self._library.store.visits, self._library.confined, say=self._library.say)
        for feed in self._library.store.subscriptions.all():
            if feed.due is None or feed.due <= self._clock.now():
                yield self._read(feed, web)

    def _read(self, feed: Subscription, web: Web) -> Round:
        try:
            found = self._fetcher.get(feed.url, feed.validators)
            if isinstance(found, NotModified):
                return Round(feed=self._kept(feed), unchanged=True)
            return self._take_in(feed, found, self._feed(found), web)
        except Rejected as failure:
            return self._failed(feed, failure)

    def _take_in(self, feed: Subscription, found: Fetched, read: Feed, web: Web) -> Round:
        now, visits, report = self._clock.now(), self._library.store.visits, Report()
        due = [item for item in read.items if worth_asking(item, visits.last(item.url), now)]
        for report in add(self._library, web.pages(due), self._attributes, now=self._clock.now):  # noqa: B007
            pass
        # A feed whose pages could not all be had is read again whole: "not modified" would leave those out for good.
        visits.keep([(visit, None) for visit in web.lost], now)
        web.lost.clear()
        unsettled = any(isinstance(one, NotFetched) and not one.lasting for one in report.rejected)
        validators = None if unsettled else found.validators
        return Round(feed=self._kept(feed, title=read.title, validators=validators), report=report)

    def _feed(self, found: Fetched) -> Feed:
        form = sniff(found)
        if form in (Listing.FEED, Listing.JSON_FEED):
            return self._library.confined.feed(found, form)
        page = found.payload.decode("utf-8", "replace")
        named = [link.href for link in links(page, found.url) if "alternate" in link.rel and link.type in FEED_TYPES]
        hint = f"; it names {' and '.join(map(shown, named[:3]))}" if named else ""
        raise Rejected(shown(found.url), f"not a feed{hint}")

    def _kept(self, feed: Subscription, **changed: object) -> Subscription:
        now = self._clock.now()
        kept = replace(feed, read=now, failures=0, due=None, reason=None, **changed)  # type: ignore[arg-type]
        self._library.store.subscriptions.keep(kept)
        return kept

    def _failed(self, feed: Subscription, failure: Rejected) -> Round:
        """Twice as long as before until the next try, or as long as the server wants; what never was a feed is none."""
        if feed.read is None and not isinstance(failure, NotFetched):
            self._library.store.subscriptions.remove(feed.url)
            return Round(feed=feed, failure=failure.reason, dropped=True)
        now = self._clock.now()
        due = now + min(self._every * 2 ** min(feed.failures, 20), LONGEST_PAUSE)
        if isinstance(failure, NotFetched) and failure.again is not None:
            due = max(due, min(failure.again, now + LONGEST_PAUSE))
        failed = replace(feed, failures=feed.failures + 1, due=due, reason=failure.reason)
        self._library.store.subscriptions.keep(failed)
        return Round(feed=failed, failure=failure.reason)


def worth_asking(item: Item, visited: Visited | None, now: datetime) -> bool:
    """Whether a page is to be asked for: it is new, or its feed says something else of it than before, or it may have
    been corrected since: it is asked after an hour, and then whenever its age has doubled.
    """
    if visited is None or visited.visit.stamp != item.stamp:
        return True
    return visited.article is not None and now - visited.last >= max(SOON, visited.last - visited.first)
