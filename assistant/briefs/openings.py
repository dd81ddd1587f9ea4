"""What articles begin with, as vectors that compare across languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from index import means
from index.article import Article
from index.library import Library
from index.unit import UNDETERMINED, Shelf, shelf_of

Vector = NDArray[np.float32]


def openings(articles: Iterable[Article], library: Library) -> Mapping[str, Vector]:
    """The vector of each article's first passage, without its language's mean and of length 1, by the article's id.

    None of articles in a language that the archive has too little of for a mean, or that is the only one; none at all
    of an archive that has no vectors.
    """
    known = means.means(library.store, "passage")
    having = [one for one in articles if (one.language or UNDETERMINED) in known.centre]
    if len({one.language for one in having}) < 2:
        return {}
    found: dict[str, Vector] = {}
    with library.reading() as (vectors, _):
        for shelf, group in groupby(sorted(having, key=_shelf), key=_shelf):
            first = {_first(one, library): one.id for one in group}
            there = vectors.get(shelf, [*filter(None, first)]) if vectors is not None else {}
            for name, vector in there.items():
                found[first[name]] = means.centred(vector[None, :], shelf.language, known)[0]
    return found


def _shelf(article: Article) -> Shelf:
    return shelf_of("passage", article)


def _first(article: Article, library: Library) -> str | None:
    passages, _ = library.store.parts(article.id, article.revision)
    return min(passages, key=lambda one: one.span.start).id if passages else None
