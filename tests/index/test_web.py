"""Web pages as sources: what they become, what fills them in, and what is asked again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from index.article import Article
from index.build import Report, add
from index.fetch.fetched import Fetched
from index.library import Library, silent
from index.raw import Format, Raw
from index.sources.sniff import Listing, sniff
from index.sources.web import Web, read_all
from tests.index.archive import Attributing
from tests.index.conftest import Fetching
from tests.served import Page, Site

Adding = Callable[..., Report]

HEAD = """<title>Bridge at Lorn opens | Coast Monitor</title><meta property="og:site_name" content="Coast Monitor">
<meta property="article:published_time" content="2026-03-02T11:30:00+04:00">"""
BODY = """<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Bridge at Lorn opens</h1>
<p>The bridge at Lorn was opened on Monday after four years of work on both banks of the river, and hundreds of people
walked across it.</p><p>"We have waited for this day, and we will keep it open", said Vestrova, at the ceremony in the
old town, before the first lorries crossed.</p><p>The first lorries are to cross on Tuesday morning, the ministry of
transport said in a statement that was published on its site on the same day.</p></article>"""


def article(head: str = HEAD, body: str = BODY, **page: object) -> Page:
    return Page(body=f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode(), **page)  # type: ignore[arg-type]


@pytest.fixture
def web(library: Library, fetching: Fetching) -> Web:
    return Web(fetching(), library.store.visits, library.confined, say=silent)


@pytest.fixture
def adding(library: Library, web: Web) -> Adding:
    """Adds sources to this test's archive as `briefings add` does."""

    def take_in(*sources: str) -> Report:
        report = Report()
        for report in add(library, read_all(sources, None, web), Attributing()):  # noqa: B007
            pass
        return report

    return take_in


def kept(library: Library, report: Report) -> Article:
    (name,) = report.new or report.revised
    return library.store.article(name)


def test_a_page_becomes_an_article_with_what_it_says_of_itself(site: Site, library: Library, adding: Adding) -> None:
    site.pages["/bridge"] = article()
    found = kept(library, adding(site.url + "/bridge"))
    assert (found.id, found.outlet, found.title) == (site.url + "/bridge", "Coast Monitor", "Bridge at Lorn opens")
    assert found.published == datetime.fromisoformat("2026-03-02T11:30:00+04:00")
    assert "Sport" not in found.text
    (quotation,) = library.store.parts(found.id)[1]
    assert quotation.speaker is not None
    assert quotation.speaker.name == "Vestrova"


def test_a_page_without_a_date_has_none(site: Site, library: Library, adding: Adding) -> None:
    site.pages["/bridge"] = article("<title>Bridge at Lorn opens</title>")
    assert kept(library, adding(site.url + "/bridge")).published is None


@pytest.mark.parametrize(
    ("encoding", "said", "word"),
    [
        pytest.param("windows-1251", "text/html; charset=windows-1251", "Мост", id="said by the server"),
        pytest.param("koi8-r", "text/html; charset=koi8-r", "Мост", id="rare"),
        pytest.param("utf-8", "text/html; charset=windows-1251", "Мост", id="said wrongly"),
        pytest.param("utf-8", "text/html", "Կամուրջ", id="not said"),
    ],
)
def test_a_page_is_read_in_its_encoding(
    site: Site, library: Library, adding: Adding, encoding: str, said: str, word: str
) -> None:
    text = f"{word} в Лорне открыт" if encoding != "utf-8" else f"{word} — Lorn"
    page = f"<!doctype html><html><body><article>{f'<p>{text}, и по нему пошли люди, много людей.</p>' * 6}</article>"
    site.pages["/most"] = Page(body=page.encode(encoding), type=said)
    assert text in kept(library, adding(site.url + "/most")).text


def test_a_page_that_is_the_same_is_not_sent_again(site: Site, library: Library, adding: Adding) -> None:
    site.pages["/bridge"] = article(etag='"v1"')
    first = adding(site.url + "/bridge")
    second = adding(site.url + "/bridge")
    assert second.same == first.new
    assert second.bytes_read == 0
    assert site.headers[-1]["If-None-Match"] == '"v1"'


def test_a_page_that_changes_between_two_visits_is_a_revision(site: Site, library: Library, adding: Adding) -> None:
    site.pages["/bridge"] = [article(etag='"v1"'), article(body=BODY.replace("Tuesday", "Thursday"), etag='"v2"')]
    adding(site.url + "/bridge")
    found = kept(library, adding(site.url + "/bridge"))
    assert found.revision == 2
    assert "Thursday" in found.text


def test_a_page_whose_article_was_removed_comes_whole_again(site: Site, library: Library, adding: Adding) -> None:
    site.pages["/bridge"] = article(etag='"v1"')
    first = adding(site.url + "/bridge")
    library.store.remove(first.new, library.writer.name)
    assert adding(site.url + "/bridge").new == first.new


