"""Who is quoted, when and where; only what answers see counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from index.accession.admit import Allowed
from index.article import Article
from index.passage import Passage
from index.quotation import Quotation, Speaker
from index.record.catalogue import Catalogue, Counts, Quoted
from index.span import Span
from index.store import Entry, Store
from index.unit import Shelf
from index.window import Window

TEXT = 'The talks ended. "We shall sign nothing", said Orrin. "Nor shall we", said the envoy of Vell.'
ORRIN = Speaker(name="Orrin", role="minister", actor="Lorn")
ENVOY = Speaker(name="Ilka Dane", role="envoy", actor="Vell")
PASSAGES, QUOTATIONS = Shelf("passage", "en"), Shelf("quotation", "en")

UNRELATED = Allowed(unrelated=True)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "record.sqlite3")
    yield opened
    opened.close()


def keep(store: Store, name: str, *said: tuple[Speaker | None, float], seen: bool = True, **fields: Any) -> None:
    """An article with a passage and these quotations, accepted and, where `seen`, settled."""
    article = Article(**{"id": name, "text": TEXT + f" {name}", "language": "en", **fields})
    _, article = store.status(article, UNRELATED)
    own: dict[str, Any] = {"article": article.id, "revision": article.revision}
    quotations = tuple(
        Quotation(**own, kind="direct", span=Span(n, n + 1), context=Span(n, n + 1), speaker=speaker, confidence=sure)
        for n, (speaker, sure) in enumerate(said)
    )
    entry = Entry(article=article, passages=(Passage(**own, span=Span(0, 9)),), quotations=quotations)
    ((_, job),) = store.accept([entry], "me", UNRELATED)  # type: ignore[misc]
    if seen:
        store.outbox.finish([job], [job])  # type: ignore[list-item]


@pytest.fixture
def catalogue(store: Store) -> Catalogue:
    """Three articles that are seen, one that is not yet, one that is no longer."""
    keep(store, "a", (ORRIN, 0.9), (ENVOY, 0.8), published=date(2025, 3, 1), outlet="The Lorn Post")
    keep(store, "b", (ORRIN, 0.9), (None, 0.0), published=date(2025, 3, 5), outlet="the lorn post")
    keep(store, "c", (ORRIN, 0.3), language="fr")
    keep(store, "waits", (ENVOY, 0.9), seen=False)
    keep(store, "gone", (ENVOY, 0.9))
    store.remove(["gone"], "me")
    return store.catalogue


class TestSpeakers:
    def test_the_most_quoted_come_first_with_their_days(self, catalogue: Catalogue) -> None:
        first, second = date(2025, 3, 1), date(2025, 3, 5)
        assert catalogue.speakers(0.5) == [
            Quoted(name="Orrin", role="minister", actor="Lorn", quotations=2, first=first, last=second),
            Quoted(name="Ilka Dane", role="envoy", actor="Vell", quotations=1, first=first, last=first),
        ]

    def test_the_less_certain_count_only_where_asked_for(self, catalogue: Catalogue) -> None:
        assert [(each.name, each.quotations) for each in catalogue.speakers(0.0)] == [("Orrin", 3), ("Ilka Dane", 1)]

    def test_one_name_in_two_roles_is_two(self, store: Store) -> None:
        keep(store, "a", (ORRIN, 1), (Speaker(name="Orrin", role="poet"), 1))
        assert [each.role for each in store.catalogue.speakers(0.5)] == ["minister", "poet"]


class TestSelect:
    def test_all_quotations_are_found_by_shelf(self, catalogue: Catalogue) -> None:
        assert catalogue.select(Window()) == {
            QUOTATIONS: ["a:1:q:0", "a:1:q:1", "b:1:q:0", "b:1:q:1"],
            Shelf("quotation", "fr"): ["c:1:q:0"],
        }

    def test_only_those_of_the_speakers_are_and_only_if_certain(self, catalogue: Catalogue) -> None:
        who = [("Orrin", "minister", "Lorn")]
        assert catalogue.select(Window(), speakers=who, least=0.5) == {QUOTATIONS: ["a:1:q:0", "b:1:q:0"]}
        assert catalogue.select(Window(), speakers=[("Orrin", "poet", None)]) == {}
        assert catalogue.select(Window(), speakers=[]) == {}

    @pytest.mark.parametrize(
        ("window", "articles"),
        [
            pytest.param(Window(since=date(2025, 3, 1), until=date(2025, 3, 1)), ["a"], id="one day"),
            pytest.param(Window(since=date(2025, 3, 2)), ["b"], id="since"),
            pytest.param(Window(until=date(2025, 3, 4)), ["a"], id="until"),
            pytest.param(Window(outlets=("THE LORN POST",)), ["a", "b"], id="outlet in any case"),
            pytest.param(Window(languages=("fr",)), ["c"], id="language"),
            pytest.param(Window(outlets=("The Vell Post",)), [], id="unknown outlet"),
        ],
    )
    def test_a_window_selects(self, catalogue: Catalogue, window: Window, articles: list[str]) -> None:
        found = [name.split(":")[0] for names in catalogue.passages(window).values() for name in names]
        assert sorted(found) == articles
        assert catalogue.counts(window).articles == len(articles)

    def test_an_outlet_not_in_ascii_is_found_in_any_case(self, store: Store) -> None:
        keep(store, "a", outlet="Коммерсантъ")
        assert store.catalogue.counts(Window(outlets=("КОММЕРСАНТЪ",))).articles == 1
        assert store.catalogue.counts(Window(outlets=("Коммерсантъ",))).articles == 1


class TestTallies:
    def test_counts_cover_what_is_seen(self, catalogue: Catalogue) -> None:
        assert catalogue.counts(Window()) == Counts(articles=3, first=date(2025, 3, 1), last=date(2025, 3, 5))
        assert catalogue.counts(Window(languages=("ka",))) == Counts(articles=0, first=None, last=None)

    def test_totals_count_revisions_that_are_kept_and_jobs_that_wait(self, catalogue: Catalogue) -> None:
        totals = {"articles": 3, "copies": 0, "revisions": 5, "passages": 3, "quotations": 5, "waiting": 2}
        assert catalogue.totals() == totals

    def test_outlets_and_languages_are_counted_the_largest_first(self, catalogue: Catalogue) -> None:
        assert catalogue.languages() == {"en": 2, "fr": 1}
        assert catalogue.outlets() == {"": 1, "The Lorn Post": 1, "the lorn post": 1}

    def test_there_is_a_shelf_of_each_kind_for_each_language(self, catalogue: Catalogue) -> None:
        kinds = ("passage", "quotation")
        assert sorted(catalogue.shelves()) == sorted(Shelf(kind, of) for of in ("en", "fr") for kind in kinds)  # type: ignore[arg-type]

    def test_every_unit_is_what_belongs_into_the_indexes(self, catalogue: Catalogue) -> None:
        every = catalogue.every_unit()
        assert {shelf: set(names) for shelf, names in catalogue.passages(Window()).items()}.items() <= every.items()
        assert {shelf: set(names) for shelf, names in catalogue.select(Window()).items()}.items() <= every.items()
        assert sum(map(len, every.values())) == 8


def test_an_empty_archive_has_nothing(store: Store) -> None:
    catalogue = store.catalogue
    assert (catalogue.speakers(0), catalogue.select(Window()), catalogue.shelves()) == ([], {}, [])
    assert (catalogue.every_unit(), catalogue.counts(Window()).articles) == ({}, 0)


def test_articles_with_hardly_any_text_are_counted(store: Store) -> None:
    keep(store, "stub", published=date(2025, 3, 1))
    keep(store, "short, and somebody is quoted", (ORRIN, 0.9))
    keep(store, "not seen yet", seen=False)
    assert store.catalogue.stubs(Window()) == 1
    assert store.catalogue.stubs(Window(since=date(2025, 3, 2))) == 0


def test_outlets_are_counted_in_a_window(catalogue: Catalogue) -> None:
    assert catalogue.outlets(Window(since=date(2025, 3, 2))) == {"the lorn post": 1}
