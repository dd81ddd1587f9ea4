"""Which citations are about one event; the articles are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from assistant.answer import Citation
from assistant.briefs.events import DAYS_APART, events
from assistant.rendering import Rendering
from assistant.wording import Wording
from index.article import Article
from index.span import Span

BRIDGE = "The bridge over the Lorn was opened to lorries after a flood had damaged its northern pier in the spring."
PEACE = "Envoys signed a paper on prisoners in Benkar, and both capitals called the exchange of detainees a first step."


def cited(number: int, text: str, day: date | None, title: str | None = None) -> Citation:
    article = Article(id=f"a{number}", text=text, title=title, published=day, language="en")
    return Citation(number=number, kind="direct", quote=text[:9], span=Span(0, 9), article=article, confidence=0.9)


def groups(*citations: Citation) -> list[list[int]]:
    return [[one.number for one in group] for group in events(citations)]


def test_reports_of_one_matter_on_neighbouring_days_are_one_event() -> None:
    first = cited(1, BRIDGE, date(2025, 3, 4))
    again = cited(2, f"Lorries crossed again. {BRIDGE}", date(2025, 3, 5))
    other = cited(3, PEACE, date(2025, 3, 4))
    assert groups(first, again, other) == [[1, 2], [3]]


def test_the_same_matter_weeks_later_is_another_event() -> None:
    assert groups(cited(1, BRIDGE, date(2025, 3, 4)), cited(2, BRIDGE, date(2025, 4, 4))) == [[1], [2]]


def test_articles_of_no_known_day_stay_apart() -> None:
    assert groups(cited(1, BRIDGE, None), cited(2, BRIDGE, None)) == [[1], [2]]


def test_events_come_in_the_order_of_their_days() -> None:
    assert groups(cited(1, BRIDGE, date(2025, 3, 9)), cited(2, PEACE, date(2025, 3, 1))) == [[2], [1]]


def test_an_article_of_no_day_that_has_the_same_words_keeps_others_away() -> None:
    first, undated = cited(1, BRIDGE, date(2025, 3, 4)), cited(2, BRIDGE, None)
    there = Rendering(
        quote=undated.quote, span=undated.span, article=undated.article, via=None, wording=Wording(relation="same")
    )
    assert groups(replace(first, renderings=(there,)), undated, cited(3, BRIDGE, date(2025, 3, 4))) == [[1, 2], [3]]


WORDS = "bridge lorry flood pier envoy prisoner treaty harbour mayor strike wage court".split()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5), st.integers(0, 6)), max_size=12))
def test_every_citation_is_in_one_event_and_every_event_within_neighbouring_days(
    told: list[tuple[list[str], int]],
) -> None:
    first = date(2025, 3, 1)
    given_ = [cited(at, " ".join(words), first + timedelta(days=day)) for at, (words, day) in enumerate(told)]
    found = events(given_)
    assert sorted(one.number for group in found for one in group) == list(range(len(told)))
    for group in found:
        days = [one.article.day for one in group if one.article.day]
        assert max(days) - min(days) <= timedelta(days=DAYS_APART)


def test_reports_in_two_languages_whose_openings_mean_the_same_are_one_event() -> None:
    day = date(2025, 3, 4)
    one, two, other = cited(1, BRIDGE, day), cited(2, "Мост открыт.", day), cited(3, "Пленных обменяли.", day)
    russian = [replace(each, article=replace(each.article, language="ru")) for each in (two, other)]
    meaning = {"a1": vector(1, 0), "a2": vector(0.8, 0.6), "a3": vector(0.1, 0.99)}
    assert [[each.number for each in group] for group in events([one, *russian], meaning)] == [[1, 2], [3]]
    assert [[each.number for each in group] for group in events([one, *russian])] == [[1], [2], [3]]


def test_within_one_language_openings_join_nothing() -> None:
    day = date(2025, 3, 4)
    meaning = {"a1": vector(1, 0), "a2": vector(1, 0)}
    assert [len(group) for group in events([cited(1, BRIDGE, day), cited(2, PEACE, day)], meaning)] == [1, 1]


def vector(*values: float) -> NDArray[np.float32]:
    return np.array(values, np.float32)


def test_nothing_makes_no_event() -> None:
    assert events(()) == []
