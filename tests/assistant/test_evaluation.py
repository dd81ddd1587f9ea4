"""An archive is measured by what was expected of it: the invented small archive, by questions of ours."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.evaluation import Score, evaluate, judged, shares
from assistant.expected import Case, read_cases
from index.errors import Rejected
from index.library import Library
from index.quotation import Speaker
from tests.assistant.news import RAILWAY_NO, RAILWAY_YES

RAILWAY = "What did Toskari say about the railway?"
TODAY = date(2025, 9, 15)


def line(question: str = RAILWAY, **expected: Any) -> bytes:
    return json.dumps({"question": question, "expect": {"answered": True, **expected}}).encode()


def score(archive: Library, *lines: bytes) -> Score:
    (case,) = read_cases(lines, archive)
    assert isinstance(case, Case)
    (found,) = evaluate([case], archive, TODAY)
    return found


def test_an_answer_as_expected_is_good(archive: Library) -> None:
    found = score(archive, line(speaker="Vahan Toskari", actor="Dorvia", article="railway-no", quote=RAILWAY_NO))
    assert (found.answered, found.hit, found.speaker, found.verbatim, found.refused) == (True, True, True, True, None)
    assert found.good


def test_the_name_may_be_written_in_another_script(archive: Library) -> None:
    assert score(archive, line(speaker="Вахан Тоскари")).speaker


@pytest.mark.parametrize("wrong", [{"speaker": "Ilona Vestrova"}, {"actor": "Velmora"}], ids=["speaker", "actor"])
def test_another_speaker_than_expected_is_wrong(archive: Library, wrong: dict[str, str]) -> None:
    found = score(archive, line(**wrong))
    assert found.speaker is False
    assert not found.good


def test_another_place_than_expected_is_no_hit(archive: Library) -> None:
    found = score(archive, line(article="briefing"))
    assert (found.answered, found.hit) == (True, False)
    assert RAILWAY_YES in found.came or RAILWAY_NO in found.came


def test_one_of_several_places_is_enough(archive: Library) -> None:
    also = [{"article": "railway-yes", "start": 1, "end": 1 + len(RAILWAY_YES)}]
    assert score(archive, line(article="briefing", also=also)).hit


def test_a_refusal_where_an_answer_is_expected_is_none(archive: Library) -> None:
    found = score(archive, line("What did Toskari say about zeppelins?", article="railway-no"))
    assert (found.answered, found.hit, found.speaker) == (False, False, None)
    assert found.came.startswith("refused: ")


def test_a_refusal_may_be_what_is_expected(archive: Library) -> None:
    assert score(archive, line("What did Boris Kalnik say about the railway?", answered=False)).refused
    assert score(archive, line(RAILWAY, answered=False)).refused is False


@pytest.mark.parametrize(("why", "right"), [("nobody", True), ("topic", False)])
def test_a_refusal_is_right_for_the_right_kind_of_reason(archive: Library, why: str, right: bool) -> None:
    found = score(archive, line("What did Boris Kalnik say about the railway?", answered=False, why=why))
    assert (found.refused, found.why, found.good) == (True, right, right)


def test_an_answer_has_no_kind_of_refusal(archive: Library) -> None:
    assert score(archive, line(RAILWAY, answered=False, why="nobody")).why is None
    (bad,) = read_cases([line(article="railway-no", why="nobody")], archive)
    assert isinstance(bad, Rejected)
    assert '"why" is of a refusal' in bad.reason


def test_a_question_is_asked_on_its_day(archive: Library) -> None:
    asked = {"question": "What did Toskari say last week?", "today": "2025-01-22"}
    expect = {"answered": True, "article": "railway-no", "since": "2025-01-13", "until": "2025-01-19"}
    found = score(archive, json.dumps(asked | {"expect": expect}).encode())
    assert (found.hit, found.window) == (True, True)


def test_a_question_that_cannot_be_asked_is_a_miss(archive: Library) -> None:
    found = score(archive, line("x" * 3000, article="railway-no"))
    assert found.answered is False


def test_a_changed_word_is_not_verbatim(archive: Library) -> None:
    result = Assistant(archive).ask(RAILWAY)
    assert isinstance(result, Answer)
    forged = replace(result.citations[0], quote="I never said so")
    (case,) = read_cases([line(article="railway-no")], archive)
    assert isinstance(case, Case)
    assert not judged(case, replace(result, citations=(forged,)), archive).verbatim


def test_a_name_that_is_not_established_is_not_the_right_one(archive: Library) -> None:
    result = Assistant(archive).ask(RAILWAY)
    assert isinstance(result, Answer)
    (case,) = read_cases([line(speaker="Vahan Toskari")], archive)
    assert isinstance(case, Case)
    for speaker in (None, Speaker(name="Vahan Other")):
        other = replace(result, citations=(replace(result.citations[0], speaker=speaker),))
        assert judged(case, other, archive).speaker is False


def test_shares_are_of_the_questions_that_ask_for_them(archive: Library) -> None:
    scores = [score(archive, line(speaker="Toskari")), score(archive, line("Who is Boris Kalnik?", answered=False))]
    found = shares(scores)
    assert found["speaker"] == (1.0, 1)
    assert found["verbatim"] == (1.0, 2)
    assert "window" not in found


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        pytest.param(b"\xff", "UTF-8", id="bytes"),
        pytest.param(b"{", "broken JSON", id="JSON"),
        pytest.param(b"[" * 100_000, "nested too deeply", id="depth"),
        pytest.param(b"[]", "not a JSON object", id="a list"),
        pytest.param(b'{"question": "Who?"}', '"expect"', id="nothing expected"),
        pytest.param(line(), "article", id="an answer by nothing"),
        pytest.param(line(""), '"question"', id="no question"),
        pytest.param(line(article="railway-no", start=4), "go together", id="half a span"),
        pytest.param(line(article="railway-no", start=4, end=2), "empty", id="an empty span"),
        pytest.param(line(article="railway-no", start=4, end=9_999), "runs past", id="a span past the end"),
        pytest.param(line(article="railway-no", quote="No such words"), "No such words", id="words that are not there"),
        pytest.param(line(article="gone"), "'gone'", id="an unknown article"),
        pytest.param(line(speaker="Toskari", quote="railway"), "article", id="words of no article"),
        pytest.param(line(speaker="Toskari", since="May"), '"expect.since"', id="no date"),
    ],
)
def test_a_bad_line_is_named_with_its_reason(archive: Library, bad: bytes, reason: str) -> None:
    good, rejected = read_cases([line(speaker="Toskari"), b" ", bad], archive)
    assert isinstance(good, Case)
    assert isinstance(rejected, Rejected)
    assert rejected.source == "line 3"
    assert reason in rejected.reason
