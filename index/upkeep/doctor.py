"""Does what is in the indexes agree with the record, and is it found?

Two processes on one Chroma directory have lost vectors that every listing still had; only a query by a unit's own
vector shows that (measured on chromadb 1.5.9). Turns keep it from happening; this sees whether it has.
"""

from __future__ import annotations

import random
import shutil
from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.attribute import VERSION
from index.errors import LexicalUnavailable, VectorsUnavailable
from index.library import Library
from index.unit import Shelf
from index.vectors import Vectors

EXAMPLES = 5  # ids shown of each kind of fault
SAMPLE = 200  # units looked for by their own vector; where 1 % of them are lost, 87 samples of 100 hold one
TOLERATED = 0.005  # of a sample: a graph finds nearly all, and two writers on one directory lost 1 to 5 %
EQUAL = 1e-5  # two vectors of unit length whose cosine is nearer to 1 than this are of the same text, in float32
SEED = 0  # of the sample: two examinations of one archive look for the same units

Ids = Mapping[Shelf, Set[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """An index against the record: how many units it lacks and how many it has too many, with some of their ids."""

    missing: int
    surplus: int
    missing_examples: tuple[str, ...]
    surplus_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What an examination has found.

    `vectors` is None in an archive that is searched by words only; either index is None where it cannot be read, and
    `faults` says why, a line each. `lost` are those of the `sampled` units that their own vector does not find.
    `waiting` counts articles, accepted or removed, that the indexes do not follow yet; the next command settles them.
    `outdated` counts articles whose quotations were found by an older version of attribution; they are no fault.
    """

    articles: int
    units: int
    vectors: Difference | None
    lexical: Difference | None
    sampled: int
    lost: tuple[str, ...]
    faults: tuple[str, ...]
    waiting: int
    outdated: int
    free_bytes: int

    @property
    def sound(self) -> bool:
        """Whether nothing calls for a reindex."""
        differences = [each for each in (self.vectors, self.lexical) if each is not None]
        agree = not any(each.missing or each.surplus for each in differences)
        return agree and not self.faults and found_enough(len(self.lost), self.sampled)


def examine(library: Library, sample: int | None = SAMPLE) -> Health:
    """Compare the ids of record, vectors and lexical index, and look for `sample` units, for all where None.

    Holds one turn, some seconds for a large archive. Indexes that cannot be read are faults of the Health; raises
    StoreUnavailable, HomeBusy, and SettingsError where the settings ask for another embedder than the archive's.
    """
    vectors_differ = lexical_differs = None
    sampled: Ids = {}
    lost: list[str] = []
    faults: list[str] = []
    with library.examining() as (vectors, lexical):
        wanted, passing = library.store.catalogue.every_unit(), _passing(library)
        try:
            if vectors is not None:
                vectors_differ = _by_shelf(wanted, held_by(vectors), passing)
                sampled = sample_of(wanted, sample)
                lost = unfound(vectors, sampled)
        except VectorsUnavailable as error:
            faults.append(str(error))
        try:
            lexical_differs = _compared(_all(wanted), lexical.ids(), passing)
        except LexicalUnavailable as error:
            faults.append(str(error))
    return Health(
        articles=library.store.catalogue.totals()["articles"],
        units=len(_all(wanted)),
        vectors=vectors_differ,
        lexical=lexical_differs,
        sampled=len(_all(sampled)),
        lost=tuple(lost),
        faults=tuple(faults),
        waiting=library.store.open_jobs(),
        outdated=len(library.store.catalogue.outdated(VERSION)),
        free_bytes=shutil.disk_usage(library.home.path).free,
    )


def held_by(vectors: Vectors) -> dict[Shelf, set[str]]:
    """The ids of all units that have a vector, by shelf."""
    return {shelf: vectors.ids(shelf) for shelf in vectors.shelves()}


def sample_of(wanted: Ids, n: int | None) -> dict[Shelf, set[str]]:
    """`n` units of all shelves together, all where None; the same ones for the same units."""
    every = sorted((shelf, name) for shelf, names in wanted.items() for name in names)
    some = every if n is None or n >= len(every) else random.Random(SEED).sample(every, n)
    found: dict[Shelf, set[str]] = defaultdict(set)
    for shelf, name in some:
        found[shelf].add(name)
    return found


def unfound(vectors: Vectors, units: Ids) -> list[str]:
    """The units that a query by their own vector does not bring up first; one with an equal vector is as good."""
    lost = []
    for shelf, names in units.items():
        for name, vector in vectors.get(shelf, sorted(names)).items():
            ids, rows = vectors.nearest(shelf, vector, 1)
            if not ids or (ids[0] != name and _cosine(rows[0], vector) < 1 - EQUAL):
                lost.append(name)
    return lost


def found_enough(lost: int, sampled: int) -> bool:
    """Whether so few units are lost that it is the graph's approximation, and no damage."""
    return lost <= sampled * TOLERATED


def _cosine(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    return float(one @ other / (np.linalg.norm(one) * np.linalg.norm(other)))


def _by_shelf(wanted: Ids, held: Ids, passing: Set[str]) -> Difference:
    """A unit that stands on another shelf than its own is missing here and surplus there."""
    every = [_compared(wanted.get(s, set()), held.get(s, set()), passing) for s in sorted(wanted.keys() | held.keys())]
    return Difference(
        missing=sum(each.missing for each in every),
        surplus=sum(each.surplus for each in every),
        missing_examples=tuple(name for each in every for name in each.missing_examples)[:EXAMPLES],
        surplus_examples=tuple(name for each in every for name in each.surplus_examples)[:EXAMPLES],
    )


def _compared(wanted: Set[str], held: Set[str], passing: Set[str]) -> Difference:
    missing, surplus = sorted(wanted - held - passing), sorted(held - wanted - passing)
    return Difference(
        missing=len(missing),
        surplus=len(surplus),
        missing_examples=tuple(missing[:EXAMPLES]),
        surplus_examples=tuple(surplus[:EXAMPLES]),
    )


def _passing(library: Library) -> set[str]:
    """The units of articles that are on their way in or out: whether the indexes have them yet says nothing."""
    jobs = [job for job, _ in library.store.outbox.open()]
    names = {job.article for job in jobs}
    parts = {part.id for name in names for parts in library.store.parts(name, dismissed=True) for part in parts}
    return parts.union(*library.store.outbox.leaving(names).values())


def _all(units: Ids) -> set[str]:
    return set().union(*units.values())
