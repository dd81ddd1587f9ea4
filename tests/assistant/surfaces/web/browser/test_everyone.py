"""The page for those who hold no mouse, do not see it, have a small screen, or read it on paper."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from assistant.surfaces.application import create
from index.home import open_home
from index.library import Library
from index.settings import LEXICAL_ONLY, Settings
from tests.assistant.surfaces.web.browser.conftest import WIDTHS, Watched, marked, sound
from tests.assistant.surfaces.web.browser.test_page import ARREST, RAILWAY
from tests.assistant.surfaces.web.conftest import desk_of, served

Watch = Callable[..., Watched]


class TestForEveryone:
    def test_axe_finds_nothing_in_a_conversation(self, address: str, watch: Watch) -> None:
        watched = watch(address)
        page = watched.open()
        sound(page)
        watched.ask(RAILWAY)
        watched.ask(ARREST, turn=2)
        sound(page)
        page.click("#turn-1 .chip[data-field=topic]")
        sound(page)
        page.locator("#turn-1 .number").first.click()
        assert marked(page)
        sound(page)
        page.keyboard.press("Escape")
        for button in ("Wrong speaker", "Add to briefing"):
            page.locator("#turn-1 .citation").first.get_by_text(button).click()
            sound(page)
            page.keyboard.press("Escape")

    @pytest.mark.parametrize("path", ["/people", "/people?speaker=Vahan+Toskari", "/archive", "/c/none"])
    def test_axe_finds_nothing_where_one_looks_around(self, address: str, watch: Watch, path: str) -> None:
        sound(watch(address, refused=path == "/c/none").open(path))

    def test_axe_finds_nothing_with_an_outlet_and_its_articles(self, address: str, watch: Watch) -> None:
        page = watch(address).open("/archive?outlet=Hestal+Daily&words=pact")
        expect(page.locator("h1")).to_have_text("Hestal Daily")
        sound(page)
        page.locator(".rows button").first.click()
        assert marked(page)
        sound(page)

    def test_whoever_has_a_token_comes_in_by_keys_alone(self, address: str, watch: Watch) -> None:
        sent: list[str] = []

        def asks(route: Route) -> None:
            """As a server with tokens does, until one is sent."""
            door = route.request.url.endswith("/api/session")
            if door and route.request.method == "POST":
                sent.append(route.request.post_data_json["token"])
            if sent and not door:
                route.continue_()
            else:
                route.fulfill(json={"user": None, "open": False}, status=200 if door else 401)

        page = watch(address, refused=True).page
        page.route("**/api/**", asks)
        page.goto(address)
        expect(page.locator("dialog [name=token]")).to_be_focused()
        sound(page)
        page.keyboard.type("a token")
        page.keyboard.press("Enter")
        expect(page.locator("body.ready .welcome")).to_be_visible()
        assert sent == ["a token"]

    def test_what_has_the_focus_is_not_under_the_composer(self, address: str, watch: Watch) -> None:
        page = watch(address, width=390).open("/archive")
        page.locator("#stage a, #stage button").first.focus()
        for _ in range(page.locator("#stage a, #stage button").count()):
            covered = page.evaluate(
                "() => { const a = document.activeElement, top = document.getElementById('composer')"
                ".getBoundingClientRect().top; return a.closest('#stage') && a.getBoundingClientRect().bottom > top; }"
            )
            assert not covered, page.evaluate("document.activeElement.outerHTML")
            page.keyboard.press("Tab")

    def test_on_paper_there_are_words_and_no_buttons(self, address: str, watch: Watch) -> None:
        watched = watch(address)
        page = watched.open()
        watched.ask(RAILWAY)
        page.emulate_media(media="print")
        expect(page.locator("#turn-1 .words").first).to_be_visible()
        expect(page.locator("button:visible, textarea:visible, nav:visible")).to_have_count(
            page.locator("#turn-1 button.chip").count()
        )

    def test_on_paper_each_citation_has_its_number(self, address: str, watch: Watch) -> None:
        watched = watch(address)
        page = watched.open()
        watched.ask(RAILWAY)
        page.emulate_media(media="print")
        numbers = "(all) => all.map((one) => getComputedStyle(one, '::before').content)"
        shown = page.locator("#turn-1 .citation").evaluate_all(numbers)
        assert shown == [f'"{at}."' for at in range(1, len(shown) + 1)]

    def test_an_empty_archive_offers_to_add_articles(self, watch: Watch, tmp_path: Path) -> None:
        with (
            closing(Library(open_home(tmp_path), Settings(embedder=LEXICAL_ONLY))) as empty,
            served(lambda hosts: create(desk_of(empty), hosts=hosts)) as address,
        ):
            page = watch(address).open()
            sound(page)
            page.locator(".welcome").get_by_role("button", name="Add articles").click()
            expect(page.locator("dialog [type=file]")).to_be_visible()

    def test_nothing_sticks_out(self, address: str, watch: Watch) -> None:
        watched = watch(address)
        page = watched.open()
        watched.ask(RAILWAY)
        for path in (None, "/people", "/archive", "/drafts"):
            if path:
                watched.open(path)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, width)
