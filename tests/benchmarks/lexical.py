"""tantivy, as the product uses it, against SQLite's FTS5: python tests/benchmarks/lexical.py [--sizes 5000 50000]

Both get the same real passages in the same batches, as the same stemmed terms (index/text/terms.py), with the label's
words at the same weight, and rank by BM25; both write a batch durably before the next. Questions are the 135 of the
news set, whose articles are in at every size; a query is for as many passages as the product asks for. Times of writing
are of one run, of queries the median and the 99th percentile over all questions, the two sides in turn.
"""

from __future__ import annotations

import argparse
import itertools
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from data import lines, shared_or_exit

from index.extract import extract
from index.lexical import LABEL_BOOST, Lexical
from index.raw import Raw
from index.search import OVER_FETCH
from index.sources.files import read_sources
from index.split import split
from index.text.terms import terms
from index.unit import Shelf, Unit, units

BATCH = 250  # units, as of 16 articles
SHELF = Shelf("passage", "en")


class Index(Protocol):
    def write(self, gone: Iterable[str], units: Sequence[Unit]) -> None: ...

    def search(self, shelf: Shelf, query_terms: Iterable[str], n: int) -> list[tuple[str, float]]: ...


class Fts5:
    """What the product would do with FTS5: terms stemmed outside, ids beside the table to delete by.

    Contentless tables would be smaller; they can be deleted from since SQLite 3.43, which not all Pythons have.
    """

    def __init__(self, directory: Path) -> None:
        directory.mkdir()
        self._db = sqlite3.connect(directory / "fts.sqlite3", isolation_level=None)
        self._db.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            "CREATE TABLE unit (row INTEGER PRIMARY KEY, id TEXT UNIQUE);"
            "CREATE VIRTUAL TABLE fts USING fts5(body, label,"
            ' tokenize="unicode61 remove_diacritics 0", detail=column)'
        )

    def write(self, gone: Iterable[str], units: Sequence[Unit]) -> None:
        self._db.execute("BEGIN IMMEDIATE")
        for name in (*gone, *(unit.id for unit in units)):
            found = self._db.execute("DELETE FROM unit WHERE id = ? RETURNING row", (name,)).fetchall()
            self._db.executemany("DELETE FROM fts WHERE rowid = ?", found)
        for unit in units:
            row = self._db.execute("INSERT INTO unit (id) VALUES (?)", (unit.id,)).lastrowid
            body, label = (" ".join(terms(text, unit.shelf.language)) for text in (unit.text, unit.label))
            self._db.execute("INSERT INTO fts (rowid, body, label) VALUES (?, ?, ?)", (row, body, label))
        self._db.execute("COMMIT")

    def search(self, shelf: Shelf, query_terms: Iterable[str], n: int) -> list[tuple[str, float]]:
        wanted = " OR ".join(f'"{term}"' for term in dict.fromkeys(query_terms))
        ranked = f"SELECT rowid, bm25(fts, 1.0, {LABEL_BOOST}) AS score FROM fts WHERE fts MATCH ?"
        found = self._db.execute(
            f"SELECT id, -score FROM ({ranked} ORDER BY score LIMIT ?) JOIN unit ON row = rowid ORDER BY score",
            (wanted, n),
        )
        return found.fetchall()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[5_000, 50_000])
    options = parser.parse_args()
    data = shared_or_exit() / "data" / "news"
    questions = [each for each in lines(data / "questions.jsonl") if each["evidence_ids"]]
    with tempfile.TemporaryDirectory() as folder:
        for size in options.sizes:
            passages = list(itertools.islice(real_passages(data, questions), size))
            copied = "" if len(passages) == size else f", all there are, not {size}"
            print(f"\n{len(passages)} real passages{copied}, {len(questions)} questions")
            measure(passages, questions, Path(folder))


