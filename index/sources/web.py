"""Web addresses as sources: pages, and feeds and sitemaps, which name pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import BinaryIO, Protocol

from index.errors import Rejected
from index.fetch.address import shown
from index.fetch.fetched import Fetched, NotFetched, NotModified
from index.fetch.fetcher import Fetcher
from index.item import Item
from index.locator import Locator
from index.plugged import of_plugin, read_plugin
from index.raw import Format, Found, Raw, Unchanged, located
from index.record.visits import Visits
from index.sources.feeds import Feed
from index.sources.files import on_the_web, read_sources
from index.sources.sitemaps import Sitemap
from index.sources.sniff import Listing, sniff
from index.visit import Visit, Visited

SITEMAP_PAGES = 500  # at a second a page eight minutes; a whole site may have fifty thousand
SITEMAP_DEPTH = 2  # an index of sitemaps, and what it names; an index may name no other (sitemaps.org)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which of the pages that a feed or a sitemap names are wanted: of `since` or later, and the first `limit` of them.

    Pages whose day nobody tells are wanted too.
    """

    since: date | None = None
    limit: int | None = None


class Lists(Protocol):
    """What parses feeds and sitemaps, apart from this process (index.confine). Raises Rejected."""

    def feed(self, found: Fetched, form: Listing) -> Feed: ...

    def sitemap(self, found: Fetched) -> Sitemap: ...


class Web:
    """Reads what web addresses hold. A page that is in the archive is asked whether it is still the same.

    No page is read twice, by whatever feeds it is named. `say` is told what is left out.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        visits: Visits,
        apart: Lists,
        *,
        choice: Choice | None = None,
        say: Callable[[str], None],
    ) -> None:
        self._fetcher = fetcher
        self._apart = apart
        self._visits = visits
        self._choice = choice or Choice()
        self._say = say
        self._read: set[str] = set()
        self.lost: list[Visit] = []  # pages of items that were refused for good

    def read(self, url: str) -> Iterator[Found]:
        """The page at an address, or the pages that it names. What cannot be had is Rejected, with the reason."""
        before = self._visits.last(url)
        try:
            found = self._get(url, before)
            form = sniff(found) if isinstance(found, Fetched) else None
            if not isinstance(found, Fetched) or not isinstance(form, Listing):
                yield self._page(url, None, before, found)
            elif form is Listing.SITEMAP:
                yield from self._sitemap(found)
            else:
                yield from self._feed(found, form)
        except Rejected as refused:
            yield located(refused, _locator(url))

    def pages(self, items: Iterable[Item]) -> Iterator[Found]:
        """The pages of the items, each with what its item tells of it. One that was removed stays removed."""
        for item in items:
            before = self._visits.last(item.url)
            if item.url in self._read or (before is not None and before.removed):
                continue
            self._read.add(item.url)
            try:
                found = self._page(item.url, item, before, self._get(item.url, before))
                yield _told(found, item) if isinstance(found, Rejected) else found
            except NotFetched as refused:
                if refused.lasting:
                    self.lost.append(Visit(asked=item.url, stamp=item.stamp))
                refused.locator = _locator(item.url)
                yield _told(refused, item)

    def _feed(self, found: Fetched, form: Listing) -> Iterator[Found]:
        items = self._apart.feed(found, form).items
        if not items:
            raise Rejected(shown(found.url), "this feed names no page")
        yield from self.pages(islice(self._wanted(items), self._choice.limit))

    def _sitemap(self, found: Fetched) -> Iterator[Found]:
        limit = self._choice.limit or SITEMAP_PAGES
        wanted = self._named(found, SITEMAP_DEPTH)
        yield from self._pages_or_refusals(islice(wanted, limit))
        if self._choice.limit is None and next(wanted, None) is not None:
            self._say(
                f"{shown(found.url)} names more pages than the {limit} that were read; --limit and --since choose"
            )

    def _pages_or_refusals(self, named: Iterable[Item | Rejected]) -> Iterator[Found]:
        for one in named:
            if isinstance(one, Rejected):
                yield one
            else:
                yield from self.pages([one])

    def _named(self, found: Fetched, depth: int) -> Iterator[Item | Rejected]:
        """The wanted pages of a sitemap, and of those that it names, as far as they are asked for."""
        sitemap = self._apart.sitemap(found)
        yield from self._wanted(sitemap.pages)
        for one in self._wanted(sitemap.maps) if depth > 1 else ():
            try:
                inner = self._fetcher.get(one.url)
                if isinstance(inner, Fetched):
                    yield from self._named(inner, depth - 1)
            except Rejected as refused:
                yield refused

    def _wanted(self, items: Iterable[Item]) -> Iterator[Item]:
        since = self._choice.since
        return (item for item in items if since is None or item.day is None or item.day >= since)

    def _get(self, url: str, before: Visited | None) -> Fetched | NotModified:
        known = before.visit.validators if before and before.article else None
        return self._fetcher.get(url, known)

    def _page(self, url: str, item: Item | None, before: Visited | None, found: Fetched | NotModified) -> Found:
        stamp = item.stamp if item else None
        if isinstance(found, NotModified):
            assert before is not None, "only what an earlier visit has left makes a server answer so"
            assert before.article is not None
            visit = Visit(asked=url, validators=before.visit.validators, stamp=stamp)
            return Unchanged(origin=shown(url), article=before.article, visit=visit)
        form = sniff(found)
        if not isinstance(form, Format):
            kind = f"a {form.value}" if form else found.type or "nothing that is known"
            return Rejected(shown(url), f"no article but {kind}", _locator(url))
        return Raw(
            origin=shown(url),
            format=form,
            payload=found.payload,
            size=len(found.payload),
            url=found.url,
            charset=found.charset,
            told=item,
            visit=Visit(asked=url, validators=found.validators, stamp=stamp),
            locator=_locator(url),
        )


def _told(refused: Rejected, item: Item) -> Rejected:
    refused.told = item
    return refused


def _locator(url: str) -> Locator | None:
    """None where the address has what looks like a secret: that is not kept."""
    return Locator(url) if shown(url) == url else None


def read_page(source: str, told: Item | None, web: Web) -> Iterator[Found]:
    """All that a source holds; where a feed has named it, the page, with what the feed has told of it."""
    yield from web.pages([told]) if told is not None else read_all([source], None, web)


def read_all(sources: Iterable[str], stdin: BinaryIO | None, web: Web) -> Iterator[Found]:
    """Everything that files, folders, standard input, web addresses and plugins hold, in order and lazily."""
    for source in sources:
        if on_the_web(source):
            yield from web.read(source)
        elif of_plugin(source):
            yield from read_plugin(source)
        else:
            yield from read_sources([source], stdin)
