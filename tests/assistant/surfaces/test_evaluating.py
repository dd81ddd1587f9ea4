"""`briefings eval`: what it prints, and its exit codes. The articles are invented."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from assistant.ask import Assistant
from assistant.conversation import Conversations
from assistant.feedback import remark
from index.home import open_home
from index.library import Library
from index.settings import LEXICAL_ONLY, Settings
from tests.assistant.surfaces.conftest import Briefings

TEXT = "«Мост будет открыт осенью этого года», — сообщил министр транспорта Сергей Ладин."


@pytest.fixture
def archive(briefings: Briefings, news: Callable[..., Path]) -> Briefings:
    briefings("add", news({"id": "bridge", "text": TEXT, "published": "2025-05-02", "language": "ru"}))
    return briefings


def asked(question: str, kind: str = "all", **expected: Any) -> dict[str, Any]:
    return {"id": "q1", "question": question, "kind": kind, "expect": {"answered": True, **expected}}


RIGHT = asked("Что Сергей Ладин сказал о мосте?", "speaker", speaker="Сергей Ладин", article="bridge")
WRONG = asked("Что Сергей Ладин сказал о мосте?", "refusal", answered=False)


def test_the_table_has_a_row_a_kind(archive: Briefings, news: Callable[..., Path]) -> None:
    ran = archive("eval", news(RIGHT, WRONG, name="questions.jsonl"))
    assert ran.code == 0
    assert [row.split()[0] for row in ran.out.splitlines()] == ["questions", "speaker", "refusal", "all"]


def test_what_went_wrong_is_shown_where_it_is_wanted(archive: Briefings, news: Callable[..., Path]) -> None:
    questions = news(RIGHT, WRONG, name="questions.jsonl")
    assert "Ладин" not in archive("eval", questions).out
    assert archive("eval", questions, "-v").out.count("Что Сергей Ладин") == 1


def test_with_json_there_is_one_object(archive: Briefings, news: Callable[..., Path]) -> None:
    found = archive("eval", news(RIGHT, WRONG, name="questions.jsonl"), "--json").json
    assert found["scores"]["speaker"]["hit@5"] == {"share": 1.0, "of": 1}
    assert found["scores"]["all"]["refused"] == {"share": 0.0, "of": 1}
    assert [one["id"] for one in found["wrong"]] == ["q1"]


def test_a_bad_line_is_named_and_the_others_count(archive: Briefings) -> None:
    ran = archive("eval", "-", "--json", stdin=b"{}\n" + json.dumps(RIGHT).encode())
    assert ran.code == 3
    assert "line 1" in ran.complaint
    assert ran.json["questions"] == 1


@pytest.mark.parametrize("content", [b"", b"\n \n", b"{}"], ids=["empty", "blank", "nothing good"])
def test_without_a_good_line_it_fails(archive: Briefings, content: bytes) -> None:
    ran = archive("eval", "-", stdin=content)
    assert ran.code == 1
    assert ran.complaint


def test_a_file_that_is_not_there_is_wrong_usage(archive: Briefings, tmp_path: Path) -> None:
    assert archive("eval", tmp_path / "none.jsonl").code == 2


class TestFeedback:
    @pytest.fixture
    def judged(self, archive: Briefings, home: Path) -> Briefings:
        """The archive with one question that a reader has called well answered."""
        with closing(Library(open_home(home), Settings(embedder=LEXICAL_ONLY))) as library:
            conversations = Conversations(library, Assistant(library))
            turn = conversations.say(conversations.start(), RIGHT["question"])
            remark(turn, 1, "good", by="ana", feedback=library.store.feedback)
        return archive

    def test_the_file_is_one_that_eval_reads(self, judged: Briefings, tmp_path: Path) -> None:
        file = tmp_path / "feedback.jsonl"
        assert judged("eval", "--from-feedback", file).code == 0
        assert judged("eval", file, "--json").json["scores"]["all"]["hit@5"] == {"share": 1.0, "of": 1}
        assert judged("eval", "--from-feedback").out.encode() == file.read_bytes()

    def test_no_file_is_overwritten(self, judged: Briefings, tmp_path: Path) -> None:
        file = tmp_path / "mine.jsonl"
        file.write_text("mine", encoding="utf-8")
        assert judged("eval", "--from-feedback", file).code == 2
        assert file.read_text("utf-8") == "mine"

    def test_where_there_is_none_that_is_told(self, archive: Briefings) -> None:
        ran = archive("eval", "--from-feedback")
        assert (ran.code, ran.out) == (1, "")
        assert ran.complaint