def test_what_goes_wrong_is_named_and_the_rest_goes_in(site: Site, library: Library, adding: Adding) -> None:
    site.pages["/bridge"] = article()
    site.pages["/picture"] = Page(body=b"\x89PNG", type="image/png")
    site.pages["/empty"] = Page(body=b"<!doctype html><html><body></body></html>")
    report = adding(*(site.url + path for path in ("/gone", "/picture", "/empty", "/bridge")))
    assert len(report.new) == 1
    assert [str(one).removeprefix(site.url) for one in report.rejected] == [
        "/gone: there is no such page (404)",
        "/picture: no article but image/png",
        "/empty: no article found in this page; save its text as .txt",
    ]


def test_a_page_is_kept_under_the_address_that_it_gives_itself(site: Site, library: Library, adding: Adding) -> None:
    site.pages["/amp/bridge?utm_source=x"] = article(HEAD + '<link rel="canonical" href="/region/bridge">')
    assert kept(library, adding(site.url + "/amp/bridge?utm_source=x")).id == site.url + "/region/bridge"


@pytest.mark.parametrize(
    "stated", [pytest.param("https://benkar-post.example/railway", id="other site"), pytest.param("/", id="front page")]
)
def test_a_page_cannot_pass_for_another(site: Site, library: Library, adding: Adding, stated: str) -> None:
    site.pages["/bridge"] = article(HEAD + f'<link rel="canonical" href="{stated}">')
    assert kept(library, adding(site.url + "/bridge")).id == site.url + "/bridge"


def test_a_text_is_a_text(site: Site, library: Library, adding: Adding) -> None:
    site.pages["/note.txt"] = Page(body=b"The bridge at Lorn\n\nIt is open.", type="text/plain")
    found = kept(library, adding(site.url + "/note.txt"))
    assert (found.id, found.text) == (site.url + "/note.txt", "The bridge at Lorn\n\nIt is open.")


def test_a_text_is_read_in_the_encoding_that_its_server_says(site: Site, library: Library, adding: Adding) -> None:
    site.pages["/note.txt"] = Page(body="Мост".encode("koi8-r"), type="text/plain; charset=koi8-r")
    assert kept(library, adding(site.url + "/note.txt")).text == "Мост"


def test_a_page_that_was_fetched_but_not_kept_is_asked_for_as_if_for_the_first_time(site: Site, web: Web) -> None:
    site.pages["/bridge"] = article(etag='"v1"')
    for _ in range(2):
        (found,) = web.read(site.url + "/bridge")
        assert isinstance(found, Raw)  # the run ended here, before the article was in the record


def came(payload: bytes, kind: str) -> Fetched:
    return Fetched(url="https://a.example/x", type=kind, charset=None, payload=payload, validators=None)


@pytest.mark.parametrize(
    ("payload", "kind", "what"),
    [
        (b"<!DOCTYPE html><html>", "text/html", Format.HTML),
        (b"<p>no root</p>", "text/html", Format.HTML),
        (b"<!DOCTYPE html><html>", "text/plain", Format.HTML),
        (b"hello", "text/plain", Format.TEXT),
        (b"hello", "", Format.HTML),
        (b"%PDF-1.7", "application/octet-stream", Format.PDF),
        (b"PK", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Format.DOCX),
        (b"<?xml version='1.0'?><rss>", "text/html", Listing.FEED),
        (b"\xef\xbb\xbf  <?xml version='1.0'?><!-- a --><!-- b -->\n<rdf:RDF xmlns:rdf=''>", "text/xml", Listing.FEED),
        ("<?xml version='1.0' encoding='utf-16'?><feed>".encode("utf-16"), "application/xml", Listing.FEED),
        (b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss>", "application/rss+xml", Listing.FEED),
        (b'{"version": "https://jsonfeed.org/version/1.1"', "application/json", Listing.JSON_FEED),
        (b"<urlset>", "application/xml", Listing.SITEMAP),
        (b"<sitemapindex>", "application/xml", Listing.SITEMAP),
        (b"<html xmlns='http://www.w3.org/1999/xhtml'>", "application/xhtml+xml", Format.HTML),
        (b"<svg>", "image/svg+xml", None),
        (b"{}", "application/json", None),
        (b"GIF89a", "image/gif", None),
    ],
)
def test_what_has_come_is_told_by_its_content(payload: bytes, kind: str, what: Format | Listing | None) -> None:
    assert sniff(came(payload, kind)) == what


def test_telling_what_has_come_takes_no_time_on_a_hostile_page() -> None:
    assert sniff(came(b"<!---->" * 500, "text/html")) == Format.HTML
