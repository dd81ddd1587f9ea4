"""Untraced: a Runnable that LangSmith never hears of, whatever the environment says.

LANGSMITH_TRACING is often set for something else on the same machine, and would send questions and articles to a
third party. Tracing is turned off in a context of its own, so that the caller's own traces go on as they were.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextvars import Context, copy_context
from typing import TYPE_CHECKING, Any, TypeVar

from langchain_core.runnables import Runnable, RunnableConfig

if TYPE_CHECKING:
    from langchain_core.runnables.graph import Graph

Input = TypeVar("Input")
Output = TypeVar("Output")
END = object()


class Untraced(Runnable[Input, Output]):
    """The `inner` Runnable, in a context without tracing."""

    def __init__(self, inner: Runnable[Input, Output]) -> None:
        self._inner = inner

    def get_graph(self, config: RunnableConfig | None = None) -> Graph:
        return self._inner.get_graph(config)

    def invoke(self, input: Input, config: RunnableConfig | None = None, **kwargs: Any) -> Output:
        return _quiet().run(self._inner.invoke, input, config, **kwargs)

    async def ainvoke(self, input: Input, config: RunnableConfig | None = None, **kwargs: Any) -> Output:
        return await asyncio.create_task(_coroutine(self._inner.ainvoke(input, config, **kwargs)), context=_quiet())

    def stream(self, input: Input, config: RunnableConfig | None = None, **kwargs: Any) -> Iterator[Output]:
        context = _quiet()
        pieces = self._inner.stream(input, config, **kwargs)
        try:
            while (piece := context.run(next, pieces, END)) is not END:
                yield piece  # type: ignore[misc]
        finally:
            context.run(_close, pieces)

    async def astream(self, input: Input, config: RunnableConfig | None = None, **kwargs: Any) -> AsyncIterator[Output]:
        context = _quiet()
        pieces = self._inner.astream(input, config, **kwargs)
        try:
            while (piece := await asyncio.create_task(_coroutine(anext(pieces, END)), context=context)) is not END:
                yield piece
        finally:
            await asyncio.create_task(_aclose(pieces), context=context)


def _quiet() -> Context:
    from langsmith.run_helpers import tracing_context

    context = copy_context()
    context.run(tracing_context(enabled=False).__enter__)  # never left: the context ends with its use
    return context


async def _coroutine(awaitable: Any) -> Any:
    return await awaitable


def _close(pieces: Iterator[Any]) -> None:
    if hasattr(pieces, "close"):
        pieces.close()


async def _aclose(pieces: AsyncIterator[Any]) -> None:
    if hasattr(pieces, "aclose"):
        await pieces.aclose()
