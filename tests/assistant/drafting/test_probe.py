"""What an endpoint can do is found by asking it."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.drafting.endpoint import Endpoint
from assistant.drafting.probe import Probed, probe
from assistant.surfaces.model import finding
from tests.assistant.openai_server import Step, serving

REPLY = Step(text='{"claims": [{"text": "Yes.", "evidence": [1]}]}')


def probed(*steps: Step, models: list[dict[str, Any]]) -> Probed:
    with serving(*steps, models=models) as server:
        endpoint = Endpoint("scripted", api_key="k", base_url=server.url, timeout=2, deadline=5, answer_tokens=99)
        try:
            return probe(endpoint)
        finally:
            endpoint.close()


@pytest.mark.parametrize(
    ("model", "context"),
    [
        pytest.param({"max_model_len": 8192}, 8192, id="as vLLM tells it"),
        pytest.param({"context_length": 4096}, 4096, id="as OpenRouter tells it"),
        pytest.param({"meta": {"n_ctx_train": 2048}}, 2048, id="as llama.cpp tells it"),
        pytest.param({}, None, id="not told"),
    ],
)
def test_what_it_can_do_is_told(model: dict[str, Any], context: int | None) -> None:
    found = probed(REPLY, models=[{"id": "other"}, {"id": "scripted", **model}])
    assert (found.failure, found.mode, found.streams, found.context) == (None, "json_schema", True, context)
    assert found.models == ("other", "scripted")


def test_the_way_that_it_understands_is_told() -> None:
    found = probed(Step(status=400), REPLY, models=[])
    assert "answers in JSON (json_object), streams" in finding(found)


@pytest.mark.parametrize(
    ("step", "told"),
    [
        pytest.param(Step(status=401), "refused the key", id="no such key"),
        pytest.param(Step(text="Hello!"), "something else than the JSON", id="prose"),
    ],
)
def test_what_is_wrong_is_told(step: Step, told: str) -> None:
    line = finding(probed(step, models=[]))
    assert line.startswith("model scripted: ")
    assert told in line
    assert line.endswith("; answers go without it")


def test_a_model_that_is_not_in_the_list_is_told() -> None:
    assert "not in its list" in finding(probed(REPLY, models=[{"id": "other"}]))
