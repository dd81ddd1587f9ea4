"""Versions of one text, and texts that have nothing to do with each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from index.accession.identity import filled_in, related, same
from index.article import Article

LONG = (
    "The talks in Lorn ended without a date for another round. The envoy said that the maps would be drawn by a"
    " commission. The mayor of Vell offered the old town hall for the next meeting, should there be one."
)
KNOWN = Article(
    id="a", text=LONG, title="Talks end", outlet="The Lorn Post", url="https://o.example/a", published=date(2025, 3, 2),
    language="en", authors=("A. Teller",), revision=4,
)  # fmt: skip


def article(text: str = LONG, **fields: Any) -> Article:
    return Article(id="a", text=text, **fields)


def test_the_same_words_with_nothing_contradicted_are_the_same() -> None:
    assert same(article(), KNOWN)
    assert same(replace(KNOWN, revision=1), KNOWN)


@pytest.mark.parametrize(
    "change",
    [
        {"text": LONG + " "},
        {"title": "Talks go on"},
        {"outlet": "The Vell Post"},
        {"url": "https://o.example/b"},
        {"published": date(2025, 3, 3)},
        {"language": "fr"},
        {"authors": ("B. Teller",)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_whatever_differs_makes_another_version(change: dict[str, Any]) -> None:
    assert not same(replace(KNOWN, **change), KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Corrected: " + LONG, id="with a note"),
        pytest.param(LONG.upper(), id="in capitals"),
        pytest.param(LONG[:120], id="cut short"),
        pytest.param(LONG + " " + "Nothing was said about the river crossing at dawn. " * 20, id="much longer"),
        pytest.param(LONG.replace(" ", "\r\n"), id="set anew"),
    ],
)
def test_versions_of_a_text_are_related(text: str) -> None:
    assert related(article(text), article())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Apples are cheap this autumn, and the cider press in Vell has been repaired.", id="another matter"
        ),
        pytest.param(
            "An envoy told reporters in Lorn on Sunday that talks about maps had failed.", id="the same matter"
        ),
        pytest.param("The talks", id="two words of it"),
        pytest.param("... !", id="no words"),
    ],
)
def test_other_texts_are_not(text: str) -> None:
    assert not related(article(text), article())


def test_an_equal_title_relates_unlike_texts_and_a_missing_one_does_not() -> None:
    other = "Apples are cheap this autumn."
    assert related(article(other, title="Live: Lorn"), article(title="Live: Lorn"))
    assert not related(article(other), article())


def test_a_revision_takes_over_what_it_leaves_out() -> None:
    assert filled_in(article("New text."), KNOWN, 5) == replace(KNOWN, text="New text.", revision=5)


def test_a_revision_keeps_what_it_says_and_the_known_id() -> None:
    given = replace(KNOWN, id="b", text="New text.", title="New", authors=("B. Teller",))
    assert filled_in(given, KNOWN, 9) == replace(given, id="a", revision=9)
