"""What the packages export, and what starting up loads."""

from __future__ import annotations

import importlib
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import assistant

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
PUBLIC = """Answer Article BadQuestion Briefing BriefingsError Checked Citation Claim Health HomeError Library Match
Refusal Rejected Report Settings SettingsError Span Speaker Status StoreUnavailable UnknownArticle Verified as_json
ask_tool export retriever""".split()
TAKEN = {
    "open": "home settings embedder model today say",
    "add": "sources since limit replace again",
    "add_records": "records",
    "ask": "question speaker actor since until outlet language k",
    "aask": "question speaker actor since until outlet language k",
    "quotes": "speaker actor about since until k",
    "search": "query k",
    "article": "name revision",
    "draft": "topic kind speaker actor since until outlet language after",
    "check": "words speaker",
    "verify": "document content",
    "remove": "articles",
}
RECORDS = ["Article", "Passage", "Quotation", "Span", "Speaker"]


def public(package: str) -> list[str]:
    module = importlib.import_module(package)
    return sorted(getattr(module, "__all__", ()))


def test_the_index_exports_its_records_only() -> None:
    assert public("index") == RECORDS


def test_the_door_of_attribution_exports_what_stands_in_it() -> None:
    assert public("index.attribute") == ["SHOWN", "VERSION", "kept", "shown"]


def test_prompts_exports_nothing() -> None:
    assert public("prompts") == []


def test_the_public_names_are_these_and_there() -> None:
    assert public("assistant") == PUBLIC
    for name in PUBLIC:
        assert getattr(assistant, name).__doc__, name


@pytest.mark.parametrize(("one", "parameters"), TAKEN.items())
def test_a_public_method_keeps_what_it_takes(one: str, parameters: str) -> None:
    assert set(parameters.split()) <= inspect.signature(getattr(assistant.Library, one)).parameters.keys()


def test_every_public_method_is_documented_and_typed() -> None:
    for name, member in inspect.getmembers(assistant.Library, inspect.isfunction):
        if not name.startswith("_"):
            assert member.__doc__, name
            assert inspect.signature(member).return_annotation is not inspect.Signature.empty, name


@pytest.mark.parametrize("package", ["assistant", "index"])
def test_type_checkers_may_read_the_package(package: str) -> None:
    assert (Path(importlib.import_module(package).__path__[0]) / "py.typed").is_file()


def test_no_public_name_is_loaded_before_it_is_used() -> None:
    script = "import sys, assistant; print([name for name in sys.modules if name.startswith(('assistant.', 'index'))])"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert ran.stdout.strip() == "[]"


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
