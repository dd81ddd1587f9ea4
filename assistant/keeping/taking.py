"""Taking in whatever is read, with what fetches web addresses at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing

from index.accession.admit import Allowed
from index.attribute.attributor import Attributor
from index.build import Report, add
from index.library import Library
from index.raw import Found
from index.sources.opening import open_fetcher
from index.sources.web import Choice, Web

Read = Callable[[Web], Iterable[Found]]


def taking_in(
    archive: Library, read: Read, *, choice: Choice | None = None, replace: bool = False, again: bool = False
) -> Iterator[Report]:
    """The same report, grown, after every batch: what it lists is in the archive, and is found."""
    with closing(open_fetcher(archive.settings)) as fetcher:
        web = Web(fetcher, archive.store.visits, archive.confined, choice=choice, say=archive.say)
        yield from add(archive, read(web), Attributor(), allowed=Allowed(unrelated=replace, again=again))
