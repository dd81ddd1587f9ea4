"""What it costs to take articles in: python tests/benchmarks/indexing.py [--articles N] [--fakes | --remember FILE]

The product's own `add` over real news, each door timed in CPU-seconds of all threads: attribution (parsing and all),
the embedder, both indexes, the record with its search for copies; what is left is reading, extracting and splitting.
With it the memory of the process at each tenth of the way, what a unit adds to it from the second tenth on, and what of
that goes with the indexes when they are closed: the vectors' graphs are searched in memory and grow with every unit,
and nothing else may. And what an article takes on disk. Beside it in the same run the plain way over the same articles:
LangChain's recursive splitter and langchain-chroma, with the same embedder behind LangChain's interface. It knows no
quotations and keeps no record, so its articles come in faster; a unit is a passage or a quotation here, a chunk there.
What is loaded once, models and indexes, is loaded before the clock runs, on both sides.

With --fakes a hash embedder and an attribution without a parser stand in for the two slow parts, so that all others can
be measured on many articles in a minute. Marked words are then the only quotations. With --remember the two are real,
and what they give is kept in a file with the CPU-seconds that it took: the next run over the same articles takes both
from there.
"""

from __future__ import annotations

import argparse
import itertools
import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
from archive import taken_in
from data import lines, shared_or_exit
from plain import Plain
from remembered import Remembered, RememberedAttributor, RememberedEmbedder

from index.article import Article
from index.attribute.attributor import Attributor, NoSpeakers
from index.build import Attributes
from index.embed import HashEmbedder, load_embedder
from index.embedder import Embedder, Kind
from index.home import open_home
from index.lexical import Lexical
from index.library import Library
from index.quotation import Quotation
from index.settings import Settings
from index.text.language import identify
from index.upkeep.settle import BATCH_ARTICLES
from index.vectors import Vectors

REST = "reading, extracting, splitting"
PARSING = "attribution"
EMBEDDING = "embedder"
DIM = 384  # of the hash embedder: as the default one has


