"""The tools, as the official client sees them: in this process, over a pipe, and over HTTP."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx2
import pytest
from mcp import Client, MCPError, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from mcp.types import INVALID_PARAMS, TextContent, TextResourceContents

from assistant.ask import Assistant
from assistant.surfaces.application import create
from assistant.surfaces.mcp.tools import server_of
from assistant.surfaces.web.guard import Visitors
from assistant.surfaces.web.tokens import Tokens
from index.library import Library
from index.settings import Settings
from tests.assistant.archive import open_library, take_in
from tests.assistant.conftest import TODAY
from tests.assistant.news import ARTICLES, FROZEN, LORRIES, PAUSE, RAILWAY_NO, RAILWAY_YES
from tests.assistant.surfaces.web.conftest import desk_of, served

ROOT = Path(__file__).parents[4]
FREEZE = "What did Vestrova say about the freeze of the pact?"
TOOLS = {"ask", "check_quotation", "draft_briefing", "fetch", "quotes", "search", "timeline", "who_said"}


def client_of(archive: Library) -> Client:
    return Client(server_of(Assistant(archive, today=lambda: TODAY), archive))


async def called(client: Client, name: str, **arguments: Any) -> dict[str, Any]:
    """What a tool returns that does not fail."""
    result = await client.call_tool(name, arguments)
    assert not result.is_error, result.content
    assert result.structured_content is not None
    return result.structured_content


async def refused(client: Client, name: str, **arguments: Any) -> str:
    """What a tool says that fails."""
    result = await client.call_tool(name, arguments)
    assert result.is_error
    [told] = result.content
    assert isinstance(told, TextContent)
    return told.text


async def test_every_tool_only_reads_and_tells_its_shape(archive: Library) -> None:
    async with client_of(archive) as client:
        tools = (await client.list_tools()).tools
    assert {one.name for one in tools} == TOOLS
    for one in tools:
        assert one.annotations is not None
        assert one.annotations.read_only_hint
        assert one.output_schema is not None
        assert one.description


async def test_search_and_fetch_have_the_shape_of_connectors(archive: Library) -> None:
    async with client_of(archive) as client:
        found = (await called(client, "search", query="apricot blossom frost"))["results"]
        assert {"id", "title", "url"} <= found[0].keys()
        assert found[0]["id"] == "orchards"
        document = await called(client, "fetch", id="briefing")
    article = next(one for one in ARTICLES if one.id == "briefing")
    assert (document["text"], document["url"]) == (article.text, article.url)
    assert document["metadata"]["outlet"] == "Ardesh Courier"


async def test_an_answer_is_verbatim_attributed_and_located(archive: Library) -> None:
    async with client_of(archive) as client:
        answer = await called(client, "ask", question=FREEZE)
    texts = {one.id: one.text for one in ARTICLES}
    assert answer["answered"]
    assert PAUSE in {one["quote"] for one in answer["citations"]}
    for one in answer["citations"]:
        assert texts[one["article"]["id"]][one["start"] : one["end"]] == one["quote"]
        assert one["speaker"]["name"] == "Ilona Vestrova"


async def test_where_there_is_no_answer_it_says_why(archive: Library) -> None:
    async with client_of(archive) as client:
        answer = await called(client, "ask", question="What did Karen Malvash say about the freeze?")
    assert (answer["answered"], answer["citations"]) == (False, [])
    assert "Karen Malvash" in answer["refusal"]["reason"]


async def test_quotations_are_listed_and_followed_over_time(archive: Library) -> None:
    async with client_of(archive) as client:
        listed = (await called(client, "quotes", speaker="Vestrova"))["quotes"]
        assert {one["quote"] for one in listed} >= {PAUSE, LORRIES}
        assert await called(client, "quotes", speaker="Nobody Known") == {"quotes": []}
        followed = (await called(client, "timeline", actor="Dorvia"))["quotes"]
    assert [one["quote"] for one in followed] == [RAILWAY_NO, FROZEN, RAILWAY_YES]


async def test_quotations_are_checked(archive: Library) -> None:
    async with client_of(archive) as client:
        exact = await called(client, "check_quotation", words=f"“{PAUSE}”", speaker="Ilona Vestrova")
        other = await called(client, "check_quotation", words=PAUSE, speaker="Vahan Toskari")
        said = await called(client, "who_said", words=LORRIES)
    assert (exact["verdict"], exact["sound"]) == ("exact", True)
    assert (other["verdict"], other["sound"]) == ("other speaker", False)
    assert said["places"][0]["speaker"]["name"] == "Ilona Vestrova"


async def test_a_briefing_is_drafted_or_refused(archive: Library) -> None:
    async with client_of(archive) as client:
        made = await called(client, "draft_briefing", topic="the railway through Sefrin")
        assert RAILWAY_YES in made["markdown"]
        assert made["citations"] >= 2
        assert "there is no kind" in await refused(client, "draft_briefing", topic="the railway", kind="weekly news")


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        pytest.param("ask", {"question": " "}, "question", id="no question"),
        pytest.param("ask", {"question": FREEZE, "limit": 0}, "1 to 50", id="a limit of none"),
        pytest.param("ask", {"question": FREEZE, "since": "May"}, "since", id="no date"),
        *(
            pytest.param(tool, {**asked, "since": "2025-05-02", "until": "2025-05-01"}, "later than until", id=tool)
            for tool, asked in (("ask", {"question": FREEZE}), ("quotes", {}), ("draft_briefing", {"topic": "pact"}))
        ),
        pytest.param("timeline", {"about": "pact"}, "speaker or an actor", id="nobody to follow"),
        pytest.param("fetch", {"id": "none"}, "none", id="no article"),
    ],
)
async def test_what_is_wrong_is_told_so_that_it_can_be_mended(
    archive: Library, tool: str, arguments: dict[str, Any], told: str
) -> None:
    async with client_of(archive) as client:
        assert told in await refused(client, tool, **arguments)


async def test_articles_and_their_words_are_resources(archive: Library) -> None:
    article = next(one for one in ARTICLES if one.id == "briefing")
    async with client_of(archive) as client:
        [whole] = (await client.read_resource("article://briefing")).contents
        [words] = (await client.read_resource(f"quotation://briefing/1/{1 + len(PAUSE)}")).contents
        with pytest.raises(MCPError):
            await client.read_resource("article://none")
    assert isinstance(whole, TextResourceContents)
    assert isinstance(words, TextResourceContents)
    assert (whole.text, words.text) == (article.text, PAUSE)


async def test_the_articles_that_came_last_are_listed(archive: Library) -> None:
    async with client_of(archive) as client:
        listed = {one.name: one for one in (await client.list_resources()).resources}
        [read] = (await client.read_resource(listed["briefing"].uri)).contents
    assert listed.keys() == {one.id for one in ARTICLES}
    assert listed["briefing"].description == "Ardesh Courier, 2025-02-26, en"
    assert isinstance(read, TextResourceContents)
    assert PAUSE in read.text


async def test_an_article_whose_id_is_an_address_is_read_as_it_is_listed(tmp_path: Path) -> None:
    library = open_library(tmp_path)
    take_in(library, [replace(ARTICLES[0], id="https://ardesh.example/a?b=c&d=ё")], {})
    async with client_of(library) as client:
        [listed] = (await client.list_resources()).resources
        [read] = (await client.read_resource(listed.uri)).contents
    assert isinstance(read, TextResourceContents)
    assert read.text == ARTICLES[0].text


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        pytest.param("weather", {"topic": "rain"}, "weather", id="no such prompt"),
        pytest.param("delta_briefing", {}, "topic", id="no topic"),
    ],
)
async def test_a_prompt_asked_for_wrongly_is_an_error_of_whoever_asks(
    archive: Library, name: str, arguments: dict[str, str], told: str
) -> None:
    async with client_of(archive) as client:
        with pytest.raises(MCPError, match=told) as caught:
            await client.get_prompt(name, arguments)
    assert caught.value.code == INVALID_PARAMS


async def test_each_kind_of_briefing_is_a_prompt(archive: Library) -> None:
    async with client_of(archive) as client:
        names = {one.name for one in (await client.list_prompts()).prompts}
        got = await client.get_prompt("position_briefing", {"topic": "the pact"})
    assert names == {"delta_briefing", "position_briefing", "regional_briefing"}
    content = got.messages[0].content
    assert isinstance(content, TextContent)
    assert 'kind "position"' in content.text


async def test_over_a_pipe_the_command_answers(tmp_path: Path) -> None:
    library = open_library(tmp_path / "home", Settings(embedder="none"))
    library.close()
    command = [sys.executable, "-m", "assistant.surfaces.cli", "--home", str(tmp_path / "home")]
    environment = {"PYTHONPATH": str(ROOT), "BRIEFINGS_EMBEDDER": "none", "PATH": "/usr/bin:/bin"}
    server = StdioServerParameters(command=command[0], args=[*command[1:], "mcp"], env=environment, cwd=ROOT)
    async with Client(server) as client:
        answer = await called(client, "ask", question=FREEZE)
    assert (answer["answered"], answer["refusal"]["searched"]["articles"]) == (False, 0)


async def test_over_http_the_web_chat_offers_the_tools(archive: Library) -> None:
    with served(lambda hosts: create(desk_of(archive), hosts=hosts)) as url:
        async with Client(f"{url}/mcp") as client:
            answer = await called(client, "ask", question=FREEZE)
    assert PAUSE in {one["quote"] for one in answer["citations"]}


async def test_over_http_only_who_has_a_token_comes_in_where_there_are_any(library: Library) -> None:
    tokens = Tokens(library.store.facts)
    token = tokens.make("Ani")
    visitors = Visitors(tokens=tokens)
    with served(lambda hosts: create(desk_of(library), hosts=hosts, visitors=visitors)) as url:
        async with httpx2.AsyncClient() as http:
            assert (await http.post(f"{url}/mcp", json={})).status_code == 401
        known = httpx2.AsyncClient(headers={"Authorization": f"Bearer {token}"})
        async with known, Client(streamable_http_client(f"{url}/mcp", http_client=known)) as client:
            assert {one.name for one in (await client.list_tools()).tools} == TOOLS


async def test_no_page_elsewhere_calls_them(library: Library) -> None:
    with served(lambda hosts: create(desk_of(library), hosts=hosts)) as url:
        async with httpx2.AsyncClient() as http:
            elsewhere = await http.post(f"{url}/mcp", json={}, headers={"Origin": "https://evil.example"})
            named = await http.post(f"{url}/mcp", json={}, headers={"Host": "evil.example"})
    assert (elsewhere.status_code, named.status_code) == (403, 421)
