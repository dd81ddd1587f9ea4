"""The draft editor in a real browser, over the sample archive: what one does with what is collected."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assistant.checking.check import Checker
from assistant.checking.document import citations
from index.build import remove
from index.library import Library
from index.span import Span
from tests.assistant.surfaces.web.browser.conftest import WIDTHS, Watched, marked, press, reach, sound
from tests.assistant.surfaces.web.browser.test_page import RAILWAY

Watch = Callable[..., Watched]
Place = tuple[str, Span]


@pytest.fixture
def places(sample_library: Library) -> list[Place]:
    """Quotations of an article, in its order: its id, and where they stand."""
    quotations = sample_library.store.parts("sample-06-toskari-backs-railway", 1)[1]
    return [(one.article, one.span) for one in quotations if one.kind == "direct"][:3]


def begin(library: Library, places: list[Place], title: str = "Railways") -> str:
    """A draft with these places in it; its address."""
    name = library.store.drafts.start(title, by="editor")
    for article, span in places:
        library.store.drafts.add(name, kind="direct", article=article, revision=1, span=span, by="editor")
    return f"/drafts/{name}"


def words(library: Library, place: Place) -> str:
    return place[1].of(library.store.article(place[0]).text)


def shown(page: Page) -> list[str]:
    """The parts of the draft, what is typed and what is quoted, in their order."""
    parts = page.locator(".items > li")
    return [
        one.locator(".words").text_content() or ""
        if one.locator(".words").count()
        else one.locator("textarea").input_value()
        for one in parts.all()
    ]


def write(page: Page, below: str, kind: str, text: str) -> None:
    parts = page.locator(".items > li").count()
    page.get_by_role("button", name=f"Write something below {below}").click()
    page.select_option("dialog select", kind)
    page.fill("dialog textarea", text)
    page.click("dialog [type=submit]")
    expect(page.locator(".items > li")).to_have_count(parts + 1)


def test_citations_are_collected_put_in_order_noted_and_removed(address: str, watch: Watch) -> None:
    watched = watch(address)
    page = watched.open()
    watched.ask(RAILWAY)
    quotes = page.locator("#turn-1 .words").all_text_contents()[:2]
    for at, title in enumerate(("Railways", "")):
        page.locator("#turn-1 .citation").nth(at).get_by_text("Add to briefing").click()
        page.fill("dialog [name=title]", title)
        page.click("dialog [type=submit]")
        expect(page.locator("dialog")).to_have_count(0)
        expect(page.locator("#status")).to_have_text("Added to “Railways”")
    page.click("text=Briefing drafts")
    page.click(".rows a")
    expect(page.locator("h1")).to_have_text("Railways")
    expect(page.locator(".items .words")).to_have_text(quotes)
    page.get_by_role("button", name="Move 2 up").click()
    expect(page.locator(".items .words")).to_have_text(quotes[::-1])
    expect(page.locator("#status")).to_have_text("Now at place 1")
    with page.expect_response("**/items/*"):
        page.locator(".items textarea").first.fill("ask her again")
        page.keyboard.press("Tab")
    page.get_by_role("button", name="Remove 2").click()
    expect(page.locator(".items .words")).to_have_text(quotes[1:])
    page.locator(".items").get_by_text("Read in the article").click()
    assert marked(page) == quotes[1]
    page.reload()
    expect(page.locator(".items textarea")).to_have_value("ask her again")


def test_they_are_renamed_and_deleted(address: str, watch: Watch, library: Library, places: list[Place]) -> None:
    page = watch(address).open(begin(library, places))
    page.click(".browse >> text=Rename")
    page.fill("dialog [name=title]", "The line")
    page.press("dialog [name=title]", "Enter")
    expect(page.locator("h1")).to_have_text("The line")
    page.click(".browse >> text=Delete")
    page.click("dialog .danger")
    expect(page.locator("h1")).to_have_text("Briefing drafts")
    expect(page.locator(".browse")).not_to_contain_text("The line")


def test_a_section_goes_with_what_stands_in_it(
    address: str, watch: Watch, library: Library, places: list[Place]
) -> None:
    first, second, third = (words(library, one) for one in places)
    page = watch(address).open(begin(library, places))
    write(page, "1", "heading", "Later")
    write(page, "2", "text", "So he said.")
    assert shown(page) == [first, "Later", second, "So he said.", third]
    expect(page.locator(".typed .acts .label").first).to_have_text("Written by editor")
    page.get_by_role("button", name="Move “Later” up").click()
    expect(page.locator("#status")).to_have_text("Now at place 1")
    assert shown(page) == ["Later", second, "So he said.", third, first]
    page.get_by_role("button", name="Move 3 up").click()  # a quotation goes alone, into another section or within one
    expect(page.locator("#status")).to_have_text("Now at place 4")
    assert shown(page) == ["Later", second, "So he said.", first, third]
    page.locator(".items li").first.get_by_text("Remove").click()
    page.click("dialog .danger")
    expect(page.locator("#item-4")).to_have_count(0)
    assert shown(page) == [second, "So he said.", first, third]


def test_words_are_left_out_by_keys_alone_and_cannot_be_typed(
    address: str, watch: Watch, library: Library, places: list[Place]
) -> None:
    whole = words(library, places[0])
    page = watch(address).open(begin(library, places[:1]))
    page.locator(".elide").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".word")).to_have_text(whole.split())
    page.locator(".word").first.focus()
    for key in ("ArrowRight", "Space", "Shift+ArrowRight"):
        page.keyboard.press(key)
    first, _, _, *others = whole.split()
    elided = " ".join([first, "…", *others])
    expect(page.locator("dialog .words")).to_have_text(elided)
    page.click("dialog [type=submit]")
    expect(page.locator(".items .words")).to_have_text(elided)
    expect(page.locator(".elide")).to_be_focused()
    assert page.locator("[contenteditable], .words textarea, .words input").count() == 0
    page.locator(".items").get_by_text("Read in the article").click()
    assert marked(page) == whole


def focused(page: Page) -> str:
    label: str = page.evaluate("document.activeElement.ariaLabel ?? document.activeElement.textContent.trim()")
    return label


def test_a_draft_is_put_together_by_keys_alone(
    address: str, watch: Watch, library: Library, places: list[Place]
) -> None:
    first, second, third = (words(library, one) for one in places)
    page = watch(address).open(begin(library, places))
    reach(page, "Move 2 up")
    press(page, "Enter")
    expect(page.locator("#status")).to_have_text("Now at place 1")
    assert shown(page) == [second, first, third]
    assert focused(page) == "Move 1 down"  # it is the first now, and cannot go further up
    reach(page, "Write something below 1")
    press(page, "Enter", "ArrowDown", "Tab")
    page.keyboard.type("Later")
    press(page, "Tab", "Enter")
    expect(page.locator(".items textarea.heading")).to_be_focused()
    assert shown(page) == [second, "Later", first, third]
    reach(page, "Remove 2")
    press(page, "Enter")
    expect(page.locator(".items > li")).to_have_count(3)
    assert shown(page) == [second, "Later", third]
    assert page.evaluate("document.activeElement.closest('.items > li') !== null")
    reach(page, "Remove 2")  # the last, and then its neighbour has the focus
    press(page, "Enter")
    expect(page.locator(".items > li")).to_have_count(2)
    assert page.evaluate("document.activeElement.closest('.items > li') !== null")


def test_it_is_saved_as_a_file_that_can_be_verified(
    address: str, watch: Watch, library: Library, places: list[Place], tmp_path: Path
) -> None:
    page = watch(address).open(begin(library, places))
    for name, ending in (("Markdown", "md"), ("HTML", "html"), ("Word", "docx"), ("PDF", "pdf"), ("JSON", "json")):
        with page.expect_download() as download:
            page.get_by_role("button", name=name, exact=True).click()
        assert download.value.suggested_filename == f"Railways.{ending}"
    download.value.save_as(tmp_path / "draft.json")
    asked = citations("draft.json", (tmp_path / "draft.json").read_bytes())
    assert [one.text for one in asked] == [words(library, one) for one in places]
    assert {Checker(library).check(one).verdict for one in asked} == {"exact"}


def test_a_source_that_has_left_is_stamped(
    own_address: str, watch: Watch, own_library: Library, places: list[Place]
) -> None:
    path = begin(own_library, places[:1])
    remove(own_library, [places[0][0]])
    page = watch(own_address).open(path)
    expect(page.locator(".stamp")).to_contain_text("It left the archive with its article")
    expect(page.locator(".items .words")).to_have_count(0)


def test_what_is_typed_between_marks_is_told_for_what_it_is(
    address: str, watch: Watch, library: Library, places: list[Place]
) -> None:
    path = begin(library, places[:1])
    typed = f"“{words(library, places[0])}” and “never and nowhere did he say so”"
    library.store.drafts.write(path.rpartition("/")[2], "text", typed, by="editor")
    page = watch(address).open(path)
    checked = page.locator(".items p", has_text="Checked: ")
    expect(checked).to_have_count(2)
    expect(checked.nth(0)).to_contain_text("stands so in the archive")
    expect(checked.nth(1)).to_contain_text("nothing in the archive has these words")


def test_axe_finds_nothing_and_nothing_sticks_out(
    address: str, watch: Watch, library: Library, places: list[Place]
) -> None:
    watched = watch(address)
    page = watched.open("/drafts")
    sound(page)
    watched.open(begin(library, places))
    write(page, "1", "heading", "Later, and at a length that no narrow screen has room for in a single line of it")
    sound(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator(".elide").first.click()
    sound(page)
