"""A question as somebody wants it read, in place of how its words are."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict

from assistant.understand import Asked
from index.window import Window, only


class WantedReading(BaseModel):
    """The fields of `read_as` that can be asked for; what is left out or empty is not asked for."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    speaker: str | None = None
    actor: str | None = None
    to: str | None = None
    topic: str | None = None
    since: date | None = None
    until: date | None = None
    outlet: str | None = None
    articles_in: str | None = None

    def asked(self) -> Asked:
        window = Window(since=self.since, until=self.until, outlets=only(self.outlet), languages=only(self.articles_in))
        return Asked(
            speaker=self.speaker or None,
            actor=self.actor or None,
            to=self.to or None,
            topic=self.topic or None,
            window=window,
            alone=True,
        )
