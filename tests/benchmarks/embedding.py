"""How fast the default embedder is, and what it takes: python tests/benchmarks/embedding.py [--articles FILE]

FILE is article JSONL, plain or gzipped. Times are medians; a processor second is one core's, whatever else it does.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from index.embed import load_embedder

PASSAGE = 1_000  # characters, as the archive's passages have
QUERY = "what did the foreign minister say about the border talks?"
INVENTED = [
    "The foreign minister of Velden told reporters on Tuesday that the talks on the border would go on in spring.",
    "Officials in the capital declined to say whether a date had been set, or who would lead the delegation.",
    "“We have heard the proposal, and we will answer it in writing,” the head of the chamber's committee said.",
    "Переговоры о границе, по словам министра, отложены до марта, когда стороны встретятся вновь.",
    "Sınır görüşmelerinin ne zaman yeniden başlayacağı konusunda bakanlıktan bir açıklama yapılmadı.",
    "Սահմանի շուրջ բանակցությունները կվերսկսվեն գարնանը, հայտնեցին նախարարությունից։",
]
COLD = """
import sys, time
start = time.perf_counter()
from pathlib import Path
from index.embed import load_embedder
imported = time.perf_counter()
embedder = load_embedder("e5-small", Path(sys.argv[1]))
loaded = time.perf_counter()
embedder.embed([sys.argv[2]], "query")
print(imported - start, loaded - imported, time.perf_counter() - loaded, time.process_time())
"""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, help="article JSONL (.gz too); an invented text where left out")
    parser.add_argument("--passages", type=int, default=300)
    options = parser.parse_args()
    passages = list(itertools.islice(read_passages(options.articles), options.passages))
    print(f"{'passages':32}{len(passages)} of {PASSAGE} characters, {options.articles or 'invented'}")
    with tempfile.TemporaryDirectory() as home:
        measure(Path(home), passages)


def measure(home: Path, passages: list[str]) -> None:
    """Build, start, embed; a line each."""
    start = time.perf_counter()
    load_embedder("e5-small", home)
    print(f"{'first start, builds':32}{time.perf_counter() - start:.2f} s")
    imports, load, query, processor = map(statistics.median, zip(*(cold_start(home) for _ in range(9)), strict=True))
    parts = f"imports {imports:.2f}, load {load:.2f}, first query {query:.3f}; {processor:.2f} processor seconds"
    print(f"{'later starts':32}{imports + load + query:.2f} s ({parts})")
    one, all_cores = load_embedder("e5-small", home, threads=1), load_embedder("e5-small", home)
    queries = []
    for _ in range(100):
        start = time.perf_counter()
        one.embed([QUERY], "query")
        queries.append(time.perf_counter() - start)
    print(f"{'query':32}{statistics.median(queries) * 1e3:.1f} ms")
    start = time.process_time()
    one.embed(passages, "passage")
    print(f"{'passages a processor second':32}{len(passages) / (time.process_time() - start):.1f}")
    start = time.perf_counter()
    all_cores.embed(passages, "passage")
    print(f"{'passages a second, all cores':32}{len(passages) / (time.perf_counter() - start):.1f}")
    print(f"{'peak memory, two embedders':32}{peak_memory():.0f} MB")


def cold_start(home: Path) -> list[float]:
    """Seconds of a new process: imports, load, first query; and processor seconds in all."""
    command = [sys.executable, "-c", COLD, str(home), QUERY]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return [float(part) for part in run.stdout.split()]


def peak_memory() -> float:
    """The most this process ever held, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak / 1e3  # bytes there, kilobytes elsewhere


def read_passages(path: Path | None) -> Iterator[str]:
    """Stretches of PASSAGE characters of the articles; without end where the text is invented."""
    if path is None:
        for order in itertools.cycle(itertools.permutations(INVENTED)):
            yield " ".join(order * 2)[:PASSAGE]
        return
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    for line in content.splitlines():
        text = json.loads(line)["text"]
        yield from (text[i : i + PASSAGE] for i in range(0, len(text) - PASSAGE + 1, PASSAGE))


if __name__ == "__main__":
    main()