class Clock:
    """CPU-seconds by part. A part that is called within another counts for the inner one alone."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._inner = [0.0]
        self._moved = 0.0

    def now(self) -> float:
        return time.process_time() + self._moved

    def move(self, seconds: float) -> None:
        """As if so much more had been spent just now."""
        self._moved += seconds

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        start = self.now()
        self._inner.append(0.0)
        try:
            yield
        finally:
            spent = self.now() - start
            self.seconds[name] += spent - self._inner.pop()
            self._inner[-1] += spent


class Timed:
    """Stands before anything and times its methods; those of its parts that are `within` are timed likewise."""

    def __init__(self, real: Any, clock: Clock, name: str, within: Sequence[str] = ()) -> None:
        self._real, self._clock, self._name, self._within = real, clock, name, within

    def __getattr__(self, attribute: str) -> Any:
        found = getattr(self._real, attribute)
        if attribute in self._within:
            return Timed(found, self._clock, self._name)
        return self._timing(found) if callable(found) else found

    def _timing(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **kwargs: Any) -> Any:
            with self._clock.part(self._name):
                return method(*args, **kwargs)

        return timed


class TimedLibrary(Library):
    """A library each of whose doors is timed."""

    def __init__(self, home: Path, clock: Clock, embedder: Embedder) -> None:
        super().__init__(open_home(home), Settings(), embedder=embedder)
        self.clock = clock
        self.store = Timed(self.store, clock, "record", ("outbox", "facts", "catalogue", "copies"))  # type: ignore[assignment]

    def build(self, number: int) -> tuple[Vectors | None, Lexical]:
        vectors, lexical = super().build(number)
        return Timed(vectors, self.clock, "vectors"), Timed(lexical, self.clock, "lexical")  # type: ignore[return-value]


class TimedAttributor:
    """Its model is loaded before the clock runs."""

    def __init__(self, clock: Clock, real: Attributes) -> None:
        self._clock, self._real = clock, real
        self._real.attribute([Article(id="first", text="“The model is loaded,” she said.", language="en")])

    def attribute(self, articles: Sequence[Article]) -> list[tuple[Quotation, ...]]:
        with self._clock.part(PARSING):
            return self._real.attribute(articles)


class TimedEmbedder:
    def __init__(self, real: Embedder, clock: Clock) -> None:
        self._real, self._clock, self.name, self.dim = real, clock, real.name, real.dim

    def embed(self, texts: Sequence[str], kind: Kind) -> Any:
        with self._clock.part(EMBEDDING):
            return self._real.embed(texts, kind)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1_000)
    stages = parser.add_mutually_exclusive_group()
    stages.add_argument("--fakes", action="store_true", help="a hash embedder, and no parser")
    stages.add_argument("--remember", type=Path, metavar="FILE", help="what embedder and parser gave before")
    options = parser.parse_args()
    data = shared_or_exit() / "data" / "news" / "articles.jsonl.gz"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "articles.jsonl"
        some = list(itertools.islice(lines(data), options.articles))
        source.write_text("".join(json.dumps(each) + "\n" for each in some), encoding="utf-8")
        clock, texts = Clock(), [each["text"] for each in some]
        embedder: Embedder = HashEmbedder(DIM) if options.fakes else load_embedder("e5-small", folder)
        attributes: Attributes = NoSpeakers() if options.fakes else Attributor()
        if options.remember:
            kept = Remembered(options.remember, clock.move)
            embedder, attributes = RememberedEmbedder(embedder, kept), RememberedAttributor(attributes, kept)
        ours = product(folder / "home", source, embedder, attributes, clock)
        theirs = plain(folder / "plain", texts, embedder, clock)
    print(f"{'product / plain':32}{ours[0] / theirs[0]:8.2f} of its articles, {ours[1] / theirs[1]:.2f} of its units")


def product(home: Path, source: Path, embedder: Embedder, attributes: Attributes, clock: Clock) -> tuple[float, float]:
    """Articles and units a CPU-second, parsing included."""
    memory, kept = [], 0
    library, timed = TimedLibrary(home, clock, TimedEmbedder(embedder, clock)), TimedAttributor(clock, attributes)
    identify("The model of languages is loaded.")
    with library.reading() as (vectors, lexical):
        lexical.size()
        if vectors is not None:
            vectors.shelves()
    clock.seconds.clear()
    start = clock.now()
    with clock.part(REST):
        for report in taken_in(library, [source], attributes=timed):
            kept = report.kept
            memory.append(megabytes())
    seconds = clock.now() - start
    totals = library.store.catalogue.totals()
    library.close()
    index = memory[-1] - megabytes()
    units = totals["passages"] + totals["quotations"]
    print(f"{'product':32}{totals['passages']} passages, {totals['quotations']} quotations, {kept} articles")
    rates(kept, units, seconds)
    for part, spent in sorted(clock.seconds.items(), key=lambda pair: -pair[1]):
        print(f"   {part:29}{spent:8.1f} s  {spent / seconds:6.1%}  {1_000 * spent / kept:8.1f} ms an article")
    others = seconds - clock.seconds[PARSING] - clock.seconds[EMBEDDING]
    print(f"{'embedder of what is not parsing':32}{clock.seconds[EMBEDDING] / (seconds - clock.seconds[PARSING]):8.1%}")
    print(f"{'all but these two':32}{kept / others:8.1f} articles a CPU-second")
    sizes = tenths(memory)
    print(f"{'memory, MB, by tenths':32}{' '.join(f'{size:.0f}' for size in sizes)}")
    growth = (sizes[-1] - sizes[1]) / (0.8 * units)
    print(f"{'memory, KB a unit':32}{1e3 * growth:8.1f}, {1e3 * index / units:.1f} with the indexes")
    print(f"{'disk, KB an article':32}{on_disk(home) / kept / 1e3:8.1f}")
    return kept / seconds, units / seconds


def tenths(values: Sequence[float]) -> list[float]:
    """The last of each tenth of them."""
    return [values[max(len(values) * part // 10 - 1, 0)] for part in range(1, 11)]


def megabytes() -> float:
    """What this process has in memory."""
    return float(psutil.Process().memory_info().rss) / 1e6


def on_disk(folder: Path) -> int:
    """Bytes of all the files in a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def plain(directory: Path, texts: Sequence[str], embedder: Embedder, clock: Clock) -> tuple[float, float]:
    """The same articles through LangChain's splitter and Chroma."""
    store = Plain(directory, TimedEmbedder(embedder, clock))
    clock.seconds.clear()
    start, chunks, memory = clock.now(), 0, []
    for at in range(0, len(texts), BATCH_ARTICLES):
        chunks += store.add(texts[at : at + BATCH_ARTICLES])
        memory.append(megabytes())
    seconds = clock.now() - start
    print(f"{'plain LangChain and Chroma':32}{chunks} chunks, {len(texts)} articles")
    rates(len(texts), chunks, seconds)
    print(f"{'memory, MB, by tenths':32}{' '.join(f'{size:.0f}' for size in tenths(memory))}")
    print(f"{'disk, KB an article':32}{on_disk(directory) / len(texts) / 1e3:8.1f}")
    print(f"   {EMBEDDING:29}{clock.seconds[EMBEDDING]:8.1f} s  {clock.seconds[EMBEDDING] / seconds:6.1%}")
    return len(texts) / seconds, chunks / seconds


def rates(articles: int, units: int, seconds: float) -> None:
    print(f"{'':32}{seconds:8.1f} s, {articles / seconds:.2f} articles and {units / seconds:.1f} units a CPU-second")


if __name__ == "__main__":
    main()
