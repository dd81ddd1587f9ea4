"""Scrub: rewrite all files of the home, so that none has a byte of what was taken down.

Deleting is not enough. SQLite leaves deleted rows in its file and its log until others are written over them, tantivy
leaves deleted units in their segments until these are merged, and Chroma leaves deleted vectors in the graph and its
queue. So both indexes are made anew from the record, with the vectors that there are, and the record is rewritten. The
bytes of what was handed over to be added, which may hold it too, are deleted whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from index.errors import HomeBusy
from index.library import Library
from index.record.facts import BUILD
from index.unit import Shelf
from index.upkeep.incoming import sweep
from index.upkeep.rebuild import Progress, alone, rebuild
from index.vectors import blank


def scrub(library: Library) -> Iterator[Progress]:
    """Finish the purges of this process that have come so far; progress comes out of the indexes as they are made.

    It can be left at any moment and is begun again. Raises HomeBusy where another process makes indexes, or holds a
    file open; the purges then stay in the outbox.
    """

    def held(shelf: Shelf, names: Sequence[str]) -> Mapping[str, NDArray[np.float32]]:
        with library.reading() as (vectors, _):
            return {} if vectors is None else vectors.get(shelf, names)

    todo = library.store.outbox.erased(library.writer.name)
    if not todo:
        return
    with alone(library):
        library.home.check_space(rewriting=True)
        yield from rebuild(library, held)
        in_use = library.store.facts.number(BUILD)
        if others := library.home.builds().keys() - {in_use}:
            raise HomeBusy(f"another process still holds the old index {library.home.build(min(others))}")
        if open_files := sweep(library):
            raise HomeBusy(f"another process still holds the upload {open_files[0]}")
        blank(library.home.build(in_use))
        library.store.rewrite()
        library.store.outbox.close(todo)
