"""Pace: how often somebody may ask."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

MOST_KNOWN = 10_000  # of whom it is remembered; the ones seen longest ago are forgotten, and begin anew


class Pace:
    """A bucket for everybody, which holds a minute's worth and fills steadily. `clock` is in seconds."""

    def __init__(self, a_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._a_minute, self._clock = a_minute, clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()  # what is left, and when that was so

    def wait(self, who: str) -> float:
        """Seconds until they may ask; 0.0 where they may now, and then it counts."""
        now = self._clock()
        left, then = self._buckets.pop(who, (float(self._a_minute), now))
        left = min(self._a_minute, left + (now - then) * self._a_minute / 60)
        allowed = left >= 1
        self._buckets[who] = (left - 1 if allowed else left), now
        if len(self._buckets) > MOST_KNOWN:
            self._buckets.popitem(last=False)
        return 0.0 if allowed else (1 - left) * 60 / self._a_minute
