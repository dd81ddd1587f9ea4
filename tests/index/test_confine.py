"""Pages and documents are parsed in a child process: the same fields come out, and a runaway costs one article."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime

import pytest

from index.confine import Confined
from index.errors import Rejected
from index.extract import READERS, extract
from index.fetch.fetched import Fetched
from index.raw import Format, Raw
from index.sources.feeds import read_feed
from index.sources.sitemaps import read_sitemap
from index.sources.sniff import Listing

PAGE = """<html lang="en"><head><title>Ferry sails - Coast Monitor</title>
<meta property="article:published_time" content="2025-03-04T10:15:00+04:00">
<meta property="og:site_name" content="Coast Monitor"></head><body><article><h1>Ferry sails</h1>
<p>The ferry to Lurania sailed on Monday after nine days in the harbour, the port said.</p>
<p>“Nobody was hurt, and the bridge holds,” Ilona Vestrova told reporters on the quay.</p></article></body></html>"""


def page(text: str = PAGE, origin: str = "page.html") -> Raw:
    return Raw(origin=origin, format=Format.HTML, payload=text.encode(), size=len(text))


@pytest.fixture(scope="module")
def apart() -> Iterator[Confined]:
    confined = Confined()
    yield confined
    confined.close()


def test_what_comes_out_is_what_is_read_in_this_process(apart: Confined) -> None:
    assert apart.read(page()) == READERS[Format.HTML](page())
    assert extract(page(), apart) == extract(page())


def test_a_moment_keeps_its_time(apart: Confined) -> None:
    published = apart.read(page()).published
    assert isinstance(published, datetime)
    assert published.astimezone(UTC) == datetime(2025, 3, 4, 6, 15, tzinfo=UTC)
    day = page(PAGE.replace("2025-03-04T10:15:00+04:00", "2025-03-04"))
    assert apart.read(day).published == date(2025, 3, 4)


def test_a_reason_comes_through(apart: Confined) -> None:
    with pytest.raises(Rejected, match=r"^bad\.html: no article found in this page"):
        apart.read(page("<html></html>", "bad.html"))


def test_an_article_that_takes_too_long_is_given_up_and_the_next_is_read() -> None:
    with closing(Confined(seconds=0.01)) as confined:
        with pytest.raises(Rejected, match=r"takes longer than 0\.01 seconds to parse"):
            confined.read(page())
        confined.seconds = 30.0
        assert confined.read(page()).title == "Ferry sails"


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of memory on Windows")
def test_a_child_that_breaks_its_limit_of_memory_is_told() -> None:
    with closing(Confined(megabytes=120)) as confined, pytest.raises(Rejected, match="takes too much memory"):
        confined.read(page())


def test_a_closed_one_reads_again() -> None:
    with closing(Confined()) as confined:
        confined.close()
        assert confined.read(page()).title == "Ferry sails"


RSS = """<rss><channel><title>Coast Monitor</title><item><title>Ferry sails</title><link>/ferry</link>
<description>At last</description><pubDate>Wed, 12 Aug 2026 14:05:00 +0300</pubDate>
<author>desk@coast.example (Karen Malvash)</author></item></channel></rss>"""
SITEMAP = "<urlset><url><loc>https://a.example/1</loc><lastmod>2026-08-12</lastmod></url></urlset>"


def came(text: str) -> Fetched:
    return Fetched(
        url="https://a.example/feed?token=hush", type="text/xml", charset=None, payload=text.encode(), validators=None
    )


def test_a_feed_and_a_sitemap_are_what_they_are_in_this_process(apart: Confined) -> None:
    feed, sitemap = read_feed(came(RSS), Listing.FEED), read_sitemap(came(SITEMAP))
    assert (apart.feed(came(RSS), Listing.FEED), apart.sitemap(came(SITEMAP))) == (feed, sitemap)
    assert [item.stamp for item in apart.feed(came(RSS), Listing.FEED).items] == [item.stamp for item in feed.items]


def test_a_feed_that_takes_too_long_is_given_up_and_its_secret_not_told() -> None:
    with closing(Confined(seconds=0.01)) as confined:
        with pytest.raises(Rejected, match=r"token=\.\.\.: takes longer than 0\.01 seconds to parse$"):
            confined.feed(came(RSS), Listing.FEED)
        confined.seconds = 30.0
        assert confined.feed(came(RSS), Listing.FEED).title == "Coast Monitor"


def test_why_a_feed_is_refused_comes_through(apart: Confined) -> None:
    with pytest.raises(Rejected, match=r"token=\.\.\.: a feed that cannot be read"):
        apart.feed(came("<rss"), Listing.FEED)
