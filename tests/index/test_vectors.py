"""Chroma, as far as it is trusted."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest
from numpy.typing import NDArray

from index.embed import HashEmbedder
from index.errors import EmbedderUnavailable, VectorsUnavailable
from index.unit import Shelf
from index.vectors import BATCH, Vectors

DIM = 8
EN, FR, SAID = Shelf("passage", "en"), Shelf("passage", "fr"), Shelf("quotation", "en")
Matrix = NDArray[np.float32]


def open_vectors(where: Path, *, build: int = 0, embedder: str = "fake", dim: int = DIM) -> Vectors:
    return Vectors(where, build=build, embedder=embedder, dim=dim)


@pytest.fixture
def vectors(tmp_path: Path) -> Iterator[Vectors]:
    opened = open_vectors(tmp_path / "vectors")
    yield opened
    opened.close()


def rows(n: int, dim: int = DIM, seed: int = 0) -> Matrix:
    """`n` vectors of unit length in all directions."""
    found = np.random.default_rng(seed).normal(size=(n, dim)).astype(np.float32)
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    return found


def names(n: int) -> list[str]:
    return [f"a{number}:1:p:0" for number in range(n)]


class TestRows:
    def test_they_come_back_raw_under_their_ids(self, vectors: Vectors) -> None:
        vectors.add(EN, names(3), rows(3))
        found = vectors.get(EN, [names(3)[2], "not there", names(3)[0]])
        assert set(found) == {names(3)[0], names(3)[2]}
        np.testing.assert_allclose(found[names(3)[2]], rows(3)[2], rtol=1e-6)

    def test_a_row_under_a_known_id_replaces_it(self, vectors: Vectors) -> None:
        vectors.add(EN, names(2), rows(2))
        vectors.add(EN, names(1), rows(1, seed=1))
        np.testing.assert_allclose(vectors.get(EN, names(1))[names(1)[0]], rows(1, seed=1)[0], rtol=1e-6)
        assert vectors.count(EN) == 2

    def test_they_go_and_unknown_ids_are_no_error(self, vectors: Vectors) -> None:
        vectors.add(EN, names(3), rows(3))
        vectors.delete(EN, [*names(2), "not there"])
        vectors.delete(FR, names(2))
        assert vectors.ids(EN) == {names(3)[2]}

    def test_more_than_a_batch_goes_in(self, vectors: Vectors) -> None:
        n = 2 * BATCH + 1
        vectors.add(EN, names(n), rows(n))
        assert (vectors.count(EN), len(vectors.ids(EN))) == (n, n)
        vectors.delete(EN, names(n - 1))
        assert vectors.ids(EN) == {names(n)[-1]}

    @pytest.mark.parametrize("bad", [np.nan, np.inf, 0.0])
    def test_one_without_a_direction_is_refused_by_its_id_and_none_goes_in(self, vectors: Vectors, bad: float) -> None:
        given = rows(3)
        given[1] = bad
        with pytest.raises(EmbedderUnavailable, match="a1:1:p:0"):
            vectors.add(EN, names(3), given)
        assert vectors.count(EN) == 0

    @pytest.mark.parametrize("bad", [np.nan, 0.0])
    def test_a_query_without_a_direction_is_refused(self, vectors: Vectors, bad: float) -> None:
        vectors.add(EN, names(3), rows(3))
        with pytest.raises(EmbedderUnavailable):
            vectors.nearest(EN, np.full(DIM, bad, np.float32), 3)

    def test_one_of_another_dimension_is_refused(self, vectors: Vectors) -> None:
        with pytest.raises(EmbedderUnavailable, match=r"\(2, 9\)"):
            vectors.add(EN, names(2), rows(2, DIM + 1))


class TestShelves:
    def test_each_has_its_rows(self, vectors: Vectors) -> None:
        vectors.add(EN, names(2), rows(2))
        vectors.add(FR, names(1), rows(1))
        vectors.add(SAID, ["a:1:q:5"], rows(1))
        assert vectors.shelves() == [EN, FR, SAID]
        assert (vectors.ids(EN), vectors.ids(FR)) == (set(names(2)), set(names(1)))

    def test_what_is_written_after_a_question_is_found_by_the_next(self, vectors: Vectors) -> None:
        vectors.add(EN, names(2), rows(2))
        assert (len(vectors.nearest(EN, rows(1)[0], 5)[0]), vectors.shelves()) == (2, [EN])
        vectors.add(EN, names(4)[2:], rows(4)[2:])
        vectors.add(FR, names(1), rows(1))
        assert (len(vectors.nearest(EN, rows(1)[0], 5)[0]), vectors.shelves()) == (4, [EN, FR])
        vectors.delete(EN, names(1))
        assert len(vectors.nearest(EN, rows(1)[0], 5)[0]) == 3

    def test_one_that_is_not_there_is_empty(self, vectors: Vectors) -> None:
        found, near = vectors.nearest(EN, rows(1)[0], 5)
        assert (vectors.count(EN), vectors.ids(EN), vectors.get(EN, names(1)), found) == (0, set(), {}, [])
        assert near.shape == (0, DIM)
        assert vectors.shelves() == []

    def test_those_of_another_embedder_dimension_or_build_are_strange(self, tmp_path: Path, vectors: Vectors) -> None:
        vectors.add(EN, names(1), rows(1))
        place = tmp_path / "vectors"
        for other in ({"embedder": "other"}, {"dim": 9}, {"build": 1}):
            assert open_vectors(place, **other).shelves() == []

    def test_the_space_is_cosine(self, vectors: Vectors) -> None:
        near_in_angle, near_in_space = [10.0, 1.0], [1.0, 0.9]
        given = np.zeros((2, DIM), np.float32)
        given[:, :2] = [near_in_angle, near_in_space]
        vectors.add(EN, ["angle", "space"], given)
        assert vectors.nearest(EN, np.eye(1, DIM, dtype=np.float32)[0], 1)[0] == ["angle"]


class TestNearest:
    def test_they_come_nearest_first_with_their_vectors(self, vectors: Vectors) -> None:
        given, query = rows(50), rows(1, seed=5)[0]
        vectors.add(EN, names(50), given)
        found, near = vectors.nearest(EN, query, 5)
        best = np.argsort(-(given @ query))[:5]
        assert found == [names(50)[place] for place in best]
        np.testing.assert_allclose(near, given[best], rtol=1e-6)

    def test_more_than_there_are_is_all(self, vectors: Vectors) -> None:
        vectors.add(EN, names(3), rows(3))
        assert len(vectors.nearest(EN, rows(1)[0], 99)[0]) == 3

    def test_only_those_asked_for_are_ranked_those_gone_passed_over(self, vectors: Vectors) -> None:
        vectors.add(EN, names(50), rows(50))
        query = rows(50)[7]
        assert vectors.nearest(EN, query, 5, names(3))[0] == [
            names(3)[place] for place in np.argsort(-(rows(50)[:3] @ query))
        ]
        assert set(vectors.nearest(EN, query, 5, [*names(2), "gone:1:p:0"])[0]) == set(names(2))
        assert vectors.nearest(EN, query, 5, ["gone:1:p:0"])[0] == []
        assert vectors.nearest(EN, query, 5, [])[0] == []

    def test_copies_of_one_text_do_not_hide_each_other(self, vectors: Vectors, tmp_path: Path) -> None:
        """In a graph of Chroma's default size, one in ten of these is never found."""
        embedder = HashEmbedder(64)
        near = open_vectors(tmp_path / "near", dim=64)
        texts = [f"Orrin said that point {number} is settled" for number in range(400)]
        given = embedder.embed(texts, "passage")
        for at in range(0, 400, 100):
            near.add(EN, names(400)[at : at + 100], given[at : at + 100])
        lost = [row for row in given if near.nearest(EN, row, 1)[1][0] @ row < 1 - 1e-5]
        assert lost == []
        near.close()


