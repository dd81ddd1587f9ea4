"""Endpoint: an OpenAI-compatible chat endpoint as a Model, through langchain-openai.

One thread with one event loop does the talking for every caller, so that a deadline and a cancellation reach a reply
that is stuck anywhere: before its headers, between two pieces, in a stream of comments.
"""

from __future__ import annotations

import asyncio
import logging
import queue
import random
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import astuple, dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from assistant.model import ModelFailed, Piece, Prompt, PromptTooLong, Tokens

if TYPE_CHECKING:
    from concurrent.futures import Future

    from langchain_openai import ChatOpenAI

OPENAI_URL = "https://api.openai.com/v1"
CONNECT_SECONDS = 5.0
MAX_REPLY_CHARS = 60_000
RETRIES = 3
BACKOFF_SECONDS = 0.5  # doubled at each retry, where the endpoint does not say how long to wait
MODES = ("json_schema", "json_object", "text")  # how it is told to answer in JSON, the strictest first
LIMITS = ("max_completion_tokens", "max_tokens")  # what the limit of a reply is called, the newer first
FORMAT_STATUS = (400, 415, 422, 501)  # what endpoints answer to a field that they do not know
BUSY_STATUS = (408, 409, 429, 500, 502, 503, 504)
TOO_LONG = ("context length", "context_length", "context size", "context window", "maximum context", "too long")
KEY = "model way: "
LOG = logging.getLogger("briefings.model")


class Facts(Protocol):
    """Where it is kept which way of asking an endpoint understands (index.facts)."""

    def get(self, name: str) -> object: ...

    def put(self, name: str, value: object) -> None: ...


@dataclass(frozen=True, slots=True)
class _Way:
    """How an endpoint is asked: its JSON mode and the name of its limit."""

    mode: str = MODES[0]
    limit: str = LIMITS[0]

    def simpler(self, message: str) -> _Way | None:
        """The next way to try, after an endpoint said that it does not know something; None after the last."""
        if self.limit != LIMITS[-1] and self.limit in message:
            return replace(self, limit=LIMITS[-1])
        step = MODES.index(self.mode) + 1
        if step < len(MODES):
            return replace(self, mode=MODES[step])
        return replace(self, mode=MODES[0], limit=LIMITS[-1]) if self.limit != LIMITS[-1] else None

    @classmethod
    def kept(cls, value: object) -> _Way:
        known = isinstance(value, list) and len(value) == 2 and value[0] in MODES and value[1] in LIMITS
        return cls(*value) if known and isinstance(value, list) else cls()


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
        self._way = _Way.kept(facts.get(self._fact)) if facts else _Way()
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
                    raise self._failed(error) from error
                LOG.info("%s: %s; asked again", self.host, type(error).__name__)
                self._way, pause = again
                retries += pause is not None
                await asyncio.sleep(pause or 0)
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                # What the client and LangChain raise where the answer is JSON of another shape, or none.
                raise ModelFailed(f"{self.host} answered something that is not a chat completion") from error

    async def _attempt(self, prompt: Prompt, way: _Way) -> AsyncIterator[Piece]:
        finish, size = None, 0
        # In the body and not as LangChain's own arguments: it would hand `response_format` to a client that parses
        # the whole reply a second time at its end, and raises what it cannot parse.
        body = {way.limit: self._answer_tokens, **_response_format(prompt, way.mode)}
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
            raise ModelFailed(f"{self.host} {_ENDED.get(finish or '', 'broke off its answer')}")

    def _keep(self, way: _Way) -> None:
        if self._facts is not None and _Way.kept(self._facts.get(self._fact)) != way:
            self._facts.put(self._fact, [way.mode, way.limit])

    def _again(self, error: Exception, way: _Way, retries: int) -> tuple[_Way, float | None] | None:
        """The way and the pause to ask again after, no pause where the way is another; None where it is no use."""
        import openai

        if not isinstance(error, openai.APIStatusError) or _too_long(error):
            return None
        message = str(error).lower()
        if error.status_code in FORMAT_STATUS:
            simpler = way.simpler(message)
            return (simpler, None) if simpler else None
        if error.status_code not in BUSY_STATUS or "insufficient_quota" in message or retries == RETRIES:
            return None
        return way, _pause(error.response.headers.get("retry-after"), retries)

    def _failed(self, error: Exception) -> ModelFailed:
        """What to tell of an error, the key in none of it."""
        import httpx2
        import openai

        host = self.host
        if _too_long(error):
            return PromptTooLong(f"{self.name} cannot read that much evidence at once")
        if isinstance(error, (openai.APITimeoutError, httpx2.TimeoutException)):
            return ModelFailed(f"{host} was silent for {self._timeout:g} seconds")
        if isinstance(error, openai.AuthenticationError):
            return ModelFailed(f"{host} refused the key; check OPENAI_API_KEY")
        if isinstance(error, openai.PermissionDeniedError):
            return ModelFailed(f"{host} does not let this key use {self.name}")
        if isinstance(error, openai.NotFoundError):
            return ModelFailed(f"{host} knows no model {self.name!r}")
        if isinstance(error, openai.RateLimitError):
            used_up = "insufficient_quota" in str(error).lower()
            return ModelFailed(f"{host}: {'the quota is used up' if used_up else 'takes no more requests now'}")
        if isinstance(error, openai.APIStatusError):
            return ModelFailed(f"{host} answered HTTP {error.status_code}")
        if isinstance(error, openai.APIConnectionError):
            return ModelFailed(f"{host} cannot be reached")
        return ModelFailed(f"{host} broke off its answer")


_ENDED = {"length": "cut its answer at the limit of tokens", "content_filter": "withheld its answer (content filter)"}


def _response_format(prompt: Prompt, mode: str) -> dict[str, Any]:
    if mode == "json_schema":
        schema = {"name": "reply", "strict": True, "schema": prompt.schema}
        return {"response_format": {"type": "json_schema", "json_schema": schema}}
    return {"response_format": {"type": "json_object"}} if mode == "json_object" else {}


def _too_long(error: Exception) -> bool:
    message = str(error).lower()
    return any(words in message for words in TOO_LONG)


def _pause(retry_after: str | None, retries: int) -> float:
    """Seconds to wait: what the endpoint says, else longer each time, no two callers in step."""
    try:
        return max(0.0, float(retry_after or ""))
    except ValueError:
        return BACKOFF_SECONDS * 2.0**retries * random.uniform(0.5, 1.0)
