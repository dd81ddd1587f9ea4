"""What taking articles down comes to, and the taking down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from index.library import Library
from index.upkeep.rebuild import Progress
from index.upkeep.takedown import held, take_down


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeDown:
    """Nothing is erased until `steps` are gone through. `articles` are the ids meant; those taken down `already` stand
    by themselves, each with its day; `erased` counts what there is, None for an index that cannot be read; `copies`
    are articles under ids of their own that tell the same and stay.
    """

    articles: tuple[str, ...]
    already: Mapping[str, datetime]
    erased: Mapping[str, int | None]
    copies: tuple[str, ...]
    steps: Iterator[Progress]


def taking_down(archive: Library, named: Sequence[str]) -> TakeDown:
    """What is meant by ids and web addresses. Raises UnknownArticle for a name of none."""
    meant = list(dict.fromkeys(name for each in named for name in archive.store.departures.meant(each)))
    gone = archive.store.departures.of(meant)
    names = [name for name in meant if not (name in gone and gone[name].in_force)]
    told = {one.id for name in names for one in archive.store.copies.story(name)} - set(names)
    return TakeDown(
        articles=tuple(names),
        already={name: gone[name].at for name in meant if name not in names},
        erased=held(archive, names),
        copies=tuple(sorted(told)),
        steps=take_down(archive, names) if names else iter(()),
    )
