"""How fast a site is asked."""

from __future__ import annotations

from index.fetch.clock import Clock

LONGEST_DELAY = 60.0  # seconds; a robots.txt that asks for more is asking not to be read at all


class Pace:
    """Leaves a site alone between one answer and the next question, as long as the settings or the site itself ask."""

    def __init__(self, seconds: float, clock: Clock) -> None:
        self._seconds = seconds
        self._clock = clock
        self._answered: dict[str, float] = {}

    def wait(self, host: str, asked: float | None = None) -> None:
        """Until `host` may be asked again; `asked` is the delay in seconds that its robots.txt asks for."""
        delay = max(self._seconds, min(asked or 0.0, LONGEST_DELAY))
        last = self._answered.get(host)
        if last is not None and (left := last + delay - self._clock.ticks()) > 0:
            self._clock.sleep(left)

    def answered(self, host: str) -> None:
        self._answered[host] = self._clock.ticks()
