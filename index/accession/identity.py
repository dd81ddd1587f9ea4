"""Is this article new, known, a revision of one, or something else under a known id?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.article import Article, text_hash

SHINGLE_WORDS = 3
# Share of the shorter text's shingles that the longer one must hold to count as a version of it. Two articles on one
# event by different hands share a few percent of their three-word runs; an update keeps most of them.
RELATED_SHARE = 0.15
BRIEF = 60  # characters


def same(article: Article, known: Article) -> bool:
    """Whether `known` already says all that `article` says; what `article` leaves out is no difference."""
    if text_hash(article.text) != text_hash(known.text):
        return False
    pairs = (
        (article.title, known.title),
        (article.outlet, known.outlet),
        (article.url, known.url),
        (article.published, known.published),
        (article.language, known.language),
        (article.authors or None, known.authors),
    )
    return all(given is None or given == kept for given, kept in pairs)


def related(article: Article, known: Article) -> bool:
    """Whether the two are versions of one text: same words under other data, same title, or many shared phrases."""
    if article.text == known.text or (article.title is not None and article.title == known.title):
        return True
    ours, theirs = _shingles(article.text), _shingles(known.text)
    fewer = min(len(ours), len(theirs))
    return fewer > 0 and len(ours & theirs) / fewer >= RELATED_SHARE


def brief(text: str) -> str:
    """A title or a text in few characters, for a message that tells which article is meant."""
    return repr(text[:BRIEF].strip())


def filled_in(article: Article, known: Article, revision: int) -> Article:
    """`article` as a later revision of `known`, with what it leaves out taken from there."""
    return Article(
        id=known.id,
        revision=revision,
        text=article.text,
        title=article.title or known.title,
        outlet=article.outlet or known.outlet,
        url=article.url or known.url,
        published=article.published or known.published,
        language=article.language or known.language,
        authors=article.authors or known.authors,
    )


def _shingles(text: str) -> set[Sequence[str]]:
    words = re.findall(r"\w+", text.casefold())
    size = min(SHINGLE_WORDS, max(1, len(words)))
    return {tuple(words[at : at + size]) for at in range(len(words) - size + 1)}
