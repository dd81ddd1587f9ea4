"""A server that is killed in the middle of an answer, and started again."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from index.upkeep.settle import BATCH_ARTICLES
from tests.assistant import openai_server
from tests.assistant.openai_server import Step
from tests.assistant.surfaces.process import Server, fill, serving
from tests.assistant.surfaces.web.conftest import HEADERS

FERRY = "What did Ornel say about the ferry?"
LEANING = "What did she say about Monday?"
FAILS = Step(status=401)  # then the answer is the one without a model
STALLS = Step(slow=True)
WORDS = {"BRIEFINGS_EMBEDDER": "none"}  # which is all that adding is about here


@contextmanager
def requested(server: Server, method: str, path: str, body: Any = None) -> Iterator[http.client.HTTPResponse]:
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)) as connection:
        connection.request(method, path, json.dumps(body), HEADERS | {"Content-Type": "application/json"})
        with connection.getresponse() as response:
            yield response


def ask(server: Server, text: str, conversation: str | None = None) -> dict[str, Any]:
    """The whole turn."""
    with requested(server, "POST", "/api/ask", {"text": text, "conversation": conversation}) as response:
        *_, last = (line for line in response.read().decode().splitlines() if line.startswith("data: "))
    return dict(json.loads(last.removeprefix("data: ")))


def quotes(turn: dict[str, Any]) -> list[str]:
    return [one["quote"] for one in turn["citations"]]


def test_history_loses_nothing_and_the_question_can_be_asked_again(tmp_path: Path) -> None:
    fill(tmp_path)
    with openai_server.serving(FAILS, STALLS, FAILS) as endpoint:
        model = {"BRIEFINGS_MODEL": "scripted", "OPENAI_BASE_URL": endpoint.url}
        with serving(tmp_path, **model) as server:
            first = ask(server, FERRY)
            name = first["conversation"]
            with requested(server, "POST", "/api/ask", {"text": LEANING, "conversation": name}) as broken:
                assert broken.readline().startswith(b"event: conversation")
                while len(endpoint.steps) > 1:  # until the model is asked
                    time.sleep(0.01)
                server.kill()
                with pytest.raises((http.client.IncompleteRead, ConnectionError)):
                    broken.read()
        with serving(tmp_path, server.port, **model) as server:
            with requested(server, "GET", f"/api/conversations/{name}") as response:
                (kept,) = json.loads(response.read())["turns"]
            assert (kept["question"], quotes(kept)) == (FERRY, quotes(first))
            again = ask(server, LEANING, name)
            assert (again["turn"], quotes(again)) == (2, quotes(first))
    assert quotes(first) == ["The ferry sails on Monday,"]


def test_what_was_handed_over_is_added_by_the_server_after_it(tmp_path: Path) -> None:
    ids = [f"rain-{number}" for number in range(3 * BATCH_ARTICLES)]
    text = "\n".join(json.dumps({"id": one, "text": f"“It rained,” Ida Ornel said, {one}."}) for one in ids)
    with serving(tmp_path, **WORDS) as server:
        with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)) as connection:
            connection.request("POST", "/api/articles?name=news.jsonl", text.encode(), HEADERS)
            assert connection.getresponse().status == 202
        while not additions(server)[0]["new"]:
            time.sleep(0.01)
        server.kill()
    with serving(tmp_path, server.port, **WORDS) as server:
        before, *_ = additions(server)
        while (now := additions(server)[0])["state"] != "done":
            time.sleep(0.05)
    assert 0 < before["new"] < len(ids)
    assert (now["new"] + now["same"], now["refused"]) == (len(ids), 0)
    assert now["same"] <= BATCH_ARTICLES  # of the batch in work it was not yet told that they are new


def additions(server: Server) -> list[dict[str, Any]]:
    with requested(server, "GET", "/api/additions") as response:
        return list(json.loads(response.read()))
