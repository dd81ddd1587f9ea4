"""Looking around in the archive, in a real browser."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from index.library import Library
from tests.assistant.surfaces.web.browser.conftest import Watched, marked

Watch = Callable[..., Watched]


def test_who_is_quoted_and_when(address: str, watch: Watch) -> None:
    page = watch(address).open("/people")
    page.fill(".browse input", "toskari")
    page.click(".rows a:visible")
    expect(page.locator("h1")).to_have_text("Vahan Toskari")
    expect(page.locator(".timeline")).to_have_attribute("role", "img")
    page.locator(".number").first.click()
    assert marked(page)


def test_what_it_holds(address: str, watch: Watch, library: Library) -> None:
    page = watch(address).open("/archive")
    expect(page.locator(".numbers dd").first).to_have_text("30")
    page.locator(".rows button").first.click()
    expect(page.locator("#source .text")).to_be_visible()


def test_what_an_outlet_has_published(address: str, watch: Watch, library: Library) -> None:
    page = watch(address).open("/archive")
    outlet = "Берег-Информ"
    page.click(f"th a >> text={outlet}")
    expect(page.locator("h1")).to_have_text(outlet)
    expect(page.locator(".rows li")).to_have_count(library.store.catalogue.outlets()[outlet])
    page.locator(".rows button").first.click()
    expect(page.locator("#source .where")).to_contain_text(outlet)


def test_articles_are_found_by_their_words_and_open_there(address: str, watch: Watch) -> None:
    page = watch(address).open("/archive")
    page.fill("[role=search] input", "Benkar railway stations")
    page.press("[role=search] input", "Enter")
    expect(page.locator(".browse [role=status]")).to_have_text("1 article with “Benkar railway stations”")
    page.locator(".rows button").first.click()
    assert "stations" in marked(page)