def real_passages(data: Path, questions: Sequence[dict[str, Any]]) -> Iterator[Unit]:
    """The passages of the questions' articles first, then of all others."""
    wanted = {name for each in questions for name in each["evidence_ids"]}
    seen: set[str] = set()
    for only_wanted, name in (
        (True, "articles_small.jsonl.gz"),
        (False, "articles_small.jsonl.gz"),
        (False, "articles.jsonl.gz"),
    ):
        for raw in read_sources([str(data / name)], None):
            if not isinstance(raw, Raw):
                continue
            article = extract(raw)
            if article.id in seen or (only_wanted and article.id not in wanted):
                continue
            seen.add(article.id)
            yield from (unit for unit in units(article, split(article), ()) if unit.shelf == SHELF)


def measure(passages: Sequence[Unit], questions: Sequence[dict[str, Any]], folder: Path) -> None:
    places = {"tantivy": folder / f"tantivy-{len(passages)}", "FTS5": folder / f"fts5-{len(passages)}"}
    sides: dict[str, Index] = {"tantivy": Lexical(places["tantivy"]), "FTS5": Fts5(places["FTS5"])}
    rows: dict[str, list[float]] = {}
    for name, side in sides.items():
        start = time.perf_counter()
        for at in range(0, len(passages), BATCH):
            side.write([], passages[at : at + BATCH])
        rows["indexing, s"] = [*rows.get("indexing, s", []), time.perf_counter() - start]
        updates = [seconds(side, passages[at : at + BATCH]) for at in range(0, 5 * BATCH, BATCH)]
        label = f"one batch of {BATCH} anew, ms"
        rows[label] = [*rows.get(label, []), statistics.median(updates) * 1e3]
        size = sum(file.stat().st_size for file in places[name].rglob("*") if file.is_file())
        rows["size, MB"] = [*rows.get("size, MB", []), size / 1e6]
    times, found = asked(sides, questions)
    for label, cut in (("query p50, ms", 49), ("query p99, ms", 98)):
        rows[label] = [statistics.quantiles(values, n=100)[cut] * 1e3 for values in times.values()]
    for k in (1, 5):
        rows[f"hit@{k}"] = [hits(questions, rankings, k) for rankings in found.values()]
    print(f"{'':28}{'tantivy':>10}{'FTS5':>10}{'FTS5 / tantivy':>16}")
    for label, (ours, theirs) in rows.items():
        digits = 3 if label.startswith("hit") else 2
        print(f"{label:28}{ours:10.{digits}f}{theirs:10.{digits}f}{theirs / ours:16.2f}")


def seconds(side: Index, batch: Sequence[Unit]) -> float:
    start = time.perf_counter()
    side.write([unit.id for unit in batch], batch)
    return time.perf_counter() - start


def asked(
    sides: dict[str, Index], questions: Sequence[dict[str, Any]]
) -> tuple[dict[str, list[float]], dict[str, list[list[str]]]]:
    """The times of all queries and the articles found by each question, by side."""
    times: dict[str, list[float]] = {name: [] for name in sides}
    found: dict[str, list[list[str]]] = {name: [] for name in sides}
    for side in sides.values():
        side.search(SHELF, terms(questions[0]["question"], SHELF.language), OVER_FETCH)  # files are opened once
    for question in questions:
        wanted = terms(question["question"], SHELF.language)
        for name, side in sides.items():
            start = time.perf_counter()
            hits = side.search(SHELF, wanted, OVER_FETCH)
            times[name].append(time.perf_counter() - start)
            found[name].append([unit.split(":")[0] for unit, _ in hits])
    return times, found


def hits(questions: Sequence[dict[str, Any]], rankings: Sequence[list[str]], k: int) -> float:
    """The share of questions with an article that answers among those of the first k passages."""
    pairs = zip(questions, rankings, strict=True)
    return sum(bool(set(ranking[:k]) & set(each["evidence_ids"])) for each, ranking in pairs) / len(questions)


if __name__ == "__main__":
    main()
