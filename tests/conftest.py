"""What all tests share."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from index.e5.model import load_e5
from index.e5.weights import find_data_file
from index.embedder import Embedder
from index.errors import EmbedderUnavailable
from tests.served import Site, serving

settings.register_profile("untimed", deadline=None, print_blob=True)  # tests do not time; a busy machine is no defect
settings.load_profile("untimed")

LOOPBACK = ("localhost", "127.0.0.1", "::1")


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """No test leaves this machine: sockets connect to loopback and to local files only."""
    really = {name: getattr(socket.socket, name) for name in ("connect", "connect_ex")}

    def guarded(name: str) -> Any:
        def connect(self: socket.socket, address: Any) -> Any:
            internet = self.family in (socket.AF_INET, socket.AF_INET6)
            if internet and address[0] not in LOOPBACK:
                raise AssertionError(f"a test tried to reach {address}")
            return really[name](self, address)

        return connect

    with pytest.MonkeyPatch.context() as patch:
        for name in really:
            patch.setattr(socket.socket, name, guarded(name))
        yield


@pytest.fixture
def site() -> Iterator[Site]:
    """A local web site, empty at first."""
    with serving() as site:
        yield site


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data, which is not part of the project; tests that need it are skipped where it is absent."""
    beside = Path(__file__).parents[1].parent / "shared"
    folder = Path(os.environ.get("BENCHMARK_DATA") or beside)
    if not (folder / "data").is_dir():
        pytest.skip(f"no real data at {folder}; set BENCHMARK_DATA to where it is")
    return folder


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


@pytest.fixture(scope="session")
def e5(e5_home: Path) -> Embedder:
    """The default embedder, loaded once for all tests."""
    return load_e5(e5_home, threads=None, on_progress=None)
