"""Changes: what has become of quotations since they were taken in, and what rests on those that are not there now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TypeVar

from assistant.standing import stands_in
from assistant.wording import Wording, compare
from index.article import Article
from index.quotation import Quotation
from index.record.citing import Cited, Collected
from index.record.departures import Departure
from index.store import Store

Placed = TypeVar("Placed", Cited, Collected)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting:
    """A turn of a conversation, and the numbers of its citations that no longer stand."""

    first: Cited
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Requoted:
    """A quotation of an earlier revision, and what the later one has for it: None where it has nothing like it."""

    before: Quotation
    after: Quotation | None
    wording: Wording | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """An article whose revision `before` was replaced by `after` at a moment."""

    before: Article
    after: Article
    at: datetime
    quotations: tuple[Requoted, ...]
    answers: tuple[Resting, ...]
    drafts: tuple[Collected, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """An article that was removed or taken down."""

    departure: Departure
    answers: tuple[Resting, ...]
    drafts: tuple[Collected, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What has changed of what is quoted, the earliest first."""

    revised: tuple[Revised, ...]
    left: tuple[Left, ...]


def changes(store: Store, since: datetime | None) -> Changes:
    """All that has changed since that moment, or ever."""
    return Changes(revised=tuple(revised(store, since)), left=tuple(left(store, since)))


def revised(store: Store, since: datetime | None) -> Iterator[Revised]:
    """The revisions of that moment or later, the earliest first, by which what is quoted anywhere has lost words."""
    for name, earlier, later, at in store.revisions.replaced(since):
        before, after = store.article(name, earlier), store.article(name, later)
        quotations = tuple(_requoted(store, before, after))
        answers = tuple(_resting(_lost(store.citing.of(name, earlier), before, after)))
        drafts = tuple(_lost(store.citing.drafts_of(name, earlier), before, after))
        if quotations or answers or drafts:
            yield Revised(before=before, after=after, at=at, quotations=quotations, answers=answers, drafts=drafts)


def left(store: Store, since: datetime | None) -> Iterator[Left]:
    """The articles that have left since that moment, the earliest first."""
    for one in store.departures.since(since):
        answers = tuple(_resting(store.citing.of(one.article, one.revision)))
        yield Left(departure=one, answers=answers, drafts=tuple(store.citing.drafts_of(one.article, one.revision)))


def _requoted(store: Store, before: Article, after: Article) -> Iterator[Requoted]:
    """The quotations whose words or speaker are not the same in the later revision."""
    new = store.parts(after.id, after.revision)[1]
    for old in store.parts(before.id, before.revision)[1]:
        words = old.cited.of(before.text)
        found = _counterpart(old, words, new, after)
        if found is None:
            if not stands_in(words, after.text):
                yield Requoted(before=old, after=None, wording=None)
        elif found[1].relation != "same" or _name(found[0]) != _name(old):
            yield Requoted(before=old, after=found[0], wording=found[1])


def _counterpart(
    old: Quotation, words: str, new: Sequence[Quotation], after: Article
) -> tuple[Quotation, Wording] | None:
    """What the later revision has for these words: the same where it has them, else what differs least."""
    alike = [(one, wording) for one in new if (wording := compare(words, one.cited.of(after.text))) is not None]
    return min(
        alike,
        key=lambda pair: (pair[1].relation != "same", _name(pair[0]) != _name(old), len(pair[1].difference)),
        default=None,
    )


def _name(quotation: Quotation) -> str | None:
    return quotation.speaker.name if quotation.speaker else None


def _lost(places: Iterable[Placed], before: Article, after: Article) -> Iterator[Placed]:
    """Those of the places in `before` whose words `after` has no more."""
    for one in places:
        if one.revision == before.revision and not stands_in(one.span.of(before.text), after.text):
            yield one


def _resting(cited: Iterable[Cited]) -> Iterator[Resting]:
    for _, same in groupby(cited, key=lambda one: (one.conversation, one.turn)):
        every = list(same)
        yield Resting(first=every[0], numbers=tuple(one.number for one in every))
