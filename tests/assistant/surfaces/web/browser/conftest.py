"""A browser that must not leave this machine, and pages in it of which all is known that should not be."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from assistant.surfaces.application import create
from index.embedder import Embedder
from index.home import open_home
from index.library import Library
from index.settings import Settings
from tests.assistant.surfaces.web.conftest import desk_of, served

CHROMIUM = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic")
WAIT = 60_000  # milliseconds; what takes longer does not come
WIDTHS = (1440, 768, 390)  # at each of which the page is laid out in another way
COLOURS = [
    "color-contrast",
    "link-in-text-block",
]  # rules on what alone is other in the dark


# Of a module, not of the session: while Playwright runs, no other test can run an event loop in this thread.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield browser
        browser.close()


@contextmanager
def copied(sample: Library, e5: Embedder, home: Path) -> Iterator[Library]:
    """A copy of the sample archive, for what is asked and changed there."""
    shutil.copytree(sample.home.path, home, ignore=shutil.ignore_patterns("*.lock"))
    library = Library(open_home(home), Settings(), embedder=e5)
    yield library
    library.close()


@pytest.fixture(scope="module")
def library(sample_library: Library, e5: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The sample archive, for the tests of a module that leave nothing behind but conversations."""
    with copied(sample_library, e5, tmp_path_factory.mktemp("sample") / "home") as library:
        yield library


@pytest.fixture(scope="module")
def address(library: Library) -> Iterator[str]:
    with served(lambda hosts: create(desk_of(library), hosts=hosts)) as address:
        yield address


@pytest.fixture
def own_library(sample_library: Library, e5: Embedder, tmp_path: Path) -> Iterator[Library]:
    """The sample archive, for one test alone."""
    with copied(sample_library, e5, tmp_path / "home") as library:
        yield library


@pytest.fixture
def own_address(own_library: Library) -> Iterator[str]:
    with served(lambda hosts: create(desk_of(own_library), hosts=hosts)) as address:
        yield address


class Watched:
    """A page of which all is known that should not be: requests elsewhere, violations of the policy, errors, alerts."""

    def __init__(self, page: Page, address: str, *, refused: bool = False) -> None:
        self.page, self.address, self.refused = page, address, refused
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
        refusal = message.text.startswith("Failed to load resource")  # the browser tells of each
        fine = self.refused if refusal else message.type not in ("error", "warning")
        self._note(message.type, message.text, fine)

    def _note(self, kind: str, what: str, fine: bool) -> None:
        if not fine:
            self.faults.append(f"{kind}: {what}")


@pytest.fixture
def watch(browser: Browser) -> Iterator[Callable[..., Watched]]:
    """Opens a page on a server; when the test is over, nothing may have gone wrong in any. Where it is to be `refused`
    something, that is nothing wrong.
    """
    opened: list[Watched] = []

    def open_page(
        address: str, *, width: int = 1440, scheme: str = "light", tongue: str = "en-GB", refused: bool = False
    ) -> Watched:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            locale=tongue,
            permissions=["clipboard-read", "clipboard-write"],
            reduced_motion="reduce",
        )
        opened.append(Watched(context.new_page(), address, refused=refused))
        return opened[-1]

    yield open_page
    for one in opened:
        one.page.context.close()
    assert [fault for one in opened for fault in one.faults] == []


def sound(page: Page) -> None:
    """Nothing on the page is out of reach of those who do not see it or hold no mouse, as far as axe can tell, on no
    width and in neither colour scheme.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    size = page.viewport_size
    assert size is not None
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": size["height"]})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.evaluate("new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown)))")
            rules = COLOURS if scheme == "dark" else None
            found = AxeResults(page.evaluate("(options) => axe.run(options)", axe_options(rules)))
            assert found.violations_count == 0, f"{width} px, {scheme}: {found.generate_report()}"
    page.set_viewport_size(size)
    page.emulate_media(color_scheme="light")


def axe_options(rules: list[str] | None) -> dict[str, object]:
    return {"resultTypes": ["violations"]} | ({"runOnly": rules} if rules else {})


def marked(page: Page) -> str:
    """The words that are set off in the open source."""
    page.wait_for_selector("#source mark")
    return page.locator("#source mark").text_content() or ""


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def reach(page: Page, name: str, key: str = "Tab") -> None:
    """Go on by the tabulator to the button, link or field of this name, the focus to be seen all the way."""
    for _ in range(100):
        page.keyboard.press(key)
        at = page.evaluate(
            "() => { const a = document.activeElement, s = getComputedStyle(a); "
            "return [a.ariaLabel ?? (a.labels?.[0] ?? a).innerText.trim(), "
            "a.type === 'date' || s.outlineStyle !== 'none' && a.matches(':focus-visible')]; }"  # its parts show theirs
        )
        assert at[1], at
        if at[0] == name:
            return
    raise AssertionError(f"no key leads to {name!r}")
