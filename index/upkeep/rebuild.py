"""Make both indexes anew from the record, beside those in use, and switch over.

Passages and quotations are not found anew, only indexed. The indexes in use are not opened, unless a caller gives what
they hold, so that a damaged one can be replaced, and one of another embedder. `ask` and `add` go on meanwhile: rounds
bring the new build up to the record until so little is left that it fits into one turn.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from index import means
from index.errors import HomeBusy, LexicalUnavailable, UnknownArticle, VectorsUnavailable
from index.lexical import Lexical
from index.library import Library
from index.passage import Passage
from index.quotation import Quotation
from index.record.facts import BUILD, PURGES, UNFINISHED
from index.unit import FORM, Shelf, Unit, units
from index.upkeep.doctor import SAMPLE, found_enough, held_by, sample_of, unfound
from index.vectors import Vectors

BATCH_UNITS = 256  # embedded and written at once; some ten seconds of work that an interrupt can cost
A_TURN = 64  # units that the last round may embed while all others wait: two or three seconds
Vector = NDArray[np.float32]
Held = Callable[[Shelf, Sequence[str]], Mapping[str, Vector]]  # the vectors that there are of units of a shelf
ROUNDS = 20  # after so many, what is left is done in the turn however much it is: `add` is faster than this


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How many of the archive's units the new indexes hold. `units` grows where articles are added meanwhile."""

    indexed: int
    units: int


def nothing(_: Shelf, __: Sequence[str]) -> Mapping[str, Vector]:
    """No vectors are there."""
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Build:
    number: int
    vectors: Vectors | None
    lexical: Lexical
    held: Held

    def close(self) -> None:
        if self.vectors is not None:
            with contextlib.suppress(VectorsUnavailable):
                self.vectors.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Behind:
    """What a build lacks, by shelf, and what it has too many; of how many units that it should have."""

    missing: dict[Shelf, list[str]]
    no_vectors: dict[Shelf, list[str]]
    no_words: list[str]
    units: int

    @property
    def count(self) -> int:
        return sum(map(len, self.missing.values()))


def rebuild(library: Library, held: Held = nothing) -> Iterator[Progress]:
    """Index the whole record anew and switch over, while this process is `alone`; progress comes out after every batch.

    It can be left at any moment: what was made is kept aside and the next run goes on with it, where the embedder is
    still the same and nothing was taken down since. `held` gives vectors that need not be made again; it is never asked
    inside a turn. Raises VectorsUnavailable or LexicalUnavailable where the new indexes turn out not to hold what was
    put in; the old ones are then still in use.
    """
    build = _begun(library, held)
    try:
        for attempt in range(ROUNDS):
            behind = _behind(library, build)
            yield Progress(indexed=behind.units - behind.count, units=behind.units)
            yield from _catch_up(library, build, behind)
            _check_found(library, build)
            if _switched(library, build, at_any_length=attempt == ROUNDS - 1):
                break
    finally:
        build.close()
    yield Progress(indexed=behind.units, units=behind.units)


