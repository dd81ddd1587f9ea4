"""Feeds that are watched: what a round reads, asks again, leaves alone and remembers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from index.errors import UnknownFeed
from index.item import Item
from index.library import Library
from index.visit import Visit, Visited
from index.watch import Round, Watch, worth_asking
from tests.index.archive import Attributing
from tests.index.conftest import Fetching
from tests.index.test_web import BODY, article
from tests.served import BEGAN, FakeClock, Page, Site

Rounds = Callable[[], list[Round]]
HOUR = timedelta(hours=1)


def feed(*names: str, **page: object) -> Page:
    items = "".join(f"<item><title>{name}</title><link>/{name}</link></item>" for name in names)
    text = f"<rss><channel><title>Coast Monitor</title>{items}</channel></rss>"
    return Page(body=text.encode(), **page)  # type: ignore[arg-type]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def once(library: Library, site: Site, fetching: Fetching, clock: FakeClock) -> Rounds:
    """Watches `/feed` of the site every quarter of an hour; each call is one round."""
    library.store.subscriptions.add(site.url + "/feed", clock.now())

    def read() -> list[Round]:
        watch = Watch(library, fetching(clock), Attributing(), clock, every=timedelta(minutes=15))
        return list(watch.once())

    return read


def test_a_feed_is_read_and_an_unchanged_one_is_left(site: Site, once: Rounds) -> None:
    site.pages |= {"/feed": feed("bridge", etag='"1"'), "/bridge": article()}
    (first,) = once()
    assert first.report.new == [site.url + "/bridge"]
    assert first.feed.title == "Coast Monitor"
    (second,) = once()
    assert second.unchanged
    assert site.asked == ["/feed", "/bridge", "/feed"]


def test_only_what_is_new_in_a_feed_is_asked_for(site: Site, once: Rounds) -> None:
    site.pages |= {"/feed": [feed("bridge"), feed("railway", "bridge")], "/bridge": article()}
    site.pages["/railway"] = article(body=BODY.replace("bridge", "railway"))
    once()
    (second,) = once()
    assert second.report.new == [site.url + "/railway"]
    assert site.times("/bridge") == 1


def test_a_page_of_which_its_feed_says_something_new_is_asked_again(site: Site, once: Rounds) -> None:
    corrected = feed("bridge")
    corrected.body = corrected.body.replace(b"<title>bridge", b"<title>CORRECTED: bridge")
    site.pages |= {"/feed": [feed("bridge"), corrected]}
    site.pages["/bridge"] = [article(), article(body=BODY.replace("Tuesday", "Thursday"))]
    once()
    (second,) = once()
    assert second.report.revised == [site.url + "/bridge"]


def test_a_page_is_asked_again_after_an_hour_and_then_when_its_age_has_doubled(
    site: Site, once: Rounds, clock: FakeClock
) -> None:
    site.pages |= {"/feed": feed("bridge"), "/bridge": article()}
    asked = []
    for hour in range(9):
        once()
        if site.times("/bridge") > len(asked):
            asked.append(hour)
        clock.sleep(3_600)
    assert asked == [0, 1, 2, 4, 8]


def test_a_page_that_is_gone_is_not_asked_for_again_and_one_whose_server_fails_is(site: Site, once: Rounds) -> None:
    site.pages |= {"/feed": feed("moved", "gone", "failing", etag='"1"'), "/failing": [Page(status=500), article()]}
    site.pages["/moved"] = Page(status=301, headers={"Location": "/lost"})
    (first,) = once()
    assert len(first.report.rejected) == 3
    (second,) = once()
    assert second.report.new == [site.url + "/failing"]
    assert site.times("/gone") == site.times("/moved") == 1
    (third,) = once()
    assert third.unchanged


def test_what_is_no_article_is_not_asked_for_again(site: Site, once: Rounds) -> None:
    site.pages |= {"/feed": feed("empty"), "/empty": Page(body=b"<!doctype html><html></html>")}
    once()
    (second,) = once()
    assert not second.report.rejected
    assert site.times("/empty") == 1


def test_a_feed_that_fails_is_asked_ever_less_often_and_costs_no_other_anything(
    site: Site, library: Library, once: Rounds, clock: FakeClock
) -> None:
    library.store.subscriptions.add(site.url + "/other", clock.now() + HOUR)
    site.pages |= {"/feed": Page(status=502), "/other": feed("bridge"), "/bridge": article()}
    failed, other = once()
    assert failed.failure == "its server has failed (502)"
    assert other.report.new
    tries = [0]
    for quarter in range(1, 33):
        clock.sleep(900)
        if len(once()) > 1:
            tries.append(quarter)
    assert tries == [0, 1, 3, 7, 15, 31]


def test_a_feed_that_works_again_is_as_before(site: Site, once: Rounds, clock: FakeClock) -> None:
    site.pages |= {"/feed": [Page(status=502), feed("bridge")], "/bridge": article()}
    once()
    clock.sleep(900)
    (again,) = once()
    assert (again.feed.failures, again.feed.due, again.feed.reason) == (0, None, None)


def test_a_server_is_left_alone_as_long_as_it_asks(site: Site, once: Rounds, clock: FakeClock) -> None:
    site.pages["/feed"] = Page(status=429, headers={"Retry-After": "7200"})
    (failed,) = once()
    assert failed.feed.due == BEGAN + 2 * HOUR
    clock.sleep(7_000)
    assert once() == []


def test_what_never_was_a_feed_is_not_watched_and_the_feed_it_names_is_told(
    site: Site, library: Library, once: Rounds
) -> None:
    site.pages["/feed"] = article('<link rel="alternate" type="application/rss+xml" href="/rss.xml">')
    (dropped,) = once()
    assert dropped.dropped
    assert dropped.failure == f"not a feed; it names {site.url}/rss.xml"
    assert library.store.subscriptions.all() == []


def test_a_feed_that_is_no_feed_for_once_is_watched_on(site: Site, library: Library, once: Rounds) -> None:
    site.pages["/feed"] = [feed(), article()]
    once()
    (failed,) = once()
    assert failed.failure == "not a feed"
    assert len(library.store.subscriptions.all()) == 1


def test_an_article_that_was_removed_does_not_come_back(site: Site, library: Library, once: Rounds) -> None:
    renamed = feed("bridge")
    renamed.body = renamed.body.replace(b"<title>bridge", b"<title>the bridge")
    site.pages |= {"/feed": [feed("bridge"), renamed], "/bridge": article()}
    (first,) = once()
    library.store.remove(first.report.new, library.writer.name)
    (second,) = once()
    assert second.report.new == []


def test_feeds_are_removed_by_address_also_as_it_is_shown(library: Library, clock: FakeClock) -> None:
    feeds = library.store.subscriptions
    feeds.add("https://a.example/feed?token=hush", clock.now())
    with pytest.raises(UnknownFeed, match=r"a\.example/other"):
        feeds.remove("https://a.example/other")
    feeds.remove("https://a.example/feed?token=...")
    assert feeds.all() == []


def test_one_of_two_feeds_that_are_shown_alike_is_not_guessed(library: Library, clock: FakeClock) -> None:
    feeds = library.store.subscriptions
    for token in ("hush", "psst"):
        feeds.add(f"https://a.example/feed?token={token}", clock.now())
    with pytest.raises(UnknownFeed):
        feeds.remove("https://a.example/feed?token=...")
    assert len(feeds.all()) == 2


def test_a_page_that_was_refused_is_asked_again_only_where_its_feed_says_something_new() -> None:
    item = Item(url="https://a.example/1", title="Bridge")
    visit = Visit(asked=item.url, stamp=item.stamp)
    refused = Visited(visit=visit, article=None, removed=False, first=BEGAN, last=BEGAN)
    assert not worth_asking(item, refused, BEGAN + 100 * HOUR)
    assert worth_asking(Item(url=item.url, title="The bridge"), refused, BEGAN)
