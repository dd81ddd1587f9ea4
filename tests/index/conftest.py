"""What several tests of `index` share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest

from index.embed import Embedder, HashEmbedder
from index.home import open_home
from index.library import Library, silent
from index.settings import LEXICAL_ONLY, Settings


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
