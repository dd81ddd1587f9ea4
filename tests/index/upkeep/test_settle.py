"""What the outbox holds is settled whatever happens: nothing lost, nothing doubled, nothing half-visible."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from filelock import FileLock
from numpy.typing import NDArray

from index.article import Article
from index.build import remove
from index.embed import HashEmbedder
from index.embedder import Kind
from index.errors import BriefingsError, EmbedderUnavailable, HomeError, UnknownArticle
from index.home import LEAST_FREE
from index.library import Library
from index.search import rank
from index.split import split
from index.store import Entry
from index.upkeep.doctor import examine
from index.upkeep.settle import replay, settle
from tests.index.archive import TALKS, raw, take_in

ROOT = Path(__file__).parents[3]
SAID = f'{TALKS} "We shall sign nothing", said Orrin.'
Opened = Callable[..., Library]


class Crash(RuntimeError):
    """The process is gone, as far as the archive can tell."""


class Broken:
    """An index that crashes in one of its methods, before or after that has done its work."""

    def __init__(self, index: Any, method: str, *, after: bool) -> None:
        self._index, self._method, self._after = index, method, after

    def __getattr__(self, name: str) -> Any:
        real = getattr(self._index, name)
        return self._crash(real) if name == self._method else real

    def _crash(self, real: Callable[..., None]) -> Callable[..., None]:
        def crashing(*given: object) -> None:
            if self._after:
                real(*given)
            raise Crash

        return crashing


class CrashingEmbedder(HashEmbedder):
    """Crashes instead of embedding."""

    def embed(self, texts: Sequence[str], kind: Kind) -> NDArray[np.float32]:
        raise Crash


@contextlib.contextmanager
def crashing(library: Library, place: str) -> Iterator[None]:
    """The block crashes at this place of the way from `accept` to `done`; then the process ends."""
    leg, _, when = place.partition(" ")
    writing = library.writing

    @contextlib.contextmanager
    def broken() -> Iterator[tuple[Any, Any]]:
        with writing() as (vectors, lexical):
            if leg == "vectors":
                yield Broken(vectors, "add", after=when == "written"), lexical
            else:
                yield vectors, Broken(lexical, "write", after=when == "written")

    if leg == "accepted":
        library.__dict__["embedder"] = CrashingEmbedder(64)
    else:
        library.writing = broken  # type: ignore[method-assign]
    with pytest.raises(Crash):
        yield
    library.close()


PLACES = ["accepted", "vectors unwritten", "vectors written", "lexical unwritten", "lexical written"]


@pytest.mark.parametrize("place", PLACES)
class TestAfterACrash:
    def test_a_new_article_is_invisible_until_it_is_whole(self, opened: Opened, place: str) -> None:
        with crashing(dying := opened(), place):
            take_in(dying, raw("a", SAID))
        library = opened()
        with pytest.raises(UnknownArticle):
            library.store.article("a")
        assert library.store.passages([hit.id for hit in rank(library, "talks", "passage", n=5)]) == {}
        assert replay(library) == 1
        assert library.store.article("a").text == SAID
        assert examine(library, None).sound

    def test_of_a_revised_article_the_old_revision_stays_until_the_new_is_whole(
        self, opened: Opened, place: str
    ) -> None:
        take_in(opened(), raw("a", SAID))
        with crashing(dying := opened(), place):
            take_in(dying, raw("a", "Correction. " + SAID))
        library = opened()
        assert library.store.article("a").revision == 1
        replay(library)
        assert library.store.article("a").revision == 2
        assert examine(library, None).sound

    def test_adding_it_again_finishes_it_and_doubles_nothing(self, opened: Opened, place: str) -> None:
        with crashing(dying := opened(), place):
            take_in(dying, raw("a", SAID))
        library = opened()
        assert take_in(library, raw("a", SAID)).same == ["a"]
        assert library.store.catalogue.totals()["revisions"] == 1
        assert examine(library, None).sound


@pytest.mark.parametrize("place", ["lexical unwritten", "lexical written"])
def test_an_article_whose_removal_crashed_is_invisible_at_once_and_gone_after(opened: Opened, place: str) -> None:
    take_in(opened(), raw("a", SAID), raw("b", SAID))
    with crashing(dying := opened(), place):
        remove(dying, ["a"])
    library = opened()
    with pytest.raises(UnknownArticle):
        library.store.article("a")
    replay(library)
    assert library.store.parts("a") == ([], [])
    assert examine(library, None).sound


def test_what_is_added_while_its_removal_waits_is_kept(opened: Opened) -> None:
    library = opened()
    take_in(library, raw("a", SAID))
    library.store.remove(["a"], "a process that still runs")
    with open_lock(library, "a process that still runs"):
        assert take_in(library, raw("a", SAID)).new == ["a"]
    replay(library)
    assert library.store.article("a").text == SAID
    assert examine(library, None).sound


@contextlib.contextmanager
def open_lock(library: Library, name: str) -> Iterator[None]:
    """A writer of this name is alive."""
    with FileLock(library.home.writers / f"{name}.lock"):
        yield


def test_jobs_of_a_process_that_lives_are_left_to_it(opened: Opened) -> None:
    one, other = opened(), opened()
    accept(one, "a")
    assert replay(other) == 0
    one.close()
    assert replay(other) == 1


def accept(library: Library, name: str, text: str = SAID) -> None:
    """The record takes the article, and the process does not come to index it."""
    article = Article(id=name, text=text, language="en")
    library.store.accept([Entry(article=article, passages=split(article), quotations=())], library.writer.name)


def test_a_failed_run_is_finished_by_the_same_process_too(opened: Opened) -> None:
    library = opened()
    accept(library, "a")
    assert replay(library) == 1
    assert replay(library) == 0
    assert examine(library, None).sound


def test_of_two_revisions_that_wait_only_the_last_becomes_visible(opened: Opened) -> None:
    library = opened()
    accept(library, "a")
    accept(library, "a", "Correction. " + SAID)
    jobs = [job for job, _ in library.store.outbox.open()]
    settle(library, jobs[::-1])
    settle(library, jobs)
    assert library.store.article("a").revision == 2
    assert examine(library, None).sound


def test_an_article_removed_by_another_process_before_it_was_indexed_stays_away(opened: Opened) -> None:
    one, other = opened(), opened()
    accept(one, "a")
    (job, _), *_ = one.store.outbox.open()
    remove(other, ["a"])
    settle(one, [job])
    assert one.store.catalogue.totals()["revisions"] == 0
    assert examine(one, None).sound


class MeddledEmbedder(HashEmbedder):
    """While it embeds for the first time, something else happens to the archive."""

    def __init__(self, meddle: Callable[[], object]) -> None:
        super().__init__(64)
        self._todo = [meddle]

    def embed(self, texts: Sequence[str], kind: Kind) -> NDArray[np.float32]:
        while self._todo:
            self._todo.pop()()
        return super().embed(texts, kind)


class TestMeanwhile:
    """Embedding is done outside of turns, so that another process may come first."""

    def test_an_article_that_is_removed_stays_away(self, opened: Opened) -> None:
        other = opened()
        library = opened(embedder=MeddledEmbedder(lambda: remove(other, ["a"])))
        take_in(library, raw("a", SAID), raw("b", SAID))
        assert [name for name, _ in library.store.every_article()] == ["b"]
        assert library.store.catalogue.totals()["revisions"] == 1
        assert examine(library, None).sound

    def test_an_article_that_is_revised_shows_the_later_text(self, opened: Opened) -> None:
        other = opened()
        library = opened(embedder=MeddledEmbedder(lambda: take_in(other, raw("a", "Correction. " + SAID))))
        take_in(library, raw("a", SAID))
        assert library.store.article("a").text == "Correction. " + SAID
        assert examine(library, None).sound


class NumbEmbedder(HashEmbedder):
    """Gives vectors without a direction."""

    def embed(self, texts: Sequence[str], kind: Kind) -> NDArray[np.float32]:
        return np.full((len(texts), self.dim), np.nan, np.float32)


def test_vectors_without_a_direction_are_refused_by_the_unit_and_finished_by_a_better_embedder(opened: Opened) -> None:
    with pytest.raises(EmbedderUnavailable, match="a:1:p:0"):
        take_in(numb := opened(embedder=NumbEmbedder(64)), raw("a", SAID))
    numb.close()
    assert replay(library := opened()) == 1
    assert examine(library, None).sound


def test_a_killed_process_leaves_what_the_next_one_finishes(opened: Opened) -> None:
    library = opened()
    died = subprocess.run(
        [sys.executable, "-m", "tests.index.another", str(library.home.path), "die", "a", "b", "c"],
        cwd=ROOT,
        check=False,
    )
    assert died.returncode == -9
    assert replay(library) == 3
    assert [name for name, _ in library.store.every_article()] == ["a", "b", "c"]
    assert examine(library, None).sound


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk, mounted where the archives of this test have their home."""
    place = tmp_path / "home"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={LEAST_FREE + 20_000_000}", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root can mount a small disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(disk: Path, *, leave: int) -> Path:
    """Take up all of the disk but so many bytes."""
    filler = disk / "filler"
    filler.write_bytes(b"")
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
        file.write(bytes(shutil.disk_usage(disk).free - leave))
    return filler


