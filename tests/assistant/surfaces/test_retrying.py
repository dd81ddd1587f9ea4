"""`briefings rejected` and `retry`. All articles are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.assistant.surfaces.conftest import Briefings
from tests.index.archive import TALKS


@pytest.fixture
def rejecting(briefings: Briefings, tmp_path: Path) -> Briefings:
    (tmp_path / "one.txt").touch()
    (tmp_path / "two.txt").touch()
    assert briefings("add", tmp_path / "one.txt", tmp_path / "two.txt").code == 1
    return briefings


def test_what_was_rejected_is_listed_with_its_reason(rejecting: Briefings, tmp_path: Path) -> None:
    listed = rejecting("rejected", "--json").json["rejected"]
    assert [(one["number"], one["source"], one["tries"]) for one in listed] == [
        (1, str(tmp_path / "one.txt"), 1),
        (2, str(tmp_path / "two.txt"), 1),
    ]
    assert "empty: it has no text (tried once, last " in rejecting("rejected").out
    assert rejecting("status", "--json").json["rejected"] == 2


def test_what_goes_in_leaves_the_list(rejecting: Briefings, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TALKS)
    assert rejecting("retry", "1").out == "1 new, 0 revised, 0 already there, 0 rejected\n"
    again = rejecting("retry", "--all", "--json")
    assert (again.code, len(again.json["rejected"])) == (1, 1)
    assert [one["number"] for one in rejecting("rejected", "--json").json["rejected"]] == [2]
    assert "tried 2 times" in rejecting("rejected").out
    assert rejecting("rejected", "--forget", "2").out == ""
    assert rejecting("retry", "--all").out == "0 new, 0 revised, 0 already there, 0 rejected\n"


@pytest.mark.parametrize(("arguments", "code"), [((), 2), (("1", "--all"), 2), (("x",), 2), (("7",), 1)])
def test_wrong_usage_is_told(rejecting: Briefings, arguments: tuple[str, ...], code: int) -> None:
    ran = rejecting("retry", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert "NUMBER" in ran.err or "--all" in ran.err or "no rejected item 7" in ran.err
