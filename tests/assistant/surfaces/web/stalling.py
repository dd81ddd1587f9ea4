"""A model that never says a word."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator

from assistant.model import Piece, Prompt


class Stalling:
    """A fake of an endpoint that never says a word; `left` is set when whoever waits has gone."""

    name = "stalling"

    def __init__(self) -> None:
        self.began, self.left = threading.Event(), threading.Event()
        self.asked = 0

    def stream(self, prompt: Prompt) -> Iterator[Piece]:
        raise AssertionError("a server must not wait in a thread")

    async def astream(self, prompt: Prompt) -> AsyncIterator[Piece]:
        self.asked += 1
        self.began.set()
        try:
            await asyncio.Event().wait()
            yield Piece()
        finally:
            self.left.set()
