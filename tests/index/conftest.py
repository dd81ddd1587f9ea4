"""What several tests of `index` share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest

from index.embed import HashEmbedder
from index.embedder import Embedder
from index.fetch.fetcher import Fetcher
from index.fetch.network import Network, resolve
from index.home import open_home
from index.library import Library, silent
from index.settings import LEXICAL_ONLY, Settings
from tests.served import FakeClock

Fetching = Callable[..., Fetcher]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[..., Library]]:
    """Opens the archive of this test, as often as it is asked, as so many processes would."""
    libraries = []

    def open_again(
        *, embedder: Embedder | Literal["none"] | None = None, say: Callable[[str], None] = silent, **settings: Any
    ) -> Library:
        words_only = embedder == LEXICAL_ONLY
        made = Settings(**settings, embedder=LEXICAL_ONLY) if words_only else Settings(**settings)
        given = None if isinstance(embedder, str) else embedder or HashEmbedder(64)
        libraries.append(Library(open_home(tmp_path / "home"), made, say=say, embedder=given))
        return libraries[-1]

    yield open_again
    for library in libraries:
        library.close()


@pytest.fixture
def library(opened: Callable[..., Library]) -> Library:
    """An empty archive with a fake embedder."""
    return opened()


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
