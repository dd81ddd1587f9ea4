"""What several tests of `index` share."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

import pytest

from index.e5.model import load_e5
from index.e5.weights import PACKAGE


@pytest.fixture(scope="session")
def e5_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which the default embedder's network is built, which takes some seconds: once for all tests."""
    try:
        metadata.distribution(PACKAGE)
    except metadata.PackageNotFoundError:
        pytest.skip(f"the package {PACKAGE} is not installed here (it has no build for Windows and Intel Macs)")
    home = tmp_path_factory.mktemp("e5")
    load_e5(home, threads=1, on_progress=None)
    return home
