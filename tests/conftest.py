"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None, print_blob=True)  # tests do not time; a busy machine is no defect
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data, which is not part of the project; tests that need it are skipped where it is absent."""
    beside = Path(__file__).parents[1].parent / "shared"
    folder = Path(os.environ.get("BRIEFINGS_SHARED") or beside)
    if not (folder / "data").is_dir():
        pytest.skip(f"no real data at {folder}; set BRIEFINGS_SHARED to where it is")
    return folder
