"""Mean vectors, and what taking them off does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index import means
from index.means import GROWTH, LEAST, Means, average_cosine, centred
from index.store import Store
from index.unit import Shelf
from index.vectors import Vectors

EN, FR = Shelf("passage", "en"), Shelf("passage", "fr")
Matrix = NDArray[np.float32]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "record.sqlite3")
    yield opened
    opened.close()


@pytest.fixture
def vectors(tmp_path: Path) -> Iterator[Vectors]:
    opened = Vectors(tmp_path / "vectors", build=0, embedder="fake", dim=3)
    yield opened
    opened.close()


def unit(*rows: tuple[float, ...]) -> Matrix:
    found = np.array(rows, np.float32)
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    return found


def cone(n: int, axis: int, seed: int = 0) -> Matrix:
    """Vectors about one axis, as those of one language are."""
    return unit(*(np.eye(3)[axis] + 0.2 * np.random.default_rng(seed).normal(size=(n, 3))))


def names(n: int, prefix: str = "a") -> list[str]:
    return [f"{prefix}{number}" for number in range(n)]


def put(store: Store, vectors: Vectors, shelf: Shelf, ids: list[str], rows: Matrix) -> None:
    vectors.add(shelf, ids, rows)
    means.refresh(store, vectors, {shelf: rows})


class TestKept:
    def test_the_mean_of_a_shelf_is_that_of_its_rows(self, store: Store, vectors: Vectors) -> None:
        put(store, vectors, EN, names(LEAST), cone(LEAST, 0))
        np.testing.assert_allclose(means.means(store, "passage").centre["en"], cone(LEAST, 0).mean(axis=0), atol=1e-5)

    def test_of_few_units_there_is_an_average_and_no_centre(self, store: Store, vectors: Vectors) -> None:
        put(store, vectors, EN, names(LEAST - 1), cone(LEAST - 1, 0))
        known = means.means(store, "passage")
        assert (list(known.average), dict(known.counts), dict(known.centre)) == (["en"], {"en": LEAST - 1}, {})

    def test_kinds_have_means_of_their_own(self, store: Store, vectors: Vectors) -> None:
        put(store, vectors, EN, names(3), cone(3, 0))
        assert means.means(store, "quotation").average == {}

    def test_it_is_carried_on_by_what_is_added(self, store: Store, vectors: Vectors) -> None:
        some, others = cone(100, 0), cone(7, 1)
        put(store, vectors, EN, names(100), some)
        put(store, vectors, EN, names(7, "b"), others)
        known = means.means(store, "passage")
        assert known.counts["en"] == 107
        np.testing.assert_allclose(known.average["en"], np.concatenate([some, others]).mean(axis=0), atol=1e-5)

    @pytest.mark.parametrize(("n", "anew"), [(1, False), (int(100 * GROWTH) - 100 + 1, True)])
    def test_where_rows_are_replaced_it_waits_until_the_shelf_has_grown_by_much(
        self, store: Store, vectors: Vectors, n: int, anew: bool
    ) -> None:
        put(store, vectors, EN, names(100), cone(100, 0))
        vectors.add(EN, names(n, "b"), cone(n, 1))  # and killed before the mean was kept
        put(store, vectors, EN, names(3), cone(3, 1))
        assert (means.means(store, "passage").counts["en"] > 100) == anew

    def test_it_goes_with_the_last_unit(self, store: Store, vectors: Vectors) -> None:
        put(store, vectors, EN, names(3), cone(3, 0))
        vectors.delete(EN, names(3))
        means.refresh(store, vectors, {EN: np.zeros((0, 3), np.float32)})
        assert means.means(store, "passage").average == {}

    def test_those_of_a_whole_build_are_the_same(self, store: Store, vectors: Vectors) -> None:
        put(store, vectors, EN, names(5), cone(5, 0))
        put(store, vectors, FR, names(5), cone(5, 1))
        assert means.all_of(vectors) == {f"mean:{name}": value for name, value in store.facts.under("mean:").items()}


def known(**rows: tuple[float, ...]) -> Means:
    centre = {language: np.array(row, np.float32) for language, row in rows.items()}
    return Means(average=centre, counts=dict.fromkeys(centre, 1_000), centre=centre)


class TestCentred:
    def test_without_two_languages_nothing_moves(self) -> None:
        rows = cone(5, 0)
        assert centred(rows, "en", known()) is rows
        assert centred(rows, "en", known(en=(1, 0, 0))) is rows

    def test_the_language_no_longer_counts_and_the_matter_does(self) -> None:
        """The same offset from two axes: strangers before, one direction after."""
        both = known(en=(1, 0, 0), fr=(0, 1, 0))
        english, french = unit((1, 0, 0.3)), unit((0, 1, 0.3))
        assert (english @ french.T)[0, 0] < 0.1
        assert (centred(english, "en", both) @ centred(french, "fr", both).T)[0, 0] > 0.9

    def test_rows_stay_of_unit_length_and_finite(self) -> None:
        both = known(en=(1, 0, 0), fr=(0, 1, 0))
        np.testing.assert_allclose(np.linalg.norm(centred(cone(9, 2), "en", both), axis=1), 1, rtol=1e-5)
        assert np.isfinite(centred(unit((1, 0, 0)), "en", both)).all()

    def test_a_language_without_a_mean_takes_the_others(self) -> None:
        both = known(en=(1, 0, 0), fr=(0, 1, 0))
        rows = cone(3, 2)
        moved = rows - np.array([0.5, 0.5, 0], np.float32)
        np.testing.assert_allclose(
            centred(rows, "ka", both), moved / np.linalg.norm(moved, axis=1, keepdims=True), rtol=1e-5
        )


class TestAverageCosine:
    def test_it_is_the_average_of_the_cosines(self) -> None:
        rows, (query,) = cone(2_000, 0), unit((1, 1, 0))
        large = Means(average={"en": rows.mean(axis=0)}, counts={"en": 2_000}, centre={})
        assert average_cosine(query, "en", large) == pytest.approx(float((rows @ query).mean()), abs=1e-3)

    def test_of_a_language_with_few_units_it_is_drawn_to_that_of_all(self) -> None:
        (query,) = unit((1, 0, 0))
        few = Means(
            average={"en": np.array([0.8, 0, 0]), "ka": np.array([0.2, 0, 0])}, counts={"en": 980, "ka": 20}, centre={}
        )
        assert 0.2 < average_cosine(query, "ka", few) < average_cosine(query, "en", few) <= 0.8

    def test_without_any_it_is_nothing_and_without_its_own_that_of_all(self) -> None:
        (query,) = unit((1, 0, 0))
        assert average_cosine(query, "en", known()) == 0
        assert average_cosine(query, "ka", known(en=(0.5, 0, 0))) == pytest.approx(0.5)
