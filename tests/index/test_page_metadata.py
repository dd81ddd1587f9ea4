"""What pages state of their articles, with the mistakes that sites make."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from index.errors import Rejected
from index.formats.page import read_page
from index.raw import Format, Raw
from index.sources.fields import Fields

TEXT = "".join(
    f"<p>On day {day} the walkers of Lorn crossed the bridge over the Ardesh, and the ferry stayed in its harbour.</p>"
    for day in range(1, 6)
)
TITLE = "Lorn opens its bridge over the Ardesh"


def read(head: str = "", before: str = "", after: str = "", window: str = TITLE) -> Fields:
    page = f"<html><head><title>{window}</title>{head}</head><body><h1>{TITLE}</h1>{before}{TEXT}{after}</body></html>"
    return read_page(Raw(origin="page.html", format=Format.HTML, payload=page.encode(), size=0))


def linked(data: str) -> Fields:
    return read(f'<script type="application/ld+json">{data}</script>')


@pytest.mark.parametrize(
    "data",
    [
        pytest.param('{"@type": "NewsArticle", "author": {"name": "I. Rem"}}', id="plain"),
        pytest.param('[{"@type": "WebSite"}, {"@type": ["Thing", "NewsArticle"], "author": ["I. Rem"]}]', id="list"),
        pytest.param(
            '{"@graph": [{"@type": "Article", "author": {"@id": "#7"}}, {"@id": "#7", "name": "I. Rem"}]}', id="by id"
        ),
        pytest.param('//<![CDATA[\n{"@type": "Article", "author": "I. Rem",}\n//]]>', id="CDATA and a comma too many"),
        pytest.param('{"@type": "https://schema.org/ReportageNewsArticle", "author": "I.&nbsp;Rem"}', id="entities"),
        pytest.param(
            '{"@type": "Article", "description": "two\nlines", "author": "I. Rem"}', id="a line end in a text"
        ),
    ],
)
def test_linked_data_is_read_as_it_comes(data: str) -> None:
    assert linked(data).authors == ("I. Rem",)


@pytest.mark.parametrize("data", ["{", "[" * 100_000, "7", '{"@type": 7, "@graph": [null, {"@id": {}}]}', ""])
def test_linked_data_that_says_nothing_costs_nothing(data: str) -> None:
    assert linked(data).title == TITLE


def test_what_is_told_of_another_article_is_not_told_of_this_one() -> None:
    found = linked('{"@type": "ItemList", "itemListElement": [{"@type": "Product", "datePublished": "2026-01-05"}]}')
    assert found.published is None


@pytest.mark.parametrize("account", ["admin", "Administrator", "https://social.example/lorn", "@desk", "x" * 90])
def test_an_account_is_no_author(account: str) -> None:
    assert read(f'<meta name="author" content="{account}">').authors == ()


def test_a_day_takes_its_time_from_where_the_page_states_one_for_it() -> None:
    head = (
        '<meta property="article:published_time" content="2026-08-12"><meta name="pubdate" '
        'content="Wed, 12 Aug 2026 14:05:00 +0300"><meta property="article:modified_time" content="2026-08-12T15:00Z">'
    )
    assert read(head).published == datetime(2026, 8, 12, 14, 5, tzinfo=timezone(timedelta(hours=3)))


def test_a_midnight_that_a_system_has_put_in_is_no_time() -> None:
    found = read('<meta property="article:published_time" content="2026-08-12T00:00:00+03:00">').published
    assert type(found) is date


def test_the_day_is_that_beside_the_heading_not_that_of_other_articles() -> None:
    other = "".join(
        f"<div>0{n}.08.2026, 10:00</div><a href='/{n}'>Another article of these days</a>" for n in range(1, 6)
    )
    assert read(before="<div>12 августа 2026, 14:05</div>", after=other).published == datetime(2026, 8, 12, 14, 5)
    assert read(after="<p>" + "Long words of a text. " * 20 + "</p>" + other).published is None


@pytest.mark.parametrize(
    ("window", "outlet"),
    [
        (f"{TITLE} | Coast Monitor", "Coast Monitor"),
        (f"{TITLE} — Politics — Coast Monitor", "Coast Monitor"),
        (f"Coast Monitor :: {TITLE}", "Coast Monitor"),
        (TITLE, None),
    ],
)
def test_the_outlet_stands_beside_the_title(window: str, outlet: str | None) -> None:
    found = read(window=window)
    assert (found.title, found.outlet) == (TITLE, outlet)


def test_a_name_goes_before_an_address_as_the_outlet() -> None:
    head = '<meta property="og:site_name" content="monitor.example">'
    named = '<script type="application/ld+json">{"@type": "Article", "publisher": {"name": "Coast Monitor"}}</script>'
    assert read(head).outlet == "monitor.example"
    assert read(head + named).outlet == "Coast Monitor"


@pytest.mark.parametrize(
    "line",
    [
        "<p><a href='/r'>Read also: another bridge is to be built at Dashkel</a></p>",
        "<p>Автор: Инга Раменская</p>",
        "<p>Фото: Вестник Лорна</p>",
        "<p>© 2026 Coast Monitor. All rights reserved.</p>",
        "<div class='newsletter-box'><p>Every morning the news of the coast in your inbox, free of charge.</p></div>",
    ],
)
def test_what_stands_around_a_text_is_none_of_it(line: str) -> None:
    assert read(after=line + TEXT.replace("day", "night")).text == read(after=TEXT.replace("day", "night")).text


@pytest.mark.parametrize("line", ["By Monday the bridge was full.", "On 12 August 2026 the bridge opened"])
def test_a_short_sentence_of_a_text_stays(line: str) -> None:
    assert line in read(after=f"<p>{line}</p>{TEXT.replace('day', 'night')}").text


def test_a_list_at_the_end_is_of_the_text() -> None:
    last = "The roads agency wants to measure the eastern pier for one more month before lorries may cross it."
    assert read(after=f"<p>Next steps</p><ul><li>{last}</li></ul>").text.endswith(last)


def test_a_list_of_articles_is_none() -> None:
    teasers = "".join(
        f"<article><h2><a href='/{n}'>The bridge of Lorn, part {n}</a></h2><p>What happened on day {n}.</p></article>"
        for n in range(12)
    )
    page = f"<html><body><main><h1>Region</h1>{teasers}</main></body></html>".encode()
    with pytest.raises(Rejected, match=r"page\.html: a list of articles and none itself"):
        read_page(Raw(origin="page.html", format=Format.HTML, payload=page, size=0))
