"""Which quotation is meant: by its id, by its place in an article, or by its words.

Where none is, or more than one, UnknownQuotation names those that are near, each with its place.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.errors import UnknownArticle, UnknownQuotation
from index.quotation import Quotation
from index.span import Span
from index.store import Store
from index.text.wordings import SAID_ONCE, Wording

LISTED = 3  # quotations that are named where one is asked for
NAMED_CHARACTERS = 60


def by_place(store: Store, article: str, at: Span) -> Quotation:
    """The quotation that is shown in this place, or that alone reaches into it. Raises UnknownArticle as well."""
    there = _of_article(store, article)
    shown = [one for one in there if one.cited == at]
    touched = (
        shown or [one for one in there if one.span.overlaps(at)] or [one for one in there if one.cited.overlaps(at)]
    )
    if len(touched) == 1:
        return touched[0]
    where = f"{at.start}:{at.end} of article {article!r}"
    if touched:
        raise UnknownQuotation(f"several quotations are at {where}: {_listed(store, touched)}")
    nearest = sorted(there, key=lambda one: max(one.cited.start - at.end, at.start - one.cited.end))
    near = f"; the nearest are {_listed(store, nearest)}" if nearest else ", nor anywhere in it"
    raise UnknownQuotation(f"no quotation is at {where}{near}")


def by_id(store: Store, name: str) -> Quotation:
    """The quotation with this id."""
    found = store.quotations([name], dismissed=True)
    if name in found:
        return found[name]
    try:
        there = _of_article(store, name)
    except UnknownArticle:
        raise UnknownQuotation(f"neither a quotation nor an article of the archive is called {name!r}") from None
    quoted = f"it has {_listed(store, there)}" if there else "it has none"
    raise UnknownQuotation(f"{name!r} is an article; say with --at which of its quotations is meant: {quoted}")


def by_words(store: Store, text: str) -> Quotation:
    """The quotation with these words, whatever the white space and the marks; the first of several renderings, where
    they are too long to be two speakers'.
    """
    asked = Wording.of(text)
    if not asked.words:
        raise UnknownQuotation(f"there are no words in {text!r}")
    same, near = [], []
    for name, words in store.catalogue.quoted_words():
        said = Wording.of(words)
        if said.words == asked.words:
            same.append(name)
        elif f" {asked.words} " in f" {said.words} ":
            near.append(name)
    if len(same) == 1 or (same and asked.length >= SAID_ONCE):
        return store.quotations(same[:1], dismissed=True)[same[0]]
    if same:
        found = list(store.quotations(same, dismissed=True).values())
        raise UnknownQuotation(f"{_short(text)} is quoted {len(same)} times; name one of {_listed(store, found)}")
    among = list(store.quotations(near, dismissed=True).values())
    if not among:
        raise UnknownQuotation(f"nobody is quoted with {_short(text)} in the archive")
    raise UnknownQuotation(f"{_short(text)} is only a part of what is quoted; name one of {_listed(store, among)}")


def _of_article(store: Store, article: str) -> list[Quotation]:
    revision = store.article(article).revision
    return store.parts(article, revision, dismissed=True)[1]


def _listed(store: Store, found: Sequence[Quotation]) -> str:
    named = [
        f"{one.article} --at {one.cited.start}:{one.cited.end} ({_short(one.cited.of(text))})"
        for one in found[:LISTED]
        for text in [store.article(one.article, one.revision).text]
    ]
    more = f", and {len(found) - LISTED} more" if len(found) > LISTED else ""
    return ", ".join(named) + more


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line if len(line) <= NAMED_CHARACTERS else line[:NAMED_CHARACTERS].rstrip() + '…'}”"
