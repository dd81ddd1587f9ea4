"""An OpenAI-compatible endpoint: what it answers comes through, and every way in which it fails is told plainly."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from assistant.drafting.endpoint import Endpoint
from assistant.model import ModelFailed, Prompt, PromptTooLong, Tokens
from tests.assistant.openai_server import Step, serving

PROMPT = Prompt(system="Answer.", user="Who?", schema={"type": "object"})
REPLY = '{"claims": [{"text": "It was said.", "evidence": [1]}]}'
KEY = "sk-secret-key"
LONG = "This model's maximum context length is 4096 tokens."


class Kept(dict[str, object]):
    """Facts in memory."""

    def put(self, name: str, value: object) -> None:
        self[name] = value


@contextmanager
def endpoint(url: str, *, timeout: float = 0.5, deadline: float = 2.0, facts: Kept | None = None) -> Iterator[Endpoint]:
    made = Endpoint(
        "scripted", api_key=KEY, base_url=url, timeout=timeout, deadline=deadline, answer_tokens=99, facts=facts
    )
    try:
        yield made
    finally:
        made.close()


def ask(url: str, **options: Any) -> str:
    with endpoint(url, **options) as model:
        return "".join(piece.text for piece in model.stream(PROMPT))


def test_a_reply_comes_in_pieces_with_what_it_cost() -> None:
    with serving(Step(text=REPLY)) as server, endpoint(server.url) as model:
        pieces = list(model.stream(PROMPT))
    assert "".join(piece.text for piece in pieces) == REPLY
    assert len(pieces) > 3
    assert [piece.tokens for piece in pieces if piece.tokens] == [Tokens(prompt=120, completion=30)]
    assert server.keys == [f"Bearer {KEY}"]


def test_what_it_cost_is_logged_and_no_word_of_it(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "briefings")
    with serving(Step(text=REPLY)) as server:
        ask(server.url)
    assert "scripted: 120 tokens read, 30 written" in caplog.messages
    assert not [line for line in caplog.messages if "It was said" in line or "Who?" in line or KEY in line]


def test_the_asynchronous_stream_gives_the_same() -> None:
    async def read(url: str) -> str:
        with endpoint(url) as model:
            return "".join([piece.text async for piece in model.astream(PROMPT)])

    with serving(Step(text=REPLY)) as server:
        assert asyncio.run(read(server.url)) == REPLY


def test_the_schema_and_the_limit_are_sent() -> None:
    with serving(Step(text=REPLY)) as server:
        ask(server.url)
    [request] = server.requests
    assert request["response_format"]["json_schema"] == {"name": "reply", "strict": True, "schema": PROMPT.schema}
    assert request["max_completion_tokens"] == 99
    assert "temperature" not in request  # some models take none


FAULTS = [
    pytest.param([Step(status=401)], "refused the key; check OPENAI_API_KEY", id="no such key"),
    pytest.param([Step(status=403)], "does not let this key use scripted", id="forbidden"),
    pytest.param([Step(status=404)], "knows no model 'scripted'", id="no such model"),
    pytest.param([Step(status=429, code="insufficient_quota", message="insufficient_quota")], "quota", id="quota"),
    pytest.param([Step(status=429, headers={"retry-after": "60"})], "did not finish within 2 seconds", id="long wait"),
    pytest.param([Step(status=400)] * 6, "answered HTTP 400", id="nothing is understood"),
    pytest.param([Step(slow=True)], "was silent for 0.5 seconds", id="slow headers"),
    pytest.param([Step(text=REPLY, stall_after=2)], "was silent for 0.5 seconds", id="stalled"),
    pytest.param([Step(text=REPLY, comments_after=2)], "did not finish within 2 seconds", id="comments for ever"),
    pytest.param([Step(text=REPLY, cut_after=3)], "broke off its answer", id="cut"),
    pytest.param([Step(text=REPLY, finish=None)], "broke off its answer", id="no finish_reason"),
    pytest.param([Step(text=REPLY, finish="length")], "cut its answer at the limit", id="too long a reply"),
    pytest.param([Step(finish="content_filter")], "withheld its answer", id="content filter"),
    pytest.param([Step(refusal="I will not.")], "declined to answer", id="refusal"),
    pytest.param([Step(null_choices=True)], "declined to answer", id="choices null"),
    pytest.param([Step(text=REPLY, broken_event=True)], "not a chat completion", id="broken event"),
    pytest.param([Step(body="<html>")], "not a chat completion", id="a page with status 200"),
    pytest.param([Step(body='{"foo": 1}')], "not a chat completion", id="another JSON"),
]


@pytest.mark.parametrize(("steps", "told"), FAULTS)
def test_a_fault_is_told_within_the_deadline(steps: list[Step], told: str) -> None:
    with serving(*steps) as server, pytest.raises(ModelFailed) as failed:
        ask(server.url)
    assert told in str(failed.value)
    assert KEY not in str(failed.value)
    assert not server.steps


@pytest.mark.parametrize("headers", [{"retry-after": "0"}, {}], ids=["told how long to wait", "not told"])
@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_busy_endpoint_is_asked_again(status: int, headers: dict[str, str]) -> None:
    with serving(Step(status=status, headers=headers), Step(text=REPLY)) as server:
        assert ask(server.url) == REPLY
    assert server.formats == ["json_schema"] * 2


def test_a_busy_endpoint_is_not_asked_for_ever() -> None:
    steps = [Step(status=503, headers={"retry-after": "0"})] * 4
    with serving(*steps) as server, pytest.raises(ModelFailed, match="answered HTTP 503"):
        ask(server.url)
    assert not server.steps


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/v1", "http://nowhere.invalid/v1"])
def test_an_address_without_a_server_is_told(address: str) -> None:
    with pytest.raises(ModelFailed, match="cannot be reached"):
        ask(address)


def test_a_missing_key_is_told_before_anything_is_sent() -> None:
    bare = Endpoint("scripted", api_key=None, base_url=None, timeout=1, deadline=1, answer_tokens=9)
    with pytest.raises(ModelFailed, match=r"api\.openai\.com needs a key: set OPENAI_API_KEY"):
        list(bare.stream(PROMPT))


@pytest.mark.parametrize("status", [400, 413, 500])
def test_too_much_evidence_is_told_apart(status: int) -> None:
    with serving(Step(status=status, message=LONG)) as server, pytest.raises(PromptTooLong):
        ask(server.url)
    assert len(server.requests) == 1


def test_an_endpoint_without_schemas_is_asked_more_simply_and_that_is_remembered() -> None:
    kept = Kept()
    with serving(Step(status=400), Step(status=422), Step(text=REPLY), Step(text=REPLY)) as server:
        assert ask(server.url, facts=kept) == REPLY
        assert ask(server.url, facts=kept) == REPLY
    assert server.formats == ["json_schema", "json_object", None, None]


def test_an_endpoint_that_knows_the_older_limit_only_is_asked_with_it() -> None:
    unknown = Step(status=400, message="unknown field max_completion_tokens")
    with serving(unknown, Step(text=REPLY)) as server:
        assert ask(server.url) == REPLY
    assert server.requests[1]["max_tokens"] == 99
    assert server.formats == ["json_schema", "json_schema"]


ENDLESS = Step(text=REPLY, comments_after=2)


def test_leaving_a_stream_stops_the_work_of_the_endpoint() -> None:
    with serving(ENDLESS) as server, endpoint(server.url, timeout=20, deadline=20) as model:
        pieces = model.stream(PROMPT)
        next(pieces)
        del pieces
        assert server.gone.wait(5)


def test_cancelling_an_asynchronous_stream_stops_the_work_of_the_endpoint() -> None:
    async def leave(model: Endpoint) -> None:
        begun = asyncio.Event()

        async def read() -> None:
            async for _ in model.astream(PROMPT):
                begun.set()

        reading = asyncio.ensure_future(read())
        await begun.wait()
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading

    with serving(ENDLESS) as server, endpoint(server.url, timeout=20, deadline=20) as model:
        asyncio.run(leave(model))
        assert server.gone.wait(5)


def test_an_endpoint_that_does_not_stop_is_left() -> None:
    with serving(Step(text="x" * 70_000)) as server, pytest.raises(ModelFailed, match="does not stop talking"):
        ask(server.url, timeout=20, deadline=60)
