"""Texts that want to be more, in every field of an article, a question, a model's claim: all show, and none acts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route
from starlette.testclient import TestClient

from assistant.surfaces.application import create
from index.article import Article
from index.library import Library
from index.quotation import Speaker
from index.span import Span
from tests.assistant.archive import Said, open_library, take_in
from tests.assistant.surfaces.web.asked import RAILWAY, ask
from tests.assistant.surfaces.web.browser.conftest import Watched
from tests.assistant.surfaces.web.conftest import HEADERS, HOST, desk_of, served

PAYLOADS = Path(__file__).with_name("payloads.txt").read_text("utf-8").splitlines()
# What an element shows, with the characters that are shown by a sign.
SHOWN = """(node) => {
  const copy = node.cloneNode(true);
  for (const sign of copy.querySelectorAll('.sign')) sign.replaceWith(sign.dataset.character);
  return copy.textContent;
}"""
PARTS = (".question", ".claims p", ".words", ".who", ".notes li", ".translation bdi", ".replies bdi")
AT_ONCE = 8  # texts in one question; a question may have 2,000 characters
ACTIVE = (
    "script, img, iframe, object, embed, style, link, meta, base, form:not(.rereading, .search), video, audio, math"
)
MACHINE = ("kind", "relation", "op", "mode", "event", "asked", "published", "said_on", "since", "until", "order")
Watch = Callable[..., Watched]


def article(number: int, payload: str) -> Article:
    return Article(
        id=f"{number} {payload}",
        title=f"Title {payload}",
        outlet=f"Outlet {payload}",
        url=f"https://outlet.example/{number}?{payload}",
        published=date(2025, 3, 1),
        language="en",
        authors=(payload,),
        text=f"{payload}\n“Ferry {number} sails {payload} on Monday,” said Ida Ornel.\n{payload}",
    )


def said(number: int, payload: str) -> Said:
    speaker = Speaker(name=f"Ida Ornel {payload}", role=f"captain {payload}", actor=f"Actor {payload}")
    return Said(words=f"Ferry {number} sails {payload} on Monday,", by=speaker, via=payload)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """An archive with each of them in every field of an article and of a quotation."""
    library = open_library(tmp_path_factory.mktemp("hostile"))
    articles = [article(*one) for one in enumerate(PAYLOADS)]
    take_in(library, articles, {one.id: [said(*pair)] for one, pair in zip(articles, enumerate(PAYLOADS), strict=True)})
    yield library
    library.close()


def active(page: Page) -> int:
    return page.locator("#stage, #source, #history").locator(ACTIVE).count()


def test_there_are_many() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 60


def test_articles_show_as_text(hostile: Library, watch: Watch) -> None:
    with served(lambda hosts: create(desk_of(hostile), hosts=hosts)) as address:
        page = watch(address).open("/archive")
        for number, payload in enumerate(PAYLOADS):
            there = article(number, payload)
            page.evaluate("(id) => import('/page/source.js').then((source) => source.openSource(id))", opened(there))
            found = seen(page, "#source mark", "#source .text", "#source h2")
            assert found == [["Ferry"], [there.text], [there.title]]
            assert active(page) == 0
            assert page.locator("#source .head a").evaluate("(link) => link.origin") == "https://outlet.example"


def opened(there: Article) -> dict[str, Any]:
    start = there.text.index("Ferry")
    return {"article": {"id": there.id, "revision": 1}, "start": start, "end": start + 5, "kind": "direct"}


def test_lists_and_drafts_show_as_text(hostile: Library, watch: Watch) -> None:
    drafts = hostile.store.drafts
    collected, *_ = [drafts.start(payload, by=payload) for payload in PAYLOADS]
    for number, payload in enumerate(PAYLOADS):
        start = article(number, payload).text.index("Ferry")
        place = {"article": f"{number} {payload}", "revision": 1, "span": Span(start, start + 5)}
        drafts.annotate(collected, drafts.add(collected, kind="passage", by=payload, **place), payload)
        drafts.write(collected, "text", payload, by=payload)
    with served(lambda hosts: create(desk_of(hostile), hosts=hosts)) as address:
        watched = watch(address)
        page = watched.open("/archive")
        assert shown(page, ".rows bdi:first-child") >= {f"Title {payload}" for payload in PAYLOADS}
        assert shown(page, "th") >= {f"Outlet {payload}" for payload in PAYLOADS}
        assert active(page) == 0
        watched.open("/drafts")
        assert shown(page, ".rows a") == shown(page, ".rows .detail bdi") == set(PAYLOADS)
        assert active(page) == 0
        watched.open(f"/drafts/{collected}")
        typed = page.locator(".items textarea").evaluate_all("(all) => all.map((one) => one.value)")
        assert typed == [payload for payload in PAYLOADS for _ in ("note", "text")]
        assert shown(page, ".items .label bdi") == set(PAYLOADS)
        assert shown(page, ".where span:first-child bdi") == {f"Outlet {payload}" for payload in PAYLOADS}
        assert active(page) == 0


def shown(page: Page, selector: str) -> set[str]:
    return set(page.locator(selector).evaluate_all(f"(all) => all.map({SHOWN})"))


def batched(texts: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (texts[at : at + size] for at in range(0, len(texts), size))


def seen(page: Page, *selectors: str) -> list[list[str]]:
    """What the elements of each selector show, asked for at once."""
    each = f"[...document.querySelectorAll(one)].map({SHOWN})"
    found: list[list[str]] = page.evaluate(f"(all) => all.map((one) => {each})", list(selectors))
    return found


def test_quotations_questions_and_conversations_show_as_text(hostile: Library, watch: Watch) -> None:
    with served(lambda hosts: create(desk_of(hostile), hosts=hosts)) as address:
        watched = watch(address)
        page = watched.open("/people")
        names = page.locator(".rows a").evaluate_all(f"(all) => all.map({SHOWN})")
        assert set(names) == {f"Ida Ornel {payload}" for payload in PAYLOADS}
        for payloads in batched(PAYLOADS, AT_ONCE):
            page.click(".new >> visible=true")
            page.wait_for_selector(".welcome")
            question = f"What did anybody say about {' or '.join(payloads)}?"
            watched.ask(question)
            assert seen(page, "#turn-1 .question") == [[question]]
            assert active(page) == 0


@pytest.fixture
def worded(library: Library) -> dict[str, Any]:
    """A turn with everything that one may have."""
    with TestClient(create(desk_of(library), hosts=frozenset({HOST})), f"http://{HOST}", headers=HEADERS) as client:
        turn = ask(client, RAILWAY)
    first = turn["citations"][0]
    other = {**first, "via": "x", "difference": [["replace", "x", "x"]], "relation": "differs"}
    extra = {"translations": [{"number": first["number"], "text": "x", "by": "x"}], "mode": "model", "notes": ["x"]}
    first |= {"renderings": [other], "corrected": {"by": "x"}, "rendered_by": "x", "via": "x"}
    first |= {"replies_to": {"text": "x"}, "actor_from": {"article": "x"}}
    return turn | extra


def filled(value: Any, payload: str, name: str = "") -> Any:
    """The same with the payload for every text in it."""
    if isinstance(value, dict):
        return {key: filled(one, payload, key) for key, one in value.items()}
    if isinstance(value, list):
        return [filled(one, payload, name) for one in value]
    return payload if isinstance(value, str) and name not in MACHINE else value


def test_whatever_a_reply_holds_shows_as_text(library: Library, watch: Watch, worded: dict[str, Any]) -> None:
    with served(lambda hosts: create(desk_of(library), hosts=hosts)) as address:
        page = watch(address).open()
        answers = iter(PAYLOADS)

        def reply(route: Route) -> None:
            turn = filled(worded, next(answers)) | {"turn": 1, "conversation": "c"}
            for one in turn["citations"][0]["renderings"]:
                one["difference"][0][0] = "replace"
            route.fulfill(body=f"event: turn\ndata: {json.dumps(turn)}\n\n")

        page.route("**/api/ask", reply)
        for payload in PAYLOADS:
            page.evaluate("document.querySelector('.turn')?.remove()")
            page.fill("#question", "x")
            page.press("#question", "Enter")
            page.wait_for_selector("#turn-1[aria-busy=false]")
            for found in seen(page, *(f"#turn-1 {part}" for part in PARTS)):
                assert payload in found[0]
            assert active(page) == 0
            links = page.locator("#turn-1 a").evaluate_all("(all) => all.map((one) => one.href)")
            assert links == []
