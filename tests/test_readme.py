"""The README's commands are run as they stand there, and print what it shows."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from index.sample import articles_path

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
SETS_UP = "python3 -m venv"  # such lines make an environment, which the checks of the repository run by themselves


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


COMMANDS = [line for block in blocks("sh") for line in block.splitlines() if not line.startswith(SETS_UP)]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory as the README's reader has it: a folder `articles/`, and nothing else."""
    folder = tmp_path_factory.mktemp("reader")
    (folder / "articles").mkdir()
    lines = articles_path().read_text("utf-8").splitlines()[:3]
    for number, line in enumerate(lines):
        record = json.loads(line)
        (folder / "articles" / f"{number}.txt").write_text(record["text"], encoding="utf-8")
    return folder


def run(command: list[str], place: Path, home: str = "home") -> str:
    environment = {"BRIEFINGS_HOME": str(place / home), "PATH": "/usr/bin:/bin", "COLUMNS": "130", "HOME": str(place)}
    environment["PYTHONPATH"] = str(Path(__file__).parents[1])
    done = subprocess.run(command, cwd=place, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def briefings(arguments: str) -> list[str]:
    return [sys.executable, "-m", "assistant.surfaces.cli", *shlex.split(arguments)]


@pytest.mark.usefixtures("e5_home")
def test_the_demo_prints_what_the_readme_shows(place: Path) -> None:
    (shown,) = blocks("text")

    printed = run(briefings("demo"), place, home="demo")

    words = " ".join(printed.split())
    for paragraph in shown.strip().split("\n\n"):
        assert " ".join(paragraph.split()) in words


@pytest.mark.usefixtures("e5_home")
def test_every_command_of_the_readme_works_in_its_order(place: Path) -> None:
    assert len(COMMANDS) >= 5
    for command in COMMANDS:
        assert command.startswith("briefings ")
        assert run(briefings(command.removeprefix("briefings ")), place)


@pytest.mark.usefixtures("e5_home")
def test_the_python_of_the_readme_runs(place: Path) -> None:
    (code,) = blocks("python")
    run(briefings("--home my-archive add articles/"), place)

    run([sys.executable, "-W", "error", "-c", code], place)


def test_every_command_that_there_is_stands_in_the_readme_and_no_other(place: Path) -> None:
    helped = run(briefings("--help"), place)
    there = set(re.findall(r"^  ([a-z]+)\s{2,}", helped.partition("Commands:")[2], re.MULTILINE))

    named = set(re.findall(r"^\| `briefings ([a-z]+)", README, re.MULTILINE))

    assert there == named
