"""Looking around in the archive, in a real browser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
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
    articles = [library.store.article(name, revision) for name, revision in library.store.every_article()]
    months = Counter(f"{one.published:%B %Y}" for one in articles if one.published)
    bars = page.locator(".timeline rect").evaluate_all(
        "(all) => all.map((bar) => [bar.textContent, bar.height.baseVal.value])"
    )
    assert {told for told, height in bars if height} == {f"{month}: {count}" for month, count in months.items()}
    heights = sorted((int(told.rpartition(" ")[2]), height) for told, height in bars)
    assert heights[-1] == (max(months.values()), 72)
    assert all(height == pytest.approx(72 * count / heights[-1][0]) for count, height in heights)
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
