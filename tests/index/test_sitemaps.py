"""Sitemaps: of pages, of news, of sitemaps, packed and broken."""

from __future__ import annotations

import gzip
from datetime import date

import pytest

from index.errors import Rejected
from index.fetch.fetched import Fetched
from index.library import Library
from index.sources.sitemaps import read_sitemap
from index.sources.web import Choice, Web, read_all
from tests.index.conftest import Fetching
from tests.index.test_web import Adding, adding, article, web
from tests.served import Page, Site

__all__ = ["adding", "web"]  # fixtures

SCHEMA = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemap(*entries: str, root: str = "urlset") -> bytes:
    return f'<?xml version="1.0"?><!-- a --><{root} {SCHEMA}>{"".join(entries)}</{root}>'.encode()


def url(loc: str, more: str = "") -> str:
    return f"<url><loc>{loc}</loc>{more}</url>"


def read(payload: bytes) -> list[str]:
    found = Fetched(
        url="https://a.example/sitemap.xml", type="text/xml", charset=None, payload=payload, validators=None
    )
    sitemap = read_sitemap(found)
    return [item.url for item in sitemap.maps or sitemap.pages]


def test_the_newest_pages_come_first_and_undated_ones_last() -> None:
    old, new = "<lastmod>2026-01-01</lastmod>", "<lastmod>2026-03-01T10:00:00+04:00</lastmod>"
    assert read(sitemap(url("/undated"), url("/old", old), url("/new", new))) == ["/new", "/old", "/undated"]


def test_a_packed_sitemap_is_unpacked() -> None:
    assert read(gzip.compress(sitemap(url("/a")))) == ["/a"]


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        pytest.param(gzip.compress(sitemap(url("/a")))[:-9], "not a whole gzip file", id="cut gzip"),
        pytest.param(gzip.compress(b"\0" * 60_000_000), "too large", id="bomb"),
        pytest.param(b"<rss/>", "not a sitemap", id="other XML"),
        pytest.param(b"\x1f\x8b", "not a whole gzip file", id="nothing"),
    ],
)
def test_what_is_no_sitemap_is_refused(payload: bytes, said: str) -> None:
    with pytest.raises(Rejected, match=said):
        read(payload)


def test_a_broken_sitemap_gives_what_it_has() -> None:
    assert read(sitemap(url("/a"), url("/b"))[:-20]) == ["/a", "/b"]


def test_entities_neither_grow_nor_name_files() -> None:
    bomb = b'<!DOCTYPE u [<!ENTITY a "haha"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    payload = sitemap(url("/a&a;&f;"), url("/b")).replace(b"<!-- a -->", bomb)
    assert read(payload) == ["/a", "/b"]


def test_news_tell_when_and_by_whom_they_were_published(site: Site, library: Library, adding: Adding) -> None:
    news = (
        '<n:news xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><n:publication><n:name>Coast Monitor</n:name>'
        "<n:language>en</n:language></n:publication><n:publication_date>2026-03-02</n:publication_date>"
        "<n:title>Bridge at Lorn opens</n:title></n:news>"
    )
    site.pages["/sitemap.xml"] = Page(body=sitemap(url(site.url + "/bridge", news)), type="application/xml")
    site.pages["/bridge"] = article("")
    (name,) = adding(site.url + "/sitemap.xml").new
    found = library.store.article(name)
    assert (found.outlet, found.published) == ("Coast Monitor", date(2026, 3, 2))


def test_an_index_leads_to_its_sitemaps_and_one_that_is_lost_costs_no_other(site: Site, adding: Adding) -> None:
    entries = [f"<sitemap><loc>{site.url}/{name}.xml</loc></sitemap>" for name in ("lost", "region")]
    site.pages["/sitemap.xml"] = Page(body=sitemap(*entries, root="sitemapindex"), type="application/xml")
    site.pages["/region.xml"] = Page(body=sitemap(url(site.url + "/bridge")), type="application/xml")
    site.pages["/bridge"] = article()
    report = adding(site.url + "/sitemap.xml")
    assert report.new == [site.url + "/bridge"]
    assert [one.source for one in report.rejected] == [site.url + "/lost.xml"]


def test_an_index_that_names_itself_ends(site: Site, adding: Adding) -> None:
    itself = f"<sitemap><loc>{site.url}/sitemap.xml</loc></sitemap>"
    site.pages["/sitemap.xml"] = Page(body=sitemap(itself, root="sitemapindex"), type="application/xml")
    adding(site.url + "/sitemap.xml")
    assert site.times("/sitemap.xml") == 2


def asked(site: Site, library: Library, fetching: Fetching, choice: Choice) -> tuple[list[str], list[str]]:
    """The pages that are asked for, and what is said."""
    said: list[str] = []
    web = Web(fetching(), library.store.visits, library.confined, choice=choice, say=said.append)
    assert len(list(read_all([site.url + "/sitemap.xml"], None, web))) == len(site.asked) - 1
    return site.asked[1:], said


@pytest.mark.parametrize(
    ("choice", "pages"),
    [
        (Choice(since=date(2026, 2, 1)), ["/2", "/undated"]),
        (Choice(limit=2), ["/2", "/1"]),
        (Choice(since=date(2026, 1, 1), limit=1), ["/2"]),
    ],
)
def test_pages_are_chosen_by_day_and_number(
    site: Site, library: Library, fetching: Fetching, choice: Choice, pages: list[str]
) -> None:
    months = [url(f"{site.url}/{month}", f"<lastmod>2026-0{month}-15</lastmod>") for month in (1, 2)]
    site.pages["/sitemap.xml"] = Page(body=sitemap(*months, url(site.url + "/undated")), type="application/xml")
    assert asked(site, library, fetching, choice) == (pages, [])


def test_a_whole_site_is_not_read_unasked_and_that_is_said(site: Site, library: Library, fetching: Fetching) -> None:
    pages = [url(f"{site.url}/{number}") for number in range(501)]
    site.pages["/sitemap.xml"] = Page(body=sitemap(*pages), type="application/xml")
    found, said = asked(site, library, fetching, Choice())
    assert len(found) == 500
    assert "names more pages than the 500 that were read" in said[0]
