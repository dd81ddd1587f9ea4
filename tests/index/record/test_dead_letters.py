"""What was rejected is kept by its name until it is taken in, and nothing of it that is secret."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from index.build import Report, add
from index.errors import UnknownLetter
from index.item import Item
from index.library import Library, silent
from index.locator import Locator
from index.raw import Found
from index.record import dead_letters
from index.sources.again import read_again
from index.sources.files import read_sources
from index.sources.web import Web, read_page
from tests.index.archive import TALKS, Attributing
from tests.index.conftest import Fetching
from tests.index.documents import zipped
from tests.index.test_feeds import RSS_2
from tests.index.test_web import article
from tests.served import Page, Site

NOON = datetime(2025, 3, 4, 12, tzinfo=UTC)
GOOD = f'{{"id": "good", "text": "{TALKS}"}}\n'


def run(library: Library, found: list[Found] | object, now: datetime = NOON) -> Report:
    report = Report()
    for report in add(library, found, Attributing(), now=lambda: now):  # type: ignore[arg-type]  # noqa: B007
        pass
    return report


def names(library: Library, folder: Path) -> list[str]:
    return [letter.name.removeprefix(f"{folder}/") for letter in library.store.dead_letters.all()]


def again(library: Library, now: datetime = NOON) -> Report:
    return run(
        library, read_again(library.store.dead_letters.all(), lambda source, _: read_sources([source], None)), now
    )


def test_files_lines_and_members_are_kept_by_their_names(library: Library, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "news.jsonl").write_text(GOOD + "{\n")
    (tmp_path / "rows.csv").write_text("id,text\na,b,c\n")
    (tmp_path / "post.zip").write_bytes(zipped({"in/blank.md": b" ", "in/table.jsonl": b"{}\n"}))
    run(library, read_sources([str(tmp_path), str(tmp_path / "gone.txt")], None))
    assert names(library, tmp_path) == [
        *("empty.txt", "news.jsonl:2", "post.zip/in/blank.md", "post.zip/in/table.jsonl:1", "rows.csv:2", "gone.txt")
    ]


def test_what_goes_in_leaves_the_list_and_nothing_else_of_its_file_is_read(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "news.jsonl"
    file.write_text(GOOD.replace("good", "before") + "{\n{\n")
    run(library, read_sources([str(file)], None))
    file.write_text(GOOD.replace("good", "other") + GOOD + "{\n")
    report = again(library, NOON + timedelta(days=1))
    assert (report.new, len(report.rejected)) == (["good"], 1)
    (left,) = library.store.dead_letters.all()
    assert (left.locator, left.tries) == (Locator(str(file), ":3"), 2)
    assert (left.first, left.last) == (NOON, NOON + timedelta(days=1))


def test_another_add_clears_it_too(library: Library, tmp_path: Path) -> None:
    (tmp_path / "note.txt").touch()
    run(library, read_sources([str(tmp_path)], None))
    (tmp_path / "note.txt").write_text(TALKS)
    run(library, read_sources([str(tmp_path)], None))
    assert names(library, tmp_path) == []


def test_what_is_not_there_any_more_says_so_and_stays(library: Library, tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_text(GOOD + "{\n")
    (tmp_path / "note.txt").touch()
    run(library, read_sources([str(tmp_path)], None))
    (tmp_path / "news.jsonl").write_text(GOOD)
    (tmp_path / "note.txt").unlink()
    reasons = [one.reason for one in again(library).rejected]
    assert [reason.split(";")[0] for reason in reasons] == [
        "it is not there any more",
        "no such file or folder",
    ]
    assert [letter.tries for letter in library.store.dead_letters.all()] == [2, 2]


def test_pages_are_kept_but_no_address_with_a_secret(library: Library, fetching: Fetching) -> None:
    web = Web(fetching(permits=lambda _: False), library.store.visits, library.confined, say=print)
    for url in ("http://127.0.0.1/a?token=x", "http://me:pass@127.0.0.1/b", "http://127.0.0.1/c"):
        run(library, web.read(url))
    assert [letter.name for letter in library.store.dead_letters.all()] == ["http://127.0.0.1/c"]


def test_standard_input_cannot_be_had_again(library: Library) -> None:
    import io

    run(library, read_sources(["-"], io.BytesIO(b"{\n")))
    assert library.store.dead_letters.all() == []


def test_what_only_the_feed_told_of_a_page_is_kept_for_the_retry(
    site: Site, library: Library, fetching: Fetching
) -> None:
    first, second = (Web(fetching(), library.store.visits, library.confined, say=silent) for _ in range(2))
    site.pages["/feed"] = Page(body=RSS_2.replace("https://coast-monitor.example", site.url).encode())
    site.pages["/region/bridge"] = Page(status=500)
    run(library, first.read(site.url + "/feed"))
    (letter,) = library.store.dead_letters.all()
    assert letter.told is not None
    assert letter.told.summary is None
    site.pages["/region/bridge"] = article("<title>Bridge at Lorn opens</title>")
    report = run(library, read_again([letter], lambda source, told: read_page(source, told, second)))
    found = library.store.article(report.new[0])
    assert (found.outlet, found.authors) == ("Coast Monitor", ("Karen Malvash",))
    assert found.published == datetime.fromisoformat("2026-03-02T11:30:00+04:00")
    assert library.store.dead_letters.all() == []


def test_what_a_feed_told_outlasts_a_try_by_the_address_alone(library: Library) -> None:
    page = Locator("https://coast-monitor.example/bridge")
    item = Item(url=page.source, title="Bridge at Lorn opens", published=NOON, authors=("Karen Malvash",))
    library.store.dead_letters.note({page: "HTTP 500"}, (), NOON, {page: item})
    library.store.dead_letters.note({page: "HTTP 404"}, (), NOON, {page: None})
    (letter,) = library.store.dead_letters.all()
    assert (letter.told, letter.reason) == (item, "HTTP 404")


def test_the_oldest_make_room(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dead_letters, "MOST", 2)
    for number in range(4):
        library.store.dead_letters.note({Locator(f"/{number}"): "x" * 900}, (), NOON + timedelta(days=number), {})
    kept = library.store.dead_letters.all()
    assert [letter.name for letter in kept] == ["/2", "/3"]
    assert {len(letter.reason) for letter in kept} == {dead_letters.MAX_REASON}


def test_a_number_that_is_not_there_is_told(library: Library) -> None:
    with pytest.raises(UnknownLetter, match="no rejected item 7"):
        library.store.dead_letters.of([7])


@pytest.mark.parametrize("name", ["line\nbreak.txt", "byte\udcff.txt"])
def test_a_name_that_cannot_be_written_down_is_not(library: Library, tmp_path: Path, name: str) -> None:
    run(library, read_sources([str(tmp_path / name)], None))
    assert library.store.dead_letters.all() == []


def test_what_is_known_as_taken_down_is_not_tried_again(library: Library, tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_text(GOOD)
    run(library, read_sources([str(tmp_path)], None))
    library.store.remove(["good"], library.writer.name, taken_down=True)
    assert len(run(library, read_sources([str(tmp_path)], None)).rejected) == 1
    assert library.store.dead_letters.all() == []
