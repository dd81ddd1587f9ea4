"""Which citations are about one event; the articles are invented."""

from __future__ import annotations

from datetime import date

from assistant.answer import Citation
from assistant.briefs.events import events
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


def test_nothing_makes_no_event() -> None:
    assert events(()) == []
