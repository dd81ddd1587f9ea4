"""Routes of the chat: ask, and the conversations there are."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterable, Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel, ConfigDict, Field

from assistant.answer import Refusal
from assistant.surfaces.turns import turn_as_json
from assistant.surfaces.web.desk import AtDesk, User
from assistant.turn import Turn
from assistant.understand import Asked
from assistant.wanted import WantedReading
from index.errors import BriefingsError, UnknownConversation
from index.record.conversations import Conversation

router = APIRouter(prefix="/api")
MAX_TITLE = 200


class Asking(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str
    conversation: str | None = None
    reading: WantedReading | None = None


class Renaming(BaseModel):
    title: str = Field(min_length=1, max_length=MAX_TITLE)


@router.post("/ask", response_class=EventSourceResponse)
async def ask(asking: Asking, desk: AtDesk, request: Request) -> AsyncIterable[ServerSentEvent]:
    """The turn as its reply grows, an event each; whoever leaves has it stopped, and then it is not kept."""
    started, end = time.perf_counter(), "left"
    request.state.question = asking.text
    try:
        asked = asking.reading.asked() if asking.reading else Asked()
        name = asking.conversation
        if name is None:
            name = await asyncio.to_thread(desk.conversations.start)
        yield ServerSentEvent(event="conversation", data={"id": name})
        async with contextlib.aclosing(desk.conversations.astream(name, asking.text, asked)) as turns:
            async for turn in turns:
                told = await asyncio.to_thread(turn_for_page, turn, time.perf_counter() - started)
                yield ServerSentEvent(event="turn", data=told)
        end = "refused" if isinstance(turn.reply, Refusal) else "answered"
    except BriefingsError as error:
        end = "failed"
        yield ServerSentEvent(event="failed", data={"error": str(error)})
    finally:
        desk.numbers.questions.labels(end).inc()


@router.get("/conversations")
def conversations(desk: AtDesk, words: str = "") -> list[dict[str, Any]]:
    return [_listed(one) for one in desk.conversations.record.search(words.strip())]


@router.get("/conversations/{name}")
def conversation(desk: AtDesk, user: User, name: str) -> dict[str, Any]:
    said: dict[int, dict[int, str]] = {}
    for one in desk.library.store.feedback.remarks(name):
        if one.by == user:
            said.setdefault(one.turn, {})[one.number] = one.says
    turns = [turn_for_page(turn, 0.0, said.get(turn.number)) for turn in desk.conversations.turns(name)]
    listed = [one for one in desk.conversations.record.search() if one.id == name]
    if not listed:
        raise UnknownConversation(name)
    return _listed(listed[0]) | {"turns": turns}


@router.patch("/conversations/{name}", status_code=204)
def rename(desk: AtDesk, name: str, renaming: Renaming) -> None:
    desk.conversations.record.rename(name, renaming.title)


@router.delete("/conversations/{name}", status_code=204)
def delete(desk: AtDesk, name: str) -> None:
    desk.conversations.record.delete(name)


def turn_for_page(turn: Turn, seconds: float, said: Mapping[int, str] | None = None) -> dict[str, Any]:
    """A turn as `chat --json` prints it, when it was kept (None while it grows), and what its reader has said of it, by
    the numbers of its citations, 0 for the answer.
    """
    asked = turn.asked.isoformat() if turn.asked else None
    return turn_as_json(turn, seconds) | {"asked": asked, "feedback": dict(said or {})}


def _listed(one: Conversation) -> dict[str, Any]:
    return {"id": one.id, "title": one.title, "created": one.created.isoformat(), "turns": one.turns}
