"""The schema, step by step."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, inspect, text

from index.errors import HomeNewer
from index.quotation import Speaker
from index.record import tables
from index.record.drafts import Item
from index.record.migrate import STEPS, migrate, version
from index.span import Span
from index.store import Store

MORE = (*STEPS, ("CREATE TABLE notes (id INTEGER PRIMARY KEY)", "INSERT INTO notes VALUES (7)"))
BEFORE_CORRECTIONS = STEPS[:2]
BEFORE_TYPED_TEXTS = STEPS[:16]
BEFORE_REGIONS = STEPS[:17]
BROKEN = (*STEPS, ("CREATE TABLE notes (id INTEGER PRIMARY KEY)", "INSERT INTO nowhere VALUES (7)"))


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """The record's own engine, so that transactions behave as they do in use."""
    store = Store(tmp_path / "record.sqlite3")
    yield store._writing
    store.close()


def now(engine: Engine) -> int:
    with engine.connect() as connection:
        return version(connection)


def described(engine: Engine) -> dict[str, object]:
    """Tables with their columns, keys and indexes."""
    there = inspect(engine)
    return {
        table: (
            [(each["name"], str(each["type"]), each["nullable"]) for each in there.get_columns(table)],
            there.get_pk_constraint(table)["constrained_columns"],
            sorted((each["name"] or "", tuple(each["column_names"])) for each in there.get_indexes(table)),
        )
        for table in there.get_table_names()
    }


def test_the_steps_add_up_to_the_tables(engine: Engine) -> None:
    wanted = create_engine("sqlite://")
    tables.metadata.create_all(wanted)
    assert described(engine) == described(wanted)
    wanted.dispose()


def test_a_new_record_is_brought_to_the_present(engine: Engine) -> None:
    assert now(engine) == len(STEPS)


def test_a_record_that_is_up_to_date_is_left_alone(engine: Engine) -> None:
    before = described(engine)
    migrate(engine)
    assert (now(engine), described(engine)) == (len(STEPS), before)


def test_an_older_record_takes_the_steps_it_lacks_once(engine: Engine) -> None:
    migrate(engine, MORE)
    migrate(engine, MORE)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT id FROM notes")).scalars().all() == [7]
    assert now(engine) == len(MORE)


def test_a_step_that_fails_half_way_leaves_no_half(engine: Engine) -> None:
    with pytest.raises(Exception, match="nowhere"):
        migrate(engine, BROKEN)
    assert now(engine) == len(STEPS)
    assert "notes" not in inspect(engine).get_table_names()
    migrate(engine, MORE)
    assert now(engine) == len(MORE)


def test_a_record_of_a_newer_version_is_refused(engine: Engine) -> None:
    migrate(engine, MORE)
    with pytest.raises(HomeNewer, match=f"schema {len(MORE)}, this one knows {len(STEPS)}"):
        migrate(engine)


def test_of_an_older_record_answers_see_what_attribution_had_found(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite3"
    older = create_engine(f"sqlite:///{path}")
    migrate(older, BEFORE_CORRECTIONS)
    with older.begin() as connection:
        connection.execute(
            text(
                'INSERT INTO quotations (id, article, revision, kind, start, "end", context_start, context_end, name,'
                " role, actor, confidence) VALUES ('q', 'a', 1, 'direct', 0, 1, 0, 1, 'Orrin', 'minister', 'Lorn', 0.9)"
            )
        )
    older.dispose()
    store = Store(path)
    (quotation,) = store.parts("a")[1]
    store.close()
    assert quotation.speaker == Speaker(name="Orrin", role="minister", actor="Lorn")
    assert (quotation.confidence, quotation.corrected, quotation.dismissed) == (0.9, None, False)


def test_what_was_collected_in_an_older_record_is_still_there(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite3"
    older = create_engine(f"sqlite:///{path}")
    migrate(older, BEFORE_TYPED_TEXTS)
    with older.begin() as connection:
        connection.execute(text("INSERT INTO drafts VALUES ('d', 'Gates', 'ana', '2025-03-04T10:00:00+00:00')"))
        row = "('d', 1, 1, 'direct', 'a', 1, 4, 9, 'ask again', 'ana', '2025-03-04T10:00:00+00:00')"
        connection.execute(text(f"INSERT INTO draft_items VALUES {row}"))
    older.dispose()
    store = Store(path)
    (item,) = store.drafts.read("d")[1]
    store.close()
    assert isinstance(item, Item)
    assert (item.article, item.span, item.note, item.elided) == ("a", Span(4, 9), "ask again", ())


def test_a_desk_keeps_its_outlet_when_there_may_be_several(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite3"
    older = create_engine(f"sqlite:///{path}")
    migrate(older, BEFORE_REGIONS)
    with older.begin() as connection:
        row = "('T', 'C', 'The \"Post\"', '[\"V\"]', '2025-03-04')"
        connection.execute(text(f"INSERT INTO desks (team, channel, outlet, follows, told) VALUES {row}"))
    older.dispose()
    store = Store(path)
    [kept] = store.desks.all()
    store.close()
    assert (kept.outlets, kept.languages, kept.follows, kept.region) == (('The "Post"',), (), ("V",), ())


def test_processes_that_open_a_new_record_at_once_make_it_once(tmp_path: Path) -> None:
    errors: list[Exception] = []

    def open_it() -> None:
        try:
            Store(tmp_path / "record.sqlite3").close()
        except Exception as error:  # noqa: BLE001  what a thread raises would be lost
            errors.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with_one_more = Store(tmp_path / "record.sqlite3")
    assert now(with_one_more._engine) == len(STEPS)
    with_one_more.close()
