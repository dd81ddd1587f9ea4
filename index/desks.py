"""Desks: what the channels of Slack ask of by default, and whom they follow."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine, RowMapping, and_, delete, insert, select, update

from index.tables import desks


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A channel's settings: `outlet`, `language` and the last `days` are what its questions ask of where they do not
    say; new quotations by whom it `follows` are told there. What came in before `told` is known.
    """

    team: str
    channel: str
    outlet: str | None = None
    language: str | None = None
    days: int | None = None
    follows: tuple[str, ...] = ()
    told: datetime

    def __post_init__(self) -> None:
        if self.days is not None and self.days < 1:
            raise ValueError(f"a window of {self.days} days")


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
                )
            )

    def tell(self, desk: Desk, now: datetime) -> bool:
        """Note that a desk knows what came in until now; False where somebody else has just noted it."""
        before = desk.told.astimezone(UTC).isoformat()
        at = and_(desks.c.team == desk.team, desks.c.channel == desk.channel, desks.c.told == before)
        with self._writing.begin() as connection:
            noted = update(desks).where(at).values(told=now.astimezone(UTC).isoformat())
            return bool(connection.execute(noted).rowcount)


def _desk(row: RowMapping) -> Desk:
    return Desk(
        team=row["team"],
        channel=row["channel"],
        outlet=row["outlet"],
        language=row["language"],
        days=row["days"],
        follows=tuple(json.loads(row["follows"])),
        told=datetime.fromisoformat(row["told"]),
    )
