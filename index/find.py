"""Finding articles by the words of their titles, outlets and texts: every one of them, in any of their forms."""

from __future__ import annotations

from index.library import Library
from index.passage import Passage
from index.text.terms import terms
from index.unit import UNDETERMINED
from index.window import Window

EVERYWHERE = Window()
FETCHED = 400  # passages of each language that are looked through for whole matches


def find(library: Library, words: str, n: int, window: Window = EVERYWHERE) -> list[Passage]:
    """Of the `n` articles of the window that have all these words and have most of them together, the best first, the
    passage with most of them. What is not among the FETCHED best passages of a language is not found.
    """
    store = library.store
    within = store.catalogue.passages(window) if window != EVERYWHERE else None
    scores: dict[str, float] = {}
    wanted: dict[str, frozenset[str]] = {}
    with library.reading() as (_, lexical):
        for shelf in store.catalogue.shelves():
            if shelf.kind == "passage":
                asked = frozenset(terms(words, shelf.language))
                among = None if within is None else within.get(shelf, [])
                for name, score in lexical.search(shelf, asked, FETCHED, among):
                    scores[name], wanted[name] = score, asked
    there = store.passages(scores)
    found: dict[str, Passage] = {}
    for name in sorted(there, key=lambda name: (-scores[name], name)):
        passage = there[name]
        if passage.article not in found and wanted[name] <= _words_of(library, passage):
            found[passage.article] = passage
            if len(found) == n:
                break
    return list(found.values())


def _words_of(library: Library, passage: Passage) -> set[str]:
    """Of the whole article."""
    article = library.revision(passage.article, passage.revision)
    texts = filter(None, (article.title, article.outlet, article.text))
    return {term for text in texts for term in terms(text, article.language or UNDETERMINED)}