@contextlib.contextmanager
def alone(library: Library) -> Iterator[None]:
    """Hold what only one process does at a time. Raises HomeBusy at once where another one is at it."""
    lock = FileLock(library.home.reindexing, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise HomeBusy("this home is being reindexed by another process; let that finish") from error
    try:
        yield
    finally:
        lock.release()


def _begun(library: Library, held: Held) -> _Build:
    """The build that an interrupted run left, where it can be used; else a new one, and the remains are deleted."""
    facts = library.store.facts
    kept, in_use = facts.get(UNFINISHED), facts.number(BUILD)
    abandoned = kept["build"] if isinstance(kept, dict) else in_use
    if kept == _plan(library, abandoned):
        build = _opened(library, abandoned, held)
        try:
            _behind(library, build)
        except (VectorsUnavailable, LexicalUnavailable):
            build.close()
        else:
            library.sweep(in_use, abandoned)
            return build
    number = 1 + max(in_use, abandoned, *library.home.builds())
    library.sweep(in_use)
    facts.put(UNFINISHED, _plan(library, number))
    return _opened(library, number, held)


def _plan(library: Library, number: int) -> dict[str, object]:
    """What a later run must agree with to go on with this build."""
    purges = library.store.facts.number(PURGES)  # what was put in before may hold what has been taken down since
    return {"build": number, "embedding": library.embedding, "form": FORM, "purges": purges}


def _opened(library: Library, number: int, held: Held) -> _Build:
    vectors, lexical = library.build(number)
    return _Build(number=number, vectors=vectors, lexical=lexical, held=held)


def _behind(library: Library, build: _Build) -> _Behind:
    wanted = library.store.catalogue.every_unit()
    words = build.lexical.ids()
    vectors = None if build.vectors is None else held_by(build.vectors)
    missing, no_vectors = {}, {}
    for shelf, names in wanted.items():
        held = words if vectors is None else words & vectors.get(shelf, set())
        missing[shelf] = sorted(names - held)
    for shelf, names in (vectors or {}).items():
        no_vectors[shelf] = sorted(names - wanted.get(shelf, set()))
    every = set().union(*wanted.values())
    return _Behind(missing=missing, no_vectors=no_vectors, no_words=sorted(words - every), units=len(every))


def _catch_up(library: Library, build: _Build, behind: _Behind) -> Iterator[Progress]:
    for shelf, names in behind.no_vectors.items():
        if build.vectors is not None and names:
            build.vectors.delete(shelf, names)
    if behind.no_words:
        build.lexical.write(behind.no_words, ())
    done = behind.units - behind.count
    for shelf, names in behind.missing.items():
        for at in range(0, len(names), BATCH_UNITS):
            some = names[at : at + BATCH_UNITS]
            _put(library, build, shelf, some)
            done += len(some)
            yield Progress(indexed=done, units=behind.units)


def _put(library: Library, build: _Build, shelf: Shelf, names: Sequence[str]) -> None:
    """Vectors first: a unit that is in the lexical index was written whole."""
    library.home.check_space()
    some = _units(library, shelf, names)
    if build.vectors is not None and library.embedder is not None and some:
        known = dict(build.held(shelf, [unit.id for unit in some]))
        new = [unit for unit in some if unit.id not in known]
        rows = library.embedder.embed([unit.text for unit in new], "passage") if new else ()
        known |= zip((unit.id for unit in new), rows, strict=True)
        build.vectors.add(shelf, [unit.id for unit in some], np.array([known[unit.id] for unit in some], np.float32))
    build.lexical.write((), some)


def _units(library: Library, shelf: Shelf, names: Sequence[str]) -> list[Unit]:
    """Those of the units that answers still see."""
    parts: Mapping[str, Passage | Quotation]
    store = library.store
    parts = store.passages(names) if shelf.kind == "passage" else store.quotations(names, dismissed=True)
    found: list[Unit] = []
    for part in parts.values():
        with contextlib.suppress(UnknownArticle):  # removed this moment
            article = library.store.article(part.article, part.revision)
            found += units(article, *(([part], ()) if isinstance(part, Passage) else ((), [part])))
    return found


def _check_found(library: Library, build: _Build) -> None:
    """Look for a sample by their own vectors. Raises VectorsUnavailable where they are not found."""
    if build.vectors is None:
        return
    sample = sample_of(held_by(build.vectors), SAMPLE)
    lost, sampled = unfound(build.vectors, sample), sum(map(len, sample.values()))
    if not found_enough(len(lost), sampled):
        raise _unsound(library, f"does not find {len(lost)} of {sampled} of its own rows, such as {lost[0]}")


def _unsound(library: Library, what: str) -> VectorsUnavailable:
    """The error to raise; the next run begins with an empty build."""
    library.store.facts.change({}, [UNFINISHED])
    return VectorsUnavailable(f"the new index {what}; the indexes are left as they were, run `briefings reindex` again")


def _switched(library: Library, build: _Build, *, at_any_length: bool) -> bool:
    """Do what is left and switch over, in one turn; False where that is too much for one."""
    with library.turn():
        behind = _behind(library, build)
        if behind.count > A_TURN and not at_any_length:
            return False
        for _ in _catch_up(library, replace(build, held=nothing), behind):  # who gives vectors would wait for this turn
            pass
        left = _behind(library, build)
        # Surplus is no fault here: an article can be hidden at any moment, and the job that erases it is still to come.
        if left.count:
            raise _unsound(library, f"lacks {left.count} of {left.units} units")
        library.switch(build.number, means.all_of(build.vectors) if build.vectors else {})
    return True
