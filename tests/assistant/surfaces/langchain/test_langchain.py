"""The archive in LangChain programs: LangChain's own standard tests, and an agent."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from langchain.agents import create_agent
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage, ToolMessage
from langchain_core.runnables import Runnable
from langchain_core.tools import BaseTool
from langchain_tests.integration_tests import RetrieversIntegrationTests, ToolsIntegrationTests
from langchain_tests.unit_tests import ToolsUnitTests

from assistant.answer import Answer, Refusal
from assistant.library import Library
from assistant.surfaces.langchain import ask_tool, retriever
from index.library import Library as Archive
from index.search import UnitRetriever
from tests.assistant.conftest import TODAY

FREEZE = "What did Vestrova say about the freeze of the pact?"
NOBODY = "What did Karen Malvash say about the freeze?"


@pytest.fixture
def asked(archive: Archive) -> Library:
    return Library(archive, today=lambda: TODAY)


class TestTheStandardOfRetrievers(RetrieversIntegrationTests):
    archive: Archive

    @pytest.fixture(autouse=True)
    def _over(self, archive: Archive) -> None:
        self.archive = archive

    @property
    def retriever_constructor(self) -> type[UnitRetriever]:
        return UnitRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        return {"library": self.archive, "kind": "passage"}

    @property
    def retriever_query_example(self) -> str:
        return "the railway through Sefrin"


class OfTheTool:
    library: Library

    @pytest.fixture(autouse=True)
    def _over(self, asked: Library) -> None:
        self.library = asked

    @property
    def tool_constructor(self) -> BaseTool:
        return ask_tool(self.library)

    @property
    def tool_invoke_params_example(self) -> dict[str, Any]:
        return {"question": FREEZE}


class TestTheStandardOfTools(OfTheTool, ToolsUnitTests):
    """Without the archive."""


class TestTheStandardOfToolsAtWork(OfTheTool, ToolsIntegrationTests):
    """With it."""


class Scripted(GenericFakeChatModel):
    """A model that calls tools as its script says."""

    def bind_tools(self, tools: Any, **_: Any) -> Runnable[Any, AIMessage]:
        return self


def calling(number: int, **arguments: Any) -> AIMessage:
    call = {"name": "ask_archive", "args": arguments, "id": str(number), "type": "tool_call"}
    return AIMessage(content="", tool_calls=[call])  # type: ignore[list-item]


def script() -> Iterator[AIMessage]:
    yield calling(1, question=FREEZE)
    yield calling(2, question=NOBODY)
    yield calling(3, question=" ")
    yield AIMessage(content="Done.")


async def test_an_agent_is_given_answers_refusals_and_what_it_asked_wrongly(asked: Library) -> None:
    agent = create_agent(Scripted(messages=script()), tools=[ask_tool(asked)])

    told = await agent.ainvoke({"messages": [{"role": "user", "content": "Who spoke of the freeze?"}]})

    answer, refusal, wrong = (one for one in told["messages"] if isinstance(one, ToolMessage))
    assert isinstance(answer.artifact, Answer)
    assert answer.artifact.citations[0].quote in answer.text
    assert isinstance(refusal.artifact, Refusal)
    assert refusal.artifact.reason in refusal.text
    assert wrong.status == "error"
    assert told["messages"][-1].text == "Done."


async def test_a_retriever_leaves_the_event_loop_free(asked: Library) -> None:
    loop, found = threading.get_ident(), retriever(asked, k=2)
    embedder = asked.archive.embedder
    assert embedder is not None
    threads, embed = set(), embedder.embed

    def watched(*arguments: Any) -> Any:
        threads.add(threading.get_ident())
        return embed(*arguments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(embedder, "embed", watched)
        documents = await found.ainvoke("a query that nobody has asked before")

    assert len(documents) == 2
    assert threads
    assert loop not in threads


async def test_the_chain_gives_the_same_in_every_way_it_can_be_run(asked: Library) -> None:
    chain = asked.chain
    whole = chain.invoke(FREEZE)

    assert isinstance(whole, Answer)
    assert chain.batch([FREEZE, NOBODY])[0] == whole
    assert list(chain.stream(FREEZE))[-1] == whole
    assert await chain.ainvoke(FREEZE) == whole
    assert (await chain.abatch([FREEZE]))[0] == whole
    assert [one async for one in chain.astream(FREEZE)][-1] == whole


async def test_answers_for_an_event_loop_come_at_once_beside_each_other(asked: Library) -> None:
    both = await asyncio.gather(asked.aask(FREEZE), asked.aask(NOBODY, since=date(2020, 1, 1)))

    assert [type(one) for one in both] == [Answer, Refusal]
