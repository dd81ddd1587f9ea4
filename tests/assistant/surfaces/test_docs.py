"""The pages of docs/: they build without a warning, and say all that there is and nothing else."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer

import assistant
from assistant.keeping.corrections import Corrections
from assistant.keeping.feeds import Feeds
from assistant.keeping.rejections import Rejections
from assistant.surfaces.cli import app
from tests.assistant.openai_server import Step, serving
from tests.assistant.surfaces.mcp.test_tools import TOOLS

ROOT = Path(__file__).parents[3]
DOCS = ROOT / "docs"
REPLY = """{"id": "1", "object": "chat.completion", "created": 0, "model": "scripted", "choices": [{"index": 0,
"finish_reason": "stop", "message": {"role": "assistant", "content": "Here you are."}}]}"""
COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
PYTHON = [
    pytest.param(code, id=f"{page.stem}-{number}")
    for page in sorted(DOCS.rglob("*.md"))
    for number, code in enumerate(
        re.findall(r"^```python\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    )
]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site."""
    site = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return site


def test_the_site_asks_nothing_of_any_other_server(built: Path) -> None:
    pages = list(built.rglob("*.html"))
    loaded = [
        found for page in pages for found in re.findall(r"(?:src|<link[^>]+href)=.https?://[^'\"]+", page.read_text())
    ]

    assert len(pages) > 10
    assert loaded == []


def test_every_command_has_its_help_on_the_page_of_the_terminal(built: Path) -> None:
    text = (DOCS / "terminal.md").read_text("utf-8")

    assert sorted(re.findall(r"^<!-- help (\w+) -->$", text, re.MULTILINE)) == COMMANDS
    page = (built / "terminal" / "index.html").read_text("utf-8")
    assert all(f"Usage: briefings {name}" in page for name in COMMANDS)


def test_every_public_name_and_method_is_on_the_page_of_python(built: Path) -> None:
    page = (built / "python" / "index.html").read_text("utf-8")

    assert all(f"<code>{name}</code>" in page for name in assistant.__all__)
    for before, of in (
        ("", assistant.Library),
        ("corrections", Corrections),
        ("feeds", Feeds),
        ("rejections", Rejections),
    ):
        methods = [name for name in dir(of) if not name.startswith("_") and callable(getattr(of, name))]
        assert methods
        assert [name for name in methods if f'id="{before}{name}"' not in page] == []


def test_every_tool_is_on_the_page_of_mcp() -> None:
    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", (DOCS / "mcp.md").read_text("utf-8"), re.MULTILINE)

    assert {name for row in rows for name in re.findall(r"\w+", row)} == TOOLS


def test_commands_and_options_that_the_pages_name_are_there(built: Path) -> None:
    helped = (built / "terminal" / "index.html").read_text("utf-8")
    pages = [page.read_text("utf-8") for page in DOCS.rglob("*.md")]
    named = {found for page in pages for found in re.findall(r"`briefings ([a-z]+)", page)}
    options = {found for page in pages for found in re.findall(r"`[^`\n]*?(--[a-z][a-z-]+)", page)}

    assert named <= set(COMMANDS)
    assert options
    assert {option for option in options if option not in helped} == set()


@pytest.mark.parametrize("code", PYTHON)
def test_the_python_of_the_pages_runs(
    code: str, home: Path, sample_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(sample_home, tmp_path / "my-archive")
    monkeypatch.chdir(tmp_path)
    with serving(Step(body=REPLY)) as server:
        monkeypatch.setenv("OPENAI_API_KEY", "unused")
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)

        exec(compile(code, "page", "exec"), {})
