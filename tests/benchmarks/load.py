"""Whether one server bears many users: python tests/benchmarks/load.py [--home DIR] [--users N] [--seconds S]

`briefings serve` over the small news archive, a process of its own with the default settings. First every user asks one
question after the other, without a pause. Then searches, which no model takes part in, are made by a few users: alone,
and while every other user's question waits for a model endpoint that never answers.
Exits with 1 where a request failed, or where waiting questions make a search slower than SLOWER times and SLACK.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from archive import filled, opened
from data import BRIEFINGS, ROOT, environment, lines, shared_or_exit

from assistant.surfaces.through.caller import connected
from assistant.surfaces.through.wire import SOCKET, Kind, Request, build, receive, send

SEARCHERS = 4
SLOWER, SLACK = 1.5, 0.05  # times, and seconds: what other work of the machine does to a median anyway
WAITING_SECONDS = 600  # longer than a run: the model of the second part stalls to the end
HEADERS = {"X-Briefings": "benchmark", "Content-Type": "application/json"}


@dataclass
class Tally:
    """What all users together have seen."""

    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def line(self, label: str, during: float) -> str:
        cuts = statistics.quantiles(self.seconds or [0.0, 0.0], n=100, method="inclusive")
        rate, most = len(self.seconds) / during, max(self.seconds, default=0.0)
        found = f"{len(self.seconds)} in {during:.0f} s ({rate:.1f}/s), {len(self.failures)} failed; "
        return f"{label:44}{found}p50 {cuts[49]:.2f}, p99 {cuts[98]:.2f}, max {most:.2f} s"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, help="a home with that archive, to be made or used again")
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60.0)
    options = parser.parse_args()
    data = shared_or_exit() / "data" / "news"
    questions = [each["question"] for each in lines(data / "questions.jsonl")]
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        home = options.home or Path(folder) / "home"
        with opened(home) as library:
            filled(library, [data / "articles_small.jsonl.gz"])
        with serving(home) as address:
            before = processor(address)
            asked = crowd(options.users, options.seconds, asking(address, questions))
            each = (processor(address) - before) / max(len(asked.seconds), 1)
        print(asked.line(f"{options.users} users asking", options.seconds))
        print(f"{'processor seconds of a question':44}{each:.3f}", flush=True)
        wrong += asked.failures[:3]
        with stalling() as (endpoint, waiting), serving(home, model(endpoint)) as address:
            search = searching(home, model(endpoint), questions)
            calm = crowd(SEARCHERS, options.seconds / 4, search)
            print(calm.line(f"{SEARCHERS} users searching", options.seconds / 4), flush=True)
            for number in range(options.users):
                asker = asking(address, questions[number:] + questions[:number])
                threading.Thread(target=until_it_waits, args=(asker,), daemon=True).start()
            while waiting() < options.users:
                time.sleep(0.1)
            busy = crowd(SEARCHERS, options.seconds / 4, search)
            print(busy.line(f"the same while {waiting()} questions wait", options.seconds / 4))
        wrong += calm.failures[:3] + busy.failures[:3]
    alone, beside = (statistics.median(one.seconds or [0.0]) for one in (calm, busy))
    if beside > alone * SLOWER + SLACK:
        wrong.append(f"a search takes {beside:.2f} s while questions wait for the model, and {alone:.2f} s otherwise")
    print("\n".join(wrong) or "none failed, and who waits for the model holds up nobody")
    sys.exit(1 if wrong else 0)


@contextmanager
def serving(home: Path, settings: dict[str, str] | None = None) -> Iterator[str]:
    """A server of the home that has loaded everything; its HOST:PORT."""
    command = [*BRIEFINGS, "--home", str(home), "serve", "--port", "0"]
    env = environment() | (settings or {})
    with subprocess.Popen(command, cwd=ROOT, env=env, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        told = re.search(r"http://(\S+?);", server.stderr.readline())
        assert told is not None
        while not ready(told[1]):
            time.sleep(0.2)
        try:
            yield told[1]
        finally:
            server.kill()


def ready(address: str) -> bool:
    connection = http.client.HTTPConnection(address)
    try:
        connection.request("GET", "/ready")
        return connection.getresponse().status == 200
    except ConnectionError:
        return False
    finally:
        connection.close()


def processor(address: str) -> float:
    """Seconds of it that the server has used, as it tells Prometheus."""
    connection = http.client.HTTPConnection(address)
    try:
        connection.request("GET", "/metrics")
        told = re.search(r"^process_cpu_seconds_total (\S+)", connection.getresponse().read().decode(), re.MULTILINE)
    finally:
        connection.close()
    return float(told[1]) if told else 0.0


def model(endpoint: str) -> dict[str, str]:
    """Settings that have questions wait for a model there."""
    seconds = str(WAITING_SECONDS)
    waits = {"BRIEFINGS_MODEL_TIMEOUT_SECONDS": seconds, "BRIEFINGS_MODEL_DEADLINE_SECONDS": seconds}
    return {"BRIEFINGS_MODEL": "stalling", "OPENAI_BASE_URL": f"http://{endpoint}/v1", **waits}


@contextmanager
def stalling() -> Iterator[tuple[str, Callable[[], int]]]:
    """An endpoint that takes requests and never says a word; its HOST:PORT, and how many wait there."""
    held: list[socket.socket] = []

    def accept() -> None:
        while True:
            try:
                held.append(listening.accept()[0])
            except OSError:
                return

    with socket.create_server(("127.0.0.1", 0), backlog=512) as listening:
        threading.Thread(target=accept, daemon=True).start()
        yield f"127.0.0.1:{listening.getsockname()[1]}", lambda: len(held)
        listening.shutdown(socket.SHUT_RDWR)


Work = Callable[[Tally], None]


def crowd(users: int, seconds: float, work: Work) -> Tally:
    """The work done by so many at once, again and again for so long; what is begun is brought to its end."""
    tally, until = Tally(), time.monotonic() + seconds

    def user() -> None:
        while time.monotonic() < until:
            work(tally)

    threads = [threading.Thread(target=user) for _ in range(users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tally


def until_it_waits(work: Work) -> None:
    """Ask on where a question is refused, which needs no model."""
    tally = Tally()
    while not tally.failures:
        work(tally)


def asking(address: str, questions: Sequence[str]) -> Work:
    """One question over HTTP, as the page asks it."""
    turn = itertools.cycle(questions)

    def ask(tally: Tally) -> None:
        connection = http.client.HTTPConnection(address, timeout=WAITING_SECONDS)
        start = time.perf_counter()
        try:
            connection.request("POST", "/api/ask", json.dumps({"text": next(turn)}), HEADERS)
            response = connection.getresponse()
            said = response.read().decode()
            if response.status != 200 or "event: turn" not in said:
                tally.failures.append(f"HTTP {response.status}: {said[-200:]}")
        except (OSError, http.client.HTTPException) as error:
            tally.failures.append(f"{type(error).__name__}: {error}")
        finally:
            connection.close()
        tally.seconds.append(time.perf_counter() - start)

    return ask


def searching(home: Path, settings: dict[str, str], queries: Sequence[str]) -> Work:
    """One `briefings search` through the server, without the process that it is typed in."""
    turn, entering = itertools.cycle(queries), threading.Lock()

    def search(tally: Tally) -> None:
        arguments = ("search", "--json", "--", next(turn))
        surroundings = {name: text for name, text in (os.environ | settings).items() if name in {*settings, "TZ"}}
        request = Request(build=build(), arguments=arguments, environment=surroundings, terminals=(False,) * 3)
        start = time.perf_counter()
        with ExitStack() as stack:
            with entering:  # it changes the working directory for a moment, which is not the thread's own
                connection = stack.enter_context(connected(home / SOCKET))
            assert connection is not None
            frames = stack.enter_context(connection.makefile("rb"))
            send(connection, Kind.REQUEST, request.to_bytes())
            while (last := receive(frames))[0] not in (Kind.EXIT, Kind.OWN):
                pass
        if last != (Kind.EXIT, b"0"):
            tally.failures.append(f"a search ended with {last}")
        tally.seconds.append(time.perf_counter() - start)

    return search


if __name__ == "__main__":
    main()
