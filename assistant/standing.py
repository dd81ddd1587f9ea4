"""Standing: what has become of the places that a turn has cited: an older revision by now, or gone with its article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.conversations import KeptCitation
from index.departures import Departure
from index.store import Store
from index.wordings import Wording


def marks(cited: Sequence[KeptCitation], store: Store) -> Iterator[str]:
    """A line for each place that is not as it was, by its number; none where all stand."""
    there = store.conversations.there(cited)
    left = store.departures.of([one.article for one in cited if one not in there])
    for one in cited:
        if one not in there:
            yield f"[{one.number}] {_gone(left.get(one.article))}"
        elif now := superseded_by(one.article, one.revision, store):
            words = one.span.of(store.article(one.article, one.revision).text)
            kept = "has the same words" if stands_in(words, store.article(one.article, now).text) else "has other words"
            yield f"[{one.number}] is of revision {one.revision}; the present one, {now}, {kept}"


def superseded_by(article: str, revision: int, store: Store) -> int | None:
    """The number of the revision that answers see now, where it is another than this."""
    now = store.revisions.current(article)
    return now if now != revision else None


def stands_in(words: str, text: str) -> bool:
    """Whether a text has the words in a row, whatever the case and the marks between them."""
    return f" {Wording.of(words).words} " in f" {Wording.of(text).words} "


def _gone(left: Departure | None) -> str:
    if left is None:
        return "has left the archive with its article"
    day = left.at.date().isoformat()
    return f"was taken down on {day}" if left.taken_down else f"has left the archive with its article, on {day}"
