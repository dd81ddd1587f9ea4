"""`briefings remove --purge`: what it says, and that it asks nothing twice. All articles are invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.assistant.surfaces.conftest import Briefings
from tests.index.stories import REPORT

PAGE = "https://lorn-post.example/quay"
WIRE = {"id": "wire", "text": REPORT, "outlet": "The Lorn Post", "url": PAGE, "published": "2025-03-04"}
TAKEN = {"id": "taken", "text": f"LORN (Reuters) - {REPORT}", "outlet": "Vell Courier", "published": "2025-03-05"}


@pytest.fixture
def archive(briefings: Briefings, news: Callable[..., Path]) -> Briefings:
    assert briefings("add", news(WIRE, TAKEN)).code == 0
    return briefings


@pytest.mark.parametrize("named", ["wire", PAGE])
def test_what_was_erased_is_told_and_which_copies_stay(archive: Briefings, named: str) -> None:
    told = archive("remove", "--purge", named, "--json").json
    assert (told["taken_down"], told["copies"], told["already"]) == (["wire"], ["taken"], [])
    assert (told["erased"]["revisions"], told["erased"]["lexical"]) == (1, 2)
    assert archive("show", "wire").code == 1
    assert archive("show", "taken").code == 0


def test_once_more_says_when_it_was_and_does_nothing(archive: Briefings) -> None:
    first = archive("remove", "--purge", "wire")
    assert first.out.startswith("1 taken down; erased: 1 revisions, ")
    assert "copies under ids of their own stay: taken" in first.err
    again = archive("remove", "--purge", PAGE)
    assert (again.code, again.err) == (0, "")
    assert again.out == f"wire was taken down on {datetime.now(UTC).date()} already\n"


@pytest.mark.parametrize("name", ["nothing", "https://reader:secret@nowhere.example/x?token=secret"])
def test_what_is_not_there_is_named_and_nothing_is_touched(archive: Briefings, name: str) -> None:
    ran = archive("remove", "--purge", "wire", name)
    assert (ran.code, ran.out) == (1, "")
    assert "no article" in ran.complaint
    assert "secret" not in ran.complaint
    assert archive("show", "wire").code == 0


def test_it_stays_out_until_it_is_asked_for_again(archive: Briefings, news: Callable[..., Path]) -> None:
    archive("remove", "--purge", "wire")
    refused = archive("add", news(WIRE))
    assert (refused.code, refused.out) == (1, "0 new, 0 revised, 0 already there, 1 rejected\n")
    assert "it was taken down on" in refused.complaint
    assert archive("add", "--again", news(WIRE), "--json").json["new"] == ["wire"]
    assert archive("remove", "--purge", "wire").out.startswith("1 taken down")


def test_removing_says_what_in_json(archive: Briefings) -> None:
    assert archive("remove", "wire", "--json").json == {"removed": ["wire"]}
