"""`briefings demo`: the first run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.assistant.surfaces.conftest import Briefings


def test_it_asks_the_invented_archive_beside_articles_of_ones_own(
    briefings: Briefings, home: Path, news: Callable[..., Path]
) -> None:
    briefings("add", news({"id": "own", "language": "en", "text": "It rained in Lorn. Nobody minded."}))
    ran = briefings("demo")
    assert ran.code == 0
    assert "Vahan Toskari" in ran.out
    assert "invented" in ran.err
    assert briefings("status", "--json").json["articles"] == 1
    assert briefings("--home", home / "demo", "status", "--json").json["articles"] == 30

    again = briefings("--home", home / "demo", "demo")
    assert "30 were there" in again.err
    assert again.out == ran.out
    assert not (home / "demo" / "demo").exists()

    assert briefings("--home", home / "demo", "remove", "--sample").out == "30 removed\n"
