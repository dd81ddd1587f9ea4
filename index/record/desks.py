"""Desks: what the channels of Slack ask of by default, and whom they follow."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Engine, RowMapping, and_, delete, insert, select, update

from index.record.tables import desks

LEAST_APART = 15  # minutes between two messages that tell what is new
TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A channel's settings: `outlets`, `languages` and the last `days` are what its questions ask of where they do not
    say; new quotations by those whom it `follows`, and by those who speak for the countries and bodies of its `region`,
    are told there, in one message `every` so many minutes at most. What came in before `told` is known. A brief on its
    `topic` comes every day `at` a time, as 07:30 in UTC; `briefed` is the day of the last one.
    """

    team: str
    channel: str
    outlets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    days: int | None = None
    region: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    every: int = LEAST_APART
    told: datetime
    topic: str | None = None
    at: str | None = None
    briefed: date | None = None

    def __post_init__(self) -> None:
        if self.days is not None and self.days < 1:
            raise ValueError(f"a window of {self.days} days")
        if self.every < LEAST_APART:
            raise ValueError(f"messages {self.every} minutes apart")
        if self.at is not None and not TIME.fullmatch(self.at):
            raise ValueError(f"{self.at!r} is no time of day")

    @property
    def watched(self) -> tuple[str, ...]:
        """Everyone of whom it is told what is new."""
        return tuple(dict.fromkeys((*self.follows, *self.region)))

    def open_to(self, now: datetime) -> bool:
        """Whether it may be told again what is new."""
        return now - self.told >= timedelta(minutes=self.every)

    def due(self, now: datetime) -> bool:
        """Whether the day's brief is still to come, and its time has."""
        moment = now.astimezone(UTC)
        return bool(self.topic and self.at and self.briefed != moment.date() and f"{moment:%H:%M}" >= self.at)


class Desks:
    """The desks of one record."""

    def __init__(self, reading: Engine, writing: Engine) -> None:
        self._reading = reading
        self._writing = writing

    def all(self) -> list[Desk]:
        with self._reading.connect() as connection:
            return [_desk(row) for row in connection.execute(select(desks)).mappings()]

    def find(self, team: str, channel: str) -> Desk | None:
        query = select(desks).where(desks.c.team == team, desks.c.channel == channel)
        with self._reading.connect() as connection:
            row = connection.execute(query).mappings().first()
        return _desk(row) if row is not None else None

    def keep(self, desk: Desk) -> None:
        """How a desk is from now on."""
        with self._writing.begin() as connection:
            at = and_(desks.c.team == desk.team, desks.c.channel == desk.channel)
            connection.execute(delete(desks).where(at))
            connection.execute(
                insert(desks).values(
                    team=desk.team,
                    channel=desk.channel,
                    outlets=json.dumps(desk.outlets, ensure_ascii=False),
                    languages=json.dumps(desk.languages),
                    days=desk.days,
                    region=json.dumps(desk.region, ensure_ascii=False),
                    follows=json.dumps(desk.follows, ensure_ascii=False),
                    every=desk.every,
                    told=desk.told.astimezone(UTC).isoformat(),
                    topic=desk.topic,
                    at=desk.at,
                    briefed=desk.briefed.isoformat() if desk.briefed else None,
                )
            )

    def tell(self, desk: Desk, now: datetime) -> bool:
        """Note that a desk knows what came in until now; False where somebody else has just noted it."""
        before = desk.told.astimezone(UTC).isoformat()
        at = and_(desks.c.team == desk.team, desks.c.channel == desk.channel, desks.c.told == before)
        with self._writing.begin() as connection:
            noted = update(desks).where(at).values(told=now.astimezone(UTC).isoformat())
            return bool(connection.execute(noted).rowcount)

    def brief(self, desk: Desk, day: date) -> bool:
        """Note that a desk has its brief of a day; False where somebody else has just noted it."""
        d = desks.c
        had = d.briefed.is_(None) if desk.briefed is None else d.briefed == desk.briefed.isoformat()
        with self._writing.begin() as connection:
            noted = update(desks).where(d.team == desk.team, d.channel == desk.channel, had)
            return bool(connection.execute(noted.values(briefed=day.isoformat())).rowcount)


def _desk(row: RowMapping) -> Desk:
    return Desk(
        team=row["team"],
        channel=row["channel"],
        outlets=tuple(json.loads(row["outlets"])),
        languages=tuple(json.loads(row["languages"])),
        days=row["days"],
        region=tuple(json.loads(row["region"])),
        follows=tuple(json.loads(row["follows"])),
        every=row["every"],
        told=datetime.fromisoformat(row["told"]),
        topic=row["topic"],
        at=row["at"],
        briefed=date.fromisoformat(row["briefed"]) if row["briefed"] else None,
    )
