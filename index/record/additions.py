"""Additions: what is handed to a server to be added, kept until it is told what has become of it.

A file's bytes wait in the home, and a web address is fetched when its turn comes. Whoever has handed something over may
leave: it is worked through all the same, and where the server ends meanwhile, by the next one of this home.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal, cast

from sqlalchemy import ColumnElement, Connection, Engine, RowMapping, and_, delete, insert, or_, select, update

from index.errors import UnknownAddition
from index.record.tables import additions

State = Literal["receiving", "waiting", "working", "done", "failed"]
MOST_KEPT = 200  # that have come to their end; then the oldest of these make room
MOST_TOLD = 200  # rejected inputs of one addition that are told with their reasons
MOST_TRIES = 3  # a file that ends the server each time must not do so for ever
CUT_OFF = "it was cut off while it was being sent, and nothing of it is added; send it again"
GIVEN_UP = f"given up: {MOST_TRIES} times the server ended while it was being added; what was added by then is kept"
WITHDRAWN = (
    "ended when articles were taken down, which may be in it; what was added by then is kept; hand it over again"
)
_ENDED = additions.c.state.in_(("done", "failed"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What has become of an addition so far: counts of articles; `rejected` are the first inputs that were not taken
    in, as (source, reason), of `refused`. `share` is how much of it has been read, None where that is not known.
    """

    new: int = 0
    revised: int = 0
    same: int = 0
    copies: int = 0
    refused: int = 0
    rejected: tuple[tuple[str, str], ...] = ()
    share: float | None = None

    def after(self, before: Taken) -> Taken:
        """The same of a run that has begun again from the start: what the runs before have added is new all the same,
        though it was already there by then.
        """
        known = before.new + before.revised
        return replace(
            self,
            new=self.new + before.new,
            revised=self.revised + before.revised,
            same=max(self.same - known, 0),
            copies=self.copies + before.copies,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """A file of `size` bytes, None until all of them are there, or the pages at a `url`, that `by` has handed over `at`
    this moment. `tries` counts how often adding it has begun, `reason` says why it has failed.
    """

    id: str
    name: str
    url: str | None
    size: int | None
    by: str
    at: datetime
    state: State
    tries: int
    taken: Taken
    reason: str | None

    @property
    def open(self) -> bool:
        return self.state not in ("done", "failed")

    @property
    def repeatable(self) -> bool:
        """Whether it failed and can begin anew: all that it needs is there."""
        return self.state == "failed" and (self.url is not None or self.size is not None)


class Additions:
    """The additions of one record."""

    def __init__(self, reading: Engine, writing: Engine) -> None:
        self._reading = reading
        self._writing = writing

    def begin(self, name: str, *, by: str, owner: str, url: str | None = None) -> str:
        """A new one, which the process `owner` sees to; its id. A file is still to be received, an address waits."""
        made = uuid.uuid4().hex[:12]
        row = {"id": made, "name": name, "url": url, "by": by, "owner": owner, "tries": 0, "taken": "{}"}
        row |= {"at": datetime.now(UTC).isoformat(), "state": "waiting" if url else "receiving"}
        with self._writing.begin() as connection:
            connection.execute(insert(additions).values(row))
            _make_room(connection)
        return made

    def received(self, name: str, size: int) -> None:
        """All of its bytes are there."""
        self._set(name, state="waiting", size=size)

    def take(self, owner: str) -> Addition | None:
        """The oldest that waits for this process, as being worked on from now; None where none does."""
        waits = and_(additions.c.owner == owner, additions.c.state == "waiting")
        with self._writing.begin() as connection:
            row = (
                connection.execute(select(additions).where(waits).order_by(additions.c.at).limit(1)).mappings().first()
            )
            if row is None:
                return None
            begun: dict[str, Any] = {"state": "working", "tries": row["tries"] + 1}
            connection.execute(update(additions).where(additions.c.id == row["id"]).values(begun))
            return _addition({**row, **begun})

    def tell(self, name: str, taken: Taken) -> bool:
        """Keep how far it has come; whether it is still wanted."""
        return self._set(name, taken=json.dumps(asdict(taken), ensure_ascii=False))

    def put_back(self, name: str) -> None:
        """It waits again, as if this try had not begun."""
        self._set(name, state="waiting", tries=additions.c.tries - 1)

    def end(self, name: str, reason: str | None = None) -> None:
        """It has come to its end; where it failed, why."""
        self._set(name, state="failed" if reason else "done", reason=reason)

    def again(self, name: str, *, by: str, owner: str) -> None:
        """Have one that failed begin anew. Raises UnknownAddition, also where what it needs is gone."""
        c = additions.c
        failed = and_(_of(name, by), c.state == "failed", or_(c.url.is_not(None), c.size.is_not(None)))
        with self._writing.begin() as connection:
            begun = {"state": "waiting", "tries": 0, "reason": None, "owner": owner}
            if connection.execute(update(additions).where(failed).values(begun)).rowcount == 0:
                raise UnknownAddition(name)

    def drop(self, name: str, *, by: str) -> None:
        """Forget it; one that is being worked on ends with the batch in work. Raises UnknownAddition."""
        with self._writing.begin() as connection:
            if connection.execute(delete(additions).where(_of(name, by))).rowcount == 0:
                raise UnknownAddition(name)

    def adopt(self, gone: Callable[[str], bool], owner: str) -> None:
        """See to those whose process has ended: they wait again, but for what was never received whole and what has
        been tried too often.
        """
        c = additions.c
        with self._writing.begin() as connection:
            owners = connection.execute(select(c.owner).where(~_ENDED).distinct()).scalars().all()
            for dead in filter(gone, owners):
                left = and_(c.owner == dead, ~_ENDED)
                cut, tired = and_(left, c.state == "receiving"), and_(left, c.tries >= MOST_TRIES)
                connection.execute(update(additions).where(cut).values(state="failed", reason=CUT_OFF))
                connection.execute(update(additions).where(tired).values(state="failed", reason=GIVEN_UP))
                connection.execute(update(additions).where(left).values(state="waiting", owner=owner))

    def of(self, by: str) -> list[Addition]:
        """Those that somebody has handed over, the oldest first."""
        query = select(additions).where(additions.c.by == by).order_by(additions.c.at)
        with self._reading.connect() as connection:
            return [_addition(dict(row)) for row in connection.execute(query).mappings()]

    def with_bytes(self) -> set[str]:
        """The ids of those whose bytes are in the home, or on their way there."""
        c = additions.c
        with self._reading.connect() as connection:
            query = select(c.id).where(or_(c.size.is_not(None), c.state == "receiving"))
            return set(connection.execute(query).scalars())

    def _set(self, name: str, **values: Any) -> bool:
        """Whether it is still open: how it has ended stands."""
        here = and_(additions.c.id == name, ~_ENDED)
        with self._writing.begin() as connection:
            return connection.execute(update(additions).where(here).values(values)).rowcount == 1


def withdraw(connection: Connection, addresses: Collection[str], redacted: Callable[[str], str]) -> None:
    """What was handed over may hold what is being taken down, in more forms than can be searched. So reports of what is
    done are forgotten, as is an address among these, and all else ends without its bytes (`with_bytes`).
    """
    c = additions.c
    connection.execute(delete(additions).where(or_(c.state == "done", c.url.in_(addresses))))
    for key, name in connection.execute(select(c.id, c.name)).all():
        left = {"name": redacted(name), "size": None, "state": "failed", "taken": "{}", "reason": WITHDRAWN}
        connection.execute(update(additions).where(c.id == key).values(left))


def _of(name: str, by: str) -> ColumnElement[bool]:
    return and_(additions.c.id == name, additions.c.by == by)


def _make_room(connection: Connection) -> None:
    ended = select(additions.c.id).where(_ENDED).order_by(additions.c.at.desc())
    connection.execute(delete(additions).where(additions.c.id.in_(ended.offset(MOST_KEPT).limit(-1))))


def _addition(row: RowMapping | dict[str, Any]) -> Addition:
    told = json.loads(row["taken"])
    told["rejected"] = tuple((source, reason) for source, reason in told.get("rejected", ()))
    return Addition(
        id=row["id"],
        name=row["name"],
        url=row["url"],
        size=row["size"],
        by=row["by"],
        at=datetime.fromisoformat(row["at"]),
        state=cast(State, row["state"]),
        tries=row["tries"],
        taken=Taken(**told),
        reason=row["reason"],
    )
