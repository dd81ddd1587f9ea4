"""A queue a thread: what is asked in a thread is answered in its order, while other threads are answered beside it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine

log = logging.getLogger("briefings.slack")

Work = Callable[[], Coroutine[None, None, None]]
AT_ONCE = 8  # answers on their way; Slack lets an app begin a message a second and channel, with bursts


class Queues:
    """Work by the thread that it belongs to. To be used in one event loop."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._slots = asyncio.Semaphore(at_once)
        self._last: dict[str, asyncio.Task[None]] = {}
        self._running: set[asyncio.Task[None]] = set()

    def put(self, thread: str, work: Work) -> None:
        """Do the work once all that was put for its thread before is done."""
        task = asyncio.get_running_loop().create_task(self._do(self._last.get(thread), work))
        self._last[thread] = task
        self._running.add(task)
        task.add_done_callback(lambda done: self._forget(thread, done))

    async def close(self, patience: float) -> None:
        """Wait for what is on its way, `patience` seconds at most; then have it stopped."""
        running = set(self._running)
        if running:
            await asyncio.wait(running, timeout=patience)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def _do(self, before: asyncio.Task[None] | None, work: Work) -> None:
        if before is not None:
            await asyncio.wait([before])
        async with self._slots:
            await work()

    def _forget(self, thread: str, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("what was to be done in %s is not done", thread, exc_info=error)
        if self._last.get(thread) is task:
            del self._last[thread]
