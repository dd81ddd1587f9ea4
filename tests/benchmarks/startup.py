"""What starting costs: python tests/benchmarks/startup.py [--home DIR] [--units N] [--runs R]

`briefings --help` (to stay under half a second) and one `briefings ask` in a new process on an archive of 5,000 units
(two seconds are aimed at), as a user's shell starts them: wall clock, processor seconds and peak memory, medians of the
runs. The archive is made of the news articles, or of the shipped sample, copied, where there is no real data.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.resources import as_file
from pathlib import Path

from archive import filled, opened
from data import BRIEFINGS, ROOT, environment, shared
from grown import grown

from index import sample

QUESTION = "What did the president say about the elections?"
ARTICLES = 320  # real ones, some 5,000 units


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, help="a home of that size, to be made or used again")
    parser.add_argument("--units", type=int, default=5_000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = options.home or Path(folder) / "home"
        if not home.exists():
            build(home, Path(folder) / "base", options.units)
        print(f"{'':28}{'wall, s':>9}{'processor, s':>14}{'peak, MB':>10}  medians of {options.runs}")
        for label, arguments in (
            ("briefings --help", ["--help"]),
            ("briefings status", ["--home", str(home), "status"]),
            ("briefings ask, cold", ["--home", str(home), "ask", QUESTION]),
        ):
            runs = [measured(arguments) for _ in range(options.runs)]
            wall, processor, peak = (statistics.median(column) for column in zip(*runs, strict=True))
            print(f"{label:28}{wall:9.2f}{processor:14.2f}{peak:10.0f}")


def build(home: Path, base: Path, units: int) -> None:
    folder = shared()
    with as_file(sample.articles_path()) as invented, opened(base) as library:
        source = folder / "data" / "news" / "articles_small.jsonl.gz" if folder else invented
        grown(home, filled(library, [source], limit=ARTICLES), units)


def measured(arguments: list[str]) -> tuple[float, float, float]:
    """Wall seconds, processor seconds and peak memory in MB of one run."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [*BRIEFINGS, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT, env=environment()
    )
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        sys.exit(f"briefings {' '.join(arguments)} failed: {said.decode()}")
    peak = usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)  # bytes there, kilobytes elsewhere
    return seconds, usage.ru_utime + usage.ru_stime, peak


if __name__ == "__main__":
    main()
