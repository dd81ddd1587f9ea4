"""Feeds in five formats, whole and broken, and what an article takes over from them."""

from __future__ import annotations

import contextlib
import json
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import Rejected, TakenDown
from index.fetch.fetched import Fetched
from index.library import Library
from index.sources.feeds import Feed, read_feed
from index.sources.sniff import Listing, sniff
from tests.index.test_web import BODY, Adding, adding, article, kept, web
from tests.served import Page, Site

__all__ = ["adding", "web"]  # fixtures

WHERE = "https://coast-monitor.example/feeds/all"

RSS_09 = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>Coast Monitor</title><link>/</link></channel>
<item><title>Bridge at Lorn opens</title><link>../region/bridge</link></item></rdf:RDF>"""
RSS_1 = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="/"><title>Coast Monitor
</title></channel><item rdf:about="/region/bridge"><title>Bridge at Lorn opens</title><link>/region/bridge</link>
<dc:date>2026-03-02T11:30:00+04:00</dc:date><dc:creator>Karen Malvash</dc:creator></item></rdf:RDF>"""
RSS_2 = """<?xml version="1.0"?><rss version="2.0"><channel><title>Coast Monitor</title><item>
<title>Bridge at Lorn &lt;b&gt;opens&lt;/b&gt;</title><link>https://coast-monitor.example/region/bridge</link>
<pubDate>Mon, 02 Mar 2026 11:30:00 +0400</pubDate><author>desk@coast-monitor.example (Karen Malvash)</author></item>
</channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"
xml:base="https://coast-monitor.example/region/">
<title>Coast Monitor</title><entry><title type="html">Bridge at &lt;i&gt;Lorn&lt;/i&gt; opens</title>
<link rel="alternate" href="bridge"/><link rel="enclosure" href="bridge.mp3"/>
<updated>2026-03-02T11:30:00+04:00</updated>
<author><name>Karen Malvash</name></author></entry></feed>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Coast Monitor",
        "items": [
            {
                "id": "7",
                "url": "../region/bridge",
                "title": "Bridge at Lorn opens",
                "date_published": "2026-03-02T11:30:00+04:00",
                "authors": [{"name": "Karen Malvash"}],
            }
        ],
    }
)
DATED = [pytest.param(RSS_1, id="RSS 1.0"), pytest.param(RSS_2, id="RSS 2.0"), pytest.param(ATOM, id="Atom")]
DATED += [pytest.param(JSON, id="JSON Feed")]


def feed(text: str | bytes, kind: str = "application/xml", charset: str | None = None) -> Feed:
    payload = text if isinstance(text, bytes) else text.encode()
    found = Fetched(url=WHERE, type=kind, charset=charset, payload=payload, validators=None)
    form = sniff(found)
    assert isinstance(form, Listing)
    return read_feed(found, form)


@pytest.mark.parametrize("text", [pytest.param(RSS_09, id="RSS 0.9"), *DATED])
def test_a_feed_names_its_pages_by_whole_addresses(text: str) -> None:
    found = feed(text)
    (item,) = found.items
    assert found.title == item.outlet == "Coast Monitor"
    assert (item.url, item.title) == ("https://coast-monitor.example/region/bridge", "Bridge at Lorn opens")


@pytest.mark.parametrize("text", DATED)
def test_the_date_of_an_item_keeps_its_zone(text: str) -> None:
    (item,) = feed(text).items
    assert isinstance(item.published, datetime)
    assert item.published.isoformat() == "2026-03-02T11:30:00+04:00"
    assert item.authors == ("Karen Malvash",)


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(RSS_2.replace("</channel></rss>", ""), id="cut off"),
        pytest.param(RSS_2.replace("Bridge at", "Bridge & railway at"), id="bare ampersand"),
        pytest.param(RSS_2.replace("<channel>", "<channel><description>a<br>b</description>"), id="unclosed tag"),
        pytest.param("\n\n" + RSS_2, id="prolog after blank lines"),
        pytest.param(RSS_2.replace("Bridge at", "Bridge \x0b at"), id="control character"),
        pytest.param(RSS_2.replace("Bridge at", "Bridge&nbsp;at"), id="entity of HTML"),
    ],
)
def test_broken_xml_is_read_all_the_same(broken: str) -> None:
    (item,) = feed(broken).items
    assert item.url == "https://coast-monitor.example/region/bridge"
    assert item.title is not None
    assert item.title.startswith("Bridge")


@pytest.mark.parametrize(
    ("encoding", "declared", "said"),
    [("windows-1251", "windows-1251", None), ("windows-1251", "", "windows-1251"), ("utf-16", "utf-16", None)],
)
def test_a_feed_is_read_in_its_encoding(encoding: str, declared: str, said: str | None) -> None:
    text = RSS_2.replace('version="1.0"?', f'version="1.0" encoding="{declared}"?' if declared else 'version="1.0"?')
    text = text.replace("Bridge at Lorn", "Мост в Лорне")
    (item,) = feed(text.encode(encoding), charset=said).items
    assert item.title == "Мост в Лорне opens"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Mon, 02 Mar 2026 11:30:00 GMT", "2026-03-02T11:30:00+00:00"),
        ("02 Mar 2026 11:30 +0400", "2026-03-02T11:30:00+04:00"),
        ("2026-03-02", "2026-03-02"),
        ("2026-03-02 11:30:00", "2026-03-02T11:30:00"),
        ("yesterday", None),
        ("Mon, 99 Foo 2026", None),
        ("0001-01-01T00:00:00Z", None),
    ],
)
def test_dates_are_read_as_feeds_write_them(written: str, read: str | None) -> None:
    (item,) = feed(RSS_2.replace("Mon, 02 Mar 2026 11:30:00 +0400", written)).items
    assert (item.published.isoformat() if item.published else None) == read


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("<rss", "application/rss+xml", id="nothing of a feed"),
        pytest.param('{"version": "https://jsonfeed.org/version/1", "items": 7}', "application/json", id="no items"),
        pytest.param('{"version": "https://jsonfeed.org/version/1"', "application/json", id="broken JSON"),
        pytest.param('{"version": "https://jsonfeed.org/version/1", "x":' + "[" * 99_999, "", id="deep JSON"),
    ],
)
def test_what_is_no_feed_is_refused(text: str, kind: str) -> None:
    with pytest.raises(Rejected, match="feed that cannot be read"):
        feed(text, kind)


def test_entities_neither_grow_nor_name_files() -> None:
    grown = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE rss [<!ENTITY a0 "ha"><!ENTITY f SYSTEM "file:///etc/passwd">{grown}]>'
    text = RSS_2.replace('<?xml version="1.0"?>', f'<?xml version="1.0"?>{bomb}').replace("Bridge", "&a9;&f;Bridge")
    for item in feed(text).items:
        assert len(item.title or "") < 1000
        assert "root:" not in (item.title or "")


@given(st.integers(0, len(RSS_2)), st.integers(0, len(RSS_2)), st.binary(max_size=8))
def test_no_damage_does_worse_than_be_refused(start: int, end: int, put: bytes) -> None:
    payload = RSS_2.encode()
    damaged = payload[: min(start, end)] + put + payload[max(start, end) :]
    found = Fetched(url=WHERE, type="application/rss+xml", charset=None, payload=damaged, validators=None)
    with contextlib.suppress(Rejected):
        assert isinstance(read_feed(found, Listing.FEED), Feed)


def test_an_article_takes_from_its_feed_what_its_page_does_not_say(
    site: Site, library: Library, adding: Adding
) -> None:
    site.pages["/feed"] = Page(body=RSS_2.replace("https://coast-monitor.example", site.url).encode())
    site.pages["/region/bridge"] = article("<title>Bridge at Lorn opens</title>")
    found = kept(library, adding(site.url + "/feed"))
    assert (found.outlet, found.authors) == ("Coast Monitor", ("Karen Malvash",))
    assert found.published == datetime.fromisoformat("2026-03-02T11:30:00+04:00")


def test_what_a_page_says_of_itself_goes_before_what_its_feed_says(
    site: Site, library: Library, adding: Adding
) -> None:
    site.pages["/feed"] = Page(body=RSS_2.replace("https://coast-monitor.example", site.url).encode())
    site.pages["/region/bridge"] = article(
        '<title>Lorn has its bridge</title><meta property="og:site_name" content="Benkar Post">'
        '<meta property="article:published_time" content="2026-03-01">',
        BODY.replace("Bridge at Lorn opens", "Lorn has its bridge"),
    )
    found = kept(library, adding(site.url + "/feed"))
    assert (found.title, found.outlet, found.published) == ("Lorn has its bridge", "Benkar Post", date(2026, 3, 1))


def test_a_feed_gives_the_time_of_a_day_that_its_page_states(site: Site, library: Library, adding: Adding) -> None:
    site.pages["/feed"] = Page(body=RSS_2.replace("https://coast-monitor.example", site.url).encode())
    site.pages["/region/bridge"] = article('<meta property="article:published_time" content="2026-03-02">')
    found = kept(library, adding(site.url + "/feed"))
    assert found.published == datetime.fromisoformat("2026-03-02T11:30:00+04:00")


def test_a_page_that_cannot_be_had_does_not_keep_the_others_out(site: Site, adding: Adding) -> None:
    items = "".join(
        f"<item><link>/{name}</link></item>" for name in ("gone", "bridge", "bridge", "javascript:alert(1)")
    )
    site.pages["/feed"] = Page(body=f"<rss><channel><title>C</title>{items}</channel></rss>".encode())
    site.pages["/bridge"] = article()
    report = adding(site.url + "/feed")
    assert report.new == [site.url + "/bridge"]
    assert site.times("/bridge") == 1
    assert [one.source for one in report.rejected] == [site.url + "/gone", site.url + "/javascript:alert(1)"]


def test_a_feed_without_pages_says_so(site: Site, adding: Adding) -> None:
    site.pages["/feed"] = Page(body=b"<rss><channel><title>C</title></channel></rss>")
    assert adding(site.url + "/feed").rejected[0].reason == "this feed names no page"


def test_an_article_that_was_removed_does_not_come_back_by_its_feed(
    site: Site, library: Library, adding: Adding
) -> None:
    site.pages["/feed"] = Page(body=RSS_2.replace("https://coast-monitor.example", site.url).encode())
    site.pages["/region/bridge"] = article()
    names = adding(site.url + "/feed").new
    library.store.remove(names, library.writer.name)
    assert adding(site.url + "/feed").new == []
    assert adding(site.url + "/region/bridge").new == names  # by its own name it does


def test_an_article_that_was_taken_down_comes_back_neither_by_its_feed_nor_by_its_address(
    site: Site, library: Library, adding: Adding
) -> None:
    site.pages["/feed"] = Page(body=RSS_2.replace("https://coast-monitor.example", site.url).encode())
    site.pages["/region/bridge"] = article()
    library.store.remove(adding(site.url + "/feed").new, library.writer.name, taken_down=True)
    again = adding(site.url + "/feed")
    assert again.kept == 0
    assert not any(isinstance(one, TakenDown) for one in again.rejected)  # nobody has asked for it
    assert [type(one) for one in adding(site.url + "/region/bridge").rejected] == [TakenDown]
