"""Archives of a given size, made quickly: real articles, and copies of them whose vectors are real ones with noise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count, islice
from pathlib import Path

import numpy as np
from archive import opened
from numpy.typing import NDArray

from index.embedder import Embedder, Kind
from index.library import Library
from index.store import Entry
from index.unit import units
from index.upkeep.settle import BATCH_ARTICLES, settle

NOISE = 0.3  # length of the noise against the vector's own: copies lie about as near as other passages of one story
Vector = NDArray[np.float32]


class Remembering:
    """Gives passages the vectors that they have in another archive, with noise; embeds queries, and unknown texts."""

    def __init__(self, real: Embedder, known: dict[str, Vector]) -> None:
        self._real, self._known, self.name, self.dim = real, known, real.name, real.dim
        self._chance = np.random.default_rng(0)

    def embed(self, texts: Sequence[str], kind: Kind) -> NDArray[np.float32]:
        if kind == "query" or any(text not in self._known for text in texts):
            return self._real.embed(texts, kind)
        rows = np.array([self._known[text] for text in texts], np.float32)
        noise = self._chance.standard_normal(rows.shape, np.float32)
        rows += NOISE * noise / np.linalg.norm(noise, axis=1, keepdims=True)
        noisy: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return noisy


def remembered(base: Library) -> dict[str, Vector]:
    """The vector of each unit's text in an archive."""
    known: dict[str, Vector] = {}
    with base.reading() as (vectors, _):
        assert vectors is not None
        for name, revision in base.store.every_article():
            found = list(units(base.store.article(name, revision), *base.store.parts(name, revision)))
            for shelf in {unit.shelf for unit in found}:
                texts = {unit.id: unit.text for unit in found if unit.shelf == shelf}
                known.update((texts[one], row) for one, row in vectors.get(shelf, list(texts)).items())
    return known


def grown(home: Path, base: Library, size: int) -> None:
    """Make `home` an archive of `size` units or a few more, from the articles of `base` and, past these, copies.

    An archive that has them already is left as it is.
    """
    assert base.embedder is not None
    with opened(home, Remembering(base.embedder, remembered(base))) as library:
        copies = _copies(base)
        held = _size(library)
        while held < size:
            entries = list(islice(copies, BATCH_ARTICLES))
            held += sum(len(entry.passages) + len(entry.quotations) for entry in entries)
            take_in(library, entries)


def take_in(library: Library, entries: Iterable[Entry]) -> None:
    """Put articles whose parts are known into an archive."""
    waiting = iter(entries)
    while some := list(islice(waiting, BATCH_ARTICLES)):
        outcomes = library.store.accept(some, library.writer.name)
        settle(library, [job for outcome in outcomes if isinstance(outcome, tuple) and (job := outcome[1])])


def _size(library: Library) -> int:
    totals = library.store.catalogue.totals()
    return totals["passages"] + totals["quotations"]


def _copies(base: Library) -> Iterator[Entry]:
    """The articles of an archive with all that was found in them, again and again, each time under other ids."""
    for number in count():
        for name, revision in base.store.every_article():
            other = f"copy{number}-{name}"
            article = replace(base.store.article(name, revision), id=other, revision=1, url=None)
            passages, quotations = base.store.parts(name, revision)
            yield Entry(
                article=article,
                passages=tuple(replace(each, article=other, revision=1) for each in passages),
                quotations=tuple(replace(each, article=other, revision=1) for each in quotations),
            )
