"""Standing: what has become of the places that a turn has cited: an older revision by now, or gone with its article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from index.record.conversations import KeptCitation
from index.record.departures import Departure
from index.store import Store
from index.text.wordings import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """A place is of `revision`, and answers see `now`, which has the same words or has not."""

    revision: int
    now: int
    same_words: bool

    def __str__(self) -> str:
        has = "has the same words" if self.same_words else "has other words"
        return f"is of revision {self.revision}; the present one, {self.now}, {has}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A place has left the archive with its article, on a day, where that is known."""

    on: date | None = None
    taken_down: bool = False

    def __str__(self) -> str:
        if self.on is None:
            return "has left the archive with its article"
        what = "was taken down on" if self.taken_down else "has left the archive with its article, on"
        return f"{what} {self.on}"


def standing(cited: Sequence[KeptCitation], store: Store) -> Iterator[tuple[int, Revised | Gone]]:
    """What has become of each place that is not as it was, by its number."""
    there = store.conversations.there(cited)
    left = store.departures.of([one.article for one in cited if one not in there])
    for one in cited:
        if one not in there:
            yield one.number, _gone(left.get(one.article))
        elif now := superseded_by(one.article, one.revision, store):
            words = one.span.of(store.article(one.article, one.revision).text)
            same = stands_in(words, store.article(one.article, now).text)
            yield one.number, Revised(revision=one.revision, now=now, same_words=same)


def marks(cited: Sequence[KeptCitation], store: Store) -> Iterator[str]:
    """A line for each place that is not as it was, by its number; none where all stand."""
    for number, become in standing(cited, store):
        yield f"[{number}] {become}"


def superseded_by(article: str, revision: int, store: Store) -> int | None:
    """The number of the revision that answers see now, where it is another than this."""
    now = store.revisions.current(article)
    return now if now != revision else None


def stands_in(words: str, text: str) -> bool:
    """Whether a text has the words in a row, whatever the case and the marks between them."""
    return f" {Wording.of(words).words} " in f" {Wording.of(text).words} "


def _gone(left: Departure | None) -> Gone:
    return Gone(on=left.at.date(), taken_down=left.taken_down) if left else Gone()
