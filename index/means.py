"""The mean vector of each shelf.

Vectors of one language lie close together whatever they say, so that in a mixed archive a question meets the passages
of its own language first. With the mean of each language taken off on both sides, languages compare: in a mixed
archive recall@5 of answers in another language went from .72 to .96 (XQuAD, English questions).
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from index.store import Store
from index.unit import Shelf, UnitKind
from index.vectors import Vectors

LEAST = 50  # units; a mean of fewer says more about their topics than about their language
SAMPLE = 1_000  # units that a mean is taken from
GROWTH = 1.1  # a mean is taken anew when its shelf has grown by this factor

Vector = NDArray[np.float32]


def refresh(store: Store, vectors: Vectors, shelves: Sequence[Shelf]) -> None:
    """Take anew the means of those shelves that have grown much since; inside a turn."""
    for shelf in shelves:
        count = vectors.count(shelf)
        kept = store.facts.get(_name(shelf))
        before = kept["count"] if isinstance(kept, dict) else 0
        if count >= LEAST and not before <= count < before * GROWTH:
            names = sorted(vectors.ids(shelf))
            some = random.Random(count).sample(names, min(SAMPLE, len(names)))
            mean = np.mean(list(vectors.get(shelf, some).values()), axis=0)
            store.facts.put(_name(shelf), {"count": count, "mean": [round(float(x), 6) for x in mean]})


def forget(store: Store) -> None:
    """Drop all means: the vectors they were taken from are to be replaced."""
    for name in store.facts.names("mean:"):
        store.facts.drop(name)


def means(store: Store, kind: UnitKind) -> dict[str, Vector]:
    """The mean of each language that has one."""
    prefix = _name(Shelf(kind, ""))
    found = {}
    for name in store.facts.names(prefix):
        kept = store.facts.get(name)
        if isinstance(kept, dict):
            found[name.removeprefix(prefix)] = np.asarray(kept["mean"], np.float32)
    return found


def centred(rows: NDArray[np.float32], language: str, known: Mapping[str, Vector]) -> NDArray[np.float32]:
    """The rows, (n, dim), without their language's mean, of unit length again.

    Where that language has no mean, the others' mean stands in: left as they are, its rows would lie nearer to every
    question than any centred row. With fewer than two means there is nothing to set off, and rows stay as they are.
    """
    if len(known) < 2:
        return rows
    mean = known[language] if language in known else np.mean(list(known.values()), axis=0)
    moved = rows - mean
    lengths = np.linalg.norm(moved, axis=1, keepdims=True)
    shifted: NDArray[np.float32] = moved / np.maximum(lengths, 1e-6)
    return shifted


def _name(shelf: Shelf) -> str:
    return f"mean:{shelf.kind}:{shelf.language}"
