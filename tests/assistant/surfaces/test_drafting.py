"""`briefings draft`, from the sample archive to a file and back through `verify`; all articles are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.wording import length
from tests.assistant.surfaces.conftest import Briefings

TOPIC = "the Sefrin railway"


@pytest.mark.parametrize("ending", [".md", ".html", ".docx", ".pdf", ".json"])
def test_every_quotation_of_a_draft_is_verified(full: Briefings, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"draft{ending}"
    assert full("draft", TOPIC, "-o", path).code == 0
    ran = full("verify", path, "--json")
    assert (ran.code, ran.json["sound"]) == (0, True)
    assert len(ran.json["quotations"]) >= 10


def test_a_draft_tells_each_event_once_and_shows_each_quotation_once(full: Briefings) -> None:
    made = full("draft", TOPIC, "--json").json
    shown = [number for event in made["events"] for number in event["citations"]]
    assert sorted(shown) == [one["number"] for one in made["citations"]] == list(range(1, len(shown) + 1))
    titles = [event["title"] for event in made["events"]]
    assert len(titles) == len(set(titles))
    assert [event["day"] for event in made["events"]] == sorted(event["day"] for event in made["events"])
    assert {(one["article"], one["revision"]) for one in made["manifest"]} == {
        (one["article"]["id"], one["article"]["revision"]) for one in made["citations"]
    }


def test_what_has_no_speaker_is_left_out_and_named(full: Briefings) -> None:
    made = full("draft", TOPIC, "--json").json
    assert all(one["speaker"] for one in made["citations"])
    assert "unattributed" in {one["why"] for one in made["left_out"]}


def test_words_that_an_outlet_tells_were_reversed_stand_side_by_side(full: Briefings) -> None:
    made = full("draft", TOPIC, "--kind", "position", "--json").json
    cited = {one["number"]: one["quote"] for one in made["citations"]}
    ((earlier, later),) = made["disputed"]
    assert "no railway through Sefrin" in cited[earlier]
    assert "I am for this railway" in cited[later]


def test_a_delta_has_only_what_an_earlier_draft_has_not_shown(full: Briefings, tmp_path: Path) -> None:
    first = tmp_path / "first.json"
    full("draft", TOPIC, "--until", "2025-05-31", "-o", first)
    shown = {one["quote"] for one in json.loads(first.read_text(encoding="utf-8"))["citations"]}
    new = full("draft", TOPIC, "--kind", "delta", "--after", first, "--json").json
    assert shown
    assert shown.isdisjoint(one["quote"] for one in new["citations"])
    assert "seen" in {one["why"] for one in new["left_out"]}


def test_the_rules_of_an_outlet_are_kept_and_told(full: Briefings, home: Path, tmp_path: Path) -> None:
    (home / "briefings.toml").write_text(
        '[outlets."Hestal Daily"]\nquote_words = 6\nline = "By courtesy of Hestal Daily"\n'
        '[outlets."Meral News"]\nembargo_days = 99999\n',
        encoding="utf-8",
    )
    made = full("draft", TOPIC, "--json").json
    cut = [one["quote"] for one in made["citations"] if one["number"] in made["shortened"]]
    assert cut
    assert all(length(quote) == 6 for quote in cut)
    path = tmp_path / "draft.md"
    full("draft", TOPIC, "-o", path)
    text = path.read_text(encoding="utf-8")
    assert all(f"{quote} …" in text for quote in cut)
    assert "By courtesy of Hestal Daily" in text
    assert "its outlet's embargo" in text
    assert full("verify", path).code == 0


def test_the_labels_are_in_the_readers_language(full: Briefings) -> None:
    assert "## Что было сказано" in full("draft", TOPIC, "--labels", "ru").out


def test_a_topic_that_nobody_speaks_of_is_refused(full: Briefings, tmp_path: Path) -> None:
    path = tmp_path / "draft.md"
    ran = full("draft", "What did Karen Malvash say about his arrest?", "-o", path)
    assert (ran.code, path.exists()) == (0, False)
    assert "never quoted" in ran.out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        pytest.param(["-o", "draft.odt"], 2, "draft.odt", id="a format that is not written"),
        pytest.param(["-o", "draft.md", "--json"], 2, "--json", id="a file and standard output"),
        pytest.param(["--kind", "yearly"], 1, "regional", id="an unknown kind"),
        pytest.param(["--after", "nowhere.json"], 1, "nowhere.json", id="an earlier draft that is not there"),
        pytest.param(["-o", "nowhere/draft.md"], 1, "cannot be written", id="a folder that is not there"),
    ],
)
def test_what_cannot_be_done_is_said(
    full: Briefings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = full("draft", TOPIC, *arguments)
    assert ran.code == code
    assert said in ran.err
