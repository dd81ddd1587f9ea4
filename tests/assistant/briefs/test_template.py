"""Kinds of briefings."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.briefs.template import load, shipped
from index.errors import SettingsError


@pytest.mark.parametrize("kind", sorted(shipped()))
def test_what_ships_can_be_loaded(kind: str, tmp_path: Path) -> None:
    assert load(kind, tmp_path).sections


def test_the_homes_own_stands_before_what_ships(tmp_path: Path) -> None:
    (tmp_path / "briefs").mkdir()
    own = tmp_path / "briefs" / "regional.toml"
    own.write_text('title = "Desk"\nsections = ["events"]\n[names]\nevents = "Heard"\n', encoding="utf-8")
    assert (load("regional", tmp_path).title, load("regional", tmp_path).names) == ("Desk", {"events": "Heard"})


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param('sections = ["gossip"]', "sections.0", id="a part that there is not"),
        pytest.param('sections = ["events"]\ncolour = 1', "colour", id="an unknown key"),
        pytest.param("sections = []", "sections", id="no sections"),
        pytest.param("sections = [", "cannot be read", id="no TOML"),
    ],
)
def test_a_bad_template_is_named_with_its_key(tmp_path: Path, text: str, named: str) -> None:
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "mine.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"mine\.toml") as raised:
        load("mine", tmp_path)
    assert named in str(raised.value)


def test_an_unknown_kind_is_answered_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="delta, position, regional"):
        load("yearly", tmp_path)
