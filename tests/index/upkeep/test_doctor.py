"""What an examination finds."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import numpy as np
import pytest

from index.article import Article
from index.errors import SettingsError
from index.library import Library
from index.split import split
from index.store import Entry
from index.unit import Shelf, Unit
from index.upkeep.doctor import Difference, examine, unfound
from tests.index.archive import TALKS, raw, take_in

PASSAGES = Shelf("passage", "en")
NOTHING = Difference(missing=0, surplus=0, missing_examples=(), surplus_examples=())


def test_a_whole_archive_is_sound(library: Library) -> None:
    take_in(library, raw("a"), raw("b", TALKS + " And so on."))
    health = examine(library, None)
    assert (health.vectors, health.lexical) == (NOTHING, NOTHING)
    assert (health.articles, health.units, health.sampled, health.lost, health.faults) == (2, 2, 2, (), ())
    assert health.sound
    assert health.free_bytes > 0


def test_a_lost_vector_is_missing_and_a_strange_one_is_surplus(library: Library) -> None:
    take_in(library, raw("a"), raw("b"))
    with library.writing() as (vectors, _):
        assert vectors is not None
        vectors.delete(PASSAGES, ["a:1:p:0"])
        vectors.add(PASSAGES, ["z:1:p:0"], np.eye(1, 64, dtype=np.float32))
    health = examine(library)
    assert health.vectors == Difference(
        missing=1, surplus=1, missing_examples=("a:1:p:0",), surplus_examples=("z:1:p:0",)
    )
    assert health.lexical == NOTHING
    assert not health.sound


def test_a_vector_on_a_strange_shelf_is_missing_on_its_own(library: Library) -> None:
    take_in(library, raw("a"))
    with library.writing() as (vectors, _):
        assert vectors is not None
        vectors.delete(PASSAGES, ["a:1:p:0"])
        vectors.add(Shelf("passage", "fr"), ["a:1:p:0"], np.eye(1, 64, dtype=np.float32))
    health = examine(library)
    assert health.vectors is not None
    assert (health.vectors.missing, health.vectors.surplus) == (1, 1)


def test_words_that_are_lost_or_strange_are_told_apart_from_vectors(library: Library) -> None:
    take_in(library, raw("a"))
    with library.writing() as (_, lexical):
        lexical.write(["a:1:p:0"], [Unit(id="z", shelf=PASSAGES, text="talks", label="")])
    health = examine(library)
    assert health.vectors == NOTHING
    assert health.lexical == Difference(missing=1, surplus=1, missing_examples=("a:1:p:0",), surplus_examples=("z",))
    assert not health.sound


def test_only_some_examples_are_named(library: Library) -> None:
    take_in(library, *[raw(f"a{number}") for number in range(8)])
    with library.writing() as (_, lexical):
        lexical.write([f"a{number}:1:p:0" for number in range(7)], ())
    health = examine(library)
    assert health.lexical is not None
    assert (health.lexical.missing, len(health.lexical.missing_examples)) == (7, 5)


def test_an_index_that_cannot_be_read_is_a_fault_and_the_other_is_examined(library: Library) -> None:
    take_in(library, raw("a"))
    library.close()
    place = library.home.build(0) / "vectors"
    shutil.rmtree(place)
    place.write_text("not a directory")
    health = examine(library)
    assert [("briefings reindex" in fault, "\n" in fault) for fault in health.faults] == [(True, False)]
    assert (health.vectors, health.lexical, health.sound) == (None, NOTHING, False)


def test_articles_that_wait_are_counted_and_are_no_fault(library: Library) -> None:
    take_in(library, raw("a"), raw("b"))
    article = Article(id="c", text=TALKS, language="en")
    library.store.accept([Entry(article=article, passages=split(article), quotations=())], library.writer.name)
    library.store.remove(["b"], library.writer.name)
    health = examine(library, None)
    assert (health.waiting, health.sound) == (2, True)


def test_another_embedder_than_the_archives_is_told(opened: Callable[..., Library]) -> None:
    take_in(opened(), raw("a"))
    with pytest.raises(SettingsError, match="briefings reindex"):
        examine(opened(embedder="none"))


def test_the_sample_is_as_large_as_asked(library: Library) -> None:
    take_in(library, *[raw(f"a{number}") for number in range(8)])
    assert examine(library, 3).sampled == 3


class TestUnfound:
    """A stand-in for the two-writer damage, which cannot be made to order."""

    class Losing:
        """Vectors whose graph has lost the way to one row."""

        def __init__(self, rows: dict[str, list[float]], lost: str) -> None:
            self._rows = {name: np.array(row, np.float32) for name, row in rows.items()}
            self._lost = lost

        def get(self, shelf: Shelf, ids: list[str]) -> dict[str, np.ndarray]:
            return {name: self._rows[name] for name in ids}

        def nearest(self, shelf: Shelf, vector: np.ndarray, n: int) -> tuple[list[str], np.ndarray]:
            others = {name: row for name, row in self._rows.items() if name != self._lost}
            best = max(others, key=lambda name: float(others[name] @ vector))
            return [best], others[best][None, :]

    def test_a_row_that_its_own_vector_does_not_find_is_lost(self) -> None:
        vectors = self.Losing({"a": [1, 0], "b": [0, 1]}, lost="b")
        assert unfound(vectors, {PASSAGES: {"a", "b"}}) == ["b"]  # type: ignore[arg-type]

    def test_a_row_with_an_equal_vector_is_as_good(self) -> None:
        vectors = self.Losing({"a": [1, 0], "b": [1, 0]}, lost="b")
        assert unfound(vectors, {PASSAGES: {"a", "b"}}) == []  # type: ignore[arg-type]
