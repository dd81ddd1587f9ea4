"""The command line in this process, with words only where meanings are not the point: no model has to load; the small
archive of one test's own; and tests that are coroutines.
"""

from __future__ import annotations

import asyncio
import inspect
import io
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assistant.surfaces.cli import main
from index import sample
from index.attribute.attributor import Attributor
from index.build import add
from index.home import open_home
from index.library import Library
from index.settings import Settings
from index.sources.files import read_sources
from tests.assistant.archive import open_library, take_in
from tests.assistant.news import ARTICLES, SAID


@dataclass(frozen=True, kw_only=True)
class Ran:
    """What one command has done."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one object on standard output."""
        (line,) = self.out.splitlines()
        return json.loads(line)

    @property
    def lines(self) -> list[Any]:
        """The objects on standard output, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def complaint(self) -> str:
        """The one line on standard error, which is no traceback."""
        (line,) = self.err.splitlines()
        assert line.startswith("briefings: "), line
        return line


Briefings = Callable[..., Ran]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home of this test, searched by words only."""
    for name in [name for name in os.environ if name.startswith(("BRIEFINGS_", "OPENAI_"))]:
        monkeypatch.delenv(name)
    home = tmp_path / "home"
    monkeypatch.setenv("BRIEFINGS_HOME", str(home))
    monkeypatch.setenv("BRIEFINGS_EMBEDDER", "none")
    return home


@pytest.fixture
def briefings(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Briefings:
    """Runs a command as the console script does, and gives exit code and both outputs."""

    def run(*arguments: str | Path, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "argv", ["briefings", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        try:
            main()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
        seen = capsys.readouterr()
        assert "Traceback" not in seen.err
        return Ran(code=code, out=seen.out, err=seen.err)

    return run


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory, attributor: Attributor) -> Path:
    """A home with the sample archive, searched by words only; to be copied."""
    path = tmp_path_factory.mktemp("sample") / "home"
    library = Library(open_home(path), Settings(embedder="none"))
    for _ in add(library, read_sources([str(sample.articles_path())], None), attributor):
        pass
    library.close()
    return path


@pytest.fixture
def full(home: Path, briefings: Briefings, sample_home: Path) -> Briefings:
    """Runs commands over the sample archive."""
    shutil.copytree(sample_home, home)
    return briefings


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


@pytest.fixture
def news(tmp_path: Path) -> Callable[..., Path]:
    """Writes articles, one JSON object a line, and gives the file's path."""

    def write(*articles: dict[str, Any], name: str = "news.jsonl") -> Path:
        path = tmp_path / name
        path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in articles), encoding="utf-8")
        return path

    return write
