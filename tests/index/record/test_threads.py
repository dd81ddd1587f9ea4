"""Threads of Slack in the record."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from index.record.threads import AskedMessage, Place
from index.store import Store

HERE = Place(team="T1", channel="C1", message="2.2", thread="1.1")
ASKED = AskedMessage(place=HERE, person="U2", text="Who said it?")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "record.sqlite3")


def test_a_delivery_is_taken_once(store: Store) -> None:
    assert [store.threads.take("Ev1", ASKED), store.threads.take("Ev1", ASKED)] == [True, False]


def test_a_message_that_comes_as_another_delivery_is_taken_once(store: Store) -> None:
    assert [store.threads.take("Ev1", ASKED), store.threads.take("Ev2", ASKED)] == [True, False]
    assert store.threads.open() == [ASKED]


def test_what_was_taken_is_open_until_it_is_done(store: Store) -> None:
    store.threads.take("Ev1", ASKED)
    begun = replace(ASKED, state="answering", conversation="abc", turn=3).answered_by("5.5")
    store.threads.keep(begun)
    assert store.threads.open() == [begun]
    store.threads.keep(replace(begun, state="done"))
    assert store.threads.open() == []
    assert store.threads.find(HERE) == replace(begun, state="done", person=None, text=None)


def test_a_thread_holds_its_latest_conversation(store: Store) -> None:
    assert store.threads.conversation(HERE) is None
    for name in ("abc", "def"):
        store.threads.hold(HERE, name)
    assert store.threads.conversation(replace(HERE, message="9.9")) == "def"
