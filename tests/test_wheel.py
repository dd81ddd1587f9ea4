"""The wheel holds what runs, all of it and nothing else. Hatchling obeys .gitignore: an ignored folder would be left
out of the wheel without a word.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("assistant", "index", "prompts")


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names of the files in a wheel built from this folder, without network."""
    for needed in ("build", "hatchling"):
        if importlib.util.find_spec(needed) is None:
            pytest.skip(f"{needed} is not installed, so no wheel can be built")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


@pytest.mark.parametrize("package", PACKAGES)
def test_every_file_of_a_package_is_in_it(names: list[str], package: str) -> None:
    there = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }
    assert there
    assert there <= set(names)


@pytest.mark.parametrize(
    "name",
    [
        "index/sample/articles.jsonl",
        "index/sample/questions.jsonl",
        "index/attribute/english/weights.json",
        "assistant/surfaces/cli.py",
        "assistant/surfaces/web/page/index.html",
        "prompts/__init__.py",
    ],
)
def test_what_a_first_run_needs_is_in_it(names: list[str], name: str) -> None:
    assert name in names


def test_the_licence_is_in_it(names: list[str]) -> None:
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_the_console_script_is_in_it(names: list[str]) -> None:
    assert any(name.endswith(".dist-info/entry_points.txt") for name in names)


def test_nothing_else_is(names: list[str]) -> None:
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(PACKAGES)
    assert not [name for name in names if "__pycache__" in name or name.endswith((".pyc", ".sqlite3", ".bin"))]


def test_nothing_that_is_ignored_is(names: list[str]) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout, so nothing says what is ignored")
    ours = "\n".join(name for name in names if name.startswith(PACKAGES))
    ran = subprocess.run(["git", "check-ignore", "--stdin"], cwd=ROOT, input=ours, capture_output=True, text=True)
    assert ran.stdout == ""
