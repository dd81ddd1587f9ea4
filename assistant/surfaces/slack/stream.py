"""A reply as it grows in a thread: streamed, brought to its end, and put right where it was begun before."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable

from slack_sdk.errors import SlackApiError
from slack_sdk.models.messages.chunk import BlocksChunk
from slack_sdk.web.async_chat_stream import AsyncChatStream
from slack_sdk.web.async_client import AsyncWebClient

from assistant.answer import Answer
from assistant.surfaces.slack.pages import read_so, worded
from assistant.surfaces.slack.rich import Block
from index.record.threads import AskedMessage

Keep = Callable[[AskedMessage], Awaitable[None]]
EVENT = "briefings_answer"


class Stream:
    """The reply to one question. `keep` puts into the record which messages it has, as soon as each is there."""

    def __init__(self, client: AsyncWebClient, message: AskedMessage, keep: Keep) -> None:
        self.message = message
        self._client = client
        self._keep = keep
        self._begun = bool(message.replies)  # before this program: it can be put right, and no longer streamed
        self._stream: AsyncChatStream | None = None
        self._shown: list[Block] = []

    async def status(self, words: str) -> None:
        """What the bot is doing, until the reply begins. Channels without such a line do without it."""
        place = self.message.place
        with contextlib.suppress(SlackApiError):
            await self._client.assistant_threads_setStatus(
                channel_id=place.channel, thread_ts=place.thread, status=words
            )

    async def grow(self, answer: Answer) -> None:
        """Show what has come to a model's answer since the last time."""
        if self._begun:
            return
        blocks = [read_so(answer), *worded(answer.claims)]
        if blocks[: len(self._shown)] == self._shown and len(blocks) > len(self._shown):
            await self._append(blocks[len(self._shown) :])
            self._shown = blocks

    async def end(self, pages: list[list[Block]], summary: str) -> None:
        """The whole reply, whatever of it is shown."""
        first, *rest = pages
        if self._begun:
            await self._put_right(first, summary)
        elif first[: len(self._shown)] == self._shown:
            await self._stop(first[len(self._shown) :])
        else:  # it was taken back: what is shown does not stand
            await self._stop([])
            await self._put_right(first, summary)
        for number, page in enumerate(rest, 1):
            if number < len(self.message.replies):
                await self._update(self.message.replies[number], page, summary)
            else:
                await self._post(page, summary)
        for left in self.message.replies[len(pages) :]:
            with contextlib.suppress(SlackApiError):
                await self._client.chat_delete(channel=self.message.place.channel, ts=left)

    async def leave(self, blocks: list[Block]) -> None:
        """Close what is open, for the program ends; the record still has the question as open."""
        if self._stream is not None:
            with contextlib.suppress(SlackApiError):
                await self._stop(blocks)

    async def _append(self, blocks: list[Block]) -> None:
        if self._stream is None:
            place = self.message.place
            self._stream = await self._client.chat_stream(
                channel=place.channel,
                thread_ts=place.thread,
                recipient_team_id=place.team,
                recipient_user_id=self.message.person,
            )
        await self._stream.append(chunks=[BlocksChunk(blocks=blocks)])
        if self._stream.ts is not None and not self.message.replies:
            await self._has(self._stream.ts)

    async def _stop(self, blocks: list[Block]) -> None:
        if self._stream is None:
            await self._append(blocks[:1])
            blocks = blocks[1:]
        assert self._stream is not None
        await self._stream.stop(blocks=blocks or None, metadata=self._metadata)

    async def _put_right(self, blocks: list[Block], summary: str) -> None:
        reply = self.message.replies[0]
        with contextlib.suppress(SlackApiError):  # where it is not open, there is nothing to be closed
            await self._client.chat_stopStream(channel=self.message.place.channel, ts=reply)
        await self._update(reply, blocks, summary)

    async def _update(self, reply: str, blocks: list[Block], summary: str) -> None:
        await self._client.chat_update(
            channel=self.message.place.channel, ts=reply, text=summary, blocks=blocks, metadata=self._metadata
        )

    async def _post(self, blocks: list[Block], summary: str) -> None:
        place = self.message.place
        posted = await self._client.chat_postMessage(
            channel=place.channel,
            thread_ts=place.thread,
            text=summary,
            blocks=blocks,
            metadata=self._metadata,
            unfurl_links=False,
            unfurl_media=False,
        )
        await self._has(str(posted["ts"]))

    async def _has(self, reply: str) -> None:
        await self.keep(self.message.answered_by(reply))

    async def keep(self, message: AskedMessage) -> None:
        """How far the question is now, in the record too."""
        self.message = message
        await self._keep(message)

    @property
    def _metadata(self) -> dict[str, object]:
        return {"event_type": EVENT, "event_payload": {"question": self.message.place.message}}
