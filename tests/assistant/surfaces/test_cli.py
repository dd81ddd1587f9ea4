"""The command line: what comes out where, and with which exit code. All articles are invented."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from assistant.surfaces.cli import app
from tests.assistant.surfaces.conftest import Briefings

News = Callable[..., Path]
TALKS: dict[str, Any] = {
    "id": "talks",
    "title": "Talks",
    "outlet": "Ardesh Courier",
    "url": "https://ardesh-courier.example/talks",
    "published": "2025-02-26",
    "language": "en",
    "text": "The border talks went on in Lorn. The delegations met in the old town hall. Nobody spoke to the press.",
}
BRIEFING: dict[str, Any] = {
    "id": "briefing",
    "outlet": "Hestal Daily",
    "published": "2025-03-01",
    "language": "ru",
    "text": "«Дверь не заперта, ключ лежит в Хестале», — сказала эксперт Илона Вестрова.",
}
QUESTION = "Что сказала Илона Вестрова о двери?"
COMMANDS = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]


class TestHelp:
    @pytest.mark.parametrize("command", COMMANDS)
    def test_every_command_explains_itself(self, briefings: Briefings, command: str) -> None:
        ran = briefings(command, "--help")
        assert (ran.code, ran.err) == (0, "")
        assert "Usage: briefings" in ran.out

    def test_what_works_now_is_there(self) -> None:
        expected = {"demo", "add", "ask", "search", "show", "status", "remove", "reindex", "doctor", "extract"}
        assert expected <= set(COMMANDS)

    def test_no_home_is_made_for_it(self, briefings: Briefings, home: Path) -> None:
        briefings("ask", "--help")
        assert not home.exists()


class TestWrongUsage:
    @pytest.mark.parametrize(
        ("arguments", "named"),
        [
            pytest.param(["ask"], "QUESTION", id="nothing asked"),
            pytest.param(["ask", "x", "--frobnicate"], "--frobnicate", id="an unknown flag"),
            pytest.param(["frobnicate"], "frobnicate", id="an unknown command"),
            pytest.param(["ask", "x", "--since", "yesterday"], "'yesterday' is no date", id="no date"),
            pytest.param(["ask", "x", "--until", "2025-02-30"], "'2025-02-30' is no date", id="an impossible date"),
            *(
                pytest.param(
                    [*command, "--since", "2025-05-02", "--until", "2025-05-01"], named, id=f"{command[0]} {named}"
                )
                for command in (["ask", "x"], ["quotes"], ["draft", "x"])
                for named in ("--since 2025-05-02", "--until 2025-05-01")
            ),
            pytest.param(["ask", "x", "-k", "0"], "-k", id="no citations"),
            pytest.param(["ask", "x", "-k", "many"], "-k", id="no number"),
            pytest.param(["add"], "SOURCE", id="nothing to add"),
            pytest.param(["remove"], "--sample", id="nothing to remove"),
        ],
    )
    def test_it_is_named_and_its_code_is_two(self, briefings: Briefings, arguments: list[str], named: str) -> None:
        ran = briefings(*arguments)
        assert (ran.code, ran.out) == (2, "")
        assert named in ran.err

    @pytest.mark.parametrize("at", ["5", "a:b", "9:5", "0:99999", "5:5", "-1:3", "1:2:3", "²:3"])
    def test_a_place_that_the_article_does_not_have(self, briefings: Briefings, news: News, at: str) -> None:
        briefings("add", news(TALKS))
        ran = briefings("show", "talks", f"--at={at}")
        assert (ran.code, ran.out) == (2, "")
        assert "--at" in ran.err


class TestAdd:
    def test_what_is_new_revised_and_the_same_is_told(self, briefings: Briefings, news: News) -> None:
        assert briefings("add", news(TALKS)).out == "1 new, 0 revised, 0 already there, 0 rejected\n"
        assert briefings("add", news(TALKS)).out == "0 new, 0 revised, 1 already there, 0 rejected\n"
        changed = TALKS | {"text": TALKS["text"] + " The next round is in May."}
        assert briefings("add", news(changed)).out == "0 new, 1 revised, 0 already there, 0 rejected\n"

    def test_json_is_one_object_and_nothing_else(self, briefings: Briefings, news: News) -> None:
        ran = briefings("add", news(TALKS), "--json")
        assert ran.json == {"new": ["talks"], "revised": [], "same": [], "copies": [], "rejected": []}

    def test_standard_input_is_a_source(self, briefings: Briefings) -> None:
        ran = briefings("add", "-", "--json", stdin=json.dumps(TALKS).encode())
        assert ran.json["new"] == ["talks"]

    def test_the_home_may_be_given_as_an_option(self, briefings: Briefings, news: News, tmp_path: Path) -> None:
        assert briefings("--home", tmp_path / "other", "add", news(TALKS)).code == 0
        assert briefings("--home", tmp_path / "other", "status", "--json").json["articles"] == 1
        assert briefings("status", "--json").json["articles"] == 0


def _empty(folder: Path) -> Path:
    (folder / "empty.txt").touch()
    return folder / "empty.txt"


def _blank(folder: Path) -> Path:
    (folder / "blank.txt").write_text(" \n\t\n")
    return folder / "blank.txt"


def _binary(folder: Path) -> Path:
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    return folder / "binary.txt"


def _large(folder: Path) -> Path:
    with (folder / "large.txt").open("wb") as file:
        file.truncate(50_000_000)
    return folder / "large.txt"


def _encoded(folder: Path) -> Path:
    (folder / "encoded.txt").write_bytes("Քննարկումները շարունակվում են սահմանին".encode("utf-7") + b"\xff\xfe\x81\x8d")
    return folder / "encoded.txt"


def _nul(folder: Path) -> Path:
    (folder / "nul.jsonl").write_text('{"text": "a\\u0000b"}\n')
    return folder / "nul.jsonl"


def _surrogate(folder: Path) -> Path:
    (folder / "surrogate.jsonl").write_text('{"text": "a\\ud800b"}\n')
    return folder / "surrogate.jsonl"


def _broken(folder: Path) -> Path:
    (folder / "broken.jsonl").write_text('{"text": "a\n')
    return folder / "broken.jsonl"


def _textless(folder: Path) -> Path:
    (folder / "textless.jsonl").write_text('{"title": "a"}\n')
    return folder / "textless.jsonl"


def _no_object(folder: Path) -> Path:
    (folder / "array.jsonl").write_text("[1, 2]\n")
    return folder / "array.jsonl"


def _dated(folder: Path) -> Path:
    (folder / "dated.jsonl").write_text('{"text": "It rained.", "published": "2025-02-30"}\n')
    return folder / "dated.jsonl"


def _folder(folder: Path) -> Path:
    (folder / "nothing").mkdir()
    (folder / "nothing" / "picture.png").touch()
    return folder / "nothing"


def _missing(folder: Path) -> Path:
    return folder / "missing.txt"


def _kind(folder: Path) -> Path:
    (folder / "table.xlsx").touch()
    return folder / "table.xlsx"


BAD = [
    _empty, _blank, _binary, _large, _encoded, _nul, _surrogate, _broken, _textless, _no_object, _dated, _folder,
    _missing, _kind,
]  # fmt: skip


class TestBadInput:
    @pytest.mark.parametrize("bad", BAD)
    def test_it_is_named_in_a_line_and_the_rest_goes_in(
        self, briefings: Briefings, news: News, tmp_path: Path, bad: Callable[[Path], Path]
    ) -> None:
        path = bad(tmp_path)
        ran = briefings("add", path, news(TALKS))
        assert ran.code == 3
        assert str(path) in ran.complaint
        assert ran.out == "1 new, 0 revised, 0 already there, 1 rejected\n"

    @pytest.mark.parametrize("bad", [_empty, _missing, _broken])
    def test_alone_it_is_a_failure(self, briefings: Briefings, tmp_path: Path, bad: Callable[[Path], Path]) -> None:
        assert briefings("add", bad(tmp_path)).code == 1

    def test_a_bad_line_is_named_by_its_number_and_its_neighbours_go_in(
        self, briefings: Briefings, tmp_path: Path
    ) -> None:
        path = tmp_path / "news.jsonl"
        path.write_text('{"text": "It rained."}\n{"text": \n{"text": "It snowed."}\n')
        ran = briefings("add", path, "--json")
        assert (ran.code, len(ran.json["new"])) == (3, 2)
        assert f"{path}:2" in ran.complaint
        assert ran.json["rejected"][0]["source"] == f"{path}:2"

    def test_an_id_with_an_unrelated_text_is_named_with_the_way_out(self, briefings: Briefings, news: News) -> None:
        briefings("add", news(TALKS))
        other = {"id": "talks", "text": "Late frost has ruined the apricot blossom. Growers expect a poor harvest."}
        ran = briefings("add", news(other))
        assert ran.code == 1
        assert "--replace" in ran.complaint
        assert briefings("add", news(other), "--replace").out.startswith("0 new, 1 revised")
        assert "apricot" in briefings("show", "talks").out

    def test_control_characters_in_a_name_do_not_act(self, briefings: Briefings, tmp_path: Path) -> None:
        ran = briefings("add", tmp_path / "\x1b[2J.txt")
        assert ran.code == 1
        assert "\x1b" not in ran.err


class TestAsk:
    @pytest.fixture(autouse=True)
    def _archive(self, briefings: Briefings, news: News) -> None:
        briefings("add", news(TALKS, BRIEFING))

    def test_json_is_one_object_and_nothing_else(self, briefings: Briefings) -> None:
        ran = briefings("ask", QUESTION, "--json")
        assert (ran.code, ran.err) == (0, "")
        assert ran.json["answered"]
        assert ran.json["citations"][0]["quote"] == "Дверь не заперта, ключ лежит в Хестале"
        assert ran.json["citations"][0]["speaker"]["name"] == "Илона Вестрова"

    def test_a_refusal_is_no_failure(self, briefings: Briefings) -> None:
        ran = briefings("ask", "What did Boris Kalnik say about the border talks?", "--json")
        assert (ran.code, ran.json["answered"]) == (0, False)
        assert ran.json["refusal"]["searched"]["articles"] == 2

    def test_a_terminal_gets_it_made_for_reading(self, briefings: Briefings) -> None:
        ran = briefings("ask", QUESTION)
        assert "“Дверь не заперта, ключ лежит в Хестале”" in ran.out
        assert "briefings show briefing --at 1:39" in ran.out

    def test_the_command_that_it_shows_shows_the_quotation(self, briefings: Briefings) -> None:
        assert "▶Дверь не заперта, ключ лежит в Хестале◀" in briefings("show", "briefing", "--at", "1:39").out

    @pytest.mark.parametrize(
        ("options", "answered"),
        [
            (["--since", "2025-03-01"], True),
            (["--since", "2025-03-02"], False),
            (["--until", "2025-02-28"], False),
            (["--outlet", "hestal daily"], True),
            (["--outlet", "Ardesh Courier"], False),
            (["--language", "ru"], True),
            (["--language", "en"], False),
            (["--speaker", "Vestrova"], True),
            (["--speaker", "Boris Kalnik"], False),
        ],
    )
    def test_options_narrow_the_search(self, briefings: Briefings, options: list[str], answered: bool) -> None:
        assert briefings("ask", QUESTION, "--json", *options).json["answered"] is answered

    def test_a_question_that_is_empty_fails_in_a_line(self, briefings: Briefings) -> None:
        ran = briefings("ask", " ")
        assert (ran.code, ran.out) == (1, "")
        assert "the question is empty" in ran.complaint

    def test_a_question_with_markup_is_text(self, briefings: Briefings) -> None:
        assert "[bold]border[/bold] talks [/]" in briefings("ask", "[bold]border[/bold] talks [/]").out


class TestManyLines:
    @pytest.fixture(autouse=True)
    def _archive(self, briefings: Briefings, news: News) -> None:
        briefings("add", news(TALKS, BRIEFING))

    def test_questions_are_answered_in_order_and_blank_lines_passed_over(self, briefings: Briefings) -> None:
        ran = briefings("ask", "-", "--json", stdin=f"{QUESTION}\n\n  \r\nborder talks\r\n".encode())
        assert ran.code == 0
        assert [one["question"] for one in ran.lines] == [QUESTION, "border talks"]

    def test_a_question_that_is_too_long_keeps_its_place(self, briefings: Briefings) -> None:
        ran = briefings("ask", "-", "--json", stdin=b"border talks\n" + b"x" * 3000 + b"\nborder talks\n")
        assert ran.code == 3
        assert [one["answered"] for one in ran.lines] == [True, False, True]
        assert "3000 characters" in ran.lines[1]["error"]
        assert "3000 characters" in ran.complaint

    def test_bytes_that_cannot_be_decoded_cost_no_other_question(self, briefings: Briefings) -> None:
        ran = briefings("ask", "-", "--json", stdin=b"caf\xe9 \x80?\nborder talks\n")
        assert [one["answered"] for one in ran.lines][1] is True
        assert "\ufffd" in ran.lines[0]["question"]

    def test_no_lines_are_no_questions(self, briefings: Briefings) -> None:
        ran = briefings("ask", "-", "--json")
        assert (ran.code, ran.out) == (0, "")

    def test_queries_are_searched_in_order(self, briefings: Briefings) -> None:
        ran = briefings("search", "-", "--json", stdin="border talks\n\nДверь\nsubmarines\n".encode())
        assert [one["query"] for one in ran.lines] == ["border talks", "Дверь", "submarines"]
        assert [[each["article"]["id"] for each in one["passages"]] for one in ran.lines] == [
            ["talks"],
            ["briefing"],
            [],
        ]


class TestSearchAndShow:
    @pytest.fixture(autouse=True)
    def _archive(self, briefings: Briefings, news: News) -> None:
        briefings("add", news(TALKS))

    def test_a_passage_is_a_slice_with_its_place(self, briefings: Briefings) -> None:
        (found,) = briefings("search", "border talks", "--json").json["passages"]
        assert found["text"] == TALKS["text"][found["start"] : found["end"]]
        assert found["article"]["id"] == "talks"

    def test_nothing_found_is_said(self, briefings: Briefings) -> None:
        ran = briefings("search", "submarines")
        assert (ran.code, ran.out) == (0, "")
        assert "nothing found" in ran.err

    def test_an_article_is_shown_whole(self, briefings: Briefings) -> None:
        ran = briefings("show", "talks", "--json", "--at", "4:10")
        assert (ran.json["text"], ran.json["quote"]) == (TALKS["text"], "border")

    def test_an_earlier_revision_is_shown(self, briefings: Briefings, news: News) -> None:
        briefings("add", news(TALKS | {"text": TALKS["text"].replace("Lorn", "Benkar")}))
        assert "Benkar" in briefings("show", "talks", "--json").json["text"]
        assert "Lorn" in briefings("show", "talks", "--json", "--revision", "1").json["text"]

    def test_an_unknown_article_is_named(self, briefings: Briefings) -> None:
        ran = briefings("show", "nothing")
        assert (ran.code, ran.out) == (1, "")
        assert "'nothing'" in ran.complaint


class TestTheRest:
    def test_an_empty_archive_has_a_status(self, briefings: Briefings, home: Path) -> None:
        found = briefings("status", "--json").json
        assert (found["articles"], found["home"], found["embedder"]) == (0, str(home), "none")

    def test_status_counts(self, briefings: Briefings, news: News) -> None:
        briefings("add", news(TALKS, BRIEFING))
        found = briefings("status", "--json").json
        assert (found["articles"], found["quotations"], found["waiting"]) == (2, 1, 0)
        assert (found["languages"], found["first"], found["last"]) == ({"en": 1, "ru": 1}, "2025-02-26", "2025-03-01")
        assert "Hestal Daily" in briefings("status").out

    def test_what_is_removed_is_gone_everywhere(self, briefings: Briefings, news: News) -> None:
        briefings("add", news(TALKS, BRIEFING))
        assert briefings("remove", "talks").out == "1 removed\n"
        assert briefings("search", "border talks", "--json").json["passages"] == []
        assert briefings("show", "talks").code == 1
        assert briefings("doctor").code == 0

    def test_an_unknown_id_removes_nothing(self, briefings: Briefings, news: News) -> None:
        briefings("add", news(TALKS))
        ran = briefings("remove", "talks", "nothing")
        assert ran.code == 1
        assert "'nothing'" in ran.complaint
        assert briefings("status", "--json").json["articles"] == 1

    def test_the_sample_is_removed_and_nothing_else(self, briefings: Briefings, news: News) -> None:
        briefings("add", news(TALKS, BRIEFING | {"id": "sample-01"}))
        assert briefings("remove", "--sample").out == "1 removed\n"
        assert briefings("status", "--json").json["articles"] == 1
        assert briefings("remove", "--sample").out == "0 removed\n"

    def test_extract_stores_nothing(self, briefings: Briefings, news: News, home: Path) -> None:
        (found,) = briefings("extract", news(BRIEFING), "--json").lines
        (quote,) = found["quotes"]
        assert found["id"] == "briefing"
        assert quote["text"] == BRIEFING["text"][quote["start"] : quote["end"]]
        assert (quote["kind"], quote["speaker_name"], quote["shown"]) == ("direct", "Илона Вестрова", True)
        speaker = quote["speaker"]
        assert speaker["text"] == BRIEFING["text"][speaker["start"] : speaker["end"]]
        assert not home.exists()

    def test_extract_names_what_it_cannot_read(self, briefings: Briefings, news: News, tmp_path: Path) -> None:
        ran = briefings("extract", _broken(tmp_path), news(BRIEFING), "--json")
        assert (ran.code, len(ran.lines)) == (3, 1)
        assert "broken.jsonl:1" in ran.complaint

    def test_a_sound_archive_is_said_to_be(self, briefings: Briefings, news: News) -> None:
        briefings("add", news(TALKS))
        ran = briefings("doctor")
        assert ran.code == 0
        assert ran.out.startswith("sound: 1 articles")
        assert briefings("doctor", "--json").json["sound"] is True

    def test_reindex_counts_what_it_has_indexed(self, briefings: Briefings, news: News) -> None:
        briefings("add", news(TALKS, BRIEFING))
        assert briefings("reindex").out == "3 units indexed\n"
        assert len(briefings("search", "border talks", "--json").json["passages"]) == 1

    def test_quotations_of_an_older_version_are_told_of_and_found_anew(
        self, briefings: Briefings, news: News, home: Path
    ) -> None:
        briefings("add", news(BRIEFING))
        with closing(sqlite3.connect(home / "record.sqlite3", isolation_level=None)) as record:
            record.execute("UPDATE revisions SET attribution = 0")
            record.execute("UPDATE quotations SET name = 'Nobody'")
        assert briefings("status", "--json").json["outdated"] == 1
        for command in ("status", "doctor"):
            ran = briefings(command)
            assert "of 1 articles were found by an older version" in ran.out + ran.err
        assert briefings("reindex", "--quotations").out == "1 articles read again for their quotations\n"
        (quote,) = briefings("quotes", "--json").json["quotes"]
        assert quote["speaker"]["name"] == "Илона Вестрова"
        assert briefings("status", "--json").json["outdated"] == 0
