"""Find anew the quotations that an older version of attribution has found, from the texts that the record keeps.

Articles, revisions and passages stay as they are; the indexes follow by the outbox, a batch at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from index.article import Article
from index.attribute import VERSION, kept
from index.build import Attributes
from index.errors import UnknownArticle
from index.library import Library
from index.record.facts import GENERATION
from index.upkeep.rebuild import alone
from index.upkeep.settle import BATCH_ARTICLES, replay, settle


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """How many of the `articles` that had to be read again have been."""

    done: int
    articles: int


def reattribute(library: Library, attributes: Attributes) -> Iterator[Reread]:
    """Replace the quotations of all articles whose attribution is older; what is done comes out after every batch.

    It can be left at any moment: each batch is replaced in one transaction, and what a killed process still owed the
    indexes is in the outbox. Raises HomeBusy where another process makes indexes or quotations anew.
    """
    with alone(library):
        replay(library)
        old = library.store.catalogue.outdated(VERSION)
        yield Reread(done=0, articles=len(old))
        for at in range(0, len(old), BATCH_ARTICLES):
            some = old[at : at + BATCH_ARTICLES]
            articles = list(_still_there(library, some))
            found = [tuple(filter(kept, quotations)) for quotations in attributes.attribute(articles)]
            jobs = library.store.requote(zip(articles, found, strict=True), library.writer.name)
            library.store.facts.raise_number(GENERATION)  # of whom is quoted, where the indexes have nothing to change
            settle(library, jobs)
            yield Reread(done=at + len(some), articles=len(old))


def _still_there(library: Library, names: list[tuple[str, int]]) -> Iterator[Article]:
    for name, revision in names:
        try:
            yield library.store.article(name, revision)
        except UnknownArticle:  # removed this moment
            continue
