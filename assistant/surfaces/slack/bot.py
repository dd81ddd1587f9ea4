"""The bot: a question of the record answered in its thread, once, whatever happens meanwhile."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from assistant.answer import Answer
from assistant.conversation import Conversations
from assistant.errors import BadQuestion
from assistant.surfaces.slack.desk import ClientOf, asked_of
from assistant.surfaces.slack.incoming import Incoming
from assistant.surfaces.slack.pages import messages, notice, summary
from assistant.surfaces.slack.queue import Queues
from assistant.surfaces.slack.stream import Stream
from assistant.turn import Turn
from assistant.understand import Asked
from index.errors import BriefingsError, UnknownConversation
from index.record.threads import AskedMessage, Place
from index.store import Store

log = logging.getLogger("briefings.slack")

LOOKING = "is looking in the archive…"
PAUSES = (5, 30, 120, 600)  # seconds, after which Slack is tried again
PASSING = frozenset({"ratelimited", "internal_error", "service_unavailable", "fatal_error", "request_timeout"})
HELP = (
    "Ask who said what: “What did the foreign ministry say about the border?” Then go on in the thread: “who else?”, "
    "“and in May?”, “latest?”, “show 2”, “why?”."
)
BROKEN = "Something went wrong here, and the question is not answered; the log of the bot tells what it was."
STOPPED = "The bot is being stopped; the answer comes when it is back."


class Bot:
    """Answers questions put in messages. `client_of` gives the client of a workspace."""

    def __init__(self, conversations: Conversations, store: Store, client_of: ClientOf) -> None:
        self.conversations = conversations
        self.threads = store.threads
        self._desks = store.desks
        self._client_of = client_of
        self.queues = Queues()

    async def take(self, delivery: str, incoming: Incoming | None) -> bool:
        """Put a delivery into the record, before Slack is told that it has come; True where there is work to do."""
        if incoming is None:
            return False
        message, new = incoming.message, incoming.doing == "asked"
        if new and not incoming.summoned and await self._held(message.place) is None:
            return False
        taken = await asyncio.to_thread(self.threads.take, delivery, message if new else None)
        if taken and new:
            await self._conversation(message.place)  # from now on what is said in the thread is said to the bot
        return taken

    def do(self, incoming: Incoming) -> None:
        """Do what was taken, in its thread's turn."""
        message = incoming.message
        work = {"asked": self.answer, "changed": self._answer_again, "deleted": self._take_back}[incoming.doing]
        self.queues.put(_thread(message.place), partial(work, message))

    async def say(self, place: Place, text: str) -> Turn:
        """One turn in the conversation of a place, for whoever waits for it. Raises what a conversation raises."""
        conversation = await self._conversation(place)
        return await asyncio.to_thread(self.conversations.say, conversation, text)

    async def resume(self) -> None:
        """Answer what was taken before the program ended."""
        for message in await asyncio.to_thread(self.threads.open):
            self.queues.put(_thread(message.place), partial(self.answer, message))

    async def answer(self, message: AskedMessage) -> None:
        """Answer a question in its thread. What fails is told there, and in the log.

        While Slack cannot be reached it is tried again, and after the last time by the next start.
        """
        for pause in PAUSES:
            if await self._tried(message):
                return
            await asyncio.sleep(pause)
            found = await asyncio.to_thread(self.threads.find, message.place)
            message = message if found is None else found
        await self._tried(message)

    async def _tried(self, message: AskedMessage) -> bool:
        """False where it may go better later."""
        try:
            await self._answer(await self._client_of(message.place.team), message)
        except SlackApiError as error:
            reason = str(error.response.get("error"))
            log.warning("cannot answer in %s: %s", message.place.channel, reason)
            if reason in PASSING:
                return False
            await self._done(message)
        except (SlackClientError, aiohttp.ClientError, TimeoutError, OSError) as error:
            log.warning("cannot reach Slack: %s", type(error).__name__)
            return False
        return True

    async def _answer(self, client: AsyncWebClient, message: AskedMessage) -> None:
        place = message.place
        message = await self._begin(client, message)
        stream = Stream(client, message, self._keep)
        try:
            await stream.status(LOOKING)
            if not message.text:
                await stream.end([notice(HELP)], HELP)
            else:
                await self._say(stream, message.text)
        except (BadQuestion, UnknownConversation) as error:
            await stream.end([notice(str(error))], str(error))
        except BriefingsError as error:
            log.warning("a question in %s is not answered: %s", place.channel, error)
            await stream.end([notice(BROKEN)], BROKEN)
        except asyncio.CancelledError:
            await stream.leave(notice(STOPPED))
            raise
        await self._done(stream.message)

    async def _say(self, stream: Stream, text: str) -> None:
        """The question in its conversation, and what comes of it in the stream."""
        message = stream.message
        conversation = message.conversation or await self._conversation(message.place)
        kept = await asyncio.to_thread(self.conversations.record.turns, conversation)
        if message.turn is None:  # else it was asked before the program ended, and may have been answered
            message = replace(message, conversation=conversation, turn=kept[-1].number + 1 if kept else 1)
            await stream.keep(message)
        turn: Turn | None = None
        if kept and kept[-1].number == message.turn:
            turn = (await asyncio.to_thread(self.conversations.turns, conversation))[-1]
        else:
            apart = Asked() if kept else await self._apart(message.place)
            async with contextlib.aclosing(self.conversations.astream(conversation, text, apart)) as turns:
                async for turn in turns:
                    if isinstance(turn.reply, Answer) and turn.asked is None:
                        await stream.grow(turn.reply)
        assert turn is not None
        await stream.end(messages(turn), summary(turn))

    async def _apart(self, place: Place) -> Asked:
        """What the first question of a thread asks of: its channel's part of the archive. Those after it lean on it."""
        desk = await asyncio.to_thread(self._desks.find, place.team, place.channel)
        return asked_of(desk, datetime.now(UTC))

    async def _begin(self, client: AsyncWebClient, message: AskedMessage) -> AskedMessage:
        """The question under way. One that was under way before, with no reply known, may have one all the same."""
        if message.state == "answering" and not message.replies:
            orphan = await _orphan(client, message.place)
            message = message.answered_by(orphan) if orphan else message
        message = replace(message, state="answering")
        await self._keep(message)
        return message

    async def _conversation(self, place: Place) -> str:
        """The thread's conversation; a new one where it has none, or where that was deleted."""
        held = await self._held(place)
        if held is not None:
            return held
        name = await asyncio.to_thread(self.conversations.start)
        await asyncio.to_thread(self.threads.hold, place, name)
        return name

    async def _held(self, place: Place) -> str | None:
        name = await asyncio.to_thread(self.threads.conversation, place)
        try:
            return await asyncio.to_thread(self.conversations.record.find, name) if name else None
        except UnknownConversation:
            return None

    async def _answer_again(self, message: AskedMessage) -> None:
        """A question that was changed is asked anew, and its answer stands where the old one stood."""
        asked = await asyncio.to_thread(self.threads.find, message.place)
        if asked is None:
            return
        await self._forget_turn(asked)
        await self.answer(replace(asked, text=message.text, person=message.person, state="taken", turn=None))

    async def _take_back(self, message: AskedMessage) -> None:
        """A question that was deleted takes its answer with it, here and in the conversation."""
        asked = await asyncio.to_thread(self.threads.find, message.place)
        if asked is None:
            return
        await self._forget_turn(asked)
        client = await self._client_of(asked.place.team)
        for reply in asked.replies:
            with contextlib.suppress(SlackApiError):  # somebody may have deleted it already
                await client.chat_delete(channel=asked.place.channel, ts=reply)
        await self._done(replace(asked, replies=(), turn=None))

    async def _forget_turn(self, asked: AskedMessage) -> None:
        if asked.conversation is not None and asked.turn is not None:
            await asyncio.to_thread(self.conversations.record.take_back, asked.conversation, asked.turn)

    async def _keep(self, message: AskedMessage) -> None:
        await asyncio.to_thread(self.threads.keep, message)

    async def _done(self, message: AskedMessage) -> None:
        await self._keep(replace(message, state="done"))


async def _orphan(client: AsyncWebClient, place: Place) -> str | None:
    """A reply of the bot's own that the record knows nothing of, for the program ended as it was begun."""
    try:
        own = (await client.auth_test())["user_id"]
        after = await client.conversations_replies(
            channel=place.channel, ts=place.thread, oldest=place.message, limit=20
        )
    except SlackApiError:
        return None  # without the right to read the channel; then there may be two
    for one in after["messages"]:
        if one.get("user") == own and one.get("ts") != place.message and not one.get("metadata"):
            return str(one["ts"])
    return None


def _thread(place: Place) -> str:
    return f"{place.team}:{place.channel}:{place.thread}"
