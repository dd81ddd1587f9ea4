"""A site and what fetches from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from index.fetch.fetcher import Fetcher
from index.fetch.network import Network, resolve
from tests.served import FakeClock, Site, serving

Fetching = Callable[..., Fetcher]


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def fetching() -> Iterator[Fetching]:
    """Makes fetchers that may reach 127.0.0.1 and nothing else, in no haste, by a clock that does not wait."""
    made: list[Fetcher] = []

    def make(
        clock: FakeClock | None = None,
        *,
        permits: Callable[[str], bool] = lambda address: address == "127.0.0.1",
        resolve: Callable[[str, int], list[str]] = resolve,
        silence: float = 15.0,
        **options: Any,
    ) -> Fetcher:
        clock = clock or FakeClock()
        settings = {"agent": "test/1", "seconds": 30.0, "delay": 0.0, "robots": False} | options
        made.append(Fetcher(Network(permits, clock, resolve=resolve, silence=silence), clock, **settings))
        return made[-1]

    yield make
    for fetcher in made:
        fetcher.close()
