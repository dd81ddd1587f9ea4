"""`briefings watch`, and web addresses in `briefings add`."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.fetch.clock import SystemClock
from tests.assistant.surfaces.conftest import Briefings
from tests.index.test_watch import feed
from tests.index.test_web import article
from tests.served import Page, Site


@pytest.fixture
def near(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By setting, this machine may be asked, and without delay."""
    monkeypatch.setenv("BRIEFINGS_FETCH_PRIVATE", "true")
    monkeypatch.setenv("BRIEFINGS_FETCH_DELAY_SECONDS", "0")


@pytest.mark.usefixtures("near")
def test_a_page_is_added_and_asked_again(site: Site, briefings: Briefings) -> None:
    site.pages["/bridge"] = article(etag='"1"')
    first = briefings("add", site.url + "/bridge", "--json")
    assert (first.code, first.json["new"]) == (0, [site.url + "/bridge"])
    assert briefings("add", site.url + "/bridge", "--json").json["same"] == [site.url + "/bridge"]
    assert site.headers[1]["User-Agent"].startswith("regional-briefings/")
    assert site.asked == ["/robots.txt", "/bridge", "/robots.txt", "/bridge"]


def test_this_machine_is_not_asked_by_default(site: Site, briefings: Briefings) -> None:
    ran = briefings("add", site.url + "/bridge")
    assert ran.code == 1
    assert "the setting fetch_private allows those" in ran.complaint
    assert not site.asked


@pytest.mark.usefixtures("near")
def test_a_feed_is_watched_once_and_remembered(site: Site, briefings: Briefings) -> None:
    site.pages |= {"/feed": feed("bridge", etag='"1"'), "/bridge": article()}
    first = briefings("watch", site.url + "/feed", "--once")
    assert (first.code, first.out) == (0, "Coast Monitor: 1 new, 0 revised, 0 already there, 0 rejected\n")
    second = briefings("watch", "--once")
    assert (second.code, second.out) == (0, "Coast Monitor: unchanged\n")
    assert briefings("watch", "--list", "--json").json["feeds"][0]["title"] == "Coast Monitor"
    assert briefings("watch", "--remove", site.url + "/feed").out == "1 removed\n"
    assert briefings("watch", "--list").out == ""


@pytest.mark.usefixtures("near")
def test_a_round_in_json_says_all(site: Site, briefings: Briefings) -> None:
    site.pages |= {"/feed": feed("bridge", "gone"), "/bridge": article()}
    ran = briefings("watch", site.url + "/feed", "--once", "--json")
    (read,) = ran.json["feeds"]
    assert ran.code == 3
    assert (read["new"], read["watched"], read["failure"]) == ([site.url + "/bridge"], True, None)
    assert read["rejected"] == [{"source": site.url + "/gone", "reason": "there is no such page (404)"}]
    assert "there is no such page (404)" in ran.complaint


@pytest.mark.usefixtures("near")
def test_an_interrupt_ends_the_wait_and_keeps_all(
    site: Site, briefings: Briefings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: SystemClock, seconds: float) -> None:
        assert seconds == 7_200
        raise KeyboardInterrupt

    monkeypatch.setattr(SystemClock, "sleep", interrupted)
    site.pages |= {"/feed": feed("bridge"), "/bridge": article()}
    ran = briefings("watch", site.url + "/feed", "--every", "2h")
    assert ran.code == 130
    assert "the feeds are remembered" in ran.err
    assert briefings("status", "--json").json["articles"] == 1


@pytest.mark.usefixtures("near")
def test_a_feed_that_fails_is_told_with_the_time_of_the_next_try(site: Site, briefings: Briefings) -> None:
    site.pages["/feed"] = Page(status=502)
    ran = briefings("watch", site.url + "/feed", "--once")
    assert ran.code == 1
    assert f"{site.url}/feed: its server has failed (502); again after " in ran.complaint
    assert "1 failures since: its server has failed (502)" in briefings("watch", "--list").out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--once"], 2, "no feed is watched yet"),
        (["--every", "soon", "https://a.example/feed"], 2, "write it as 15m, 2h or 1d"),
        (["--every", "0m", "https://a.example/feed"], 2, "write it as 15m, 2h or 1d"),
        (["feed.xml", "--once"], 1, "only http:// and https:// addresses are fetched"),
        (["https://ilona:hush@a.example/feed", "--once"], 1, "user name or password"),
        (["--remove", "https://a.example/feed"], 1, "is not watched"),
    ],
)
def test_a_mistake_is_told(briefings: Briefings, arguments: list[str], code: int, said: str) -> None:
    ran = briefings("watch", *arguments)
    assert ran.code == code
    assert said in " ".join(ran.err.replace("│", " ").split())
    assert "hush" not in ran.err
