"""How near two texts are in meaning, once what their languages have in common is taken away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.embed import HashEmbedder
from index.home import open_home
from index.library import Library
from index.likeness import Likeness
from index.record.facts import MEANS
from index.settings import Settings

BRIDGE = "The minister said that the bridge would stay closed until spring."
ALIKE = "The bridge will stay closed until spring, the minister said."
OTHER = "What did a baker in Lorn want to do about flour?"
DIM = 256


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = Library(open_home(tmp_path), Settings(), embedder=HashEmbedder(DIM))
    yield made
    made.close()


def keep_mean(library: Library, language: str) -> None:
    mean = HashEmbedder(DIM).embed(["The minister said that it would stay closed."], "query")[0] / 2
    library.store.facts.put(f"{MEANS}quotation:{language}", {"count": 60, "mean": [float(x) for x in mean]})


def test_texts_that_say_the_same_are_near(library: Library) -> None:
    keep_mean(library, "en")
    likeness = Likeness(library)
    assert likeness(BRIDGE, ALIKE) > 0.5 > likeness(BRIDGE, OTHER)
    assert likeness(BRIDGE, ALIKE) == pytest.approx(likeness(ALIKE, BRIDGE))
    assert likeness(BRIDGE, BRIDGE) == pytest.approx(1.0)


def test_without_the_mean_of_a_language_nothing_is_near(library: Library) -> None:
    assert Likeness(library)(BRIDGE, BRIDGE) == -1.0
    keep_mean(library, "en")
    assert Likeness(library)(BRIDGE, "Министр сказал, что мост будет закрыт до весны.") == -1.0


def test_without_an_embedder_nothing_is_near(tmp_path: Path) -> None:
    library = Library(open_home(tmp_path), Settings(embedder="none"))
    keep_mean(library, "en")
    assert Likeness(library)(BRIDGE, BRIDGE) == -1.0
    library.close()
