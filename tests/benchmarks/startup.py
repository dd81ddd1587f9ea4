"""What starting costs: python tests/benchmarks/startup.py [--home DIR] [--units N] [--runs R]

`briefings --help` (to stay under half a second) and one `briefings ask` in a new process on an archive of 5,000 units
(two seconds are aimed at), then the same while `briefings serve` has the archive open and answers for it, as a user's
shell starts them: wall clock, processor seconds and peak memory of that process, medians of
the runs. The archive is made of the news articles, or of the shipped sample, copied, where there is no real data.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file
from pathlib import Path
from statistics import median

from archive import filled, opened
from data import BRIEFINGS, ROOT, environment, shared
from grown import grown
from process import run

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
            measure(label, arguments, options.runs)
        with serving(home):
            measure("briefings ask, beside serve", ["--home", str(home), "ask", QUESTION], options.runs)


def measure(label: str, arguments: list[str], times: int) -> None:
    runs = [run([*BRIEFINGS, *arguments], ROOT, environment()) for _ in range(times)]
    wall, processor = median(one.wall for one in runs), median(one.processor for one in runs)
    print(f"{label:28}{wall:9.2f}{processor:14.2f}{median(one.peak for one in runs):10.0f}", flush=True)


@contextmanager
def serving(home: Path) -> Iterator[None]:
    """A server of that home that has answered the question once."""
    command = [*BRIEFINGS, "--home", str(home), "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, env=environment(), stderr=subprocess.PIPE) as server:
        assert server.stderr is not None
        server.stderr.readline()
        run([*BRIEFINGS, "--home", str(home), "ask", QUESTION], ROOT, environment())
        try:
            yield
        finally:
            server.terminate()


def build(home: Path, base: Path, units: int) -> None:
    folder = shared()
    with as_file(sample.articles_path()) as invented, opened(base) as library:
        source = folder / "data" / "news" / "articles_small.jsonl.gz" if folder else invented
        grown(home, filled(library, [source], limit=ARTICLES), units)


if __name__ == "__main__":
    main()
