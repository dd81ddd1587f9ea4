"""Run the stages over what the sources give: extract, split, attribute, keep, settle. Incremental and resumable."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from index.accession.admit import NOTHING, Allowed
from index.accession.outbox import Job
from index.article import Article
from index.attribute import kept
from index.errors import Rejected, TakenDown
from index.extract import extract
from index.library import Library
from index.locator import Locator
from index.quotation import Quotation
from index.raw import Found, Raw, Unchanged
from index.split import split
from index.store import Entry
from index.upkeep.settle import BATCH_ARTICLES, replay, settle
from index.visit import Visit

Ended = tuple[Visit | None, str | None]  # a page that was fetched, and the article it is; None where it is none


class Attributes(Protocol):
    """The attribution stage, as far as this one needs to know it."""

    def attribute(self, articles: Sequence[Article]) -> list[tuple[Quotation, ...]]:
        """The quotations of each article, in the order of the articles."""
        ...


@dataclass(kw_only=True)
class Report:
    """What has become of the inputs so far. The lists hold article ids.

    `copies` are those of the new and the revised that are copies, each with what it is a copy of.
    """

    new: list[str] = field(default_factory=list)
    revised: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    copies: dict[str, str] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    bytes_read: int = 0

    @property
    def kept(self) -> int:
        """How many articles this run has added to the archive or changed in it."""
        return len(self.new) + len(self.revised)


def add(
    library: Library,
    found: Iterable[Found],
    attributes: Attributes,
    *,
    allowed: Allowed = NOTHING,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Iterator[Report]:
    """Take the articles in, a batch at a time; the same report, grown, comes out after every batch.

    What a yielded report lists as new or revised is in the record and in both indexes; the run can be left at any
    moment and started again. What an interrupted run had accepted is finished first. `now` is the moment that visits
    are remembered with.
    """
    replay(library)
    compare(library)
    report = Report()
    for batch in _batches(found):
        refused = len(report.rejected)
        fresh: list[Article] = []
        sources: list[Raw] = []
        ended: list[Ended] = []
        for item in batch:
            article = _fresh(library, item, report, ended, allowed)
            if article is not None and isinstance(item, Raw):
                fresh.append(article)
                sources.append(item)
        entries = [
            Entry(article=article, passages=split(article), quotations=tuple(filter(kept, quotations)))
            for article, quotations in zip(fresh, attributes.attribute(fresh) if fresh else [], strict=True)
        ]
        settle(library, _keep(library, entries, sources, report, ended, allowed))
        _remember(library, ended, now())
        _note(library, batch, report.rejected[refused:], now())
        report.bytes_read += sum(item.size for item in batch if isinstance(item, Raw))
        yield report


def compare(library: Library) -> None:
    """Find out which articles of an older record are copies; where there are many, it is said how many are left."""
    for at, left in enumerate(library.store.copies.catch_up()):
        if left and at % 10 == 0:
            library.say(f"looking for copies among the articles, {left} to go")


def remove(library: Library, names: Sequence[str]) -> None:
    """Erase the articles from the record and both indexes. Raises UnknownArticle before touching any."""
    replay(library)
    settle(library, library.store.remove(names, library.writer.name))


def _fresh(library: Library, item: Found, report: Report, ended: list[Ended], allowed: Allowed) -> Article | None:
    """The article that the later stages have to work on; None for what is known already or cannot be taken in."""
    if isinstance(item, Rejected):
        report.rejected.append(item)
        return None
    if isinstance(item, Unchanged):
        report.same.append(item.article)
        ended.append((item.visit, item.article))
        return None
    try:
        status, article = library.store.status(extract(item, library.confined), allowed)
    except Rejected as rejected:
        report.rejected.append(rejected.named(item.origin, item.locator))
        if not isinstance(rejected, TakenDown):  # of that no address is remembered
            ended.append((item.visit, None))
        return None
    if status == "same":
        report.same.append(article.id)
        ended.append((item.visit, article.id))
        return None
    return article


def _keep(
    library: Library,
    entries: Sequence[Entry],
    sources: Sequence[Raw],
    report: Report,
    ended: list[Ended],
    allowed: Allowed,
) -> list[Job]:
    jobs = []
    outcomes = library.store.accept(entries, library.writer.name, allowed) if entries else []
    for entry, source, outcome in zip(entries, sources, outcomes, strict=True):
        if isinstance(outcome, Rejected):
            report.rejected.append(outcome.named(source.origin, source.locator))
            ended.append((source.visit, None))
            continue
        status, job = outcome
        ended.append((source.visit, job.article if job else entry.article.id))
        if job is None:
            report.same.append(entry.article.id)  # twice in one batch, or another process was faster
            continue
        jobs.append(job)
        (report.new if status == "new" else report.revised).append(job.article)
    report.copies |= library.store.copies.originals([job.article for job in jobs])
    return jobs


def _remember(library: Library, ended: Sequence[Ended], now: datetime) -> None:
    """Only now: a page that was remembered before its article is kept would never be fetched again."""
    visits = [(visit, article) for visit, article in ended if visit is not None]
    if visits:
        library.store.visits.keep(visits, now)


def _note(library: Library, batch: Sequence[Found], refused: Sequence[Rejected], now: datetime) -> None:
    """Keep in the list of what was rejected what is to be tried again, and nothing that is settled."""
    again = {one.locator: one.reason for one in refused if one.locator and not isinstance(one, TakenDown)}
    settled = {Locator(item.visit.asked) if isinstance(item, Unchanged) else item.locator for item in batch}
    told = {item.locator: item.told for item in batch if not isinstance(item, Unchanged)}
    library.store.dead_letters.note(again, {one for one in settled if one is not None} - again.keys(), now, told)


def _batches(found: Iterable[Found]) -> Iterator[list[Found]]:
    batch: list[Found] = []
    for item in found:
        batch.append(item)
        if len(batch) == BATCH_ARTICLES:
            yield batch
            batch = []
    if batch:
        yield batch
