"""Tests that are coroutines, of what a client of the Model Context Protocol sees."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.library import Library
from tests.assistant.archive import open_library, take_in
from tests.assistant.news import ARTICLES, SAID

pytest.importorskip("mcp", reason="the extra [mcp] is not installed")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """The small archive, of one test's own."""
    opened = open_library(tmp_path / "own")
    take_in(opened, ARTICLES, SAID)
    yield opened
    opened.close()


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """A test that is a coroutine is run to its end, in a loop of its own."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    asked = inspect.signature(pyfuncitem.obj).parameters
    asyncio.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in asked}))
    return True
