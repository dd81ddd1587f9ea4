"""Lookup: the articles of the archive that a quotation may be from, few and fast.

By words, through the lexical index: the passages and quotations that share the most words with it, in every language
that the archive has, for a few words do not tell their language. Longer ones are also looked for by halves, so that
what is joined out of two articles brings both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from assistant.checking.checked import Asked
from assistant.checking.witness import Witness
from assistant.checking.words import Worded
from index.lexical import Lexical
from index.library import Library
from index.passage import Passage
from index.quotation import Quotation
from index.text.terms import terms

FIRST = 12  # units of a shelf that share the most words; the place is nearly always among them
MORE = 300  # of them looked through where the words are not there
FEW = 12  # words that may be so common that other passages share as many
HALVED = 8  # words from which a quotation is also looked for by halves
MOST_WORDS = 60  # of a query; more make it slower and no surer
SLICE = 3  # words in a row, of which an article must have some as they are written to be compared at all
SHORT = 6  # words of a quotation of which two in a row do
WITNESSES_KEPT = 256
Revision = tuple[str, int]


class Lookup:
    """Finds witnesses in one library, as it stands when this is made."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._witness = lru_cache(WITNESSES_KEPT)(self._made)
        self._folded = lru_cache(WITNESSES_KEPT)(self._read)

    def near(self, asked: Asked) -> list[Witness]:
        """The articles that share the most words, the one that is claimed, all with their earlier revisions."""
        claimed = [asked.claimed.article] if asked.claimed.article is not None else []
        with self._library.reading() as (_, lexical):
            ids = self._units(lexical, asked, FIRST)
        names = dict.fromkeys([*claimed, *(unit.article for unit in self._known(ids))])
        found = self._library.store.revisions.of(names)
        return [self._witness(*one) for one in found if one[0] in claimed or self._has_some(one, asked)]

    def further(self, asked: Asked) -> list[Witness]:
        """More of them, for a few words that stand in many: those that have all of these."""
        if len(asked.worded.words) > FEW:
            return []
        with self._library.reading() as (_, lexical):
            ids = self._units(lexical, asked, MORE)
        having = dict.fromkeys((unit.article, unit.revision) for unit in self._known(ids))
        row = _row(asked.worded)
        witnesses = (self._witness(*one) for one in having if self._has_all(one, asked))
        return [witness for witness in witnesses if row in _row(witness.worded)]

    def superseded(self, asked: Asked) -> list[Witness]:
        """Earlier revisions of any article, which no index has."""
        return [self._witness(*one) for one in self._earlier if self._has_some(one, asked)]

    @cached_property
    def _earlier(self) -> list[Revision]:
        return self._library.store.revisions.superseded()

    def _has_some(self, revision: Revision, asked: Asked) -> bool:
        """Whether it has a few words in a row as they are written in what is asked, whatever the case."""
        words, count = asked.worded, len(asked.worded.words)
        size = min(count, SLICE if count >= SHORT else SLICE - 1)
        text = self._folded(*revision)
        return any(words.slice(at, at + size).casefold() in text for at in range(count - size + 1))

    def _has_all(self, revision: Revision, asked: Asked) -> bool:
        """Whether it has all the words, anywhere."""
        text = self._folded(*revision)
        return all(key in text for key in asked.worded.keys)

    def _read(self, name: str, revision: int) -> str:
        return self._library.revision(name, revision).text.casefold()

    def removed(self, asked: Asked) -> frozenset[str]:
        """The article that is claimed, where the archive had it and has it no more."""
        name = asked.claimed.article
        return frozenset([name]) if name is not None and self._library.store.revisions.removed(name) else frozenset()

    def _units(self, lexical: Lexical, asked: Asked, n: int) -> list[str]:
        """Ids of the units of every shelf that share the most words with the quotation, and with its halves."""
        found: dict[str, None] = {}
        for shelf in self._library.store.catalogue.shelves():
            for text in _queries(asked.worded):
                query = list(dict.fromkeys(terms(text, shelf.language)))[:MOST_WORDS]
                found |= dict.fromkeys(name for name, _ in lexical.search(shelf, query, n))
        return list(found)

    def _known(self, ids: Sequence[str]) -> list[Passage | Quotation]:
        """The units in their order."""
        store = self._library.store
        known: dict[str, Passage | Quotation] = {**store.passages(ids), **store.quotations(ids, dismissed=True)}
        return [known[name] for name in ids if name in known]

    def _made(self, name: str, revision: int) -> Witness:
        store = self._library.store
        return Witness(
            article=self._library.revision(name, revision),
            quotations=tuple(store.parts(name, revision)[1]),
            current=store.revisions.current(name) == revision,
        )


def _queries(worded: Worded) -> Iterator[str]:
    """The words, and where they are many each half of them."""
    count = len(worded.words)
    yield worded.slice(0, count)
    if count >= HALVED:
        yield worded.slice(0, count // 2)
        yield worded.slice(count // 2, count)


def _row(worded: Worded) -> str:
    return f" {' '.join(worded.keys)} "
