"""What a site's robots.txt says holds."""

from __future__ import annotations

import pytest

from index.fetch.fetched import Fetched, NotFetched
from tests.index.conftest import Fetching
from tests.served import FakeClock, Page, Site

RULES = b"""User-agent: *
Disallow: /private/
Allow: /private/open$
Disallow: /*?print=

User-agent: regional-briefings
Crawl-delay: 5
Disallow: /members/
"""


@pytest.fixture
def ruled(site: Site) -> Site:
    site.pages |= {path: Page(body=b"text") for path in ("/a", "/private/x", "/members/x")}
    site.pages["/robots.txt"] = Page(body=RULES, type="text/plain")
    return site


def test_what_is_not_allowed_is_not_asked_for(ruled: Site, fetching: Fetching) -> None:
    with pytest.raises(NotFetched, match=r"robots\.txt of its site does not allow"):
        fetching(robots=True).get(ruled.url + "/members/x")
    assert ruled.asked == ["/robots.txt"]


def test_the_group_of_this_program_goes_before_that_of_all(ruled: Site, fetching: Fetching) -> None:
    assert isinstance(fetching(robots=True).get(ruled.url + "/private/x"), Fetched)


def test_the_rules_are_asked_for_once_and_again_after_an_hour(ruled: Site, fetching: Fetching) -> None:
    clock = FakeClock()
    fetcher = fetching(clock, robots=True)
    fetcher.get(ruled.url + "/a")
    fetcher.get(ruled.url + "/a")
    assert ruled.times("/robots.txt") == 1
    clock.sleep(3_601)
    fetcher.get(ruled.url + "/a")
    assert ruled.times("/robots.txt") == 2


def test_the_delay_that_a_site_asks_for_is_kept(ruled: Site, fetching: Fetching) -> None:
    clock = FakeClock()
    fetcher = fetching(clock, robots=True, delay=1.0)
    fetcher.get(ruled.url + "/a")
    fetcher.get(ruled.url + "/a")
    assert clock.slept == [5.0, 5.0]


@pytest.mark.parametrize("status", [404, 403, 410])
def test_without_rules_all_is_allowed(ruled: Site, fetching: Fetching, status: int) -> None:
    ruled.pages["/robots.txt"] = Page(status=status)
    assert isinstance(fetching(robots=True).get(ruled.url + "/members/x"), Fetched)


@pytest.mark.parametrize("status", [500, 503, 429])
def test_where_nobody_can_say_what_is_allowed_nothing_is(ruled: Site, fetching: Fetching, status: int) -> None:
    ruled.pages["/robots.txt"] = Page(status=status)
    with pytest.raises(NotFetched, match=rf"robots\.txt of its site cannot be read: .*\({status}\)"):
        fetching(robots=True).get(ruled.url + "/a")
    assert ruled.times("/a") == 0


def test_a_redirect_does_not_lead_around_the_rules(ruled: Site, fetching: Fetching) -> None:
    ruled.pages["/go"] = Page(status=302, headers={"Location": "/members/x"})
    with pytest.raises(NotFetched, match=r"robots\.txt of its site does not allow"):
        fetching(robots=True).get(ruled.url + "/go")
    assert ruled.times("/members/x") == 0


def test_rules_that_are_no_rules_allow(ruled: Site, fetching: Fetching) -> None:
    ruled.pages["/robots.txt"] = Page(body=b"<html>\xff\0 Disallow</html>")
    assert isinstance(fetching(robots=True).get(ruled.url + "/members/x"), Fetched)


def test_by_setting_nobody_is_asked(ruled: Site, fetching: Fetching) -> None:
    assert isinstance(fetching(robots=False).get(ruled.url + "/members/x"), Fetched)
    assert ruled.asked == ["/members/x"]
