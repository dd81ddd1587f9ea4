"""New indexes beside the ones in use, and over to them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from index import means
from index.article import Article
from index.build import remove
from index.embed import HashEmbedder
from index.embedder import Kind
from index.errors import BriefingsError, HomeBusy, SettingsError, VectorsUnavailable
from index.library import Library
from index.record.facts import BUILD, EMBEDDING, UNFINISHED
from index.search import rank
from index.split import split
from index.store import Entry
from index.upkeep.doctor import examine
from index.upkeep.rebuild import BATCH_UNITS, Progress
from index.upkeep.reindex import reindex
from tests.index.archive import TALKS, raw, take_in

Opened = Callable[..., Library]
SAID = f'{TALKS} "We shall sign nothing", said Orrin.'
MANY = " ".join(f'"Point {number} is settled", said Orrin.' for number in range(BATCH_UNITS + 50))


def whole(library: Library) -> bool:
    """Whether both indexes agree with the record and every unit is found by its own vector."""
    return examine(library, None).sound


class TestWhatItDoes:
    def test_the_new_indexes_hold_what_the_record_has(self, library: Library) -> None:
        take_in(library, raw("a", SAID), raw("b", SAID, language="fr"))
        before = rank(library, "border talks", "passage", n=5)
        *_, last = reindex(library)
        assert last == Progress(indexed=4, units=4)
        assert library.store.facts.number(BUILD) == 1
        assert list(library.home.builds()) == [1]
        assert rank(library, "border talks", "passage", n=5) == before
        assert whole(library)

    def test_progress_comes_out_after_every_batch(self, library: Library) -> None:
        take_in(library, raw("a", MANY))
        seen = [progress.indexed for progress in reindex(library)]
        assert seen == sorted(seen)
        assert len(set(seen)) > 3

    def test_an_empty_archive_is_reindexed_too(self, library: Library) -> None:
        assert [*reindex(library)][-1] == Progress(indexed=0, units=0)
        take_in(library, raw("a", SAID))
        assert whole(library)

    def test_only_what_answers_see_goes_in(self, library: Library) -> None:
        take_in(library, raw("a", SAID), raw("b", SAID))
        take_in(library, raw("a", "Correction. " + SAID))
        remove(library, ["b"])
        *_, last = reindex(library)
        assert last.units == 2
        assert whole(library)

    def test_what_an_interrupted_run_had_accepted_is_finished(self, opened: Opened) -> None:
        dying = opened()
        article = Article(id="a", text=SAID, language="en")
        dying.store.accept([Entry(article=article, passages=split(article), quotations=())], dying.writer.name)
        (job, _), *_ = dying.store.outbox.open()
        dying.store.outbox.advance([job], "vectors")  # into the indexes that are given up now
        dying.close()
        library = opened()
        finish(reindex(library))
        assert library.store.article("a").text == SAID
        assert whole(library)


def finish(running: Iterator[Progress]) -> None:
    """Run it to its end."""
    for _ in running:
        pass


def lose(path: Path) -> None:
    shutil.rmtree(path)


def garble(pattern: str) -> Callable[[Path], None]:
    def garbling(path: Path) -> None:
        for file in path.glob(pattern):
            file.write_bytes(os.urandom(file.stat().st_size))

    return garbling


def truncate(path: Path) -> None:
    for file in path.glob("*.sqlite3"):
        os.truncate(file, file.stat().st_size // 2)


def empty(path: Path) -> None:
    for file in path.glob("*.sqlite3"):
        os.truncate(file, 0)


def replace_by_file(path: Path) -> None:
    shutil.rmtree(path)
    path.write_text("not a directory")


DAMAGES = [
    pytest.param("vectors", lose, id="vectors lost"),
    pytest.param("vectors", garble("*.sqlite3"), id="Chroma's database garbage"),
    pytest.param("vectors", truncate, id="Chroma's database truncated"),
    pytest.param("vectors", empty, id="Chroma's database empty"),
    pytest.param("vectors", replace_by_file, id="vectors a file"),
    pytest.param("lexical", lose, id="words lost"),
    pytest.param("lexical", garble("meta.json"), id="tantivy's list garbage"),
    pytest.param("lexical", garble("*.store"), id="tantivy's segments garbage"),
    pytest.param("lexical", replace_by_file, id="words a file"),
]


@pytest.mark.parametrize(("leg", "damage"), DAMAGES)
def test_a_damaged_index_is_an_error_that_names_the_cure_and_the_cure_works(
    opened: Opened, leg: str, damage: Callable[[Path], None]
) -> None:
    with_articles = opened()
    take_in(with_articles, raw("a", SAID), raw("b", SAID))
    with_articles.close()
    damage(with_articles.home.build(0) / leg)
    library = opened()
    with pytest.raises(BriefingsError, match="briefings reindex"):
        rank(library, "border talks", "passage", n=5)
    assert not examine(library, None).sound
    finish(reindex(library))
    assert len(rank(library, "border talks", "passage", n=5)) == 2
    assert whole(library)


def test_what_failed_to_be_indexed_meanwhile_is_indexed_by_the_cure(opened: Opened) -> None:
    take_in(before := opened(), raw("a", SAID))
    before.close()
    garble("*.sqlite3")(before.home.build(0) / "vectors")
    with pytest.raises(VectorsUnavailable):
        take_in(library := opened(), raw("b", SAID))
    finish(reindex(library))
    assert library.store.article("b").text == SAID
    assert whole(library)


class TestMeanwhile:
    def test_articles_come_change_and_go(self, opened: Opened) -> None:
        library, other = opened(), opened()
        take_in(library, raw("a", SAID), raw("b", SAID), raw("c", SAID))
        running = reindex(library)
        next(running)
        take_in(other, raw("d", SAID))
        next(running)
        take_in(other, raw("a", "Correction. " + SAID))
        remove(other, ["b"])
        assert len(rank(other, "border talks", "passage", n=5)) == 3
        finish(running)
        assert [name for name, _ in library.store.every_article()] == ["a", "c", "d"]
        assert whole(library)
        assert whole(other)

    def test_a_batch_too_large_for_one_turn_takes_a_round_more(self, opened: Opened) -> None:
        library, other = opened(), opened()
        take_in(library, raw("a", SAID))
        running = reindex(library)
        next(running)
        next(running)
        take_in(other, raw("b", MANY))
        seen = [*running]
        assert max(progress.units for progress in seen) > BATCH_UNITS
        assert whole(library)

    def test_an_article_removed_and_added_anew_is_not_taken_for_the_old_one(self, opened: Opened) -> None:
        library, other = opened(), opened()
        take_in(library, raw("a", SAID))
        running = reindex(library)
        next(running)
        next(running)
        remove(other, ["a"])
        take_in(other, raw("a", "Apples are cheap this autumn."))
        finish(running)
        (vectors, _), *_ = _opened_indexes(library)
        (shelf,) = vectors.shelves()
        (row,) = vectors.get(shelf, ["a:2:p:0"]).values()
        assert row @ HashEmbedder(64).embed(["Apples are cheap this autumn."], "passage")[0] > 0.999

    def test_only_one_process_reindexes(self, opened: Opened) -> None:
        library, other = opened(), opened()
        take_in(library, raw("a", SAID))
        running = reindex(library)
        next(running)
        with pytest.raises(HomeBusy, match="reindexed by another"):
            next(reindex(other))
        finish(running)
        finish(reindex(other))
        assert whole(library)


def _opened_indexes(library: Library) -> Iterator[tuple[Any, Any]]:
    with library.reading() as indexes:
        yield indexes


class CountingEmbedder(HashEmbedder):
    """Counts the texts it was given."""

    def __init__(self, dim: int = 64) -> None:
        super().__init__(dim)
        self.texts = 0

    def embed(self, texts: Sequence[str], kind: Kind) -> NDArray[np.float32]:
        self.texts += len(texts)
        return super().embed(texts, kind)


class TestInterrupted:
    def start(self, library: Library, batches: int = 1) -> None:
        """Begin, and leave after some batches."""
        running = reindex(library)
        for _ in range(1 + batches):
            next(running)
        running.close()  # type: ignore[attr-defined]

    def test_the_old_indexes_stay_in_use(self, library: Library) -> None:
        take_in(library, raw("a", MANY))
        self.start(library)
        assert library.store.facts.number(BUILD) == 0
        assert whole(library)

    def test_the_next_run_goes_on_with_what_was_made(self, opened: Opened) -> None:
        take_in(opened(), raw("a", MANY))
        self.start(opened(), batches=2)
        embedder = CountingEmbedder()
        library = opened(embedder=embedder)
        finish(reindex(library))
        assert 0 < embedder.texts < library.store.catalogue.totals()["quotations"]
        assert list(library.home.builds()) == [1]
        assert whole(library)

    def test_what_was_made_with_another_embedder_is_deleted(self, opened: Opened) -> None:
        take_in(library := opened(), raw("a", SAID))
        self.start(opened(embedder=HashEmbedder(32)))
        assert sorted(library.home.builds()) == [0, 1]
        finish(reindex(library))
        assert list(library.home.builds()) == [2]
        assert library.store.facts.get(UNFINISHED) is None
        assert whole(library)

    def test_what_was_made_and_damaged_since_is_deleted(self, opened: Opened) -> None:
        take_in(library := opened(), raw("a", SAID))
        self.start(library)
        garble("*.sqlite3")(library.home.build(1) / "vectors")
        finish(reindex(library))
        assert list(library.home.builds()) == [2]
        assert whole(library)


class TestAnotherEmbedder:
    def test_it_is_refused_until_a_reindex_and_then_in_use(self, opened: Opened) -> None:
        take_in(old := opened(), raw("a", SAID))
        library = opened(embedder=HashEmbedder(32))
        with pytest.raises(SettingsError, match=r"hash-64-64.*hash-32-32.*briefings reindex"):
            rank(library, "border talks", "passage", n=5)
        finish(reindex(library))
        assert library.store.facts.get(EMBEDDING) == "hash-32-32"
        assert means.means(library.store, "passage").average["en"].shape == (32,)
        assert whole(library)
        with pytest.raises(SettingsError, match="hash-32-32"):
            rank(old, "border talks", "passage", n=5)

    def test_who_was_at_work_with_the_old_one_cannot_write_into_the_new_indexes(self, opened: Opened) -> None:
        take_in(old := opened(), raw("a", SAID))
        library = opened(embedder=HashEmbedder(32))
        finish(reindex(library))
        with pytest.raises(SettingsError, match="hash-32-32"):
            take_in(old, raw("b", SAID))
        old.close()
        take_in(library)
        assert library.store.article("b").text == SAID
        assert whole(library)

    def test_none_leaves_words_only(self, opened: Opened) -> None:
        take_in(opened(), raw("a", SAID))
        library = opened(embedder="none")
        finish(reindex(library))
        health = examine(library, None)
        assert (health.vectors, health.lexical is not None, health.sound) == (None, True, True)
        assert library.store.facts.under("mean:") == {}
        assert [hit.margin for hit in rank(library, "border talks", "passage", n=5)] == [None]

    def test_from_words_only_to_vectors(self, opened: Opened) -> None:
        take_in(opened(embedder="none"), raw("a", SAID))
        finish(reindex(library := opened()))
        health = examine(library, None)
        assert health.vectors is not None
        assert health.sound


class Blind:
    """Vectors that find nothing but one row."""

    def __init__(self, vectors: Any) -> None:
        self._vectors = vectors

    def __getattr__(self, name: str) -> Any:
        return getattr(self._vectors, name)

    def nearest(self, *_: Any) -> tuple[list[str], NDArray[np.float32]]:
        return ["another"], np.eye(1, 64, dtype=np.float32)


def test_new_indexes_that_do_not_find_their_own_rows_are_not_switched_to(library: Library) -> None:
    take_in(library, raw("a", SAID))
    build = library.build
    library.build = lambda number: (Blind(build(number)[0]), build(number)[1])  # type: ignore[method-assign,assignment,return-value]
    with pytest.raises(VectorsUnavailable, match="left as they were"):
        finish(reindex(library))
    library.build = build  # type: ignore[method-assign]
    assert library.store.facts.number(BUILD) == 0
    assert whole(library)
    finish(reindex(library))
    assert list(library.home.builds()) == [2]
