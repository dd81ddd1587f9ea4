"""Again: the items of earlier runs that were rejected, and nothing else of their sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from index.errors import Rejected
from index.item import Item
from index.locator import Locator
from index.raw import Found, Raw
from index.record.dead_letters import Letter

Reading = Callable[[str, Item | None], Iterable[Found]]


def read_again(letters: Iterable[Letter], read: Reading) -> Iterator[Found]:
    """The items of the letters, a source at a time; `read` gives all that a source holds, and is told what a feed has
    said of it. What is not there any more, with its source or without it, is Rejected.
    """
    by_source: dict[str, dict[Locator, Letter]] = defaultdict(dict)
    for letter in letters:
        by_source[letter.locator.source][letter.locator] = letter
    for source, wanted in by_source.items():
        yield from _of_source(source, wanted, read)


def _of_source(source: str, wanted: dict[Locator, Letter], read: Reading) -> Iterator[Found]:
    told = next((letter.told for letter in wanted.values() if letter.told is not None), None)
    missing, reason = dict(wanted), "it is not there any more; `briefings rejected --forget` drops it from the list"
    for item in read(source, told):
        if not isinstance(item, Raw | Rejected):
            missing.clear()  # the page is in the archive, and unchanged
            yield item
        elif item.locator in wanted:
            missing.pop(item.locator, None)
            yield item
        elif isinstance(item, Rejected) and item.locator == Locator(source):
            reason = item.reason
    for locator, letter in missing.items():
        yield Rejected(letter.name, reason, locator)
