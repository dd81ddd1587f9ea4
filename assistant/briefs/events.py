"""Which citations are about one event: their articles tell of the same matter on the same or neighbouring days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log, sqrt

from assistant.answer import Citation
from index.article import Article
from index.terms import terms
from index.unit import UNDETERMINED

DAYS_APART = 2
ALIKE = 0.3  # cosine of two groups of articles, on the average of their pairs
LEAD = 1_200  # characters of an article that tell what it is about; behind them stands the background
Weights = Mapping[str, float]


def events(citations: Sequence[Citation]) -> list[list[Citation]]:
    """The citations in groups, each of one event and in its given order; groups by day, then by their first citation.

    Articles are joined by average link: first those that have the same words (one is a rendering of the other), then
    whichever two groups are most alike, until none are alike enough.
    """
    articles = list({one.article.id: one.article for one in citations}.values())
    vectors = _weights(articles)
    groups = _joined(citations, articles)
    while True:
        pairs = [
            (_likeness(a, b, vectors), i, j)
            for i, a in enumerate(groups)
            for j, b in enumerate(groups[i + 1 :], i + 1)
            if _near(a, b)
        ]
        best = max(pairs, default=None)
        if best is None or best[0] < ALIKE:
            break
        _, i, j = best
        groups[i] += groups.pop(j)
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


def _weights(articles: Sequence[Article]) -> Mapping[str, Weights]:
    """Each article's terms by tf-idf, of length 1. Words of another language have nothing in common."""
    counted: dict[str, Counter[str]] = {}
    for article in articles:
        language = article.language or UNDETERMINED
        told = f"{article.title or ''}\n{article.text[:LEAD]}"
        counted[article.id] = Counter(f"{language}:{term}" for term in terms(told, language))
    having = Counter(term for count in counted.values() for term in count)
    found = {}
    for name, count in counted.items():
        raw = {term: (1 + log(n)) * log((1 + len(articles)) / having[term]) for term, n in count.items()}
        length = sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        found[name] = {term: weight / length for term, weight in raw.items()}
    return found


def _likeness(one: Sequence[Article], other: Sequence[Article], vectors: Mapping[str, Weights]) -> float:
    pairs = [_cosine(vectors[a.id], vectors[b.id]) for a in one for b in other]
    return sum(pairs) / len(pairs)


def _cosine(one: Weights, other: Weights) -> float:
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other.get(term, 0.0) for term, weight in one.items())


def _near(one: Sequence[Article], other: Sequence[Article]) -> bool:
    days = [article.day for article in (*one, *other)]
    known = [day for day in days if day is not None]
    return len(known) == len(days) and (max(known) - min(known)).days <= DAYS_APART


def _first_day(group: Sequence[Citation]) -> int:
    return min((one.article.day.toordinal() for one in group if one.article.day), default=0)