class TestTurns:
    def test_what_another_client_has_written_is_seen_after_a_refresh(self, tmp_path: Path, vectors: Vectors) -> None:
        vectors.add(EN, names(1), rows(1))
        other = open_vectors(tmp_path / "vectors")
        other.add(EN, names(3), rows(3))
        other.close()
        vectors.refresh()
        assert vectors.nearest(EN, rows(3)[2], 1)[0] == [names(3)[2]]

    def test_opening_anew_a_hundred_times_leaves_nothing_open(self, vectors: Vectors) -> None:
        vectors.add(EN, names(1), rows(1))
        vectors.refresh()
        vectors.count(EN)
        process = psutil.Process()
        before = process.num_fds() if hasattr(process, "num_fds") else process.num_handles()
        for _ in range(30):
            vectors.refresh()
            vectors.nearest(EN, rows(1)[0], 1)
        after = process.num_fds() if hasattr(process, "num_fds") else process.num_handles()
        assert after <= before + 10

    def test_closing_one_leaves_others_of_this_process_at_work(self, tmp_path: Path, vectors: Vectors) -> None:
        other = open_vectors(tmp_path / "other")
        other.add(EN, names(1), rows(1))
        vectors.add(EN, names(1), rows(1))
        vectors.close()
        assert other.nearest(EN, rows(1)[0], 1)[0] == names(1)
        other.close()


