"""Copies as users see them: told when they come in, shown once, named where one is opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.assistant.surfaces.conftest import Briefings
from tests.index.stories import BACKGROUND, OTHER_NEWS, REPORT

News = Callable[..., Path]

WIRE = {"id": "wire", "text": REPORT, "outlet": "The Lorn Post", "published": "2025-03-04", "language": "en"}
TAKEN = {
    **WIRE,
    "id": "taken",
    "text": f"LORN (Reuters) - {REPORT}",
    "outlet": "Vell Courier",
    "published": "2025-03-05",
}
LATER = {**WIRE, "id": "later", "text": OTHER_NEWS + BACKGROUND, "published": "2025-06-01"}


@pytest.fixture
def archive(briefings: Briefings, news: News) -> Briefings:
    assert briefings("add", news(TAKEN, WIRE, LATER)).code == 0
    return briefings


def test_add_tells_of_copies(briefings: Briefings, news: News) -> None:
    assert briefings("add", news(WIRE)).out == "1 new, 0 revised, 0 already there, 0 rejected\n"
    told = briefings("add", news(TAKEN))
    assert told.out.endswith("0 rejected; 1 of them is a copy of what was published before\n")
    again = {**TAKEN, "id": "again", "outlet": "Karn Gazette"}
    assert briefings("add", news(again), "--json").json["copies"] == [{"article": "again", "copy_of": "wire"}]


def test_a_passage_is_found_once_and_a_follow_up_beside_it(archive: Briefings) -> None:
    found = archive("search", "the quay and the wall in Lorn", "--json").json["passages"]
    assert {one["article"]["id"] for one in found} == {"wire", "later"}


def test_where_only_the_copys_outlet_is_asked_its_own_is_cited(archive: Briefings) -> None:
    question = "What did Orrin say about the quay?"
    answer = archive("ask", question, "--outlet", "Vell Courier", "--json").json
    assert [one["article"]["id"] for one in answer["citations"]] == ["taken"]
    (cited,) = archive("ask", question, "--until", "2025-04-01", "--json").json["citations"]
    assert {cited["article"]["id"], *(one["article"]["id"] for one in cited["renderings"])} >= {"wire", "taken"}


def test_show_names_the_first_publication_and_the_agency(archive: Briefings) -> None:
    shown = archive("show", "taken", "--json").json
    assert (shown["copy_of"]["id"], shown["agency"], shown["current"]) == ("wire", "Reuters", 1)
    assert [one["id"] for one in archive("show", "wire", "--json").json["also_in"]] == ["taken"]
    assert archive("show", "taken").out.startswith(
        "a copy of wire (The Lorn Post, 2025-03-04)\nfrom the agency Reuters\n"
    )
    assert archive("show", "later").out.startswith("The Lorn Post\n")


def test_an_older_revision_says_so_and_names_the_newer_one(archive: Briefings, news: News) -> None:
    archive("add", news({**LATER, "text": f"Corrected. {LATER['text']}"}))
    assert archive("show", "later").out.startswith("The Lorn Post\n")
    old = archive("show", "later", "--revision", "1", "--at", "0:7")
    assert old.out.startswith("revision 1, an older one; the text as it is now, revision 2: briefings show later\n")
    assert archive("show", "later", "--revision", "1", "--json").json["current"] == 2
