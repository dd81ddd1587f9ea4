"""What several tests of `index` share."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.e5.model import load_e5
from index.e5.weights import find_data_file
from index.errors import EmbedderUnavailable


@pytest.fixture(scope="session")
def e5_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which the default embedder's network is built: once for all tests."""
    try:
        find_data_file()
    except EmbedderUnavailable as missing:
        pytest.skip(str(missing))
    home = tmp_path_factory.mktemp("e5")
    load_e5(home, threads=1, on_progress=None)
    return home
