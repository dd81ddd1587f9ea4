"""How fast articles come in, and what takes the time: python tests/benchmarks/indexing.py [--articles N]

The product's own `add` over real news, each door timed: attribution (parsing and all), the embedder, both indexes, the
record; what is left is reading, extracting and splitting. Beside it in the same run the plain way over the same
articles: LangChain's recursive splitter and langchain-chroma, with the same embedder behind LangChain's interface. It
knows no quotations and keeps no record, so its articles come in faster; a unit is a passage or a quotation here, a
chunk there. Times are wall clock of one run each, the embedder on all cores.
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

from archive import taken_in
from data import lines, shared_or_exit
from plain import Plain

from index.article import Article
from index.attribute.attributor import Attributor
from index.embed import Embedder, Kind, load_embedder
from index.home import open_home
from index.lexical import Lexical
from index.library import Library
from index.quotation import Quotation
from index.settings import Settings
from index.settle import BATCH_ARTICLES
from index.vectors import Vectors

REST = "reading, extracting, splitting"
PARSING = "attribution"
EMBEDDING = "embedder"


class Clock:
    """Seconds by part. A part that is called within another counts for the inner one alone."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._inner = [0.0]

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        self._inner.append(0.0)
        try:
            yield
        finally:
            spent = time.perf_counter() - start
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
        self.store = Timed(self.store, clock, "record", ("outbox", "facts", "catalogue"))  # type: ignore[assignment]

    def build(self, number: int) -> tuple[Vectors | None, Lexical]:
        vectors, lexical = super().build(number)
        return Timed(vectors, self.clock, "vectors"), Timed(lexical, self.clock, "lexical")  # type: ignore[return-value]


class TimedAttributor:
    def __init__(self, clock: Clock) -> None:
        self._clock, self._real = clock, Attributor()

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
    parser.add_argument("--articles", type=int, default=160)
    options = parser.parse_args()
    data = shared_or_exit() / "data" / "news" / "articles_small.jsonl.gz"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "articles.jsonl"
        some = list(itertools.islice(lines(data), options.articles))
        source.write_text("".join(json.dumps(each) + "\n" for each in some), encoding="utf-8")
        embedder = load_embedder("e5-small", folder)
        ours = product(folder / "home", source, embedder)
        theirs = plain(folder / "plain", [each["text"] for each in some], embedder)
    print(
        f"{'product / plain':32}{ours[0] / theirs[0]:8.2f} articles a second, {ours[1] / theirs[1]:.2f} units a second"
    )


def product(home: Path, source: Path, embedder: Embedder) -> tuple[float, float]:
    """Articles and units a second, parsing included."""
    clock = Clock()
    library = TimedLibrary(home, clock, TimedEmbedder(embedder, clock))
    start = time.perf_counter()
    with clock.part(REST):
        reports = list(taken_in(library, [source], attributes=TimedAttributor(clock)))
    seconds = time.perf_counter() - start
    totals = library.store.catalogue.totals()
    library.close()
    units = totals["passages"] + totals["quotations"]
    print(
        f"{'product':32}{totals['passages']} passages, {totals['quotations']} quotations, {reports[-1].kept} articles"
    )
    rates(reports[-1].kept, units, seconds)
    for part, spent in sorted(clock.seconds.items(), key=lambda pair: -pair[1]):
        print(f"   {part:29}{spent:8.1f} s  {spent / seconds:6.1%}")
    embedding = clock.seconds[EMBEDDING] / (seconds - clock.seconds[PARSING])
    print(f"{'embedder of what is not parsing':32}{embedding:8.1%}")
    return reports[-1].kept / seconds, units / seconds


def plain(directory: Path, texts: Sequence[str], embedder: Embedder) -> tuple[float, float]:
    """The same articles through LangChain's splitter and Chroma."""
    clock = Clock()
    store = Plain(directory, TimedEmbedder(embedder, clock))
    start, chunks = time.perf_counter(), 0
    for at in range(0, len(texts), BATCH_ARTICLES):
        chunks += store.add(texts[at : at + BATCH_ARTICLES])
    seconds = time.perf_counter() - start
    print(f"{'plain LangChain and Chroma':32}{chunks} chunks, {len(texts)} articles")
    rates(len(texts), chunks, seconds)
    print(f"   {EMBEDDING:29}{clock.seconds[EMBEDDING]:8.1f} s  {clock.seconds[EMBEDDING] / seconds:6.1%}")
    return len(texts) / seconds, chunks / seconds


def rates(articles: int, units: int, seconds: float) -> None:
    print(f"{'':32}{seconds:8.1f} s, {articles / seconds:.2f} articles and {units / seconds:.1f} units a second")


if __name__ == "__main__":
    main()
