"""Reindex: make both indexes anew from the record, then finish what the damaged ones had kept from being written."""

from __future__ import annotations

from collections.abc import Iterator

from index.library import Library
from index.upkeep.rebuild import Progress, alone, rebuild
from index.upkeep.settle import replay


def reindex(library: Library) -> Iterator[Progress]:
    """As `rebuild`, and what is in the outbox after it. Raises HomeBusy where another process is at it."""
    with alone(library):
        yield from rebuild(library)
    replay(library)  # what failed while the indexes were damaged
