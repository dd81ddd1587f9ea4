"""Whatever an endpoint does wrong, from the wire to the answer: the answer without it, and one plain note."""

from __future__ import annotations

import pytest

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.contract import as_json
from assistant.drafting.endpoint import Endpoint
from index.library import Library
from tests.assistant.conftest import TODAY
from tests.assistant.drafting.test_endpoint import FAULTS, LONG, endpoint
from tests.assistant.openai_server import Step, serving
from tests.assistant.test_model import CHAIR_QUESTION, RAILWAY_QUESTION, first_words, reply, without_model

BUSY = {"retry-after": "0"}


def answered(archive: Library, question: str, model: Endpoint) -> Answer:
    answer = Assistant(archive, model=model, today=lambda: TODAY).ask(question)
    assert isinstance(answer, Answer)
    return answer


def assert_without_model(archive: Library, answer: Answer, told: str) -> None:
    plain = without_model(archive, CHAIR_QUESTION)
    assert (answer.mode, answer.claims, answer.citations) == ("extractive", plain.claims, plain.citations)
    [note] = set(answer.notes) - set(plain.notes)
    assert note.startswith("Answered without the model: ")
    assert told in note


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        *FAULTS,
        pytest.param([Step(status=429, headers=BUSY)] * 4, "takes no more requests now", id="always busy"),
        pytest.param([Step(status=500, headers=BUSY)] * 4, "answered HTTP 500", id="always broken"),
        pytest.param([Step(status=503, headers=BUSY)] * 4, "answered HTTP 503", id="loading for ever"),
        pytest.param([Step(text="Certainly! They were sorry.")], "something else than the JSON", id="prose"),
        pytest.param([Step(text=reply(("A.", [1]))[:-3])], "something else than the JSON", id="truncated JSON"),
        pytest.param([Step(status=400, message=LONG)], "cannot read that much evidence", id="too much evidence"),
    ],
)
def test_a_fault_ends_in_the_answer_without_a_model(archive: Library, steps: list[Step], told: str) -> None:
    with serving(*steps) as server, endpoint(server.url) as model:
        answer = answered(archive, CHAIR_QUESTION, model)
    assert_without_model(archive, answer, told)
    assert not server.steps


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/v1", "http://nowhere.invalid/v1"], ids=["refused", "no name"])
def test_an_address_without_a_server_ends_in_it(archive: Library, address: str) -> None:
    with endpoint(address) as model:
        assert_without_model(archive, answered(archive, CHAIR_QUESTION, model), "cannot be reached")


def test_a_missing_key_ends_in_it(archive: Library) -> None:
    bare = Endpoint("scripted", api_key=None, base_url=None, timeout=1, deadline=1, answer_tokens=9)
    assert_without_model(archive, answered(archive, CHAIR_QUESTION, bare), "needs a key: set OPENAI_API_KEY")


def test_what_does_not_fit_is_asked_once_more_with_less(archive: Library) -> None:
    sound = reply((first_words(archive, RAILWAY_QUESTION), [1]))
    with serving(Step(status=400, message=LONG), Step(text=sound)) as server, endpoint(server.url) as model:
        assert answered(archive, RAILWAY_QUESTION, model).mode == "model"
    first, second = (len(str(request["messages"])) for request in server.requests)
    assert second < first


def test_what_an_answer_cost_is_in_its_json(archive: Library) -> None:
    sound = reply((first_words(archive, CHAIR_QUESTION), [1]))
    with serving(Step(text=sound)) as server, endpoint(server.url) as model:
        answer = answered(archive, CHAIR_QUESTION, model)
    assert as_json(answer, seconds=0.1)["tokens"] == {"prompt": 120, "completion": 30}
