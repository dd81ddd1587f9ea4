"""The page in a real browser, over the sample archive: what one does with it, and that nothing leaves this machine."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Callable, Iterator

import pytest
from playwright.sync_api import expect

from assistant.answer import Answer
from assistant.model import Piece, Prompt
from assistant.surfaces.application import PAGE, create
from index.library import Library
from tests.assistant.surfaces.web.browser.conftest import Watched, marked, press, reach
from tests.assistant.surfaces.web.conftest import desk_of, served
from tests.assistant.surfaces.web.stalling import Stalling

RAILWAY = "What did Vahan Toskari say about the Sefrin railway in September 2025?"
RENDERED = "What did Velmora say about Dorvia's MSP freeze?"
ARREST = "What did Karen Malvash say about his arrest?"
IN_EVERY_SCRIPT = (
    RAILWAY,
    "Что Илона Вестрова сказала о миссии наблюдателей?",
    "Ի՞նչ է ասել Հայկ Օրվանը սահմանազատման մասին։",
    "რა თქვა ქეთევან ორმელმა კურმელის კაშხლის შესახებ?",
    "Vahan Toskari Sefrin demiryolu hakkında ne dedi?",
)
Watch = Callable[..., Watched]


class TestAnAnswer:
    @pytest.mark.parametrize("question", IN_EVERY_SCRIPT)
    def test_each_citation_opens_its_article_at_its_words(
        self, address: str, watch: Watch, library: Library, question: str
    ) -> None:
        watched = watch(address)
        page = watched.open()
        with page.expect_response("**/api/ask"):
            watched.ask(question)
        (turn,) = page.evaluate(
            "async () => (await (await fetch('/api' + location.pathname.replace('/c/', "
            "'/conversations/'))).json()).turns"
        )
        cited = turn["citations"]
        assert cited
        for one in cited:
            page.click(f".citation[data-number='{one['number']}'] .number")
            article = library.store.article(one["article"]["id"], one["article"]["revision"])
            expect(page.locator("#source mark")).to_have_text(
                article.text[one["start"] : one["end"]], use_inner_text=False
            )
            assert page.locator("#source .text").text_content() == article.text
            expect(page.locator("#source mark")).to_be_in_viewport()
            assert page.locator("#source .text").get_attribute("lang") == article.language
            link = page.locator("#source .head a").get_attribute("href") or ""
            assert link.startswith(f"{article.url}#:~:text=")

    def test_the_source_names_the_other_renderings_and_opens_them(self, address: str, watch: Watch) -> None:
        watched = watch(address)
        page = watched.open()
        watched.ask(RENDERED)
        page.locator(".citation:has(.also) .number").first.click()
        whole, title = marked(page), page.locator("#source h2").text_content() or ""
        page.locator("#source .also button").first.click()
        expect(page.locator("#source h2")).not_to_have_text(title)
        assert marked(page).removesuffix("...") in whole  # the other outlet has cut it

    def test_by_keys_alone(self, address: str, watch: Watch) -> None:
        watched = watch(address)
        page = watched.open()
        page.keyboard.press("/")
        page.keyboard.type(RAILWAY)
        page.keyboard.press("Enter")
        page.wait_for_selector("#turn-1[aria-busy=false]")
        page.locator("#turn-1 .number").first.focus()
        page.keyboard.press("Enter")
        assert marked(page)
        expect(page.locator("#source mark")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator("#source")).to_be_hidden()
        expect(page.locator("#turn-1 .number").first).to_be_focused()

    def test_a_refusal_says_what_was_searched_and_what_is_near(self, address: str, watch: Watch) -> None:
        watched = watch(address)
        page = watched.open()
        watched.ask(ARREST)
        expect(page.locator("#turn-1 .refusal")).to_contain_text("never quoted")
        expect(page.locator("#turn-1 .searched")).to_contain_text("30 articles")
        expect(page.locator("#turn-1 .beside")).to_have_text("Nearest, and no answer to this")

    def test_how_it_was_read_is_changed_in_a_form(self, address: str, watch: Watch) -> None:
        watched = watch(address)
        page = watched.open()
        watched.ask(RAILWAY)
        page.click("#turn-1 .chip[data-field=speaker]")
        expect(page.locator("#turn-1 [name=speaker]")).to_have_value("Vahan Toskari")
        page.fill("#turn-1 [name=speaker]", "Karine Halvesh")
        page.fill("#turn-1 [name=actor]", "")
        page.press("#turn-1 [name=speaker]", "Enter")
        page.wait_for_selector("#turn-2[aria-busy=false]")
        assert set(page.locator("#turn-2 .citations >> nth=0").locator(".who").all_text_contents()) == {
            "Karine Halvesh"
        }

    def test_a_follow_up_shows_what_it_keeps(self, address: str, watch: Watch) -> None:
        watched = watch(address)
        page = watched.open()
        watched.ask(RAILWAY)
        watched.ask("who else?", turn=2)
        expect(page.locator("#turn-2 .chip[data-field=topic]")).to_contain_text("the Sefrin railway")
        expect(page.locator("#turn-2 .chip[data-field=topic] .kept")).to_have_text("kept")

    def test_it_is_copied_as_markdown_with_footnotes(self, address: str, watch: Watch) -> None:
        watched = watch(address)
        page = watched.open()
        watched.ask(RAILWAY)
        page.click("text=Copy as Markdown")
        expect(page.locator("#status")).to_have_text("Copied as Markdown")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert "> “I am for this railway, and I will defend it before any audience,”[^1]" in copied
        assert "[^1]: Vahan Toskari, Dorvian Prime Minister. “In reversal, " in copied
        assert "<https://benkar-post.example/region/toskari-backs-sefrin-railway>" in copied


class Halting:
    """A fake of an endpoint that says `first`, and `then` only once it may `go_on`."""

    name = "halting"

    def __init__(self, first: str, then: str) -> None:
        self._first, self._then = first, then
        self.go_on = threading.Event()

    def stream(self, prompt: Prompt) -> Iterator[Piece]:
        raise AssertionError("a server must not wait in a thread")

    async def astream(self, prompt: Prompt) -> AsyncIterator[Piece]:
        yield Piece(text=self._first)
        while not self.go_on.is_set():
            await asyncio.sleep(0.01)
        yield Piece(text=self._then)


def test_a_models_sentences_show_as_they_come(library: Library, watch: Watch) -> None:
    answer = desk_of(library).assistant.ask(RAILWAY)
    assert isinstance(answer, Answer)
    first, second, *_ = ({"text": one.text, "evidence": list(one.citations)} for one in answer.claims)
    model = Halting(f'{{"claims": [{json.dumps(first)}, ', f"{json.dumps(second)}]}}")
    with served(lambda hosts: create(desk_of(library, model), hosts=hosts)) as address:
        page = watch(address).open()
        page.fill("#question", RAILWAY)
        page.press("#question", "Enter")
        expect(page.locator(".turn[aria-busy=true] .claims p")).to_have_count(1)
        model.go_on.set()
        expect(page.locator(".turn[aria-busy=false] .claims p")).to_have_count(2)
        page.locator(".claims .ref").first.click()
        assert marked(page) == answer.citations[0].quote


class TestFeedback:
    def test_it_stays_pressed_until_it_is_pressed_again(self, address: str, watch: Watch) -> None:
        watched = watch(address)
        page = watched.open()
        watched.ask(RAILWAY)
        for place in (page.locator("#turn-1 .citation").first, page.locator("#turn-1 .foot")):
            good = place.get_by_role("button", name="Good")
            good.click()
            expect(good).to_have_attribute("aria-pressed", "true")
        page.reload()
        good = page.locator("#turn-1 .citation").first.get_by_role("button", name="Good")
        expect(good).to_have_attribute("aria-pressed", "true")
        good.click()
        expect(good).to_have_attribute("aria-pressed", "false")

    def test_a_wrong_speaker_is_kept_and_corrected_for_good_by_keys_alone(
        self, own_address: str, watch: Watch, own_library: Library
    ) -> None:
        watched = watch(own_address)
        page = watched.open()
        watched.ask(RAILWAY)
        page.locator("#turn-1 .number").first.focus()
        reach(page, "Wrong speaker")
        press(page, "Enter")
        expect(page.locator("dialog [name=speaker]")).to_be_focused()
        reach(page, "In which role")
        page.keyboard.type("caretaker")
        press(page, "Enter")
        expect(page.locator("#turn-1 .speaker").first).to_contain_text("caretaker")
        expect(page.locator("#turn-1 .number").first).to_be_focused()
        expect(page.locator("#turn-1 .speaker").first).to_contain_text("corrected by editor")
        (kept,) = own_library.store.feedback.remarks()
        assert (kept.says, kept.speaker, kept.by) == ("wrong speaker", "Vahan Toskari", "editor")


class TestConversations:
    def test_they_are_found_renamed_taken_up_and_deleted_by_keys_alone(self, own_address: str, watch: Watch) -> None:
        watched = watch(own_address)
        page = watched.open()
        watched.ask(RAILWAY)
        page.click(".new >> visible=true")
        page.wait_for_selector(".welcome")
        watched.ask(ARREST)
        expect(page.locator("#history a")).to_have_text([ARREST, RAILWAY])
        page.locator("#adding").locator("..").focus()
        reach(page, "Search conversations")
        page.keyboard.type("railway")
        expect(page.locator("#history a")).to_have_text([RAILWAY])
        reach(page, f"Rename “{RAILWAY}”")
        press(page, "Enter")
        expect(page.locator("dialog [name=title]")).to_be_focused()
        press(page, "Control+a")
        page.keyboard.type("The line")
        press(page, "Enter")
        expect(page.locator("#history a")).to_have_text(["The line"])
        expect(page.get_by_role("button", name="Rename “The line”")).to_be_focused()
        page.focus("#history-words")
        press(page, "Control+a", "Delete")
        expect(page.locator("#history a")).to_have_text([ARREST, "The line"])
        reach(page, "The line")
        press(page, "Enter")
        expect(page.locator("#turn-1 .question")).to_have_text(RAILWAY)
        watched.ask("who else?", turn=2)
        expect(page.locator("#history a")).to_have_text(["The line", ARREST])  # the latest first
        page.focus("#history-words")
        reach(page, "Delete “The line”")
        press(page, "Enter")
        expect(page.locator("dialog .danger")).to_be_focused()
        press(page, "Enter")
        expect(page.locator("#history a")).to_have_text([ARREST])
        expect(page.locator(".welcome")).to_be_visible()
        expect(page.locator("#history-words")).to_be_focused()

    def test_an_address_opens_an_answer_again(self, address: str, watch: Watch) -> None:
        watched = watch(address)
        page = watched.open()
        watched.ask(RAILWAY)
        words = page.locator("#turn-1 .words").all_text_contents()
        page.click("text=Copy link")
        link = page.evaluate("navigator.clipboard.readText()")
        again = watch(address)
        again.open(link.removeprefix(address))
        assert again.page.locator("#turn-1 .words").all_text_contents() == words

    def test_a_stopped_question_is_not_kept_and_is_asked_again(self, own_library: Library, watch: Watch) -> None:
        with served(lambda hosts: create(desk_of(own_library, Stalling()), hosts=hosts)) as address:
            watched = watch(address)
            page = watched.open()
            page.fill("#question", RAILWAY)
            page.press("#question", "Enter")
            page.click("#stop")
            expect(page.locator(".turn.failed .error")).to_contain_text("Stopped")
            page.click(".turn.failed button")
            expect(page.locator(".turn.waiting")).to_be_visible()
            page.click("#stop")
            expect(page.locator("#history .none")).to_be_visible()

    def test_a_lost_connection_is_told(self, library: Library, address: str, watch: Watch) -> None:
        watched = watch(address)
        page = watched.open()
        watched.ask(RAILWAY)
        page.route("**/api/ask", lambda route: route.fulfill(body=": and that is all\n\n"))
        page.fill("#question", ARREST)
        page.press("#question", "Enter")
        expect(page.locator(".turn.failed .error")).to_contain_text("The connection was lost")
        page.unroute("**/api/ask")
        page.click(".turn.failed button")
        page.wait_for_selector("#turn-2[aria-busy=false]")
        expect(page.locator("#turn-1 .question")).to_have_text(RAILWAY)


def test_it_speaks_russian(address: str, watch: Watch) -> None:
    watched = watch(address, tongue="ru-RU")
    page = watched.open()
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    expect(page.locator("h1")).to_have_text("Кто что сказал?")
    watched.ask(IN_EVERY_SCRIPT[1])
    expect(page.locator("#turn-1 .caption")).to_have_text("Понято как")
    for language, marks in (("ru", '"«" "»"'), ("en", '"“" "”"')):
        expect(page.locator(f"#turn-1 .words.marked[lang={language}]").first).to_have_css("quotes", marks)


def test_the_languages_have_the_same_words() -> None:
    names = (PAGE / "messages" / f"{name}.json" for name in ("en", "ru"))
    english, russian = (json.loads(name.read_text("utf-8")) for name in names)
    assert english.keys() == russian.keys()
