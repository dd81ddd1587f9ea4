"""Archives to measure on: built the way `briefings add` builds them, and examined the way `briefings doctor` does."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from index.attribute.attributor import Attributor
from index.build import Attributes, Report, add
from index.embedder import Embedder
from index.home import open_home
from index.library import Library
from index.settings import Settings
from index.sources.files import read_sources
from index.upkeep.doctor import Health, examine
from index.upkeep.settle import replay


@contextmanager
def opened(home: Path, embedder: Embedder | None = None, settings: Settings | None = None) -> Iterator[Library]:
    """The library of a home, with the default settings whatever the environment says."""
    library = Library(open_home(home), settings or Settings(), say=print, embedder=embedder)
    try:
        yield library
    finally:
        library.close()


def taken_in(
    library: Library, sources: Iterable[Path], *, limit: int | None = None, attributes: Attributes | None = None
) -> Iterator[Report]:
    """`briefings add` of the first `limit` articles of the sources: the report after every batch."""
    replay(library)
    found = itertools.islice(read_sources([str(source) for source in sources], None), limit)
    yield from add(library, found, attributes or Attributor())


def filled(library: Library, sources: Iterable[Path], *, limit: int | None = None) -> Library:
    """The library with these articles in it; quick where they are in already. Says how long it took."""
    start, reports = time.perf_counter(), list(taken_in(library, sources, limit=limit))
    if reports and reports[-1].kept:
        totals = library.store.catalogue.totals()
        parts = f"{totals['articles']} articles, {totals['passages']} passages, {totals['quotations']} quotations"
        print(f"built: {parts}, in {time.perf_counter() - start:.0f} s")
    return library


def faults(health: Health) -> list[str]:
    """What is wrong with an archive, a line each; [] where every unit is in both indexes once and finds itself."""
    found = list(health.faults)
    for name, difference in (("vectors", health.vectors), ("lexical", health.lexical)):
        if difference is None:
            found.append(f"{name}: not examined")
        elif difference.missing or difference.surplus:
            examples = (*difference.missing_examples, *difference.surplus_examples)
            found.append(f"{name}: {difference.missing} missing, {difference.surplus} surplus, such as {examples[:3]}")
    if health.lost:
        found.append(f"{len(health.lost)} of {health.sampled} units not found by their own vector: {health.lost[:3]}")
    if health.waiting:
        found.append(f"{health.waiting} articles still wait in the outbox")
    return found


def examined(library: Library) -> Health:
    """The library's health, every single unit looked for by its own vector."""
    return examine(library, None)
