"""What the packages export, and what starting up loads."""

from __future__ import annotations

import importlib
import subprocess
import sys

import pytest

HEAVY = (
    "chromadb",
    "spacy",
    "numpy",
    "langchain",
    "langchain_core",
    "onnxruntime",
    "tantivy",
    "openai",
    "sqlalchemy",
    "fastapi",
)
RECORDS = ["Article", "Passage", "Quotation", "Span", "Speaker"]


def public(package: str) -> list[str]:
    module = importlib.import_module(package)
    return sorted(getattr(module, "__all__", ()))


def test_the_index_exports_its_records_only() -> None:
    assert public("index") == RECORDS


def test_the_door_of_attribution_exports_what_stands_in_it() -> None:
    assert public("index.attribute") == ["SHOWN", "VERSION", "kept", "shown"]


@pytest.mark.parametrize("package", ["assistant", "prompts"])
def test_the_others_export_nothing(package: str) -> None:
    assert public(package) == []


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys; from assistant.surfaces.cli import main\n"
        "sys.argv = ['briefings', '--help']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert "Usage: briefings" in ran.stdout
    assert ran.stderr.strip() == "[]"


@pytest.mark.parametrize(
    "module", ["assistant.verify", "assistant.understand", "assistant.draft", "index.attribute", "index.article"]
)
def test_importing_a_stage_loads_no_model(module: str) -> None:
    script = (
        f"import sys, {module}; print([n for n in ('chromadb', 'spacy', 'onnxruntime', 'openai') if n in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert ran.stdout.strip() == "[]"
