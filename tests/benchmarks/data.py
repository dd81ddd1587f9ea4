"""Where the real data lies, and what the measured archives are made of.

The data is no part of the project. It is found through BENCHMARK_DATA, or in a folder `shared` beside the checkout.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]  # the checkout


def shared() -> Path | None:
    """The folder of real data; None where it is absent."""
    folder = Path(os.environ.get("BENCHMARK_DATA") or ROOT.parent / "shared")
    return folder if (folder / "data").is_dir() else None


def shared_or_exit() -> Path:
    """The folder of real data. Where it is absent there is nothing to measure, which is said, and is no failure."""
    folder = shared()
    if folder is None:
        print("nothing measured: no real data beside the checkout; set BENCHMARK_DATA to the folder that holds data/")
        sys.exit(0)
    return folder


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file, plain or gzipped."""
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    for line in content.decode("utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def environment() -> dict[str, str]:
    """The environment for a `briefings` of its own: the code of this checkout, and no settings but the defaults."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BRIEFINGS_")}
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


BRIEFINGS = [sys.executable, "-m", "assistant.surfaces.cli"]  # what the console script runs
