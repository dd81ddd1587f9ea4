"""A server of the web chat on this machine."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.ask import Assistant
from assistant.model import Model
from assistant.surfaces.application import create
from assistant.surfaces.serving import hosts_of, listen
from assistant.surfaces.web.desk import Desk
from index.library import Library
from tests.assistant.conftest import TODAY

HOST = "news.example"
HEADERS = {"X-Briefings": "test"}


def desk_of(library: Library, model: Model | None = None) -> Desk:
    return Desk(library, Assistant(library, model=model, today=lambda: TODAY), author="editor")


@pytest.fixture
def client(library: Library) -> Iterator[TestClient]:
    """Talks to the application over the small archive, as its own page does."""
    with TestClient(create(desk_of(library), hosts=frozenset({HOST})), f"http://{HOST}", headers=HEADERS) as client:
        yield client


@contextmanager
def served(make: Callable[[frozenset[str]], FastAPI]) -> Iterator[str]:
    """The application on a free port of this machine, in a thread of its own; its address."""
    listening = listen("127.0.0.1", 0)
    port = listening.getsockname()[1]
    application = make(hosts_of("127.0.0.1", port, []))
    server = uvicorn.Server(uvicorn.Config(application, http="h11", log_level="error", timeout_graceful_shutdown=1))
    started = threading.Event()

    async def run() -> None:
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        while not server.started and not serving.done():
            await asyncio.sleep(0.01)
        started.set()
        await serving

    thread = threading.Thread(target=asyncio.run, args=(run(),), daemon=True)
    thread.start()
    assert started.wait(60)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(30)
        listening.close()
