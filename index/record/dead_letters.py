"""Dead letters: items that were rejected, kept until they are taken in, given up, or pushed out by later ones.

Of an item its name is kept, why it was rejected, and what a feed has told of it but for the summary: nothing of what
stands in it. Items that cannot be had again are
not kept: what came by standard input, and addresses with something in them that looks like a secret.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Engine, RowMapping, and_, delete, func, insert, select, update

from index.errors import UnknownLetter
from index.item import Item, item_of, plain
from index.locator import Locator
from index.record.tables import dead_letters

MOST = 10_000  # letters; then those that were tried longest ago make room
MAX_REASON = 500  # characters
MAX_NAME = 2_000  # characters of a locator; of a longer one nothing is kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A rejected item. `tries` counts how often it was rejected, at `first`, at `last` and between, for `reason`.
    `told` is what a feed has said of it, None where none has.
    """

    number: int
    locator: Locator
    reason: str
    first: datetime
    last: datetime
    tries: int
    told: Item | None = None

    @property
    def name(self) -> str:
        return self.locator.source + self.locator.within


class DeadLetters:
    """The dead letters of one record."""

    def __init__(self, reading: Engine, writing: Engine) -> None:
        self._reading = reading
        self._writing = writing

    def all(self) -> list[Letter]:
        """In the order of their numbers."""
        with self._reading.connect() as connection:
            rows = connection.execute(select(dead_letters).order_by(dead_letters.c.number)).mappings()
            return [_letter(row) for row in rows]

    def of(self, numbers: Sequence[int]) -> list[Letter]:
        """Those of these numbers. Raises UnknownLetter."""
        there = {letter.number: letter for letter in self.all()}
        for number in numbers:
            if number not in there:
                raise UnknownLetter(number)
        return [there[number] for number in dict.fromkeys(numbers)]

    def count(self) -> int:
        with self._reading.connect() as connection:
            number: int = connection.execute(select(func.count()).select_from(dead_letters)).scalar_one()
        return number

    def note(
        self,
        rejected: Mapping[Locator, str],
        taken: Collection[Locator],
        now: datetime,
        told: Mapping[Locator | None, Item | None],
    ) -> None:
        """Keep what was rejected, each with its reason and what was `told` of it, and let go of what is no longer to be
        tried.
        """
        if not rejected and not (taken and self.count()):
            return
        with self._writing.begin() as connection:
            for locator in taken:
                connection.execute(delete(dead_letters).where(_at(locator)))
            for locator, reason in rejected.items():
                _keep(connection, locator, reason, now, told.get(locator))
            kept = select(dead_letters.c.number).order_by(dead_letters.c.last.desc(), dead_letters.c.number.desc())
            connection.execute(delete(dead_letters).where(dead_letters.c.number.not_in(kept.limit(MOST))))

    def forget(self, letters: Collection[Letter]) -> None:
        with self._writing.begin() as connection:
            for letter in letters:
                connection.execute(delete(dead_letters).where(dead_letters.c.number == letter.number))


def _keep(connection: Connection, locator: Locator, reason: str, now: datetime, item: Item | None) -> None:
    if len(locator.source) + len(locator.within) > MAX_NAME:
        return
    kept = {"reason": reason[:MAX_REASON], "last": now.isoformat(timespec="seconds")}
    if item is not None:
        kept["told"] = json.dumps(plain(replace(item, summary=None)), ensure_ascii=False)
    again = update(dead_letters).where(_at(locator)).values(**kept, tries=dead_letters.c.tries + 1)
    if connection.execute(again).rowcount == 0:
        named = {"source": locator.source, "within": locator.within}
        connection.execute(insert(dead_letters).values(**named, **kept, first=kept["last"], tries=1))


def _at(locator: Locator) -> ColumnElement[bool]:
    return and_(dead_letters.c.source == locator.source, dead_letters.c.within == locator.within)


def _letter(row: RowMapping) -> Letter:
    return Letter(
        number=row["number"],
        locator=Locator(row["source"], row["within"]),
        reason=row["reason"],
        first=datetime.fromisoformat(row["first"]),
        last=datetime.fromisoformat(row["last"]),
        tries=row["tries"],
        told=item_of(json.loads(row["told"])) if row["told"] else None,
    )
