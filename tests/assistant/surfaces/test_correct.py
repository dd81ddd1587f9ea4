"""`briefings correct` and `corrections`: from an editor's word to the answers. All articles are invented."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index import sample
from tests.assistant.surfaces.conftest import Briefings

News = Callable[..., Path]
OSHKEL_TIMES = ("sample-14-elgaran-treaty-oshkel-times", "--at", "301:470")
LATER = "«Мост будет открыт осенью этого года, как мы и обещали»"
BRIDGE: dict[str, Any] = {
    "id": "bridge",
    "language": "ru",
    "published": "2025-05-02",
    "text": f"{LATER}, — сообщил министр транспорта Сергей Ладин.",
}
AT = ("bridge", "--at", "1:20")


def articles(found: Any) -> set[str]:
    """Where the quotations of `quotes --json`, or the citations of `ask --json`, stand, and their other renderings."""
    places = [place for each in found for place in (each, *each["renderings"])]
    return {place["article"]["id"] for place in places}


def asked(briefings: Briefings, who: str) -> list[dict[str, Any]]:
    answer = briefings("ask", f"What did {who} say about peace with Dorvia?", "--json").json
    return [each for each in answer["citations"] if each["quote"].startswith("Peace with Dorvia is closer")]


def test_over_the_sample_archive_from_end_to_end(briefings: Briefings, tmp_path: Path) -> None:
    assert briefings("add", sample.articles_path()).code == 0
    before = asked(briefings, "Rauf Elgaran")
    assert before
    assert asked(briefings, "Hayk Orvan") == []

    made = briefings("correct", *OSHKEL_TIMES, "--speaker", "Hayk Orvan", "--actor", "Dorvia", "--by", "ana", "--json")
    assert (made.json["quotations"], made.json["before"]["speaker"]["name"]) == (2, "Rauf Elgaran")
    briefings("reindex")
    corrected = asked(briefings, "Hayk Orvan")
    assert {each["speaker"]["name"] for each in corrected} == {"Hayk Orvan"}
    assert {(each["confidence"], each["corrected"]["by"]) for each in corrected} == {(1.0, "ana")}
    assert asked(briefings, "Rauf Elgaran") == []

    copy = json.loads(sample.articles_path().read_text("utf-8").splitlines()[14])
    copy |= {"id": "copy", "url": None, "outlet": "Ardesh Courier", "title": "Elgaran hopeful"}
    later = tmp_path / "later.jsonl"
    later.write_text(json.dumps(copy), encoding="utf-8")
    assert briefings("add", later).code == 0
    assert "copy" in articles(briefings("quotes", "--speaker", "Hayk Orvan", "--json").json["quotes"])

    assert briefings("correct", *OSHKEL_TIMES, "--undo", "--by", "eli").code == 0
    assert asked(briefings, "Hayk Orvan") == []
    assert {each["corrected"] for each in asked(briefings, "Rauf Elgaran")} == {None}
    history = briefings("corrections", "--json").json["corrections"]
    assert [(each["by"], each["action"], each["standing"]) for each in history] == [
        ("ana", "correct", "undone"),
        ("eli", "undo", "undo"),
    ]


class TestOneQuotation:
    """Whose speaker is read by rules, so that no parser is needed."""

    @pytest.fixture
    def archive(self, briefings: Briefings, news: News) -> Briefings:
        assert briefings("add", news(BRIDGE)).code == 0
        return briefings

    def found(self, briefings: Briefings, speaker: str) -> list[dict[str, Any]]:
        quotes: list[dict[str, Any]] = briefings("quotes", "--speaker", speaker, "--json").json["quotes"]
        return quotes

    def test_what_was_what_is_and_who_says_so_is_told(self, archive: Briefings) -> None:
        ran = archive("correct", *AT, "--speaker", "Анна Дорн", "--by", "ana", "--note", "on tape")

        for told in ("was: Сергей Ладин", "is: Анна Дорн", "ana", "note: on tape", LATER.strip("«»")):
            assert told in ran.out
        assert archive("corrections").out == ran.out
        assert "corrected by ana" in archive("quotes", "--speaker", "Анна Дорн").out

    def test_it_may_be_named_by_its_words(self, archive: Briefings) -> None:
        assert archive("correct", "--words", LATER.upper(), "--speaker", "Анна Дорн").code == 0
        assert self.found(archive, "Сергей Ладин") == []

    def test_nobody_is_established(self, archive: Briefings) -> None:
        archive("correct", *AT, "--speaker", "none")

        (quote,) = archive("quotes", "--json").json["quotes"]
        assert (quote["speaker"], quote["corrected"] is None) == (None, False)

    def test_what_is_no_quotation_is_hidden_until_that_is_undone(self, archive: Briefings) -> None:
        archive("correct", *AT, "--not-a-quotation")
        assert archive("quotes", "--json").json == {"quotes": []}
        archive("correct", *AT, "--undo")

        assert len(self.found(archive, "Сергей Ладин")) == 1

    def test_both_names_find_what_is_shown_as_the_second(self, archive: Briefings) -> None:
        archive("correct", "--alias", "Сергей Ладин=Сергей Волгин")

        for name in ("Сергей Ладин", "Сергей Волгин", "Ладин"):
            (quote,) = self.found(archive, name)
            assert quote["speaker"]["name"] == "Сергей Волгин"
        archive("correct", "--alias", "Сергей Ладин=Сергей Волгин", "--undo")
        assert self.found(archive, "Волгин") == []

    def test_no_corrections_are_an_empty_list(self, archive: Briefings) -> None:
        assert archive("corrections", "--json").json == {"corrections": []}

    def test_what_an_editor_writes_does_not_act_on_a_terminal(self, archive: Briefings) -> None:
        archive("correct", *AT, "--speaker", "Анна\u202eДорн", "--by", "a\u202eb")

        assert "\u202e" not in archive("corrections").out + archive("quotes").out

    @pytest.mark.parametrize(
        ("arguments", "named"),
        [
            pytest.param([], "nothing is named", id="nothing"),
            pytest.param([*AT], "nothing to set", id="nothing to set"),
            pytest.param([*AT, "--words", "x", "--speaker", "A"], "exclude each other", id="named twice"),
            pytest.param(["--words", "x", "--at", "1:2", "--speaker", "A"], "--at", id="a place of no article"),
            pytest.param([*AT, "--undo", "--speaker", "A"], "--undo", id="undo and set"),
            pytest.param(["--alias", "A=B", "--speaker", "A"], "--alias", id="join and set"),
            pytest.param(["--number", "1", "--speaker", "A"], "--undo", id="a number to set"),
            pytest.param(["--alias", "A"], "ALIAS=NAME", id="one name"),
            pytest.param(["bridge", "--at", "1:999", "--speaker", "A"], "--at 1:999", id="a place it does not have"),
        ],
    )
    def test_wrong_usage_is_named(self, archive: Briefings, arguments: list[str], named: str) -> None:
        ran = archive("correct", *arguments)

        assert (ran.code, ran.out) == (2, "")
        assert named in ran.err

    @pytest.mark.parametrize(
        ("arguments", "named"),
        [
            pytest.param(["nowhere", "--at", "1:2", "--speaker", "A"], "'nowhere'", id="no article"),
            pytest.param(["bridge:1:q:9", "--speaker", "A"], "'bridge:1:q:9'", id="no quotation"),
            pytest.param(["bridge", "--at", "70:75", "--speaker", "A"], "nearest are bridge --at 1:", id="none there"),
            pytest.param(["--words", "Мост", "--speaker", "A"], "bridge --at 1:", id="a part of its words"),
            pytest.param([*AT, "--speaker", " "], "speaker is empty", id="an empty name"),
            pytest.param([*AT, "--speaker", "none", "--role", "x"], "name the speaker too", id="a role of nobody"),
            pytest.param([*AT, "--speaker", "A", "--not-a-quotation"], "one or the other", id="no quotation by A"),
            pytest.param([*AT, "--undo"], "no correction applies", id="nothing to undo"),
            pytest.param(["--alias", "A=a"], "one name already", id="an alias of itself"),
            pytest.param(["--alias", "A=B", "--undo"], "no other name", id="no such alias"),
            pytest.param(["--number", "7", "--undo"], "no correction 7", id="no such number"),
        ],
    )
    def test_what_cannot_be_done_is_named(self, archive: Briefings, arguments: list[str], named: str) -> None:
        ran = archive("correct", *arguments)

        assert (ran.code, ran.out) == (1, "")
        assert named in ran.complaint
