"""Whether an archive survives being killed: python tests/benchmarks/crash.py [--kills K] [--interrupts I] [--seed S]

Three rounds on real news, each in a home of its own. `writing`: `add` with a hash embedder and no parser, killed
with SIGKILL at random moments, so that most kills land in writes to the record and the indexes. `whole`: `add` as users
run it, killed likewise. `interrupt`: `briefings add` itself, sent SIGINT (Ctrl-C). After each kill, all articles that
were reported as kept must be in the record. Then `add` runs to its end, and the archive must hold every article once,
the same units as an `add` that nobody disturbed, in the record and both indexes, each found by its own vector.
Exits with 1 where anything is lost, doubled or not found.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from archive import examined, faults, opened, taken_in
from data import BRIEFINGS, ROOT, environment, lines, shared_or_exit

from index.attribute.attributor import NoSpeakers
from index.embed import HashEmbedder
from index.library import Library

HASH_DIM = 384  # as the default embedder's
Units = frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Round:
    """How one round goes: how many kills, and at which moments.

    Every other one comes up to `latest` seconds after `add` has begun, the others up to `working` seconds after the
    outbox is first seen to hold something, that is while a batch is embedded or written.
    """

    name: str
    articles: int
    kills: int
    latest: float
    working: float
    quick: bool  # a hash embedder and no parser
    sent: signal.Signals = signal.SIGKILL


@dataclass(kw_only=True)
class Outcome:
    landed: int = 0  # signals that met a running process
    codes: list[int] = field(default_factory=list)
    silent: int = 0  # interrupted while starting, and without a word about the archive
    states: Counter[str] = field(default_factory=Counter)  # how far the batch in work was in the outbox, by kills
    wrong: list[str] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=160, help="of the last two rounds")
    parser.add_argument("--many", type=int, default=600, help="articles of the first round")
    parser.add_argument("--kills", type=int, default=20, help="of each of the first two rounds")
    parser.add_argument("--interrupts", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--child", nargs=3, metavar=("HOME", "FILE", "QUICK"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        child(Path(options.child[0]), Path(options.child[1]), quick=options.child[2] == "1")
        return
    source = shared_or_exit() / "data" / "news" / "articles_small.jsonl.gz"
    rounds = (
        Round(name="writing", articles=options.many, kills=options.kills, latest=1.5, working=0.4, quick=True),
        Round(name="whole", articles=options.articles, kills=options.kills, latest=8.0, working=5.0, quick=False),
        Round(
            name="interrupt",
            articles=options.articles,
            kills=options.interrupts,
            latest=8.0,
            working=5.0,
            quick=False,
            sent=signal.SIGINT,
        ),
    )
    print(f"{'round':12}{'signals':>9}{'landed':>8}{'articles':>10}{'units':>8}{'seconds':>9}  result")
    good = True
    with tempfile.TemporaryDirectory() as folder:
        for each in rounds:
            some = Path(folder) / f"{each.name}.jsonl"
            texts = itertools.islice(lines(source), each.articles)
            some.write_text("".join(json.dumps(text) + "\n" for text in texts), encoding="utf-8")
            good &= survives(each, some, Path(folder), random.Random(f"{options.seed} {each.name}"))
    sys.exit(0 if good else 1)


def survives(plan: Round, source: Path, folder: Path, chance: random.Random) -> bool:
    """Play one round and print its line."""
    start, home, outcome = time.perf_counter(), folder / plan.name, Outcome()
    for number in range(plan.kills):
        at_work = number % 2 == 1
        disturb(plan, home, source, chance.uniform(0, plan.working if at_work else plan.latest), at_work, outcome)
    calm = run_to_end(plan, home, source)
    if calm.returncode:
        outcome.wrong.append(f"the last `add` ended with {calm.returncode}: {calm.stderr[-300:]}")
    wanted = {each["id"] for each in lines(source)}
    with opened(home, HashEmbedder(HASH_DIM) if plan.quick else None) as library:
        held = [name for name, _ in library.store.every_article()]
        units = Units().union(*library.store.catalogue.every_unit().values())
        outcome.wrong += faults(examined(library))
        revisions = library.store.catalogue.totals()["revisions"]
    if sorted(held) != sorted(wanted) or revisions != len(wanted):
        outcome.wrong.append(f"{len(held)} articles in {revisions} revisions, where {len(wanted)} went in")
    if plan.quick and units != undisturbed(plan, source, folder / f"{plan.name}-control"):
        outcome.wrong.append("other units than an `add` that nobody disturbed gives")
    numbers = f"{plan.kills:9}{outcome.landed:8}{len(held):10}{len(units):8}"
    print(f"{plan.name:12}{numbers}{time.perf_counter() - start:9.0f}  {'; '.join(outcome.wrong) or 'all there, once'}")
    print(f"{'':12}in work: {', '.join(f'{state} {n}' for state, n in outcome.states.most_common())}")
    if outcome.codes:
        print(f"{'':12}exit codes {sorted(set(outcome.codes))}, {outcome.silent} while starting and without a word")
    return not outcome.wrong


def disturb(plan: Round, home: Path, source: Path, moment: float, at_work: bool, outcome: Outcome) -> None:
    """One `add` that is sent the round's signal `moment` seconds after it has begun, or after a batch is at work."""
    if plan.sent is signal.SIGINT:
        interrupt(home, source, moment, at_work, outcome)
        return
    process = subprocess.Popen(
        child_command(plan, home, source), stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment()
    )
    assert process.stdout is not None
    process.stdout.readline()  # "begun"
    wait(process, home, moment, at_work)
    outcome.landed += process.poll() is None
    process.kill()
    said = process.stdout.read().splitlines()
    process.wait()
    kept = {name for line in said if line.endswith("]") for name in json.loads(line)}
    with opened(home, HashEmbedder(HASH_DIM)) as library:
        note_state(library, outcome)
        lost = kept - {name for name, _ in library.store.every_article()}
    if lost:
        outcome.wrong.append(f"{len(lost)} articles reported as kept are gone")


