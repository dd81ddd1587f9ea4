"""The mean vector of each shelf.

Vectors of one language lie close together whatever they say, so that in a mixed archive a question meets the passages
of its own language first. With the mean of each language taken off on both sides, languages compare: in a mixed
archive recall@5 of answers in another language went from .72 to .96 (XQuAD, English questions).
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.record.facts import MEANS
from index.store import Store
from index.unit import Shelf, UnitKind
from index.vectors import Vectors

LEAST = 50  # units; a mean of fewer says more about their topics than about their language
SAMPLE = 1_000  # units that a mean is taken from
GROWTH = 1.1  # where it cannot be carried on, a mean is taken anew when its shelf has changed in size by this factor

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """`average` of each language; `centre` only of those with enough units to set languages off against each other.

    The cosine of a query and an average is the query's average cosine over the language, for all rows have length one.
    """

    average: Mapping[str, Vector]
    counts: Mapping[str, int]
    centre: Mapping[str, Vector]


def refresh(store: Store, vectors: Vectors, added: Mapping[Shelf, NDArray[np.float32]]) -> None:
    """Bring the means up to what was written to the shelves just now, with the rows that were added to each; inside a
    turn.

    A shelf that has only grown by these has its mean carried on. Otherwise (rows were replaced or taken out, or a
    process was killed before it came to this) it stays until the size has changed much, and is then taken anew.
    """
    put, drop = {}, []
    for shelf, rows in added.items():
        count = vectors.count(shelf)
        kept = store.facts.get(_name(shelf))
        before, mean = (kept["count"], np.asarray(kept["mean"])) if isinstance(kept, dict) else (0, 0.0)
        if count == 0:
            drop.append(_name(shelf))
        elif len(rows) and count == before + len(rows):
            put[_name(shelf)] = _fact(count, (before * mean + rows.sum(axis=0, dtype=np.float64)) / count)
        elif not before / GROWTH < count < before * GROWTH:
            put[_name(shelf)] = _taken(vectors, shelf, count)
    if put or drop:
        store.facts.change(put, drop)


def all_of(vectors: Vectors) -> dict[str, object]:
    """The mean of every shelf of a build, as the facts that they are to be kept as."""
    counts = {shelf: vectors.count(shelf) for shelf in vectors.shelves()}
    return {_name(shelf): _taken(vectors, shelf, count) for shelf, count in counts.items() if count}


def _taken(vectors: Vectors, shelf: Shelf, count: int) -> object:
    names = sorted(vectors.ids(shelf))
    some = random.Random(count).sample(names, min(SAMPLE, len(names)))
    return _fact(count, np.mean(list(vectors.get(shelf, some).values()), axis=0))


def _fact(count: int, mean: NDArray[np.floating]) -> object:
    return {"count": count, "mean": mean.astype(np.float64).round(6).tolist()}


def means(store: Store, kind: UnitKind) -> Means:
    """The means of all shelves of a kind."""
    averages, counts, large = {}, {}, {}
    for language, kept in store.facts.under(_name(Shelf(kind, ""))).items():
        if isinstance(kept, dict):
            averages[language], counts[language] = np.asarray(kept["mean"], np.float32), kept["count"]
            if kept["count"] >= LEAST:
                large[language] = averages[language]
    return Means(average=averages, counts=counts, centre=large)


PRIOR = 3  # units; the weight of all languages' average in that of a language with few units


def average_cosine(query: Vector, language: str, known: Means) -> float:
    """The query's average cosine over the units of a language, drawn towards all languages' where these are few."""
    if not known.average:
        return 0.0
    total = sum(known.counts.values())
    overall = sum(known.counts[name] * float(mean @ query) for name, mean in known.average.items()) / total
    if language not in known.average:
        return overall
    count = known.counts[language]
    return (count * float(known.average[language] @ query) + PRIOR * overall) / (count + PRIOR)


def centred(rows: NDArray[np.float32], language: str, known: Means) -> NDArray[np.float32]:
    """The rows, (n, dim), without their language's mean, of unit length again.

    Where that language has no mean, the others' mean stands in: left as they are, its rows would lie nearer to every
    question than any centred row. With fewer than two means there is nothing to set off, and rows stay as they are.
    """
    means = known.centre
    if len(means) < 2:
        return rows
    mean = means[language] if language in means else np.mean(list(means.values()), axis=0)
    moved = rows - mean
    lengths = np.linalg.norm(moved, axis=1, keepdims=True)
    shifted: NDArray[np.float32] = moved / np.maximum(lengths, 1e-6)
    return shifted


def _name(shelf: Shelf) -> str:
    return f"{MEANS}{shelf.kind}:{shelf.language}"
