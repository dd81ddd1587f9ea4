"""An agent at work: a scripted model answers three questions with the tools, each call made of what those before gave.

What was called and told stands in transcript.md, as it must be.
"""

from __future__ import annotations

import json
import re
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from mcp import Client

from index.library import Library
from tests.assistant.surfaces.mcp.test_tools import called, client_of

TRANSCRIPT = Path(__file__).with_name("transcript.md")
FREEZE = "What did Vestrova say about the freeze of the pact?"
WHOSE = "Who says to have learned about the freeze from television?"
NOBODY = "What did Karen Malvash say about the freeze?"

Call = tuple[str, dict[str, Any]]
Model = Generator[Call, dict[str, Any], str]  # yields calls, is sent what they give, returns its answer


def asks_and_checks(question: str) -> Model:
    """Quotes nothing that it has not had checked."""
    told = yield "ask", {"question": question, "limit": 2}
    if not told["answered"]:
        return told["refusal"]["reason"]
    best = told["citations"][0]
    checked = yield "check_quotation", {"words": best["quote"], "speaker": best["speaker"]["name"]}
    assert checked["sound"]
    return f"{best['speaker']['name']}: “{best['quote']}” ({best['article']['outlet']})"


def searches_and_reads(question: str) -> Model:
    """Looks for passages, reads the first article, and asks who said those of its words that are like the question."""
    found = yield "search", {"query": question}
    read = yield "fetch", {"id": found["results"][0]["id"]}
    asked = set(question.lower().split())
    words = max(re.findall("“(.+?)”", read["text"]), key=lambda one: len(asked & set(one.lower().split())))
    who = yield "who_said", {"words": words}
    place = who["places"][0]
    return f"{place['speaker']['name']}: “{place['text']}” ({place['article']['outlet']})"


async def run(client: Client, question: str, model: Model) -> str:
    """The loop: every call is made, and its result told to the model, until that answers."""
    lines, told = [f"## {question}", ""], None
    while True:
        try:
            name, arguments = model.send(told)  # type: ignore[arg-type]
        except StopIteration as end:
            return "\n".join([*lines, "", end.value, ""])
        told = await called(client, name, **arguments)
        lines.append(f"- `{name}` {json.dumps(arguments, ensure_ascii=False)}: {in_short(told)}")


def in_short(told: dict[str, Any]) -> str:
    """What of a result tells it from others."""
    if "answered" in told:
        return f"answered {told['answered']}, {len(told['citations'])} quotations"
    if "verdict" in told:
        return f"{told['verdict']}, {len(told['places'])} place"
    return f"{len(told['results'])} passages" if "results" in told else f"article {told['id']}"


@pytest.mark.parametrize(
    ("question", "model"),
    [
        pytest.param(FREEZE, asks_and_checks, id="what somebody said"),
        pytest.param(WHOSE, searches_and_reads, id="whose words these are"),
        pytest.param(NOBODY, asks_and_checks, id="somebody who is not quoted"),
    ],
)
async def test_an_agent_answers_with_the_tools(archive: Library, question: str, model: Any) -> None:
    async with client_of(archive) as client:
        transcript = await run(client, question, model(question))

    assert transcript in TRANSCRIPT.read_text("utf-8"), transcript
