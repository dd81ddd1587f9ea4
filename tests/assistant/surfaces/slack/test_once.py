"""One question, one reply: in a storm, and whenever the bot is killed."""

from __future__ import annotations

import asyncio
import random
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from assistant.surfaces.slack.queue import Queues
from index.library import Library
from tests.assistant.news import PAUSE
from tests.assistant.surfaces.slack.conftest import desk, mention, message, until, words
from tests.assistant.surfaces.slack.fake import FakeSlack

ROOT = Path(__file__).parents[4]
FREEZE = "What did Vestrova say about the freeze of the pact?"
LORRIES = "What did she say about the lorry drivers?"


async def test_in_a_storm_each_is_answered_once_and_in_its_order(library: Library) -> None:
    """200 questions in 40 threads, each delivered one to four times, while every tenth call is one too many."""
    dice = random.Random(7)
    threads = [f"{thread}.000000" for thread in range(1, 41)]
    async with FakeSlack(limit_every=10) as slack, desk(library, slack) as caller:
        for step in range(5):
            bodies = [_storm(thread, step) for thread in threads]
            copies = [body for body in bodies for _ in range(dice.randint(1, 4))]
            dice.shuffle(copies)
            await asyncio.gather(*(caller.event(body) for body in copies))
        await until(lambda: len(slack.messages) == 200, "200 replies")
        await caller.bot.bot.queues.close(60)
        replies = defaultdict(list)
        for one in slack.messages.values():
            replies[one.thread].append(one.metadata["event_payload"]["question"] if one.metadata else "")
        assert dict(replies) == {thread: [_stamp(thread, step) for step in range(5)] for thread in threads}
        assert slack.problems == []


@pytest.mark.parametrize(
    "stuck",
    [
        pytest.param("assistant.threads.setStatus", id="before there is a reply"),
        pytest.param("chat.startStream", id="as the reply begins"),
        pytest.param("chat.stopStream", id="as the reply ends"),
    ],
)
async def test_killed_in_the_middle_it_answers_once_all_the_same(library: Library, stuck: str) -> None:
    home = library.home.path
    library.close()
    async with FakeSlack(stuck={stuck}) as slack:
        first = await _start(home, slack)
        await slack.send("e1", mention(FREEZE))
        await until(lambda: slack.of(stuck), stuck)
        first.kill()
        await first.wait()
        slack.stuck.clear()
        second = await _start(home, slack)
        for envelope in ("e2", "e3"):  # it was not acknowledged, and comes again
            await slack.send(envelope, mention(FREEZE))
        await until(lambda: [one for one in slack.messages.values() if one.metadata], "an answer")
        second.terminate()
        await second.wait()
        [reply] = slack.messages.values()
        assert words(reply.blocks).count(f"“{PAUSE}”") == 1
        assert slack.problems == []


async def test_stopped_it_lets_what_is_on_its_way_come_to_its_end(library: Library) -> None:
    async with FakeSlack() as slack:
        async with desk(library, slack) as caller:
            await caller.event(mention(FREEZE))
        assert [one.streaming for one in slack.messages.values()] == [False]


async def test_work_of_one_thread_is_done_in_its_order_and_beside_others() -> None:
    queues, done, go = Queues(at_once=2), [], asyncio.Event()

    async def held() -> None:
        await go.wait()
        done.append("held")

    async def quick(name: str) -> None:
        done.append(name)

    queues.put("a", held)
    queues.put("a", lambda: quick("after it"))
    queues.put("b", lambda: quick("beside it"))
    await until(lambda: done)
    go.set()
    await queues.close(5)
    assert done == ["beside it", "held", "after it"]


async def test_work_that_fails_does_not_hold_up_its_thread(caplog: pytest.LogCaptureFixture) -> None:
    queues, done = Queues(), []

    async def fails() -> None:
        raise RuntimeError("as a test would")

    async def works() -> None:
        done.append(True)

    queues.put("a", fails)
    queues.put("a", works)
    await queues.close(5)
    assert (done, "is not done" in caplog.text) == ([True], True)


def _storm(thread: str, step: int) -> dict[str, Any]:
    if step == 0:
        return mention(FREEZE, thread)
    return message(LORRIES, _stamp(thread, step), thread_ts=thread)


def _stamp(thread: str, step: int) -> str:
    return thread if step == 0 else f"{thread.partition('.')[0]}.{step:06d}"


async def _start(home: Path, slack: FakeSlack) -> asyncio.subprocess.Process:
    slack.socket = None
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.assistant.surfaces.slack.process", str(home), slack.url, cwd=ROOT
    )
    await until(lambda: slack.socket is not None, "a socket")
    return process
