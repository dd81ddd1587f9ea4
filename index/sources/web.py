"""Web addresses as sources: pages, and what names pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from index.fetch.address import shown
from index.fetch.fetched import Fetched, NotFetched, NotModified
from index.fetch.fetcher import Fetcher
from index.sources.files import on_the_web, read_sources
from index.sources.item import Item
from index.sources.raw import Format, Found, Raw, Unchanged
from index.sources.sniff import sniff
from index.visit import Visit, Visited
from index.visits import Visits


class Web:
    """Reads what web addresses hold. A page that is in the archive is asked whether it is still the same."""

    def __init__(self, fetcher: Fetcher, visits: Visits) -> None:
        self._fetcher = fetcher
        self._visits = visits

    def read(self, url: str) -> Iterator[Found]:
        """The page at an address. What cannot be had is NotFetched, with the reason."""
        before = self._visits.last(url)
        try:
            found = self._get(url, before)
        except NotFetched as refused:
            yield refused
            return
        yield self._page(url, None, before, found)

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
            kind = found.type or "nothing that is known"
            return NotFetched(shown(url), f"no article but {form.value if form else kind}")
        return Raw(
            origin=shown(url),
            format=form,
            payload=found.payload,
            size=len(found.payload),
            url=found.url,
            charset=found.charset,
            told=item,
            visit=Visit(asked=url, validators=found.validators, stamp=stamp),
        )


def read_all(sources: Iterable[str], stdin: BinaryIO | None, web: Web) -> Iterator[Found]:
    """Everything that files, folders, standard input and web addresses hold, in order and lazily."""
    for source in sources:
        if on_the_web(source):
            yield from web.read(source)
        else:
            yield from read_sources([source], stdin)
