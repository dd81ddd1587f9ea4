"""query -> ranked units: by meaning in every language, by words within the question's own.

Within the question's language, both legs are brought to [0, 1] and added up with a weight. Between languages only the
dense scores compare: words decide the order inside their language, and never move a unit past another language's.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

import numpy as np
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from numpy.typing import NDArray
from pydantic import ConfigDict

from index import means
from index.copying.once import once
from index.errors import UnknownArticle
from index.lexical import Lexical
from index.library import Library
from index.passage import Passage
from index.plugged import rescored
from index.quotation import Quotation
from index.text.language import question_language
from index.text.terms import terms
from index.unit import Shelf, UnitKind
from index.vectors import Vectors

OVER_FETCH = 200  # units a leg and language; centring and fusing reorder well inside of it
# The lexical share of a score. .4 is best on XQuAD's paragraphs, .5 on news questions, and both beat either leg alone
# and rank fusion at any weight: tests/benchmarks/retrieval.py.
LEXICAL_WEIGHT = 0.45

# Neighbouring passages of one article crowd out others: on news questions hit@5 is .941 without this, .956 with it.
PER_ARTICLE = 2

LEAST_RANGE = 0.01  # of cosines over the average, where all units are nearly the same

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A ranked unit. `score` orders a ranking. `margin` is how far its cosine lies from the query's average in its
    language, 0, to that of the same text, 1; None in a lexical-only archive. `lexical` is the share of the best BM25
    score in this ranking, 0 where no word is shared."""

    id: str
    shelf: Shelf
    score: float
    margin: float | None
    lexical: float


class _Nearness(NamedTuple):
    """Two views of one cosine: comparable between languages, and against the language's average."""

    centred: float
    margin: float


def rank(
    library: Library,
    query: str,
    kind: UnitKind,
    *,
    n: int,
    language: str | None = None,
    among: Mapping[Shelf, Collection[str]] | None = None,
    lexical_weight: float = LEXICAL_WEIGHT,
    fetched: int = OVER_FETCH,
) -> list[Hit]:
    """The `n` units of this kind that bear most on the query, best first, of those `among` where these are given.

    `language` is the query's; it is told from its words where None. A hit may be of an article that was revised or
    removed this moment: the record has the last word on what may be shown.
    """
    vector = library.query_vector(query)
    with library.reading() as (vectors, lexical):
        shelves = [shelf for shelf in _shelves(library, vectors) if shelf.kind == kind]
        if among is not None:
            shelves = [shelf for shelf in shelves if among.get(shelf)]
        asked_in = language or _language_of(query, shelves)
        known = means.means(library.store, kind)
        hits: list[Hit] = []
        for shelf in shelves:
            some = None if among is None else among[shelf]
            own = shelf.language == asked_in
            words = _by_words(lexical, shelf, query, some, fetched) if own else {}
            dense = _by_meaning(vectors, shelf, vector, words, some, known, asked_in, fetched)
            hits += _fused(shelf, dense, words, lexical_weight)
    return sorted(hits, key=lambda hit: (-hit.score, hit.id))[:n]


def margins(library: Library, query: str, kind: UnitKind, among: Mapping[Shelf, Sequence[str]]) -> dict[str, float]:
    """How far each unit's cosine with the query lies between the query's average in its language, 0, and that of the
    same text, 1, whatever range an embedder's cosines have; {} without an embedder."""
    vector = library.query_vector(query)
    found: dict[str, float] = {}
    with library.reading() as (vectors, _):
        if vectors is None or vector is None:
            return {}
        known = means.means(library.store, kind)
        for shelf, ids in among.items():
            average = means.average_cosine(vector, shelf.language, known)
            for name, row in vectors.get(shelf, ids).items():
                found[name] = _margin(float(row @ vector), average)
    return found


def _shelves(library: Library, vectors: Vectors | None) -> list[Shelf]:
    return vectors.shelves() if vectors is not None else library.store.catalogue.shelves()


def _language_of(query: str, shelves: Sequence[Shelf]) -> str | None:
    return question_language(query, {shelf.language for shelf in shelves})


def _by_words(lexical: Lexical, shelf: Shelf, query: str, among: Collection[str] | None, n: int) -> dict[str, float]:
    """BM25 scores as shares of the best one."""
    found = lexical.search(shelf, terms(query, shelf.language), n, among)
    return {name: score / found[0][1] for name, score in found}


def _by_meaning(
    vectors: Vectors | None,
    shelf: Shelf,
    query: NDArray[np.float32] | None,
    words: Mapping[str, float],
    among: Collection[str] | None,
    known: means.Means,
    asked_in: str | None,
    n: int,
) -> dict[str, _Nearness] | None:
    """The nearest units, and those found by their words; None without an embedder."""
    if vectors is None or query is None:
        return None
    ids, rows = vectors.nearest(shelf, query, n, among)
    missing = vectors.get(shelf, sorted(words.keys() - set(ids)))
    if missing:
        ids, rows = [*ids, *missing], np.concatenate([rows, np.array(list(missing.values()), np.float32)])
    point = means.centred(query[None, :], asked_in or shelf.language, known)[0]
    cosines = means.centred(rows, shelf.language, known) @ point
    average = means.average_cosine(query, shelf.language, known)
    return {
        name: _Nearness(centred=float(cosine), margin=_margin(float(raw), average))
        for name, cosine, raw in zip(ids, cosines, rows @ query, strict=True)
    }


