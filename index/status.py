"""Status: what an archive holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from index.attribute import VERSION
from index.library import Library
from index.record.facts import EMBEDDING
from index.window import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Counts, of what answers see unless it is said; `first` and `last` are the days of its articles.

    `copies` are the articles that are copies of others, `revisions` all texts that are kept, superseded ones too,
    `waiting` the jobs that the indexes do not follow yet, `outdated` the articles whose quotations were found by an
    older version of attribution, `rejected` what could not be taken in. `languages` and `outlets` have articles by
    name, "" for those that tell none.
    """

    home: str
    articles: int
    copies: int
    revisions: int
    passages: int
    quotations: int
    waiting: int
    outdated: int
    first: date | None
    last: date | None
    languages: dict[str, int]
    outlets: dict[str, int]
    rejected: int
    embedder: str


def status(library: Library) -> Status:
    catalogue = library.store.catalogue
    counts = catalogue.counts(Window())
    return Status(
        home=str(library.home.path),
        **catalogue.totals(),
        outdated=len(catalogue.outdated(VERSION)),
        first=counts.first,
        last=counts.last,
        languages=catalogue.languages(),
        outlets=catalogue.outlets(),
        rejected=library.store.dead_letters.count(),
        embedder=str(library.store.facts.get(EMBEDDING) or library.settings.embedder),
    )
