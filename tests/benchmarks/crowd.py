"""Whether many can ask while one adds: python tests/benchmarks/crowd.py [--articles N] [--asks K] [--at-once M]

One process runs `briefings add` on real news; meanwhile others run `briefings ask`, a few at a time, spread over the
run. Every ask is a process of its own that runs the command line as it is, with a Library that notes how long each of
its turns was waited for. Afterwards every unit of the archive must be found by its own vector.
Exits with 1 where a command failed, a turn was waited for longer than five seconds, or a vector is lost.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from archive import examined, faults, opened
from data import BRIEFINGS, ROOT, environment, lines, shared_or_exit

import index.library
from index.library import Library

LONGEST_WAIT = 5.0  # seconds that anyone may wait for a turn
NOTE = "BENCHMARK_WAITS"  # the environment variable that names the file for an asker's waits


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One `briefings ask`: exit code, seconds from start to end, the longest wait for a turn, and whether answered."""

    code: int
    seconds: float
    waited: float
    answered: bool
    said: str


class Noting(Library):
    """A Library that writes down how long it waits for its turns."""

    waits: list[float] = []  # noqa: RUF012 - one list for the process, read at its end

    @contextmanager
    def turn(self) -> Iterator[None]:
        start = time.perf_counter()
        with super().turn():
            self.waits.append(time.perf_counter() - start)
            yield


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=700)
    parser.add_argument("--asks", type=int, default=100)
    parser.add_argument("--at-once", type=int, default=3)
    parser.add_argument("--home", type=Path, help="a new home, to be kept; one that is deleted where left out")
    options = parser.parse_args()
    data = shared_or_exit() / "data" / "news"
    questions = [each["question"] for each in lines(data / "questions.jsonl")]
    with tempfile.TemporaryDirectory() as folder:
        home, source = options.home or Path(folder) / "home", Path(folder) / "articles.jsonl"
        texts = itertools.islice(lines(data / "articles_small.jsonl.gz"), options.articles)
        source.write_text("".join(json.dumps(each) + "\n" for each in texts), encoding="utf-8")
        start = time.perf_counter()
        adding = subprocess.Popen(
            [*BRIEFINGS, "--home", str(home), "add", str(source)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=ROOT,
            env=environment(),
        )
        with ThreadPoolExecutor(options.at_once) as crowd:
            asked = list(crowd.map(lambda question: ask(home, question), itertools.islice(questions, options.asks)))
        during = adding.poll() is None
        said, _ = adding.communicate()
        seconds = time.perf_counter() - start
        with opened(home) as library:
            health = examined(library)
    report(asked, adding.returncode, said, seconds, during)
    wrong = [*faults(health), *failures(asked, adding.returncode, said)]
    print(f"{'afterwards':28}{health.articles} articles, {health.units} units, {health.sampled} looked for, ", end="")
    print(f"{len(health.lost)} lost")
    print("\n".join(wrong) or "none failed, none waited too long, every vector is found")
    sys.exit(1 if wrong else 0)


def ask(home: Path, question: str) -> Asked:
    with tempfile.NamedTemporaryFile("r") as note:
        start = time.perf_counter()
        run = subprocess.run(
            [sys.executable, __file__, "--ask", "--home", str(home), "ask", "--json", question],
            capture_output=True,
            text=True,
            cwd=ROOT,
            env=environment() | {NOTE: note.name},
            check=False,
        )
        seconds = time.perf_counter() - start
        waits = [float(each) for each in note.read().split()]
    answered = run.returncode == 0 and bool(json.loads(run.stdout)["answered"])
    said = run.stderr[-300:].strip()
    return Asked(code=run.returncode, seconds=seconds, waited=max(waits, default=0.0), answered=answered, said=said)


def asker() -> None:
    """The process of one ask: the command line itself, with Noting for its Library."""
    from assistant.surfaces.cli import main as command_line

    index.library.Library = Noting  # type: ignore[misc]
    sys.argv = ["briefings", *sys.argv[2:]]
    try:
        command_line()
    finally:
        Path(os.environ[NOTE]).write_text(" ".join(map(str, Noting.waits)))


def report(asked: list[Asked], code: int, said: str, seconds: float, during: bool) -> None:
    print(f"{'add':28}exit {code}, {seconds:.0f} s: {said.strip().splitlines()[-1]}")
    print(f"{'asks':28}{len(asked)}, all before add was done: {'yes' if during else 'no'}")
    print(f"{'answered, refused, failed':28}", end="")
    failed = sum(each.code != 0 for each in asked)
    answered = sum(each.answered for each in asked)
    print(f"{answered}, {len(asked) - answered - failed}, {failed}")
    for label, values in (
        ("longest wait of an ask, s", [each.waited for each in asked]),
        ("an ask from start to end, s", [each.seconds for each in asked]),
    ):
        cuts = statistics.quantiles(values, n=100, method="inclusive")
        print(f"{label:28}p50 {cuts[49]:.2f}, p99 {cuts[98]:.2f}, max {max(values):.2f}")


def failures(asked: list[Asked], code: int, said: str) -> list[str]:
    wrong = [f"add ended with {code}: {said[-300:]}"] if code else []
    wrong += [f"an ask ended with {each.code}: {each.said}" for each in asked if each.code]
    late = [each.waited for each in asked if each.waited > LONGEST_WAIT]
    if late:
        wrong.append(f"{len(late)} asks waited longer than {LONGEST_WAIT:g} s, the longest {max(late):.1f} s")
    return wrong


if __name__ == "__main__":
    if sys.argv[1:2] == ["--ask"]:
        asker()
    else:
        main()
