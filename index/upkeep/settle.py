"""Settle what the outbox holds: bring both indexes up to the record."""

from __future__ import annotations

import contextlib
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index import means
from index.accession.outbox import LEAVING, Job
from index.errors import HomeBusy, UnknownArticle
from index.library import Library
from index.unit import Shelf, Unit, units
from index.upkeep.scrub import scrub

BATCH_ARTICLES = 32  # a turn's worth: some 750 units, half a second of writing
BATCH_REMOVALS = 200  # nothing to embed, and deleting is quick


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """What one job changes: the units to put in, with their vectors, and the ids to take out, by shelf."""

    job: Job
    put: tuple[Unit, ...]
    vectors: NDArray[np.float32] | None
    gone: dict[Shelf, list[str]]


def settle(library: Library, jobs: Sequence[Job]) -> None:
    """Do the jobs and close them. What fails stays in the outbox and is done again at the next start."""
    size = BATCH_REMOVALS if all(job.action in LEAVING for job in jobs) else BATCH_ARTICLES
    for at in range(0, len(jobs), size):
        some = jobs[at : at + size]
        _write(library, some, _prepare(library, library.store.outbox.live(some)))


def replay(library: Library) -> int:
    """Finish what processes that have ended left undone. Returns how many articles that were."""
    if not library.store.open_jobs():
        return 0
    left = library.store.outbox.adopt(library.writer.gone, library.writer.name)
    if left:
        library.say(f"finishing {len(left)} articles that an interrupted run had accepted")
        settle(library, [job for job in left if job.state != "erased"])
        # Whoever is in the way will have gone some day; what was taken down is in no answer meanwhile.
        with contextlib.suppress(HomeBusy):
            deque(scrub(library), maxlen=0)
    return len(left)


def _prepare(library: Library, jobs: Sequence[Job]) -> list[_Work]:
    """Everything that takes long, outside the turn: reading, embedding."""
    put = [_units(library, job) for job in jobs]
    texts = [unit.text for some in put for unit in some]
    embedder = library.embedder
    rows = iter(embedder.embed(texts, "passage")) if embedder and texts else iter(())
    gone, work = _gone(library, jobs), []
    for job, some in zip(jobs, put, strict=True):
        own = [next(rows) for _ in some] if embedder else []
        work.append(_Work(job=job, put=some, vectors=np.array(own) if own else None, gone=gone[job.id]))
    return work


def _write(library: Library, jobs: Sequence[Job], work: Sequence[_Work]) -> None:
    outbox = library.store.outbox
    with library.writing() as (vectors, lexical):
        alive = set(outbox.live(jobs))  # another process may have overtaken some while these were embedded
        work = [each for each in work if each.job in alive]
        if vectors is not None:
            gone, new = _by_shelf(each.gone for each in work), _rows(work)
            for shelf, ids in gone.items():
                vectors.delete(shelf, ids)
            for shelf, (ids, rows) in new.items():
                vectors.add(shelf, ids, rows)
            nothing = dict.fromkeys(gone, np.zeros((0, 0), np.float32))
            means.refresh(library.store, vectors, nothing | {shelf: rows for shelf, (_, rows) in new.items()})
        outbox.advance([each.job for each in work], "vectors")
        lexical.write(
            [name for each in work for ids in each.gone.values() for name in ids],
            [unit for each in work for unit in each.put],
        )
        outbox.advance([each.job for each in work], "lexical")
        outbox.finish(jobs, [each.job for each in work])


def _units(library: Library, job: Job) -> tuple[Unit, ...]:
    """What the job puts in."""
    if job.action in LEAVING:
        return ()
    try:
        article = library.store.article(job.article, job.revision)
    except UnknownArticle:
        return ()  # removed this moment; the job turns out to be overtaken when it comes to writing
    passages, quotations = library.store.parts(job.article, job.revision, dismissed=True)
    return tuple(units(article, passages if job.action == "index" else (), quotations))


def _gone(library: Library, jobs: Sequence[Job]) -> dict[int, dict[Shelf, list[str]]]:
    """By job the units of its article that must not be found after it: of other revisions, or of all up to its own, and
    the quotations that were replaced.
    """
    names = {job.article for job in jobs}
    languages, leaving = library.store.languages(names), library.store.outbox.leaving(names)
    return {job.id: _gone_of(library, job, languages[job.article], leaving) for job in jobs}


def _gone_of(
    library: Library, job: Job, languages: Mapping[int, str], leaving: Mapping[tuple[str, int], list[str]]
) -> dict[Shelf, list[str]]:
    found: dict[Shelf, list[str]] = defaultdict(list)
    for revision, language in languages.items():
        found[Shelf("quotation", language)] += leaving.get((job.article, revision), ())
        if revision <= job.revision if job.action in LEAVING else revision != job.revision:
            passages, quotations = library.store.parts(job.article, revision, dismissed=True)
            found[Shelf("passage", language)] += [part.id for part in passages]
            found[Shelf("quotation", language)] += [part.id for part in quotations]
    return found


def _by_shelf(parts: Iterable[dict[Shelf, list[str]]]) -> dict[Shelf, list[str]]:
    found: dict[Shelf, list[str]] = defaultdict(list)
    for part in parts:
        for shelf, ids in part.items():
            found[shelf] += ids
    return found


def _rows(work: Iterable[_Work]) -> dict[Shelf, tuple[list[str], NDArray[np.float32]]]:
    """The ids to put in with their vectors, by shelf."""
    found: dict[Shelf, list[tuple[str, NDArray[np.float32]]]] = defaultdict(list)
    for each in work:
        if each.vectors is not None:
            for unit, row in zip(each.put, each.vectors, strict=True):
                found[unit.shelf].append((unit.id, row))
    return {shelf: ([name for name, _ in rows], np.array([row for _, row in rows])) for shelf, rows in found.items()}