def test_a_disk_that_is_nearly_full_is_told_before_anything_is_written(disk: Path, opened: Opened) -> None:
    fill(disk, leave=LEAST_FREE - 1_000_000)
    library = opened()
    with pytest.raises(HomeError, match=r"only 4\d MB are free.*free some space"):
        take_in(library, raw("a", SAID))
    (disk / "filler").unlink()
    assert replay(library) == 1
    assert examine(library, None).sound


@pytest.mark.parametrize("leave", [0, 100_000, 250_000, 300_000])
def test_a_disk_that_fills_up_on_the_way_costs_nothing(disk: Path, opened: Opened, leave: int) -> None:
    """What is full first (the vectors, the record, the words) depends on what is left."""
    library = opened()
    writing = library.writing

    @contextlib.contextmanager
    def filling() -> Iterator[tuple[Any, Any]]:
        with writing() as indexes:
            fill(disk, leave=leave)
            yield indexes

    library.writing = filling  # type: ignore[method-assign]
    with pytest.raises(BriefingsError, match=r"disk is full"):
        take_in(library, *[raw(f"a{number}", SAID * 20) for number in range(16)])
    library.writing = writing  # type: ignore[method-assign]
    (disk / "filler").unlink()
    assert replay(library) == 16
    assert examine(library, None).sound