def _margin(cosine: float, average: float) -> float:
    return (cosine - average) / max(1 - average, LEAST_RANGE)


def _fused(shelf: Shelf, dense: Mapping[str, _Nearness] | None, words: Mapping[str, float], weight: float) -> list[Hit]:
    if dense is None:
        return [Hit(id=name, shelf=shelf, score=share, margin=None, lexical=share) for name, share in words.items()]
    if not dense:
        return []
    names = list(dense)
    cosines = np.array([dense[name].centred for name in names])
    width = float(np.ptp(cosines)) or 1.0
    shares = np.array([words.get(name, 0.0) for name in names])
    fused = weight * shares + (1 - weight) * (cosines - cosines.min()) / width
    # The best of the fused order takes the best cosine, and so on: the language as a whole keeps its dense scores.
    ladder = sorted((float(cosine) for cosine in cosines), reverse=True)
    order = np.argsort(-fused, kind="stable")
    return [
        Hit(
            id=names[at],
            shelf=shelf,
            score=ladder[place],
            margin=dense[names[at]].margin,
            lexical=words.get(names[at], 0.0),
        )
        for place, at in enumerate(order)
    ]


def _spread(hits: Sequence[Hit], article_of: Callable[[Hit], str]) -> list[Hit]:
    """The ranking with at most PER_ARTICLE passages of an article; the others of it follow behind."""
    seen: Counter[str] = Counter()
    first: list[Hit] = []
    later: list[Hit] = []
    for hit in hits:
        seen[article_of(hit)] += 1
        (first if seen[article_of(hit)] <= PER_ARTICLE else later).append(hit)
    return first + later


class UnitRetriever(BaseRetriever):
    """The archive as a LangChain retriever: documents are units, cut from the record.

    Metadata: id, kind, article, revision, start, end, language, score, margin, lexical.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    kind: UnitKind = "passage"
    k: int = 10

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,
        among: Mapping[Shelf, Collection[str]] | None = None,
        language: str | None = None,
        k: int | None = None,
        lexical_weight: float = LEXICAL_WEIGHT,
    ) -> list[Document]:
        k = k or self.k
        ranked = partial(rank, self.library, query, self.kind, language=language, among=among)
        n = k + OVER_FETCH // 4  # some may have left the archive since
        while True:
            hits = ranked(n=n, lexical_weight=lexical_weight, fetched=max(n, OVER_FETCH))
            found = self._units([hit.id for hit in hits])
            there = [hit for hit in hits if hit.id in found]
            shown = self._once(there, found) if self.kind == "passage" else there
            if len(shown) >= k or len(shown) == len(there) or len(hits) < n:
                break
            n *= 4  # a story that many outlets carry has filled the ranking with its copies
        if self.kind == "passage":
            shown = _spread(self._reranked(query, shown, found), lambda hit: found[hit.id].article)
        documents: list[Document] = []
        for hit in shown[:k]:
            with contextlib.suppress(UnknownArticle):  # removed this moment
                documents.append(self._document(hit, found[hit.id]))
        return documents

    def _units(self, names: Sequence[str]) -> Mapping[str, Passage | Quotation]:
        store = self.library.store
        return store.passages(names) if self.kind == "passage" else store.quotations(names)

    def _once(self, hits: Sequence[Hit], found: Mapping[str, Passage | Quotation]) -> list[Hit]:
        """The ranking without what copies tell again."""
        originals = self.library.store.copies.originals({found[hit.id].article for hit in hits})
        if not originals:
            return list(hits)

        return once(hits, originals, lambda hit: found[hit.id].article, lambda hit: self._text(found[hit.id]))

    def _reranked(self, query: str, hits: list[Hit], found: Mapping[str, Passage | Quotation]) -> list[Hit]:
        """The ranking in the order of the settings' reranker, where they name one, with its scores."""
        name = self.library.settings.reranker
        if name is None or not hits:
            return hits
        scores = rescored(name, query, [self._text(found[hit.id]) for hit in hits])
        again = [replace(hit, score=score) for hit, score in zip(hits, scores, strict=True)]
        return sorted(again, key=lambda hit: -hit.score)

    def _text(self, unit: Passage | Quotation) -> str:
        return unit.span.of(self.library.revision(unit.article, unit.revision).text)

    def _document(self, hit: Hit, unit: Passage | Quotation) -> Document:
        article = self.library.revision(unit.article, unit.revision)
        return Document(
            id=hit.id,
            page_content=unit.span.of(article.text),
            metadata={
                "id": hit.id,
                "kind": hit.shelf.kind,
                "article": article.id,
                "revision": article.revision,
                "start": unit.span.start,
                "end": unit.span.end,
                "language": article.language,
                "score": hit.score,
                "margin": hit.margin,
                "lexical": hit.lexical,
            },
        )
