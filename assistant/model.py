"""Model: a chat model that answers a prompt in JSON, piece by piece. The seam, and a scripted one for tests."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from index.errors import BriefingsError


class ModelFailed(BriefingsError):
    """The model gave nothing that can be used; `str(error)` says why, for the note beside the answer without it."""


class PromptTooLong(ModelFailed):
    """The prompt is more than the model can read at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """What a model is sent. `schema` is the JSON Schema of the object that it must answer with."""

    system: str
    user: str
    schema: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """What an answer cost, as the endpoint counts it."""

    prompt: int
    completion: int

    def __add__(self, other: Tokens) -> Tokens:
        return Tokens(prompt=self.prompt + other.prompt, completion=self.completion + other.completion)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of the reply, as it comes; what it cost comes with the last, where the endpoint tells."""

    text: str = ""
    tokens: Tokens | None = None


class Model(Protocol):
    """Both raise ModelFailed, or end when the reply is whole; leaving one early stops the work of the endpoint."""

    @property
    def name(self) -> str: ...

    def stream(self, prompt: Prompt) -> Iterator[Piece]: ...

    def astream(self, prompt: Prompt) -> AsyncIterator[Piece]: ...


class ScriptedModel:
    """A fake for tests: it says its lines in turn, in pieces of a few characters; an exception among them is raised.

    `prompts` keeps what it was sent.
    """

    name = "scripted"

    def __init__(self, lines: Iterable[str | ModelFailed], *, piece: int = 7) -> None:
        self._lines = iter(lines)
        self._piece = piece
        self.prompts: list[Prompt] = []

    def stream(self, prompt: Prompt) -> Iterator[Piece]:
        self.prompts.append(prompt)
        line = next(self._lines)
        if isinstance(line, ModelFailed):
            raise line
        for at in range(0, len(line), self._piece):
            yield Piece(text=line[at : at + self._piece])
        yield Piece(tokens=Tokens(prompt=len(prompt.user), completion=len(line)))

    async def astream(self, prompt: Prompt) -> AsyncIterator[Piece]:
        for piece in self.stream(prompt):
            yield piece
