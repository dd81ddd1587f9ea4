"""The page over real news, searched by words: what is set off is what the record has."""

from __future__ import annotations

import gzip
import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assistant.surfaces.application import create
from index.attribute.attributor import Attributor
from index.build import add
from index.home import open_home
from index.library import Library
from index.settings import LEXICAL_ONLY, Settings
from index.sources.files import read_sources
from tests.assistant.surfaces.web.browser.conftest import Watched, sound
from tests.assistant.surfaces.web.conftest import desk_of, served

# Of 739: what a test can parse while somebody waits. BRIEFINGS_TEST_NEWS=739 takes them all, in some ten minutes.
ARTICLES = int(os.environ.get("BRIEFINGS_TEST_NEWS", "80"))
SPEAKERS = 4
Watch = Callable[..., Watched]


@pytest.fixture(scope="module")
def news(shared: Path, attributor: Attributor, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("news")
    with gzip.open(shared / "data" / "news" / "articles_small.jsonl.gz", "rt", encoding="utf-8") as lines:
        (folder / "news.jsonl").write_text("".join(itertools.islice(lines, ARTICLES)), encoding="utf-8")
    library = Library(open_home(folder / "home"), Settings(embedder=LEXICAL_ONLY))
    for _ in add(library, read_sources([str(folder / "news.jsonl")], None), attributor):
        pass
    yield library
    library.close()


@pytest.fixture
def address(news: Library) -> Iterator[str]:
    with served(lambda hosts: create(desk_of(news), hosts=hosts)) as address:
        yield address


def test_whom_the_archive_quotes_is_asked_for_and_each_citation_opens_at_its_words(
    news: Library, address: str, watch: Watch
) -> None:
    watched = watch(address)
    page = watched.open("/people")
    names = page.locator(".rows a").all_text_contents()[:SPEAKERS]
    assert len(names) == SPEAKERS
    for name in names:
        watched.open()
        watched.ask(f"What did {name} say?")
        shown = opened(page, news)
        assert shown


def opened(page: Page, news: Library) -> int:
    """How many citations of the first turn open at the words that the record has in their place."""
    turns = page.evaluate(
        "async () => (await (await fetch('/api' + location.pathname.replace('/c/', '/conversations/'))).json()).turns"
    )
    cited = turns[0]["citations"]
    for one in cited:
        page.click(f"#turn-1 .citation[data-number='{one['number']}'] .number")
        article = news.store.article(one["article"]["id"], one["article"]["revision"])
        words = article.text[one["start"] : one["end"]]
        expect(page.locator("#source mark")).to_have_text(words, use_inner_text=False)
        assert page.locator("#source .text").text_content() == article.text
    return len(cited)


def test_axe_finds_nothing(address: str, watch: Watch) -> None:
    watched = watch(address, width=768)
    page = watched.open("/people")
    sound(page)
    page.locator(".rows a").first.click()
    page.wait_for_selector(".citation")
    sound(page)
    page.locator(".number").first.click()
    page.wait_for_selector("#source mark")
    sound(page)
    watched.open("/archive")
    sound(page)
