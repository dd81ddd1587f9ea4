"""Routes of OpenAI's chat API: /v1/models and /v1/chat/completions.

Citations are numbered links in the text. A whole message has them as `url_citation` annotations too; a stream has them
as the `source` events that Open WebUI reads, which other clients pass over.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
import uuid
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine
from typing import Any, cast

from fastapi import APIRouter, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response, StreamingResponse
from fastapi.routing import APIRoute
from openai.types import Model
from openai.types.chat import ChatCompletion, ChatCompletionChunk, ChatCompletionMessage
from openai.types.chat.chat_completion import Choice
from openai.types.chat.chat_completion_chunk import Choice as Part
from openai.types.chat.chat_completion_chunk import ChoiceDelta
from openai.types.chat.chat_completion_message import Annotation, AnnotationURLCitation
from openai.types.completion_usage import CompletionUsage

from assistant.answer import Answer, Citation, Refusal
from assistant.surfaces.openai_api.asked import Completing, before
from assistant.surfaces.openai_api.spoken import Spoken, address_of, spoken
from assistant.surfaces.web.desk import AtDesk, Desk
from assistant.understand import Asked
from index.errors import BriefingsError


class _Route(APIRoute):
    """A route whose clients read no other errors than OpenAI's, also of what is no request at all."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def told(request: Request) -> Response:
            try:
                return await handle(request)
            except RequestValidationError as error:
                wrong = "; ".join(f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in error.errors())
                return _refused(400, f"this is no request that can be answered: {wrong}")

        return told


router = APIRouter(prefix="/v1", route_class=_Route)
NAME = "regional-briefings"
OWNER = "regional-briefings"
TAKEN_BACK = "\n\n---\n\nThat could not be brought to an end, and is taken back. The answer:\n\n"
CHARACTERS_A_TOKEN = 4  # where no model has counted; clients want a number


@router.get("/models")
def models() -> dict[str, Any]:
    made = Model(id=NAME, object="model", created=0, owned_by=OWNER)
    return {"object": "list", "data": [made.model_dump()]}


@router.get("/models/{name}")
def model(name: str) -> Response:
    if name != NAME:
        return _unknown(name)
    return JSONResponse(Model(id=NAME, object="model", created=0, owned_by=OWNER).model_dump())


@router.post("/chat/completions")
async def complete(desk: AtDesk, completing: Completing) -> Response:
    if completing.model != NAME:
        return _unknown(completing.model)
    if completing.n not in (None, 1):
        return _refused(400, f"n is {completing.n}; there is one answer, so it can only be 1")
    if not completing.questions:
        return _refused(400, "there is no message of the user's that asks anything")
    made = _Completion(desk, completing)
    if completing.stream:
        return StreamingResponse(made.streamed(), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})
    try:
        return JSONResponse(await made.whole())
    except BriefingsError as error:
        return _refused(400, str(error))


