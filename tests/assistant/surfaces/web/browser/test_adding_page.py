"""Articles that are added on the page, in a real browser, by those who stay and by those who leave."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from index.library import Library
from tests.assistant.surfaces.web.browser.conftest import Watched, press, reach, sound
from tests.assistant.surfaces.web.test_adding import lines

FERRY = "“The ferry sails on Monday,” harbour master Ida Ornel told reporters in Nazrel."
UNDER_WAY = {"id": "a", "name": "a.jsonl", "state": "working", "share": 0.4, "new": 15, "revised": 1, "same": 0}
UNDER_WAY |= {"copies": 0, "refused": 0, "rejected": [], "reason": None, "repeatable": False}
Watch = Callable[..., Watched]


def hand(page: Page, name: str, content: bytes) -> None:
    page.click("#add")
    page.set_input_files("dialog [type=file]", {"name": name, "mimeType": "x/y", "buffer": content})
    page.click("dialog [type=submit]")


def drop(page: Page, name: str, content: bytes) -> None:
    """A file, anywhere on the page."""
    made = "([name, text]) => { const all = new DataTransfer(); all.items.add(new File([text], name)); return all; }"
    dropped = page.evaluate_handle(made, [name, content.decode()])
    page.locator("main").dispatch_event("drop", {"dataTransfer": dropped})


def test_a_pasted_article_is_there_at_once(own_address: str, watch: Watch) -> None:
    watched = watch(own_address)
    page = watched.open()
    page.click("#add")
    page.fill("dialog [name=text]", FERRY)
    page.fill("dialog [name=outlet]", "Quay Gazette")
    page.click("dialog [type=submit]")
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.locator("#adding")).to_be_hidden()  # its report was seen
    watched.ask("What did Ida Ornel say about the ferry?")
    expect(page.locator("#turn-1 .words").first).to_have_text("The ferry sails on Monday,")


def test_what_is_no_article_is_told_until_it_is_dismissed(address: str, watch: Watch) -> None:
    page = watch(address).open()
    hand(page, "a.exe", b"MZ")
    expect(page.locator("dialog .told .error")).to_contain_text("a.exe: files of this kind cannot be read")
    expect(page.locator("dialog .error[role=alert]")).to_contain_text("1 input was not taken in")
    sound(page)
    page.reload()
    expect(page.locator("#adding")).to_have_text("1")
    page.click("#add")
    page.get_by_role("button", name="Dismiss the report on a.exe").click()
    expect(page.locator("dialog .told li")).to_have_count(0)
    expect(page.locator("#adding")).to_be_hidden()


def test_an_address_is_given_and_its_report_dismissed_by_keys_alone(address: str, watch: Watch) -> None:
    page = watch(address).open()
    page.focus(".side .new")
    reach(page, "Add articles")
    press(page, "Enter")
    reach(page, "Web address; without a text, the page or feed there is read")
    page.keyboard.type("http://127.0.0.1:1/page.html")
    press(page, "Enter")
    expect(page.locator("dialog .told .error")).to_contain_text("http://127.0.0.1:1/page.html")
    expect(page.locator("dialog .error[role=alert]")).to_contain_text("1 input was not taken in")
    reach(page, "Dismiss the report on http://127.0.0.1:1/page.html", "Shift+Tab")
    press(page, "Enter")
    expect(page.locator("dialog .told li")).to_have_count(0)
    press(page, "Escape")
    expect(page.locator("#add")).to_be_focused()


@pytest.mark.parametrize(("tongue", "told"), [("en-GB", "The connection was lost"), ("ru-RU", "Связь прервалась")])
def test_a_connection_that_is_lost_while_sending_is_told_in_our_words(
    address: str, watch: Watch, tongue: str, told: str
) -> None:
    page = watch(address, tongue=tongue, refused=True).open()
    page.route("**/api/articles?**", lambda route: route.abort("connectionreset"))
    hand(page, "news.jsonl", lines(["rain-0"]))
    expect(page.locator("dialog .error[role=alert]")).to_contain_text(told)


def test_a_page_that_is_closed_while_it_adds_loses_nothing(
    own_address: str, own_library: Library, watch: Watch
) -> None:
    page = watch(own_address).open("/archive")
    with own_library.turn():  # no batch can be finished
        drop(page, "news.jsonl", lines(["rain-0", "rain-1"]))
        expect(page.locator("dialog")).to_contain_text("news.jsonl")
        page.click("dialog [type=submit]")
        expect(page.locator("dialog [role=status]")).to_contain_text("even if you close this window or the page")
        page.context.close()
        page = watch(own_address).open("/archive")
        expect(page.locator("#adding")).to_have_text("…")
    expect(page.locator("#adding")).to_have_text("1")
    expect(page.locator("#status")).to_have_text("news.jsonl: 2 new, 0 revised, 0 already there")
    expect(page.locator(".numbers dd").first).to_have_text("32")


def test_how_far_all_has_come_is_shown(address: str, watch: Watch) -> None:
    watched = watch(address)
    told: list[dict[str, Any]] = [
        UNDER_WAY,
        UNDER_WAY | {"id": "b", "name": "b.jsonl", "state": "waiting", "share": None},
    ]
    watched.page.route("**/api/additions", lambda route: route.fulfill(body=json.dumps(told)))
    page = watched.open()
    expect(page.locator("#adding")).to_have_text("20%")  # of both
    page.click("#add")
    expect(page.locator("dialog .told li").first).to_contain_text("a.jsonl: being read… · 16 articles · 40%")
    expect(page.locator("dialog progress").first).to_have_js_property("value", 0.4)
    expect(page.locator("dialog .told li").last).to_contain_text("b.jsonl: waiting its turn")
    sound(page)
    told[0] = UNDER_WAY | {"state": "failed", "reason": "the disk is full", "repeatable": True}
    expect(page.locator("dialog .told li").first).to_contain_text("a.jsonl: the disk is full")
    expect(page.get_by_role("button", name="Try a.jsonl again")).to_be_visible()
