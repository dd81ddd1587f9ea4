"""The record's database: how it is opened, and how its errors become ours."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import NoReturn

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, ExceptionContext

from index.errors import HomeBusy, StoreUnavailable

WRITE_WAIT_SECONDS = 30.0  # for another process's transaction, the longest of which accepts a batch


def open_database(path: Path) -> Engine:
    """The engine that reads; with the execution option `writes` its transactions take the write lock when they begin,
    with `outside` there are none, for what SQLite does outside of them only.

    Whatever the database raises comes out of it as StoreUnavailable.
    """
    # No limit of connections: a thread that waits for one would fail after a while where it can simply have its own.
    engine = create_engine(
        URL.create("sqlite", database=str(path)), connect_args={"timeout": WRITE_WAIT_SECONDS}, max_overflow=-1
    )

    @event.listens_for(engine, "handle_error")
    def _report(context: ExceptionContext) -> NoReturn:
        """The one place where the database's errors become ours, whoever asked it."""
        raise StoreUnavailable(f"the record {path} cannot be used: {context.original_exception}")

    @event.listens_for(engine, "connect")
    def _settle(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None  # transactions begin below, where writers take their lock at once
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")
        # SQLite's own knows the case of ASCII only.
        connection.create_function("lower", 1, lambda text: text and text.lower(), deterministic=True)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if not options.get("outside"):
            connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")

    return engine


def rewrite(engine: Engine) -> None:
    """Rewrite the file and empty its log, so that neither has a byte of what was deleted. Raises HomeBusy where another
    process reads for so long that the log cannot be emptied.
    """
    with engine.execution_options(outside=True).connect() as connection:
        connection.exec_driver_sql("VACUUM")
        busy, _, _ = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
    if busy:
        raise HomeBusy(f"another process reads {engine.url.database} for so long that its log cannot be emptied")
