"""Many at once, with a model that stalls, and whoever leaves."""

from __future__ import annotations

import asyncio
import http.client
import json
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor

from assistant.surfaces.application import THREADS, create
from assistant.turn import Turn
from index.library import Library
from tests.assistant.news import ARTICLES
from tests.assistant.surfaces.web.asked import RAILWAY
from tests.assistant.surfaces.web.conftest import HEADERS, desk_of, served
from tests.assistant.surfaces.web.stalling import Stalling


def test_whoever_leaves_stops_the_model(library: Library) -> None:
    model = Stalling()
    with served(lambda hosts: create(desk_of(library, model), hosts=hosts)) as address:
        connection = http.client.HTTPConnection(address.removeprefix("http://"))
        body = json.dumps({"text": RAILWAY})
        connection.request("POST", "/api/ask", body, {**HEADERS, "Content-Type": "application/json"})
        assert connection.getresponse().readline().startswith(b"event: conversation")
        assert model.began.wait(30)
        connection.close()
        assert model.left.wait(30)
    assert library.store.conversations.search() == []


def test_what_waits_to_be_added_holds_up_nobody_who_looks(library: Library) -> None:
    files = 41  # more than the threads that requests are answered in

    def add(address: str, number: int) -> None:
        line = json.dumps({"id": f"late-{number}", "text": "It rained in Lorn.", "language": "en"}).encode()
        url = f"{address}/api/articles?name=news.jsonl"
        with urllib.request.urlopen(urllib.request.Request(url, line, HEADERS), timeout=60) as response:
            assert response.status == 202

    with served(lambda hosts: create(desk_of(library), hosts=hosts)) as address, ThreadPoolExecutor(files) as crowd:
        with library.turn():
            list(crowd.map(lambda number: add(address, number), range(files)))
            with urllib.request.urlopen(f"{address}/api/archive", timeout=30) as response:
                assert json.load(response)["articles"] == len(ARTICLES)
        while any(one.open for one in library.store.additions.of("editor")):
            time.sleep(0.01)
    assert library.store.catalogue.totals()["articles"] == len(ARTICLES) + files


def test_a_stalled_model_holds_up_nobody_else(library: Library) -> None:
    model = Stalling()
    stalled, quick = desk_of(library, model).conversations, desk_of(library).conversations

    async def first(name: str) -> Turn:
        return await anext(stalled.astream(name, RAILWAY))

    async def run() -> Turn:
        waiting = [asyncio.create_task(first(stalled.start())) for _ in range(THREADS + 1)]
        while model.asked < len(waiting):
            await asyncio.sleep(0)
        answered = [turn async for turn in quick.astream(quick.start(), RAILWAY)][-1]
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        return answered

    assert asyncio.run(run()).asked is not None