def wait(process: subprocess.Popen[str], home: Path, moment: float, at_work: bool) -> None:
    if at_work:
        with opened(home, HashEmbedder(HASH_DIM)) as library:
            while process.poll() is None and not library.store.open_jobs():
                time.sleep(0.005)
    time.sleep(moment)


def note_state(library: Library, outcome: Outcome) -> None:
    """A batch is `pending` while it is embedded and its vectors are written; none is open while articles are read."""
    states: set[str] = {job.state for job, _ in library.store.outbox.open()}
    outcome.states.update(states or {"none open"})


def interrupt(home: Path, source: Path, moment: float, at_work: bool, outcome: Outcome) -> None:
    process = subprocess.Popen(
        [*BRIEFINGS, "--home", str(home), "add", str(source)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment(),
    )
    wait(process, home, moment, at_work)
    met = process.poll() is None
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    outcome.landed += met
    if (home / "record.sqlite3").exists():
        with opened(home) as library:
            note_state(library, outcome)
    outcome.codes.append(process.returncode)
    # Before anything is taken in nothing is kept; where it is very early, the exit code is the interpreter's own.
    told = process.returncode == 130 and "interrupted" in said
    outcome.silent += met and not told
    if met and not told and (at_work or process.returncode not in (130, -signal.SIGINT)):
        outcome.wrong.append(f"interrupted at work: exit {process.returncode}, said {said[-300:]!r}")


def child_command(plan: Round, home: Path, source: Path) -> list[str]:
    return [sys.executable, __file__, "--child", str(home), str(source), "1" if plan.quick else "0"]


def run_to_end(plan: Round, home: Path, source: Path) -> subprocess.CompletedProcess[str]:
    command = child_command(plan, home, source)
    if plan.sent is signal.SIGINT:
        command = [*BRIEFINGS, "--home", str(home), "add", str(source)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment(), check=False)


def undisturbed(plan: Round, source: Path, home: Path) -> Units:
    run_to_end(plan, home, source)
    with opened(home, HashEmbedder(HASH_DIM)) as library:
        return Units().union(*library.store.catalogue.every_unit().values())


def child(home: Path, source: Path, *, quick: bool) -> None:
    """The process that is killed: `add`, telling after every batch which articles it has reported as kept."""
    with opened(home, HashEmbedder(HASH_DIM) if quick else None) as library:
        print("begun", flush=True)
        for report in taken_in(library, [source], attributes=NoSpeakers() if quick else None):
            print(json.dumps(report.new), flush=True)


if __name__ == "__main__":
    main()
