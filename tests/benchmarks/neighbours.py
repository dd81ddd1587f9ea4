"""How many vectors Chroma's graph loses, by its size: python tests/benchmarks/neighbours.py [--home DIR] [--trials T]

The rows are the passages of real news, added in the order of the articles and a batch of articles at a time, as `add`
does it. A row is lost where a query by its own vector does not bring it up. One process, no crash: the graph itself
leaves rows out, since a row that none of its neighbours keeps among its own is out of reach. The last line is the
product's graph.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
from archive import filled, opened
from chromadb.api.models.Collection import Collection
from chromadb.config import Settings
from data import lines, shared_or_exit
from numpy.typing import NDArray

from index.library import Library
from index.unit import Shelf
from index.upkeep.settle import BATCH_ARTICLES
from index.vectors import GRAPH

SAME = 1e-5  # two vectors whose cosine is nearer to 1 are of the same text
DEFAULT = {"max_neighbors": 16, "ef_construction": 100, "ef_search": 100}  # Chroma's
TRIED = (DEFAULT, DEFAULT | {"max_neighbors": 100}, GRAPH | {"max_neighbors": 100, "ef_construction": 100}, GRAPH)
SHELF = Shelf("passage", "en")

Graph = Mapping[str, Any]
Batches = list[tuple[list[str], NDArray[np.float32]]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, help="a home that holds these articles; built where left out")
    parser.add_argument("--trials", type=int, default=3)
    options = parser.parse_args()
    source = shared_or_exit() / "data" / "news" / "articles_small.jsonl.gz"
    with tempfile.TemporaryDirectory() as folder, opened(options.home or Path(folder)) as library:
        batches = read(filled(library, [source]), [each["id"] for each in lines(source)])
    print(f"{sum(len(ids) for ids, _ in batches)} vectors, {options.trials} trials")
    parts = f"{'neighbours':>10}{'candidates':>12}{'in queries':>12}"
    print(f"{parts}  {'lost, a trial each':24}{'adding, s':>10}{'query of 200, ms':>18}")
    for graph in TRIED:
        tried = [trial(batches, graph) for _ in range(options.trials)]
        lost = " ".join(str(one) for one, _, _ in tried)
        adding, query = (statistics.median(column) for column in list(zip(*tried, strict=True))[1:])
        parts = f"{graph['max_neighbors']:10}{graph['ef_construction']:12}{graph['ef_search']:12}"
        print(f"{parts}  {lost:24}{adding:10.1f}{query:18.2f}")


def read(library: Library, order: list[str]) -> Batches:
    """The vectors of the passages, in the order of the articles and in the batches that `add` makes."""
    held = {name for name, _ in library.store.every_article()}
    order = [name for name in order if name in held]
    batches: Batches = []
    with library.reading() as (vectors, _):
        assert vectors is not None
        for at in range(0, len(order), BATCH_ARTICLES):
            some = order[at : at + BATCH_ARTICLES]
            found = vectors.get(SHELF, [one.id for name in some for one in library.store.parts(name)[0]])
            batches.append((list(found), np.array(list(found.values()), np.float32)))
    return batches


def trial(batches: Batches, graph: Graph) -> tuple[int, float, float]:
    """Rows lost of a new collection, the seconds that adding took, and the milliseconds of a query for 200 rows."""
    with collection(graph) as made:
        start = time.perf_counter()
        for ids, rows in batches:
            made.add(ids=ids, embeddings=rows)
        adding = time.perf_counter() - start
        every = np.concatenate([rows for _, rows in batches])
        times = []
        for row in every[:: len(every) // 100]:
            start = time.perf_counter()
            made.query(query_embeddings=row[None, :], n_results=200, include=[])
            times.append(time.perf_counter() - start)
        return sum(lost(made, ids, rows) for ids, rows in batches), adding, statistics.median(times) * 1e3


def lost(made: Collection, ids: list[str], rows: NDArray[np.float32]) -> int:
    answer = made.query(query_embeddings=rows, n_results=1, include=["embeddings"])
    found, nearest = answer["ids"], np.array(answer["embeddings"], np.float32)[:, 0]
    cosines = (nearest * rows).sum(axis=1)
    return sum(f[0] != name and cosine < 1 - SAME for f, name, cosine in zip(found, ids, cosines, strict=True))


@contextmanager
def collection(graph: Graph) -> Iterator[Collection]:
    with tempfile.TemporaryDirectory() as folder:
        client: Any = chromadb.PersistentClient(folder, settings=Settings(anonymized_telemetry=False))
        configuration: Any = {"hnsw": {"space": "cosine", **graph}}
        yield client.create_collection("rows", configuration=configuration, embedding_function=None)
        client.close()
        client.clear_system_cache()


if __name__ == "__main__":
    main()
