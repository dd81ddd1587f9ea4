"""Each thing once: what a copy tells again, of an article that is found with it, is left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from index.copying.overlap import retold

T = TypeVar("T")

TOLD = 0.5  # share of the words; passages of copies rarely begin and end in the same places


def once(
    found: Sequence[T], originals: Mapping[str, str], article_of: Callable[[T], str], text_of: Callable[[T], str]
) -> list[T]:
    """What was found, in its order, without what another article of the same story has too: the original's stays, in
    the better place of the two. `originals` names what the copies are copies of.
    """
    stories: dict[str, list[T]] = defaultdict(list)
    for one in found:
        stories[originals.get(article_of(one), article_of(one))].append(one)
    shown: dict[int, T] = {}
    for one in found:
        article = article_of(one)
        original = originals.get(article, article)
        told = [
            other
            for other in stories[original]
            if article_of(other) != article and (article_of(other) == original or id(other) in shown)
        ]
        best = max(told, key=lambda other: retold(text_of(one), text_of(other)), default=one)
        kept = best if retold(text_of(one), text_of(best)) >= TOLD else one
        shown.setdefault(id(kept), kept)
    return list(shown.values())
