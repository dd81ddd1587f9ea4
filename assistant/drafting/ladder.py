"""Ladder: the ways in which an endpoint may be asked for JSON, the strictest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

MODES = ("json_schema", "json_object", "text")
LIMITS = ("max_completion_tokens", "max_tokens")  # of a reply, the newer name first


@dataclass(frozen=True, slots=True)
class Way:
    """How an endpoint is asked: its JSON mode and what it calls its limit."""

    mode: str = MODES[0]
    limit: str = LIMITS[0]

    def simpler(self, message: str) -> Way | None:
        """The next way to try, after an endpoint said that it does not know something; None after the last."""
        if self.limit != LIMITS[-1] and self.limit in message:
            return replace(self, limit=LIMITS[-1])
        step = MODES.index(self.mode) + 1
        if step < len(MODES):
            return replace(self, mode=MODES[step])
        return replace(self, mode=MODES[0], limit=LIMITS[-1]) if self.limit != LIMITS[-1] else None

    def body(self, schema: Mapping[str, object], tokens: int) -> dict[str, object]:
        """What is sent besides the prompt: the schema of the answer, as far as this way goes, and its limit."""
        limit: dict[str, object] = {self.limit: tokens}
        if self.mode == "json_schema":
            strict = {"name": "reply", "strict": True, "schema": schema}
            return limit | {"response_format": {"type": "json_schema", "json_schema": strict}}
        return limit | ({"response_format": {"type": "json_object"}} if self.mode == "json_object" else {})

    @classmethod
    def kept(cls, value: object) -> Way:
        """The way that was kept as [mode, limit]; the strictest where it was not."""
        known = isinstance(value, list) and len(value) == 2 and value[0] in MODES and value[1] in LIMITS
        return cls(*value) if known and isinstance(value, list) else cls()