class _Completion:
    """One answer, whole or as it grows."""

    def __init__(self, desk: Desk, completing: Completing) -> None:
        self._assistant = desk.assistant
        self._completing = completing
        self._id, self._created = f"chatcmpl-{uuid.uuid4().hex}", int(time.time())

    async def whole(self) -> dict[str, Any]:
        """Raises what asking raises."""
        *_, result = [result async for result in self._answers()]
        said = self._spoken(result)
        message = ChatCompletionMessage(role="assistant", content=said.text, annotations=_annotations(said) or None)
        made = ChatCompletion(
            id=self._id,
            created=self._created,
            model=NAME,
            object="chat.completion",
            choices=[Choice(index=0, finish_reason="stop", message=message, logprobs=None)],
            usage=self._usage(result, said),
        )
        return made.model_dump(exclude_none=True)

    async def streamed(self) -> AsyncIterator[str]:
        yield self._chunk(ChoiceDelta(role="assistant", content=""))
        sent = ""
        try:
            async for result in self._answers():
                said = self._spoken(result)
                if not said.text.startswith(sent):
                    yield self._chunk(ChoiceDelta(content=TAKEN_BACK))
                    sent = ""
                if said.text != sent:
                    yield self._chunk(ChoiceDelta(content=said.text[len(sent) :]))
                    sent = said.text
        except BriefingsError as error:
            # The status is long sent; a client shows what a stream ends with.
            yield f"data: {json.dumps(_error(str(error)))}\n\n"
            return
        for marker in said.markers:
            yield self._chunk(ChoiceDelta(), event=_source(marker.citation))
        yield self._chunk(ChoiceDelta(), finish="stop")
        options = self._completing.stream_options
        if options is not None and options.include_usage:
            yield self._line(self._made([], self._usage(result, said)))
        yield "data: [DONE]\n\n"

    async def _answers(self) -> AsyncGenerator[Answer | Refusal]:
        """The answer as it grows; whoever stops listening stops the model."""
        questions = self._completing.questions
        leant_on = await asyncio.to_thread(before, questions, self._assistant)
        results = self._assistant.chain.astream((questions[-1], Asked(), leant_on))
        async with contextlib.aclosing(cast(AsyncGenerator[Answer | Refusal], results)):
            async for result in results:
                yield result

    def _spoken(self, result: Answer | Refusal) -> Spoken:
        return spoken(result, self._completing.told).until(self._completing.stops)

    def _usage(self, result: Answer | Refusal, said: Spoken) -> CompletionUsage:
        if isinstance(result, Answer) and result.tokens:
            prompt, completion = result.tokens.prompt, result.tokens.completion
        else:
            asked = sum(len(one.text) for one in self._completing.messages)
            prompt, completion = asked // CHARACTERS_A_TOKEN, len(said.text) // CHARACTERS_A_TOKEN
        return CompletionUsage(prompt_tokens=prompt, completion_tokens=completion, total_tokens=prompt + completion)

    def _chunk(self, delta: ChoiceDelta, *, finish: Any = None, event: dict[str, Any] | None = None) -> str:
        part = Part(index=0, delta=delta, finish_reason=finish)
        return self._line(self._made([part]), {} if event is None else {"event": event})

    def _made(self, parts: list[Part], usage: CompletionUsage | None = None) -> ChatCompletionChunk:
        made = ChatCompletionChunk(
            id=self._id, created=self._created, model=NAME, object="chat.completion.chunk", choices=parts
        )
        if usage is not None:
            made.usage = usage
        return made

    def _line(self, chunk: ChatCompletionChunk, more: dict[str, Any] | None = None) -> str:
        told = chunk.model_dump(exclude_unset=True) | (more or {})
        return f"data: {json.dumps(told, ensure_ascii=False)}\n\n"


def _annotations(said: Spoken) -> list[Annotation]:
    return [
        Annotation(
            type="url_citation",
            url_citation=AnnotationURLCitation(
                start_index=one.start, end_index=one.end, title=_title(one.citation), url=address
            ),
        )
        for one in said.markers
        if (address := address_of(one.citation))
    ]


def _source(citation: Citation) -> dict[str, Any]:
    """The event by which Open WebUI lists a source: its words, and what names it."""
    article = citation.article
    # What a source is told apart by. Were it an address, Open WebUI would show that in place of the name.
    named = {"source": f"{citation.span.start}:{citation.span.end} {article.id}", "name": _title(citation)}
    source = {"name": _title(citation), "url": address_of(citation)}
    return {"type": "source", "data": {"source": source, "document": [citation.quote], "metadata": [named]}}


def _title(citation: Citation) -> str:
    article = citation.article
    day = article.day.isoformat() if article.day else None
    return " · ".join(filter(None, (article.title or article.id, article.outlet, day)))


def _unknown(name: str) -> Response:
    return _refused(404, f"there is no model {name!r}; the archive is {NAME!r}")


def _refused(status: int, words: str) -> Response:
    return JSONResponse(_error(words), status)


def _error(words: str) -> dict[str, Any]:
    return {"error": {"message": words, "type": "invalid_request_error", "param": None, "code": None}}
