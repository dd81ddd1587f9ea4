"""Every kind of answer that the web gives, and what is refused before it is asked."""

from __future__ import annotations

import gzip
import itertools
import logging
import socket
import zlib
from collections.abc import Iterator

import brotli
import pytest
from backports import zstd

from index.fetch.address import public
from index.fetch.fetched import Fetched, NotFetched, NotModified
from tests.index.conftest import Fetching
from tests.served import FakeClock, Page, Site

HELLO = b"Ilona Vestrova opened the bridge." * 40


def refusal(fetching: Fetching, url: str, **options: object) -> NotFetched:
    with pytest.raises(NotFetched) as refused:
        fetching(**options).get(url)
    assert "\n" not in str(refused.value)
    return refused.value


def page(found: object) -> Fetched:
    assert isinstance(found, Fetched)
    return found


# what comes


def test_a_page_comes_as_its_bytes_with_what_the_server_says_of_them(site: Site, fetching: Fetching) -> None:
    site.pages["/a"] = Page(body=HELLO, type="text/html; charset=Windows-1251", etag='"v1"')
    found = page(fetching().get(site.url + "/a#top"))
    assert (found.url, found.type, found.charset, found.payload) == (
        site.url + "/a",
        "text/html",
        "windows-1251",
        HELLO,
    )
    assert found.validators is not None
    assert found.validators.etag == '"v1"'
    assert site.headers[0]["User-Agent"] == "test/1"
    assert site.headers[0]["Cookie"] is None


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [("gzip", gzip.compress), ("deflate", zlib.compress), ("br", brotli.compress), ("zstd", zstd.compress)],
)
def test_what_comes_compressed_is_unpacked(site: Site, fetching: Fetching, encoding: str, pack: object) -> None:
    assert callable(pack)
    site.pages["/a"] = Page(body=pack(HELLO), headers={"Content-Encoding": encoding})
    assert page(fetching().get(site.url + "/a")).payload == HELLO
    assert encoding in site.headers[0]["Accept-Encoding"]


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_what_is_not_what_it_says_is_refused(site: Site, fetching: Fetching, encoding: str) -> None:
    site.pages["/a"] = Page(body=b"\xff" + HELLO, headers={"Content-Encoding": encoding})
    assert "compressed, and damaged" in refusal(fetching, site.url + "/a").reason


@pytest.mark.parametrize("encoding", ["gzip, gzip", "compress", "gzip, br"])
def test_no_page_is_packed_twice_or_strangely(site: Site, fetching: Fetching, encoding: str) -> None:
    site.pages["/a"] = Page(body=gzip.compress(gzip.compress(HELLO)), headers={"Content-Encoding": encoding})
    assert "compressed in a way that is not read here" in refusal(fetching, site.url + "/a").reason


# redirects


def test_a_redirect_is_followed_and_the_page_is_where_it_ended(site: Site, fetching: Fetching) -> None:
    site.pages["/old"] = Page(status=301, headers={"Location": "/new?x=1"})
    site.pages["/new?x=1"] = Page(status=307, headers={"Location": site.url + "/end"})
    site.pages["/end"] = Page(body=HELLO)
    assert page(fetching().get(site.url + "/old")).url == site.url + "/end"


def test_where_a_redirect_has_led_is_told(site: Site, fetching: Fetching) -> None:
    site.pages["/a"] = Page(status=302, headers={"Location": "/b"})
    site.pages["/b"] = Page(status=410)
    refused = refusal(fetching, site.url + "/a")
    assert refused.source == site.url + "/a"
    assert refused.reason == f"it leads to {site.url}/b: it is gone for good, says its server (410)"
    assert refused.lasting


def test_a_circle_of_redirects_ends(site: Site, fetching: Fetching) -> None:
    site.pages["/a"] = Page(status=302, headers={"Location": "/a"})
    assert "more than 5 times" in refusal(fetching, site.url + "/a").reason
    assert site.times("/a") == 6


@pytest.mark.parametrize(
    ("target", "said"),
    [
        pytest.param("http://10.0.0.1/secret", "private network", id="private"),
        pytest.param("http://169.254.169.254/latest/meta-data/", "private network", id="link-local"),
        pytest.param("http://[::1]/", "private network", id="IPv6 loopback"),
        pytest.param("http://[::ffff:10.0.0.1]/", "private network", id="mapped"),
        pytest.param("http://167772161/", "private network", id="decimal"),
        pytest.param("http://012.1/", "private network", id="octal"),
        pytest.param("http://0xa.1/", "private network", id="hexadecimal"),
        pytest.param("file:///etc/passwd", "only http:// and https://", id="file"),
        pytest.param("http://ilona:hush@a.example/", "user name or password", id="credentials"),
        pytest.param("http://[::1", "what is no web address", id="broken"),
    ],
)
def test_a_redirect_to_where_nobody_may_go_is_refused(site: Site, fetching: Fetching, target: str, said: str) -> None:
    site.pages["/a"] = Page(status=302, headers={"Location": target})
    refused = refusal(fetching, site.url + "/a")
    assert said in refused.reason
    assert "hush" not in str(refused)


