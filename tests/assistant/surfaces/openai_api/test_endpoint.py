"""The endpoint, as OpenAI's own client and LangChain's see it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import openai
import pytest
from langchain_openai import ChatOpenAI
from starlette.testclient import TestClient

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.surfaces.application import create
from assistant.surfaces.openai_api.spoken import spoken
from assistant.surfaces.web.guard import Visitors
from assistant.surfaces.web.tokens import Tokens
from index.library import Library
from tests.assistant.news import LORRIES, PAUSE, RAILWAY_NO, RAILWAY_YES, TELEVISION
from tests.assistant.surfaces.web.conftest import HOST, desk_of, served

MODEL = "regional-briefings"
FREEZE = "What did Vestrova say about the freeze of the pact?"
RAILWAY = "What did Toskari say about the railway through Sefrin?"
NOBODY = "What did Karen Malvash say about the freeze?"


@pytest.fixture
def http(archive: Library) -> Iterator[TestClient]:
    with TestClient(create(desk_of(archive), hosts=frozenset({HOST})), f"http://{HOST}") as client:
        yield client


@pytest.fixture
def client(archive: Library) -> Iterator[openai.OpenAI]:
    with served(lambda hosts: create(desk_of(archive), hosts=hosts)) as url, client_of(url) as made:
        yield made


def client_of(url: str, key: str = "unused") -> openai.OpenAI:
    return openai.OpenAI(base_url=f"{url}/v1", api_key=key, max_retries=0)


def said(*texts: str) -> list[Any]:
    """A conversation: the user's words, and between them a model's."""
    turns = [[{"role": "user", "content": text}, {"role": "assistant", "content": "…"}] for text in texts]
    return [message for turn in turns for message in turn][:-1]


def complete(http: TestClient, text: str, **more: Any) -> dict[str, Any]:
    answer = http.post("/v1/chat/completions", json={"model": MODEL, "messages": said(text), **more})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


class TestWithOpenAIsClient:
    def test_the_archive_is_a_model(self, client: openai.OpenAI) -> None:
        assert [one.id for one in client.models.list()] == [MODEL]
        assert client.models.retrieve(MODEL).owned_by == MODEL

    def test_an_answer_has_the_words_as_they_stand_and_links_to_them(self, client: openai.OpenAI) -> None:
        made = client.chat.completions.create(model=MODEL, messages=said(FREEZE))
        [choice] = made.choices
        text = choice.message.content or ""
        assert f"“{PAUSE}”" in text
        assert "**Ilona Vestrova**, Velmoran foreign ministry spokesperson, for Velmora" in text
        assert choice.finish_reason == "stop"
        for one in choice.message.annotations or []:
            cited = one.url_citation
            assert text[cited.start_index : cited.end_index].startswith("[[")
            assert cited.url in text[cited.start_index : cited.end_index]
        assert {one.url_citation.title for one in choice.message.annotations or []} >= {
            "Velmora asks what a freeze is · Ardesh Courier · 2025-02-26"
        }

    def test_a_stream_says_the_same(self, client: openai.OpenAI) -> None:
        whole = client.chat.completions.create(model=MODEL, messages=said(FREEZE)).choices[0].message.content
        chunks = list(
            client.chat.completions.create(
                model=MODEL, messages=said(FREEZE), stream=True, stream_options={"include_usage": True}
            )
        )
        parts = [choice for chunk in chunks for choice in chunk.choices]
        assert "".join(part.delta.content or "" for part in parts) == whole
        assert [part.finish_reason for part in parts if part.finish_reason] == ["stop"]
        assert chunks[-1].usage is not None
        events = [chunk.model_extra["event"] for chunk in chunks if chunk.model_extra and "event" in chunk.model_extra]
        sources = {event["data"]["document"][0]: event["data"] for event in events}
        assert sources.keys() >= {PAUSE, TELEVISION}
        # Open WebUI shows the name where what tells a source apart is no address.
        assert sources[PAUSE]["metadata"][0]["name"] == "Velmora asks what a freeze is · Ardesh Courier · 2025-02-26"
        assert not any(source["metadata"][0]["source"].startswith("http") for source in sources.values())
        assert sources[PAUSE]["source"]["url"].startswith("https://")

    def test_a_follow_up_leans_on_what_was_asked_before(self, client: openai.OpenAI) -> None:
        asked = said(FREEZE, "What did she say about the lorry drivers?")
        text = client.chat.completions.create(model=MODEL, messages=asked).choices[0].message.content or ""
        assert LORRIES in text

    def test_a_refusal_is_an_answer(self, client: openai.OpenAI) -> None:
        text = client.chat.completions.create(model=MODEL, messages=said(NOBODY)).choices[0].message.content or ""
        assert "Karen Malvash" in text
        assert "Nearest, and no answer to this:" in text

    def test_what_is_wrong_is_an_error_of_the_clients_own_kind(self, client: openai.OpenAI) -> None:
        with pytest.raises(openai.NotFoundError, match="gpt"):
            client.chat.completions.create(model="gpt", messages=said(FREEZE))
        with pytest.raises(openai.BadRequestError, match="can only be 1"):
            client.chat.completions.create(model=MODEL, messages=said(FREEZE), n=2)
        with pytest.raises(openai.BadRequestError, match="asks anything"):
            client.chat.completions.create(model=MODEL, messages=said(" "))

    def test_only_who_has_a_key_comes_in_where_there_are_any(self, library: Library) -> None:
        tokens = Tokens(library.store.facts)
        visitors = Visitors(tokens=tokens)
        with served(lambda hosts: create(desk_of(library), hosts=hosts, visitors=visitors)) as url:
            with client_of(url, "guessed") as stranger, pytest.raises(openai.AuthenticationError):
                stranger.models.list()
            with client_of(url, tokens.make("Ani")) as known:
                assert [one.id for one in known.models.list()] == [MODEL]


def test_langchain_talks_to_it(archive: Library) -> None:
    with served(lambda hosts: create(desk_of(archive), hosts=hosts)) as url:
        chat = ChatOpenAI(model=MODEL, base_url=f"{url}/v1", api_key="unused", max_retries=0)
        assert f"“{PAUSE}”" in str(chat.invoke(FREEZE).content)
        assert f"“{PAUSE}”" in "".join(str(chunk.content) for chunk in chat.stream(FREEZE))


class TestWhatClientsSend:
    def test_parts_of_text_are_read_and_others_passed_over(self, http: TestClient) -> None:
        parts = [{"type": "image_url", "image_url": {"url": "x"}}, {"type": "text", "text": FREEZE}]
        messages = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": parts}]
        body = {"model": MODEL, "messages": messages, "temperature": 0.2, "user": "u", "seed": 4}
        assert PAUSE in http.post("/v1/chat/completions", json=body).json()["choices"][0]["message"]["content"]

    def test_tools_are_not_used_and_it_says_so(self, http: TestClient) -> None:
        tools = [{"type": "function", "function": {"name": "weather"}}]
        told = complete(http, FREEZE, tools=tools)["choices"][0]["message"]
        assert "Tools are not used here" in told["content"]
        assert "tool_calls" not in told

    def test_that_tools_are_not_used_is_said_once_in_a_conversation(self, http: TestClient) -> None:
        tools = [{"type": "function", "function": {"name": "weather"}}]
        before = complete(http, FREEZE, tools=tools)["choices"][0]["message"]
        messages = [*said(FREEZE), before, *said("What did she say about the lorry drivers?")]
        again = complete(http, FREEZE, tools=tools, messages=messages)["choices"][0]["message"]["content"]
        assert LORRIES in again
        assert "Tools are not used here" not in again

    @pytest.mark.parametrize("stop", ["button", ["nowhere to be found", "button"]])
    def test_it_stops_where_it_is_told_to(self, http: TestClient, stop: Any) -> None:
        text = complete(http, FREEZE, stop=stop)["choices"][0]["message"]["content"]
        assert "button" not in text
        assert "A treaty does not have a pause" in text

    @pytest.mark.parametrize(
        ("body", "wrong"),
        [
            pytest.param({}, "model: Field required; messages: Field required", id="nothing"),
            pytest.param({"model": MODEL, "messages": []}, "messages: ", id="no messages"),
            pytest.param({"model": MODEL, "messages": "hello"}, "messages: ", id="no list"),
            pytest.param({"model": MODEL, "messages": [{"content": "hello"}]}, "messages.0.role: ", id="no role"),
        ],
    )
    def test_what_is_no_request_is_refused_in_the_clients_own_way(
        self, http: TestClient, body: dict[str, Any], wrong: str
    ) -> None:
        refused = http.post("/v1/chat/completions", json=body)
        assert refused.status_code == 400
        assert wrong in refused.json()["error"]["message"]

    def test_no_page_elsewhere_asks(self, http: TestClient) -> None:
        body = json.dumps({"model": MODEL, "messages": said(FREEZE)})
        elsewhere = {"Origin": "https://evil.example", "Content-Type": "text/plain"}
        assert http.post("/v1/chat/completions", content=body, headers=elsewhere).status_code == 403


class TestTheText:
    def test_its_links_stand_where_they_are_said_to(self, assistant: Assistant) -> None:
        result = assistant.ask(RAILWAY)
        assert isinstance(result, Answer)
        made = spoken(result)
        assert {one.citation.quote for one in made.markers} >= {RAILWAY_NO, RAILWAY_YES}
        for one in made.markers:
            number = f"[{one.citation.number}]"
            assert made.text[one.start : one.end].strip("[]").startswith(number.strip("[]"))

    def test_a_cut_leaves_no_link_behind_it(self, assistant: Assistant) -> None:
        made = spoken(assistant.ask(RAILWAY))
        cut = made.until([made.text[made.markers[1].start : made.markers[1].end]])
        assert [one.end <= len(cut.text) for one in cut.markers] == [True]
