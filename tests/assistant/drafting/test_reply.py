"""Claims are read out of what a model says as soon as each is whole, and only out of what was asked for."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Claim
from assistant.drafting.reply import Reply
from assistant.model import ModelFailed

GOOD = '{"claims": [{"text": "A } ] said\\n  so.", "evidence": [2, 1, 2]}, {"text": "B.", "evidence": []}]}'
CLAIMS = [Claim(text="A } ] said so.", citations=(2, 1)), Claim(text="B.", citations=())]


def read(text: str, size: int = 5) -> list[Claim]:
    reply = Reply()
    claims = [claim for at in range(0, len(text), size) for claim in reply.take(text[at : at + size])]
    reply.close()
    return claims


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param(GOOD, id="as asked"),
        pytest.param(f"Sure!\n```json\n{GOOD}\n```\nAnything else?", id="in prose"),
        pytest.param(f'<think>{{"claims": [{{"text": "no"}}, {{"claims": []}}]}}</think>{GOOD}', id="after a thought"),
        pytest.param('{"note": "x", ' + GOOD[1:], id="beside something else"),
    ],
)
def test_claims_are_read(text: str, size: int) -> None:
    assert read(text, size) == CLAIMS


def test_a_claim_is_there_as_soon_as_it_is_whole() -> None:
    reply = Reply()
    first = GOOD.index("},") + 1
    assert list(reply.take(GOOD[: first - 1])) == []
    assert list(reply.take(GOOD[first - 1 : first])) == CLAIMS[:1]


def test_no_claims_at_all_are_a_reply_too() -> None:
    assert read('{"claims": []}') == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("Russia said it was sorry.", id="prose"),
        pytest.param(GOOD[:-2], id="cut"),
        pytest.param(GOOD[:30], id="cut in a claim"),
        pytest.param('{"claims": ["A."]}', id="no objects"),
        pytest.param('{"claims": [{"text": "A.", "evidence": ["1"]}]}', id="numbers as text"),
        pytest.param('{"claims": [{"text": 1, "evidence": [1]}]}', id="text as a number"),
        pytest.param('{"claims": [{"evidence": [1]}]}', id="no text"),
        pytest.param('{"claims": "none"}', id="no list"),
        pytest.param(f"<think>{GOOD}", id="a thought without end"),
    ],
)
def test_anything_else_is_told(text: str) -> None:
    with pytest.raises(ModelFailed, match="something else than the JSON"):
        read(text)


@given(st.text(), st.integers(1, 9))
def test_no_text_does_anything_else_than_fail(text: str, size: int) -> None:
    with pytest.raises(ModelFailed):
        read(text, size)


@given(st.lists(st.tuples(st.text(), st.lists(st.integers(0, 99)))), st.integers(1, 9))
def test_any_claims_come_through(claims: list[tuple[str, list[int]]], size: int) -> None:
    text = json.dumps({"claims": [{"text": text, "evidence": numbers} for text, numbers in claims]})
    assert [claim.text for claim in read(text, size)] == [" ".join(text.split()) for text, _ in claims]
