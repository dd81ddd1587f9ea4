"""Desks: what the channels of Slack ask of by default, and whom they follow."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import Engine, RowMapping, and_, delete, insert, select, update

from index.tables import desks

TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A channel's settings: `outlet`, `language` and the last `days` are what its questions ask of where they do not
    say; new quotations by whom it `follows` are told there. What came in before `told` is known. A brief on its `topic`
    comes every day `at` a time, as 07:30 in UTC; `briefed` is the day of the last one.
    """

    team: str
    channel: str
    outlet: str | None = None
    language: str | None = None
    days: int | None = None
    follows: tuple[str, ...] = ()
    told: datetime
    topic: str | None = None
    at: str | None = None
    briefed: date | None = None

    def __post_init__(self) -> None:
        if self.days is not None and self.days < 1:
            raise ValueError(f"a window of {self.days} days")
        if self.at is not None and not TIME.fullmatch(self.at):
            raise ValueError(f"{self.at!r} is no time of day")

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
                    outlet=desk.outlet,
                    language=desk.language,
                    days=desk.days,
                    follows=json.dumps(desk.follows, ensure_ascii=False),
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
        outlet=row["outlet"],
        language=row["language"],
        days=row["days"],
        follows=tuple(json.loads(row["follows"])),
        told=datetime.fromisoformat(row["told"]),
        topic=row["topic"],
        at=row["at"],
        briefed=date.fromisoformat(row["briefed"]) if row["briefed"] else None,
    )
