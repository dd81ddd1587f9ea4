"""One process at a time."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from index.errors import HomeBusy
from index.home import Home, open_home
from index.library import silent
from index.turns import PATIENCE_SECONDS, Turns, Writer


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return open_home(tmp_path)


def turns(home: Home, seconds: float = 30.0) -> Turns:
    """The turns of one process more."""
    return Turns(home, busy_seconds=seconds, say=silent)


def test_a_turn_excludes_all_others_and_leaves_room_after(home: Home) -> None:
    one, other = turns(home), turns(home, 0.05)
    with (
        one.take(),
        pytest.raises(HomeBusy, match=r"process \d+ \(.+\) has held this home for over 0.05 seconds"),
        other.take(),
    ):
        pass
    with other.take():
        pass


def test_a_long_wait_says_whom_it_waits_for_and_goes_on_when_that_is_done(home: Home) -> None:
    said: list[str] = []
    released = threading.Event()
    started = time.monotonic()

    def say(line: str) -> None:
        said.append(line)
        released.set()

    def hold() -> None:
        with turns(home).take():
            held.set()
            released.wait(30)

    held = threading.Event()
    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(30)
    with Turns(home, busy_seconds=30, say=say).take():
        assert time.monotonic() - started >= PATIENCE_SECONDS
    holder.join()
    assert len(said) == 1
    assert said[0].startswith("waiting for process ")


def test_a_turn_that_fails_is_given_back(home: Home) -> None:
    one = turns(home)
    with pytest.raises(ZeroDivisionError), one.take():
        raise ZeroDivisionError
    with one.take(), pytest.raises(HomeBusy), turns(home, 0.05).take():
        pass


def test_threads_of_one_process_take_turns_too(home: Home) -> None:
    """None is inside while another is, and all come in."""
    one = turns(home)
    inside: list[int] = []
    seen = []

    def work() -> None:
        for _ in range(20):
            with one.take():
                inside.append(1)
                seen.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [1] * 80


def test_a_thread_that_waits_for_too_long_is_told(home: Home) -> None:
    one = turns(home, 0.05)
    told = []

    def wait() -> None:
        with pytest.raises(HomeBusy, match="this process has held"), one.take():
            pass
        told.append(True)

    with one.take():
        waiting = threading.Thread(target=wait)
        waiting.start()
        waiting.join()
    assert told == [True]


class TestWriter:
    def test_it_is_there_until_it_is_closed(self, home: Home) -> None:
        one, other = Writer(home), Writer(home)
        assert not other.gone(one.name)
        one.close()
        assert other.gone(one.name)

    def test_it_is_never_gone_for_itself(self, home: Home) -> None:
        writer = Writer(home)
        assert not writer.gone(writer.name)

    def test_one_that_never_was_is_gone_and_leaves_no_file(self, home: Home) -> None:
        writer = Writer(home)
        assert writer.gone("0123")
        assert [path.stem for path in home.writers.iterdir()] == [writer.name]