# addresses


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0177.1", "0x7f.1", "127.1"])
def test_this_machine_is_refused_by_default_in_every_spelling(host: str, site: Site, fetching: Fetching) -> None:
    port = site.url.rpartition(":")[2]
    refused = refusal(fetching, f"http://{host}:{port}/", permits=public)
    assert "the setting fetch_private allows those" in refused.reason
    assert not site.asked


@pytest.mark.parametrize("answer", [["10.0.0.1"], ["93.184.216.34", "10.0.0.1"], ["fe80::1%eth0"], ["::ffff:7f00:1"]])
def test_a_name_that_leads_to_a_private_address_is_refused(fetching: Fetching, answer: list[str]) -> None:
    refused = refusal(fetching, "http://news.example/", permits=public, resolve=lambda *_: answer)
    assert "private network" in refused.reason


def test_the_connection_goes_to_the_address_that_was_looked_at(site: Site, fetching: Fetching) -> None:
    """A name server that answers otherwise the second time is never asked a second time."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    site.pages["/a"] = Page(body=HELLO)
    port = site.url.rpartition(":")[2]
    found = page(fetching(resolve=lambda *_: next(answers)).get(f"http://news.example:{port}/a"))
    assert found.payload == HELLO
    assert site.headers[0]["Host"] == f"news.example:{port}"
    assert next(answers) == ["10.0.0.1"]


def test_a_name_that_is_rebound_between_two_pages_is_looked_at_again(site: Site, fetching: Fetching) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    site.pages["/a"] = Page(status=302, headers={"Location": "/b", "Connection": "close"})
    site.pages["/b"] = Page(body=HELLO)
    port = site.url.rpartition(":")[2]
    refused = refusal(fetching, f"http://news.example:{port}/a", resolve=lambda *_: next(answers))
    assert "private network" in refused.reason
    assert site.asked == ["/a"]


def test_where_one_address_of_a_name_is_dead_the_next_is_tried(site: Site, fetching: Fetching) -> None:
    site.pages["/a"] = Page(body=HELLO)
    port = site.url.rpartition(":")[2]
    either = fetching(resolve=lambda *_: ["::1", "127.0.0.1"], permits=lambda _: True)  # the site is on IPv4 only
    assert page(either.get(f"http://news.example:{port}/a")).payload == HELLO


def test_a_name_that_nobody_knows_and_a_closed_port_are_told(fetching: Fetching) -> None:
    def nobody(*_: object) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    assert "no such name" in refusal(fetching, "http://news.example/", resolve=nobody).reason
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert "cannot be reached" in refusal(fetching, f"http://127.0.0.1:{port}/").reason


# limits


def test_a_page_over_the_limit_is_left(site: Site, fetching: Fetching) -> None:
    site.pages["/a"] = Page(body=b"x" * 2_000_001)
    assert "too large: a page may have 2 MB" in refusal(fetching, site.url + "/a", limit=2_000_000).reason


@pytest.mark.parametrize(
    ("encoding", "pack"), [("gzip", gzip.compress), ("br", brotli.compress), ("zstd", zstd.compress)]
)
def test_a_bomb_is_left_while_it_unpacks(site: Site, fetching: Fetching, encoding: str, pack: object) -> None:
    assert callable(pack)
    site.pages["/a"] = Page(body=pack(b"\0" * 50_000_000), headers={"Content-Encoding": encoding})
    assert len(site.page("/a").body) < 100_000
    assert "too large" in refusal(fetching, site.url + "/a", limit=2_000_000).reason


def test_an_endless_page_ends(site: Site, fetching: Fetching) -> None:
    site.pages["/a"] = Page(pieces=lambda: itertools.repeat(b"x" * 65_536))
    assert "too large" in refusal(fetching, site.url + "/a", limit=2_000_000).reason


def test_a_page_that_drips_is_left_when_its_time_is_up(site: Site, fetching: Fetching) -> None:
    site.pages["/a"] = Page(pieces=lambda: itertools.repeat(b"x"))
    refused = refusal(fetching, site.url + "/a", clock=FakeClock(step=0.5))
    assert refused.reason == "its server is too slow; a page may take 30 seconds"


def test_a_server_that_falls_silent_is_left(site: Site, fetching: Fetching) -> None:
    def silence() -> Iterator[bytes]:
        yield b"x"
        site.stop.wait(20)

    site.pages["/a"] = Page(pieces=silence)
    assert "too slow" in refusal(fetching, site.url + "/a", silence=0.05).reason


def test_redirects_share_the_time_of_one_page(site: Site, fetching: Fetching) -> None:
    site.pages |= {f"/{n}": Page(status=302, headers={"Location": f"/{n + 1}"}) for n in range(5)}
    site.pages["/5"] = Page(body=HELLO)
    assert "too slow" in refusal(fetching, site.url + "/0", clock=FakeClock(step=1.0), seconds=15.0).reason


def test_a_body_that_breaks_off_is_refused(site: Site, fetching: Fetching) -> None:
    site.pages["/a"] = Page(pieces=lambda: iter([b"half"]), headers={"Content-Length": "1000"})
    assert "breaks off" in refusal(fetching, site.url + "/a").reason


# refusals


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (401, "its server wants a login, and none is ever sent (401)"),
        (402, "its server wants to be paid (402)"),
        (403, "its server refuses to show it (403)"),
        (404, "there is no such page (404)"),
        (410, "it is gone for good, says its server (410)"),
        (418, "its server refuses (418)"),
        (451, "its server may not show it for legal reasons (451)"),
        (500, "its server has failed (500)"),
        (204, "its server answers with no page (204)"),
    ],
)
def test_a_refusal_is_told_by_its_reason(site: Site, fetching: Fetching, status: int, said: str) -> None:
    site.pages["/a"] = Page(status=status)
    assert refusal(fetching, site.url + "/a").reason == said


def test_a_short_wait_is_waited_once(site: Site, fetching: Fetching) -> None:
    site.pages["/a"] = [Page(status=429, headers={"Retry-After": "7"}), Page(body=HELLO)]
    clock = FakeClock()
    assert page(fetching(clock).get(site.url + "/a")).payload == HELLO
    assert clock.slept == [7]


def test_a_server_that_goes_on_refusing_is_left_with_the_time_it_named(site: Site, fetching: Fetching) -> None:
    site.pages["/a"] = Page(status=429, headers={"Retry-After": "7"})
    refused = refusal(fetching, site.url + "/a")
    assert refused.reason.endswith("(429); it asks to come back after 2026-03-02 09:00:14 UTC")
    assert site.times("/a") == 2


@pytest.mark.parametrize("value", ["3600", "Mon, 02 Mar 2026 10:00:00 GMT"])
def test_a_long_wait_is_told_and_not_waited(site: Site, fetching: Fetching, value: str) -> None:
    site.pages["/a"] = Page(status=503, headers={"Retry-After": value})
    clock = FakeClock()
    refused = refusal(fetching, site.url + "/a", clock=clock)
    assert refused.reason == "its server is busy or down (503); it asks to come back after 2026-03-02 10:00:00 UTC"
    assert refused.again is not None
    assert not clock.slept


@pytest.mark.parametrize("value", ["soon", "-5", "99999999999999999999"])
def test_a_wait_that_makes_no_sense_is_no_wait(site: Site, fetching: Fetching, value: str) -> None:
    site.pages["/a"] = Page(status=429, headers={"Retry-After": value})
    assert refusal(fetching, site.url + "/a").again is None


# again


def test_a_page_that_is_still_the_same_says_so(site: Site, fetching: Fetching) -> None:
    site.pages["/a"] = Page(body=HELLO, etag='"v1"')
    fetcher = fetching()
    known = page(fetcher.get(site.url + "/a")).validators
    assert fetcher.get(site.url + "/a", known) == NotModified(url=site.url + "/a")
    site.pages["/a"] = Page(body=HELLO + b"!", etag='"v2"')
    assert page(fetcher.get(site.url + "/a", known)).payload == HELLO + b"!"


def test_what_one_page_has_said_of_itself_is_told_to_no_other(site: Site, fetching: Fetching) -> None:
    site.pages["/old"] = Page(status=301, headers={"Location": "/new"})
    site.pages["/new"] = Page(body=HELLO, etag='"v1"')
    fetcher = fetching()
    known = page(fetcher.get(site.url + "/old")).validators
    assert isinstance(fetcher.get(site.url + "/old", known), NotModified)
    assert [headers["If-None-Match"] for headers in site.headers] == [None, None, None, '"v1"']


# manners


def test_a_site_is_left_alone_between_two_pages(site: Site, fetching: Fetching) -> None:
    site.pages["/a"] = Page(body=HELLO)
    clock = FakeClock()
    fetcher = fetching(clock, delay=1.0)
    fetcher.get(site.url + "/a")
    fetcher.get(site.url + "/a")
    assert clock.slept == [1.0]


def test_another_site_need_not_wait(site: Site, fetching: Fetching) -> None:
    site.pages["/a"] = Page(body=HELLO)
    clock = FakeClock()
    fetcher = fetching(clock, delay=1.0, resolve=lambda *_: ["127.0.0.1"])
    port = site.url.rpartition(":")[2]
    fetcher.get(f"http://one.example:{port}/a")
    fetcher.get(f"http://two.example:{port}/a")
    assert not clock.slept


def test_no_secret_is_logged(site: Site, fetching: Fetching, caplog: pytest.LogCaptureFixture) -> None:
    site.pages["/a?token=hush"] = Page(body=HELLO)
    with caplog.at_level(logging.INFO):
        fetching().get(site.url + "/a?token=hush")
        assert "token=..." in str(refusal(fetching, site.url + "/b?token=hush"))
    assert "hush" not in caplog.text