def garbage(pattern: str) -> Callable[[Path], None]:
    def damage(place: Path) -> None:
        for file in place.glob(pattern):
            file.write_bytes(os.urandom(file.stat().st_size))

    return damage


def lost_segment(place: Path) -> None:
    for folder in place.glob("*/"):
        shutil.rmtree(folder)


def halved(pattern: str) -> Callable[[Path], None]:
    def damage(place: Path) -> None:
        for file in place.glob(pattern):
            os.truncate(file, file.stat().st_size // 2)

    return damage


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with rows enough for Chroma to have written its graph to files of its own."""
    place = tmp_path_factory.mktemp("whole") / "vectors"
    made = open_vectors(place)
    made.add(EN, names(3_000), rows(3_000))
    made.close()
    assert list(place.glob("*/*.bin"))
    return place


class TestDamage:
    @pytest.mark.parametrize(
        "damage",
        [
            pytest.param(garbage("*.sqlite3"), id="database garbage"),
            pytest.param(halved("*.sqlite3"), id="database truncated"),
            pytest.param(garbage("*/*.bin"), id="graph garbage"),
            pytest.param(halved("*/*.bin"), id="graph truncated"),
            pytest.param(halved("*/data_level0.bin"), id="graph's elements truncated"),
            pytest.param(halved("*/header.bin"), id="graph's head truncated"),
            pytest.param(garbage("*/*.pickle"), id="graph's list garbage"),
            pytest.param(lost_segment, id="graph lost"),
        ],
    )
    def test_it_is_an_error_in_one_line_with_the_cure(
        self, whole: Path, tmp_path: Path, damage: Callable[[Path], None]
    ) -> None:
        shutil.copytree(whole, tmp_path / "vectors")
        damage(tmp_path / "vectors")
        damaged = open_vectors(tmp_path / "vectors")
        with pytest.raises(VectorsUnavailable, match="`briefings reindex` makes it anew") as error:
            damaged.nearest(EN, rows(1)[0], 200)
        assert "\n" not in str(error.value)
        damaged.close()

    def test_a_place_that_failed_can_be_opened_once_it_is_mended(self, whole: Path, tmp_path: Path) -> None:
        place = tmp_path / "vectors"
        shutil.copytree(whole, place)
        garbage("*.sqlite3")(place)
        mended = open_vectors(place)
        with pytest.raises(VectorsUnavailable):
            mended.count(EN)
        shutil.rmtree(place)
        shutil.copytree(whole, place)
        assert mended.count(EN) == 3_000
        mended.close()


class PanicException(BaseException):
    """As Rust's panics arrive in Python: pyo3_runtime.PanicException, which cannot be imported."""


class Panicking:
    """A collection in the hands of code that panics."""

    def __init__(self, error: BaseException) -> None:
        self._error = error

    def count(self) -> int:
        raise self._error


class TestWhatChromaRaises:
    @pytest.mark.parametrize("error", [PanicException("range start index 9"), ValueError("x\ny"), KeyError("a")])
    def test_it_becomes_ours(self, vectors: Vectors, error: BaseException) -> None:
        vectors._collections[EN] = Panicking(error)  # type: ignore[assignment]
        with pytest.raises(VectorsUnavailable, match="briefings reindex") as ours:
            vectors.count(EN)
        assert ours.value.__cause__ is error
        assert "\n" not in str(ours.value)

    @pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(), GeneratorExit()])
    def test_an_interrupt_stays_one(self, vectors: Vectors, error: BaseException) -> None:
        vectors._collections[EN] = Panicking(error)  # type: ignore[assignment]
        with pytest.raises(type(error)):
            vectors.count(EN)


class TestServer:
    def test_one_that_is_down_is_told_with_another_cure(self) -> None:
        away = Vectors("http://localhost:9", build=0, embedder="fake", dim=DIM)
        with pytest.raises(VectorsUnavailable, match=r"http://localhost:9.*see that the Chroma server is up"):
            away.count(EN)

    def test_a_sweep_takes_other_builds_of_this_archive_only(self, tmp_path: Path) -> None:
        """A directory stands in for the server: the calls are the same."""
        made: dict[tuple[str, int], Vectors] = {}
        for archive, build, embedder in (
            ("a1-", 1, "fake"),
            ("a1-", 10, "old"),
            ("a1-", 2, "fake"),
            ("a2-", 1, "fake"),
        ):
            one = Vectors(tmp_path / "v", archive=archive, build=build, embedder=embedder, dim=DIM)
            one.add(EN, names(1), rows(1))
            made[archive, build] = one
        made["a1-", 1].sweep()
        left = {key for key, each in made.items() if each.shelves()}
        assert left == {("a1-", 1), ("a2-", 1)}
        for each in made.values():
            each.close()
