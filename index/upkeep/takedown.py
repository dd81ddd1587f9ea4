"""Take articles down: out of the archive, out of every file of it, and not back in by themselves."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from index.accession.erase import Holdings
from index.errors import LexicalUnavailable, VectorsUnavailable
from index.library import Library
from index.unit import Shelf
from index.upkeep.incoming import waiting
from index.upkeep.rebuild import Progress
from index.upkeep.scrub import scrub
from index.upkeep.settle import replay, settle


def take_down(library: Library, names: Sequence[str]) -> Iterator[Progress]:
    """Hide the articles, erase them from record and indexes, then rewrite every file that has had a byte of them.

    Once the first progress comes out only the files are left, and what an interrupt leaves of these is rewritten at the
    next start. Raises UnknownArticle before touching any, HomeBusy where another process keeps the files from being
    rewritten now.
    """
    replay(library)
    settle(library, library.store.remove(names, library.writer.name, taken_down=True))
    yield from scrub(library)


def held(library: Library, names: Sequence[str]) -> dict[str, int | None]:
    """How much there is of the articles, in the record and in the indexes; None for one that cannot be read. `uploads`
    are the files that wait to be added or have failed: whatever is in them, they go too.
    """
    counted = Counter(asdict(Holdings()))
    units: dict[Shelf, list[str]] = defaultdict(list)
    for name, revisions in library.store.languages(names).items():
        counted.update(asdict(library.store.holdings(name)))
        for revision, language in revisions.items():
            passages, quotations = library.store.parts(name, revision, dismissed=True)
            units[Shelf("passage", language)] += [part.id for part in passages]
            units[Shelf("quotation", language)] += [part.id for part in quotations]
    uploads = len(waiting(library)) if names else 0
    return {**counted, **_indexed(library, units), "uploads": uploads}


def _indexed(library: Library, units: dict[Shelf, list[str]]) -> dict[str, int | None]:
    try:
        with library.reading() as (vectors, lexical):
            rows = sum(len(vectors.get(shelf, names)) for shelf, names in units.items()) if vectors is not None else 0
            return {"vectors": rows, "lexical": lexical.count([name for names in units.values() for name in names])}
    except (VectorsUnavailable, LexicalUnavailable):
        return {"vectors": None, "lexical": None}
