"""One archive, opened by one process or several."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from index.build import remove
from index.errors import SettingsError
from index.library import Library
from index.record.facts import EMBEDDING, GENERATION
from index.search import rank
from index.upkeep.doctor import examine
from tests.index.archive import TALKS, raw, take_in

ROOT = Path(__file__).parents[2]
Opened = Callable[..., Library]


def found(library: Library) -> set[str]:
    """The articles that a question finds."""
    return {hit.id.split(":")[0] for hit in rank(library, "border talks", "passage", n=100)}


def another(library: Library, action: str, *names: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.index.another", str(library.home.path), action, *names]
    return subprocess.Popen(command, cwd=ROOT)


class TestTwoProcesses:
    def test_each_sees_what_the_other_has_written(self, library: Library) -> None:
        take_in(library, raw("a"))
        assert found(library) == {"a"}
        assert another(library, "add", "b", "c").wait() == 0
        assert found(library) == {"a", "b", "c"}
        assert examine(library, None).sound

    def test_they_write_in_turns_and_lose_nothing(self, library: Library) -> None:
        """The damage that turns keep away: rows that are listed and not found by their own vector."""
        theirs, ours = [f"t{number}" for number in range(15)], [f"o{number}" for number in range(15)]
        running = another(library, "add", *theirs)
        for name in ours:
            take_in(library, raw(name))
            assert name in found(library)
        assert running.wait() == 0
        assert found(library) == {*theirs, *ours}
        assert examine(library, None).sound

    def test_two_libraries_of_one_process_see_each_other_too(self, opened: Opened) -> None:
        one, other = opened(), opened()
        take_in(one, raw("a"))
        assert found(other) == {"a"}
        take_in(other, raw("b"))
        remove(one, ["a"])
        assert found(one) == found(other) == {"b"}
        assert examine(one, None).sound


def test_many_threads_ask_and_add_through_one_library(library: Library) -> None:
    take_in(library, raw("first"))
    errors: list[BaseException] = []

    def work(number: int) -> None:
        try:
            take_in(library, raw(f"a{number}"))
            assert f"a{number}" in found(library)
        except BaseException as error:  # noqa: BLE001  what a thread raises would be lost
            errors.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(found(library)) == 9
    assert examine(library, None).sound


def test_threads_that_come_first_at_once_write_under_one_name(library: Library) -> None:
    names: list[str] = []
    threads = [threading.Thread(target=lambda: names.append(library.writer.name)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(names) == {library.writer.name}
    assert [path.stem for path in library.home.writers.iterdir()] == [library.writer.name]


class TestEmbedding:
    def test_reading_an_empty_archive_decides_nothing(self, opened: Opened) -> None:
        library = opened()
        assert found(library) == set()
        assert library.store.facts.get(EMBEDDING) is None

    def test_the_first_who_writes_decides(self, opened: Opened) -> None:
        take_in(opened(embedder="none"), raw("a"))
        with pytest.raises(SettingsError, match=r"embedder none.*ask for hash-64-64"):
            found(opened())


class TestWhatIsLost:
    def test_a_writing_turn_that_fails_raises_the_generation_all_the_same(self, library: Library) -> None:
        before = library.store.facts.number(GENERATION)
        with pytest.raises(ZeroDivisionError), library.writing():
            raise ZeroDivisionError
        assert library.store.facts.number(GENERATION) == before + 1
        take_in(library, raw("a"))
        assert found(library) == {"a"}

    def test_an_empty_archive_with_empty_indexes_is_whole(self, library: Library) -> None:
        take_in(library, raw("a"))
        remove(library, ["a"])
        library.close()
        assert found(library) == set()

    def test_closing_twice_and_going_on_after_it_are_no_errors(self, library: Library) -> None:
        take_in(library, raw("a"))
        library.close()
        library.close()
        assert library.store.article("a").text == TALKS
