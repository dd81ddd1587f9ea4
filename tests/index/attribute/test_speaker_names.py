"""Quality as a gate, on quotations of news and of the sample archive labelled by hand.

How they were labelled is told in tests/benchmarks/SPEAKER_NAMES.md. Floors are in floors.json, about a point below what
was reached. A lower one needs a reason in the commit that lowers it.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from index.attribute.attributor import Attributor

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))["labelled names"]


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    sys.path.insert(0, str(BENCHMARKS))
    try:
        return importlib.import_module("speaker_names")
    finally:
        sys.path.remove(str(BENCHMARKS))


@pytest.fixture(scope="module")
def named(bench: ModuleType, attributor: Attributor, shared: Path) -> dict:
    labels = bench.labels()
    articles = bench.labelled_articles(labels, shared / "data" / "news" / "articles.jsonl.gz")
    found = {a.id: qs for a, qs in zip(articles, attributor.attribute(articles), strict=True)}
    return bench.named(labels, found)


def test_there_are_labels_for_people_and_for_bodies(bench: ModuleType) -> None:
    kinds = [label.kind for label in bench.labels()]
    assert kinds.count("person") >= 110
    assert kinds.count("body") >= 40


@pytest.mark.parametrize("kind", ["person", "body", "all"])
def test_speakers_are_named_as_a_reader_names_them(named, kind: str) -> None:
    assert named[kind].right / named[kind].asked >= FLOORS[kind]["right"]
    assert named[kind].right / named[kind].named >= FLOORS[kind]["right of the named"]
