"""What could not be taken in, kept to be tried again."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.keeping.taking import taking_in
from index.build import Report
from index.library import Library
from index.record.dead_letters import Letter
from index.sources.again import read_again
from index.sources.web import read_page


class Rejections:
    """What an archive has rejected. Numbers that are not listed raise UnknownLetter."""

    def __init__(self, archive: Library) -> None:
        self._archive = archive
        self._kept = archive.store.dead_letters

    def all(self) -> tuple[Letter, ...]:
        """What waits to be tried again, each with its number, its reason and how often it was tried."""
        return tuple(self._kept.all())

    def forget(self, *numbers: int) -> None:
        """Take these off the list."""
        self._kept.forget(self._kept.of(numbers))

    def retry(self, *numbers: int) -> Iterator[Report]:
        """Try these again, or all where none is named. What goes in leaves the list; the same report, grown, comes out
        after every batch.
        """
        letters = self._kept.of(numbers) if numbers else self._kept.all()
        return taking_in(
            self._archive, lambda web: read_again(letters, lambda source, told: read_page(source, told, web))
        )
