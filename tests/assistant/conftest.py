"""Archives that tests of answers share. Those of a whole session are only read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.ask import Assistant
from index import sample
from index.attribute.attributor import Attributor
from index.build import add
from index.embedder import Embedder
from index.home import open_home
from index.library import Library
from index.settings import Settings
from index.sources.files import read_sources
from tests.assistant.archive import open_library, take_in
from tests.assistant.news import ARTICLES, SAID

TODAY = date(2025, 11, 12)


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The small invented archive."""
    library = open_library(tmp_path_factory.mktemp("small"))
    take_in(library, ARTICLES, SAID)
    yield library
    library.close()


@pytest.fixture(scope="session")
def assistant(archive: Library) -> Assistant:
    return Assistant(archive, today=lambda: TODAY)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Library]:
    """An archive without articles, of one test's own."""
    library = open_library(tmp_path / "empty")
    yield library
    library.close()


@pytest.fixture(scope="session")
def attributor() -> Attributor:
    """The real attribution stage, its parser loaded once."""
    return Attributor()


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory, e5: Embedder, attributor: Attributor) -> Iterator[Library]:
    """The sample archive with the real parser and the real embedder."""
    library = Library(open_home(tmp_path_factory.mktemp("sample")), Settings(), embedder=e5)
    for _ in add(library, read_sources([str(sample.articles_path())], None), attributor):
        pass
    yield library
    library.close()


@pytest.fixture(scope="session")
def sample_assistant(sample_library: Library) -> Assistant:
    return Assistant(sample_library, today=lambda: TODAY)


@pytest.fixture
def added(tmp_path: Path, e5: Embedder, attributor: Attributor) -> Iterator[Callable[[Path], Assistant]]:
    """Adds a file to an archive of this test's own, with the real parser and the real embedder."""
    library = Library(open_home(tmp_path / "home"), Settings(), embedder=e5)

    def add_file(path: Path) -> Assistant:
        for report in add(library, read_sources([str(path)], None), attributor):
            assert not report.rejected
        return Assistant(library, today=lambda: TODAY)

    yield add_file
    library.close()
