"""What sites allow robots to read (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.fetch.address import shown
from index.fetch.clock import Clock
from index.fetch.fetched import NotFetched

if TYPE_CHECKING:
    from httpx2 import URL
    from protego import Protego

KEPT_SECONDS = 3_600.0  # RFC 9309 allows a day
FAILURE_KEPT_SECONDS = 300.0
MAX_ROBOTS_BYTES = 500_000  # of a longer one the beginning counts (RFC 9309, section 2.5)

Read = Callable[[str], bytes | None]  # the robots.txt at an address, None where there is none; raises NotFetched


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    rules: Protego | None
    failure: str | None
    until: float


class Robots:
    """The rules of each site for this program, asked for once in an hour."""

    def __init__(self, agent: str, read: Read, clock: Clock) -> None:
        self._agent = agent
        self._read = read
        self._clock = clock
        self._answers: dict[str, _Answer] = {}

    def delay(self, url: URL) -> float | None:
        """How long the site wants to be left alone between two questions, in seconds; None where it says nothing.

        Raises NotFetched where the site does not allow the address, or cannot say whether it does.
        """
        site = f"{url.scheme}://{url.netloc.decode('ascii')}"
        answer = self._answers.get(site)
        if answer is None or self._clock.ticks() >= answer.until:
            answer = self._answers[site] = self._ask(site)
        if answer.failure is not None:
            raise NotFetched(shown(str(url)), answer.failure)
        if answer.rules is None:
            return None
        if not answer.rules.can_fetch(str(url), self._agent):
            refusal = "the robots.txt of its site does not allow programs like this to read it"
            raise NotFetched(shown(str(url)), refusal, lasting=True)
        delay = answer.rules.crawl_delay(self._agent)
        return float(delay) if delay is not None else None

    def _ask(self, site: str) -> _Answer:
        from protego import Protego

        try:
            text = self._read(f"{site}/robots.txt")
        except NotFetched as error:
            # Where nobody can say what is allowed, nothing is (RFC 9309, section 2.3.1.4).
            return _Answer(rules=None, failure=_reason(error), until=self._clock.ticks() + FAILURE_KEPT_SECONDS)
        rules = None if text is None else Protego.parse(text[:MAX_ROBOTS_BYTES].decode("utf-8", "replace"))
        return _Answer(rules=rules, failure=None, until=self._clock.ticks() + KEPT_SECONDS)


def _reason(error: NotFetched) -> str:
    return error.reason if error.status is None else f"the robots.txt of its site cannot be read: {error.reason}"
