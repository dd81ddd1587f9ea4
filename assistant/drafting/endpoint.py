"""Endpoint: an OpenAI-compatible chat endpoint as a Model, through langchain-openai.

One thread with one event loop does the talking for every caller, so that a deadline and a cancellation reach a reply
that is stuck anywhere: before its headers, between two pieces, in a stream of comments.
"""

from __future__ import annotations

import asyncio
import logging
import queue
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import astuple
from functools import cached_property
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from assistant.drafting.failing import BUSY_STATUS, ENDED, FORMAT_STATUS, failed, pause, too_long
from assistant.drafting.ladder import Way
from assistant.model import ModelFailed, Piece, Prompt, Tokens

if TYPE_CHECKING:
    from concurrent.futures import Future

    from langchain_openai import ChatOpenAI

OPENAI_URL = "https://api.openai.com/v1"
CONNECT_SECONDS = 5.0
MAX_REPLY_CHARS = 60_000
RETRIES = 3
KEY = "model way: "
LOG = logging.getLogger("briefings.model")


class Facts(Protocol):
    """Where it is kept which way of asking an endpoint understands (index.facts)."""

    def get(self, name: str) -> object: ...

    def put(self, name: str, value: object) -> None: ...


class Endpoint:
    """A model at an address. `timeout` is the longest silence, `deadline` the longest reply with all retries, in
    seconds; `answer_tokens` the longest reply. What `facts` keeps saves asking in a way that was refused before.
    """

    def __init__(
        self,
        model: str,
        *,
        api_key: str | None,
        base_url: str | None,
        timeout: float,
        deadline: float,
        answer_tokens: int,
        facts: Facts | None = None,
    ) -> None:
        self.name = model
        self.url = base_url or OPENAI_URL
        address = urlsplit(self.url)
        self.host = f"{address.hostname}:{address.port}" if address.port else address.hostname or self.url
        self._key, self._own = api_key, base_url is not None
        self._timeout, self._deadline, self._answer_tokens = timeout, deadline, answer_tokens
        self._facts = facts
        self._way = Way.kept(facts.get(self._fact)) if facts else Way()
        self._starting = threading.Lock()
        self._talking: tuple[asyncio.AbstractEventLoop, threading.Thread] | None = None

    @property
    def _fact(self) -> str:
        return f"{KEY}{self.url} {self.name}"

    @property
    def mode(self) -> str:
        """How it is told to answer in JSON: json_schema, json_object, or text where it is only asked to."""
        return self._way.mode

    @cached_property
    def chat(self) -> ChatOpenAI:
        """The LangChain Runnable that does the talking; it retries nothing, that is seen to here."""
        from langchain_openai import ChatOpenAI
        from openai import Timeout
        from pydantic import SecretStr

        return ChatOpenAI(
            model=self.name,
            api_key=SecretStr(self._key or "none"),  # one's own server needs none, but the client wants to send one
            base_url=self.url,
            timeout=Timeout(self._timeout, connect=min(CONNECT_SECONDS, self._timeout)),
            max_retries=0,
            stream_usage=True,
            stream_chunk_timeout=None,  # it would say so in the log by itself; the client's own timeout is enough
            use_responses_api=False,
        )

    def listed(self) -> list[dict[str, object]]:
        """The models that the endpoint lists, with what it tells of each; empty where it lists none."""
        import openai

        try:
            return [one.model_dump() for one in self.chat.root_client.models.list()]
        except (openai.OpenAIError, AttributeError, TypeError, ValueError):
            return []  # many lack it, and what is wrong shows at the first reply

    def stream(self, prompt: Prompt) -> Iterator[Piece]:
        """The reply as it comes. Raises ModelFailed; PromptTooLong where less evidence would help."""
        pieces: queue.SimpleQueue[Piece | None] = queue.SimpleQueue()
        talk = self._start(prompt, pieces.put)
        try:
            while (piece := pieces.get()) is not None:
                yield piece
            talk.result()
        finally:
            talk.cancel()

    async def astream(self, prompt: Prompt) -> AsyncIterator[Piece]:
        """As `stream`, for a caller with an event loop of its own."""
        pieces: asyncio.Queue[Piece | None] = asyncio.Queue()
        loop = asyncio.get_running_loop()

        def put(piece: Piece | None) -> None:
            loop.call_soon_threadsafe(pieces.put_nowait, piece)

        talk = await loop.run_in_executor(None, self._start, prompt, put)  # the client takes a second to import
        try:
            while (piece := await pieces.get()) is not None:
                yield piece
            talk.result()
        finally:
            talk.cancel()

    def _start(self, prompt: Prompt, put: Callable[[Piece | None], None]) -> Future[None]:
        if not self._key and not self._own:
            raise ModelFailed(f"{self.host} needs a key: set OPENAI_API_KEY")
        with self._starting:
            _ = self.chat
            return asyncio.run_coroutine_threadsafe(self._talk(prompt, put), self._loop())

    def close(self) -> None:
        """Hang up whatever is still talking. The endpoint may be used again."""
        with self._starting:
            if self._talking is None:
                return
            loop, thread = self._talking
            asyncio.run_coroutine_threadsafe(self._hang_up(), loop).result()
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            loop.close()
            self._talking = None
            del self.chat

    async def _hang_up(self) -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await self.chat.root_async_client.close()

    def _loop(self) -> asyncio.AbstractEventLoop:
        if self._talking is None:
            loop = asyncio.new_event_loop()
            thread = threading.Thread(target=loop.run_forever, name="model", daemon=True)
            thread.start()
            self._talking = loop, thread
        return self._talking[0]

    async def _talk(self, prompt: Prompt, put: Callable[[Piece | None], None]) -> None:
        """Put every piece, and None at the end whatever happens. Raises ModelFailed."""
        try:
            async with asyncio.timeout(self._deadline):
                async for piece in self._reply(prompt):
                    put(piece)
        except TimeoutError:
            raise ModelFailed(f"{self.host} did not finish within {self._deadline:g} seconds") from None
        finally:
            put(None)

    async def _reply(self, prompt: Prompt) -> AsyncIterator[Piece]:
        """The reply, asked for again while nothing has come and asking again may help."""
        import httpx2
        import openai

        retries = 0
        while True:
            begun, way = False, self._way
            try:
                async for piece in self._attempt(prompt, way):
                    begun = True
                    if piece.tokens is not None:
                        LOG.info("%s: %d tokens read, %d written", self.name, *astuple(piece.tokens))
                    yield piece
                self._keep(way)
                return
            except (openai.OpenAIError, httpx2.HTTPError) as error:
                again = None if begun else self._again(error, way, retries)
                if again is None:
                    raise failed(error, model=self.name, host=self.host, timeout=self._timeout) from error
                LOG.info("%s: %s; asked again", self.host, type(error).__name__)
                self._way, wait = again
                retries += wait is not None
                await asyncio.sleep(wait or 0)
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                # What the client and LangChain raise where the answer is JSON of another shape, or none.
                raise ModelFailed(f"{self.host} answered something that is not a chat completion") from error

    async def _attempt(self, prompt: Prompt, way: Way) -> AsyncIterator[Piece]:
        finish, size = None, 0
        # In the body and not as LangChain's own arguments: it would hand `response_format` to a client that parses
        # the whole reply a second time at its end, and raises what it cannot parse.
        body = way.body(prompt.schema, self._answer_tokens)
        async for chunk in self.chat.astream([("system", prompt.system), ("user", prompt.user)], extra_body=body):
            finish = chunk.response_metadata.get("finish_reason") or finish
            text, usage = str(chunk.text), chunk.usage_metadata
            size += len(text)
            if size > MAX_REPLY_CHARS:
                raise ModelFailed(f"{self.host} does not stop talking")
            if text or usage:
                told = Tokens(prompt=usage["input_tokens"], completion=usage["output_tokens"]) if usage else None
                yield Piece(text=text, tokens=told)
        if finish == "stop" and not size:  # LangChain keeps no refusal, only what else was said
            raise ModelFailed(f"{self.name} declined to answer")
        if finish != "stop":
            raise ModelFailed(f"{self.host} {ENDED.get(finish or '', 'broke off its answer')}")

    def _keep(self, way: Way) -> None:
        if self._facts is not None and Way.kept(self._facts.get(self._fact)) != way:
            self._facts.put(self._fact, [way.mode, way.limit])

    def _again(self, error: Exception, way: Way, retries: int) -> tuple[Way, float | None] | None:
        """The way and the pause to ask again after, no pause where the way is another; None where it is no use."""
        import openai

        if not isinstance(error, openai.APIStatusError) or too_long(error):
            return None
        message = str(error).lower()
        if error.status_code in FORMAT_STATUS:
            simpler = way.simpler(message)
            return (simpler, None) if simpler else None
        if error.status_code not in BUSY_STATUS or "insufficient_quota" in message or retries == RETRIES:
            return None
        return way, pause(error.response.headers.get("retry-after"), retries)
