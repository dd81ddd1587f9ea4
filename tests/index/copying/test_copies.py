"""Copies in the record: linked as they come, whatever the order, and anew when an original goes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from index.article import Article
from index.errors import Rejected
from index.record.facts import SKETCHES
from index.record.tables import articles, bands, sketches
from index.store import Entry, Store
from tests.index.stories import BACKGROUND, OTHER_NEWS, REPORT, article

CUT = REPORT[: len(REPORT) * 2 // 3]
EARLY, LATE = date(2025, 3, 3), date(2025, 3, 5)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "record.sqlite3")
    yield opened
    opened.close()


def keep(store: Store, *found: Article) -> None:
    for outcome in store.accept([Entry(article=one, passages=(), quotations=()) for one in found], "me"):
        assert not isinstance(outcome, Rejected)
        assert outcome[1] is not None
        store.outbox.finish([outcome[1]], [outcome[1]])


def links(store: Store) -> dict[str, str]:
    return store.copies.originals([name for name, _ in store.every_article()])


def counted(store: Store) -> tuple[int, int]:
    """How many sketches and bands there are."""
    with store._engine.connect() as connection:
        queries = [select(func.count()).select_from(table) for table in (sketches, bands)]
        one, other = (connection.execute(query).scalar_one() for query in queries)
    return one, other


@pytest.mark.parametrize("seed", range(6))
def test_whatever_the_order_in_which_they_come(store: Store, seed: int) -> None:
    found = [
        article("first", published=EARLY),
        article("cut", CUT, "Vell Courier"),
        article("taken-over", f"KARN - {REPORT}", "Karn Gazette", published=LATE),
        article("follow-up", OTHER_NEWS + BACKGROUND, published=LATE),
    ]
    random.Random(seed).shuffle(found)
    keep(store, *found)
    assert links(store) == {"cut": "first", "taken-over": "first"}
    assert counted(store)[0] == 2
    assert [one.id for one in store.copies.story("cut")] == ["first", "cut", "taken-over"]
    assert [one.id for one in store.copies.story("follow-up")] == ["follow-up"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param({"published": EARLY}, {"published": LATE}, id="by the day"),
        pytest.param({"outlet": "Reuters", "published": EARLY}, {"published": EARLY}, id="the agency of one day"),
        pytest.param(
            {"published": datetime(2025, 3, 3, 9, tzinfo=UTC)},
            {"published": datetime(2025, 3, 3, 11, tzinfo=UTC)},
            id="by the time",
        ),
        pytest.param({"published": datetime(2025, 3, 3, 23)}, {"published": EARLY}, id="a time before none"),
        pytest.param({"published": EARLY}, {"published": None}, id="a day before none"),
    ],
)
def test_what_was_published_first(store: Store, one: dict[str, object], other: dict[str, object]) -> None:
    keep(store, article("b", **{"outlet": "Vell Courier", **other}))  # type: ignore[arg-type]
    keep(store, article("a", **{"outlet": "The Lorn Post", **one}))  # type: ignore[arg-type]
    assert links(store) == {"b": "a"}


def test_without_any_dates_the_first_that_came_is_the_original(store: Store) -> None:
    keep(store, article("b", published=None), article("a", published=None, outlet="Vell Courier"))
    assert links(store) == {"a": "b"}


def test_when_the_original_is_removed_the_next_takes_its_place(store: Store) -> None:
    keep(
        store,
        article("a", published=EARLY),
        article("b", CUT, "Vell Courier"),
        article("c", published=LATE, outlet="Karn"),
    )
    store.remove(["a"], "me")
    assert links(store) == {"c": "b"}
    store.remove(["b", "c"], "me")
    assert counted(store) == (0, 0)


def test_a_copy_that_is_rewritten_is_one_no_more(store: Store) -> None:
    keep(store, article("a"), article("b", CUT, "Vell Courier"))
    keep(store, article("b", CUT[:300] + OTHER_NEWS, "Vell Courier"))
    assert links(store) == {}
    assert counted(store)[0] == 2


def test_an_original_that_is_rewritten_lets_its_copies_go(store: Store) -> None:
    keep(store, article("a"), article("b", CUT, "Vell Courier"), article("c", REPORT, "Karn Gazette"))
    keep(store, article("a", REPORT[:300] + OTHER_NEWS))
    assert links(store) == {"c": "b"}


def test_the_same_text_is_found_though_too_many_share_its_numbers(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.copying.copies.COMMON", 0)
    keep(store, article("a"), article("b", REPORT, "Vell Courier"), article("c", CUT, "Karn Gazette"))
    assert links(store) == {"b": "a"}
    assert counted(store) == (2, 0)


class TestCatchingUp:
    def test_an_older_record_is_compared_some_at_a_time(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("index.copying.copies.CATCH_UP", 2)
        keep(store, article("a"), article("b", CUT, "Vell Courier"), article("c", OTHER_NEWS))
        before = links(store), counted(store)
        store.facts.put(SKETCHES, "of another version")
        assert list(store.copies.catch_up()) == [1, 0]
        assert (links(store), counted(store)) == before
        assert list(store.copies.catch_up()) == []

    def test_what_is_lost_is_made_anew_from_the_record(self, store: Store) -> None:
        keep(store, article("a"), article("b", CUT, "Vell Courier"))
        assert list(store.copies.catch_up()) == [0]
        before = counted(store)
        with store._writing.begin() as connection:
            connection.execute(bands.delete())
            connection.execute(sketches.delete())
            connection.execute(update(articles).values(compared=0, copy_of=None))
        assert list(store.copies.catch_up()) == [0]
        assert (links(store), counted(store)) == ({"b": "a"}, before)
