"""Which citations are about one event: their articles tell of the same matter on the same or neighbouring days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from assistant.answer import Citation
from index.article import Article
from index.text.terms import terms
from index.unit import UNDETERMINED

# These serve best on a week of labelled news, another was held back: tests/benchmarks/events.py
DAYS_APART = 2
ALIKE = 0.14  # cosine of two groups of articles, on the average of their pairs
LEAD = 600  # characters of an article that tell what it is about; behind them stands the background
ACROSS = 0.31  # cosine of two openings in two languages that is worth as much as ALIKE
TITLE = 3  # how often a title counts
Matrix = NDArray[np.float64]


def events(
    citations: Sequence[Citation], openings: Mapping[str, NDArray[np.float32]] = MappingProxyType({})
) -> list[list[Citation]]:
    """The citations in groups, each of one event and in its given order; groups by day, then by their first citation.
    `openings` are vectors of articles by their ids, by which those in different languages are compared.

    Articles are joined by average link: first those that have the same words (one is a rendering of the other), then
    whichever two groups are most alike, until none are alike enough.
    """
    articles = list({one.article.id: one.article for one in citations}.values())
    groups = _joined(citations, articles)
    within = np.array([[float(article in group) for article in articles] for group in groups])
    alike = _alike(articles, openings)
    products = within @ alike @ within.T if groups else alike  # of two groups, summed over the pairs of their articles
    while True:
        likeness = _likeness(groups, products)
        one, other = divmod(int(np.argmax(likeness)), len(groups)) if likeness.size else (0, 0)
        if not likeness.size or likeness[one, other] < ALIKE:
            break
        groups[one] += groups.pop(other)
        products[one] += products[other]
        products[:, one] += products[:, other]
        products = np.delete(np.delete(products, other, axis=0), other, axis=1)
    found = [[one for one in citations if any(one.article.id == each.id for each in group)] for group in groups]
    return sorted(found, key=lambda group: (_first_day(group), group[0].number))


def _joined(citations: Sequence[Citation], articles: Sequence[Article]) -> list[list[Article]]:
    """The articles, those together that have words of each other."""
    groups = [[article] for article in articles]
    for citation in citations:
        names = {citation.article.id, *(one.article.id for one in citation.renderings if one.relation != "differs")}
        touched = [group for group in groups if any(article.id in names for article in group)]
        if len(touched) > 1:
            groups = [group for group in groups if group not in touched]
            groups.append([article for group in touched for article in group])
    return groups


def _alike(articles: Sequence[Article], openings: Mapping[str, NDArray[np.float32]]) -> Matrix:
    """(articles, articles): how alike two are, by their words, or where their languages differ by their meaning."""
    weights = _weights(articles)
    alike = weights @ weights.T
    known = [row for row, article in enumerate(articles) if article.id in openings]
    if known:
        vectors = np.array([openings[articles[row].id] for row in known], np.float64)
        languages = np.array([articles[row].language or UNDETERMINED for row in known])
        across = np.maximum(vectors @ vectors.T, 0.0) * (ALIKE / ACROSS) * (languages[:, None] != languages)
        alike[np.ix_(known, known)] += across
    return alike


def _weights(articles: Sequence[Article]) -> Matrix:
    """(articles, terms): each article's terms by tf-idf, of length 1. Languages have no terms in common."""
    counted = [_counted(article) for article in articles]
    having = Counter(term for count in counted for term in count)
    column = {term: number for number, term in enumerate(having)}
    weights = np.zeros((len(articles), len(column)))
    for row, count in zip(weights, counted, strict=True):
        for term, n in count.items():
            row[column[term]] = (1 + log(n)) * log((1 + len(articles)) / having[term])
        row /= np.linalg.norm(row) or 1.0
    return weights


def _counted(article: Article) -> Counter[str]:
    language = article.language or UNDETERMINED
    count = Counter(f"{language}:{term}" for term in terms(article.text[:LEAD], language))
    for term in terms(article.title or "", language):
        count[f"{language}:{term}"] += TITLE
    return count


def _likeness(groups: Sequence[Sequence[Article]], products: Matrix) -> Matrix:
    """(groups, groups): how alike two are; -1 where they may not be joined, too far apart or of no day."""
    days = [[article.day.toordinal() if article.day else np.nan for article in group] for group in groups]
    first, last = np.array([np.min(one) for one in days]), np.array([np.max(one) for one in days])
    apart = np.maximum.outer(last, last) - np.minimum.outer(first, first)
    sizes = np.array([len(group) for group in groups])
    near = (apart <= DAYS_APART) & ~np.eye(len(groups), dtype=bool)
    return np.where(near, products / np.outer(sizes, sizes), -1.0) if groups else products


def _first_day(group: Sequence[Citation]) -> int:
    return min((one.article.day.toordinal() for one in group if one.article.day), default=0)
