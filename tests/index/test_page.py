"""Web pages become articles."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import Article
from index.errors import Rejected
from index.extract import extract
from index.raw import Format, Raw

# Invented.
BODY = """<nav><a href="/">Home</a> <a href="/all">All the news</a></nav><article><h1>Ministry regrets the freeze</h1>
<p>The ministry said on Wednesday that it “regrets” the freeze of\n   the participation, announced in February.</p>
<p>“We are <b>sorry</b>,” the spokeswoman said, and added that the ministry stays open to a dialogue.</p></article>
<footer>Copyright 2023 Example</footer>"""
YEREVAN = timezone(timedelta(hours=4))


def page(head: str = "", body: str = BODY) -> str:
    return (
        f"<!doctype html><html><head><title>Ministry regrets | Example</title>{head}</head><body>{body}</body></html>"
    )


def read(html: str, encoding: str = "utf-8") -> Article:
    payload = html.encode(encoding)
    return extract(Raw(origin="page.html", format=Format.HTML, payload=payload, size=len(payload)))


def test_the_text_is_the_article_without_what_surrounds_it() -> None:
    text = read(page()).text
    assert "The ministry said on Wednesday that it “regrets” the freeze of the participation" in text
    assert "“We are sorry,” the spokeswoman said" in text
    assert "Home" not in text
    assert "Copyright" not in text


def test_a_page_says_what_it_is() -> None:
    article = read(
        page(
            '<link rel="canonical" href="https://Example.am/news/1?utm_source=feed#top">'
            '<meta property="og:site_name" content="Example News"><meta name="author" content="Ani Example">'
            '<meta property="article:published_time" content="2024-05-06T10:00:00+04:00">'
        )
    )
    assert article.id == article.url == "https://example.am/news/1"
    assert (article.title, article.outlet, article.authors) == (
        "Ministry regrets the freeze",
        "Example News",
        ("Ani Example",),
    )
    assert article.published == datetime(2024, 5, 6, 10, tzinfo=YEREVAN)
    assert article.language == "en"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        pytest.param(
            '<script type="application/ld+json">{"@type": "Article", "datePublished": "2024-05-06T23:30:00Z"}</script>',
            datetime(2024, 5, 6, 23, 30, tzinfo=UTC),
            id="linked data",
        ),
        pytest.param('<meta property="article:published_time" content="2024-05-06">', date(2024, 5, 6), id="a day"),
        pytest.param(
            '<meta property="article:published_time" content="2024-05-06">'
            '<meta property="article:modified_time" content="2024-05-06T12:00:00Z">',
            date(2024, 5, 6),
            id="the time of a change is not that of publication",
        ),
        pytest.param("", None, id="the year of a copyright line is no date"),
    ],
)
def test_the_date_is_the_one_the_page_states(head: str, published: date | None) -> None:
    assert read(page(head)).published == published


def test_a_date_in_the_article_is_not_its_own() -> None:
    assert read(page(body=BODY.replace("in February", "on 2019-03-12"))).published is None


@pytest.mark.parametrize(
    "declared", ['<meta charset="windows-1251">', '<meta http-equiv=a content="a; charset=cp1251">']
)
def test_a_declared_encoding_is_read(declared: str) -> None:
    body = "<article><p>Министерство сожалеет о решении правительства, сказала представитель ведомства.</p></article>"
    article = read(page(declared, body * 3), "cp1251")
    assert "Министерство сожалеет" in article.text
    assert article.language == "ru"


@pytest.mark.parametrize("html", ["<html></html>", "<p>", "<" * 5000, "<div>" * 50_000, "<script>x</script>", "plain"])
def test_a_page_without_an_article_is_rejected(html: str) -> None:
    with pytest.raises(Rejected, match=r"page\.html: no article found in this page; save its text as \.txt"):
        read(html)


def test_a_page_over_its_limit_is_rejected_unparsed() -> None:
    with pytest.raises(Rejected, match=r"too large: one may have 5 MB, and this has 5\.5 MB; save its text as \.txt"):
        read("<p>" + "x" * 5_500_000)


FRAGMENTS = (
    *(
        "<html>",
        "</html>",
        "<body>",
        "</body>",
        "<article>",
        "</article>",
        "<p>",
        "</p>",
        "<table>",
        "<td>",
        "<!--",
        "-->",
    ),
    *(
        "<script type='application/ld+json'>",
        '{"@type":"NewsArticle","author":[[1]],',
        '"datePublished":5}',
        "</script>",
    ),
    *(
        "<meta name='author' content=''>",
        "<link rel='canonical' href='http://[::1'>",
        "<time datetime='9999-99-99T00:00'>",
    ),
    *("&#0;", "&#xd800;", "&nbsp;", "<![CDATA[", "\x0b", "\x00", "Words that make up a sentence of an article. " * 8),
)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(), max_size=30), st.binary(max_size=3))
def test_any_page_gives_an_article_or_a_reason(fragments: list[str], tail: bytes) -> None:
    payload = "".join(fragments).encode("utf-8", "replace") + tail
    try:
        article = extract(Raw(origin="page.html", format=Format.HTML, payload=payload, size=len(payload)))
    except Rejected:
        return
    assert article.text.strip()
