"""Bytes become articles with their text as it came, or are rejected with a reason."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article
from index.errors import Rejected
from index.extract import extract
from index.raw import Format, Raw


def raw(payload: bytes, kind: Format = Format.JSON) -> Raw:
    return Raw(origin="news:1", format=kind, payload=payload, size=len(payload))


def outcome(payload: bytes, kind: Format = Format.JSON) -> Article | Rejected:
    try:
        return extract(raw(payload, kind))
    except Rejected as refused:
        return refused


def from_json(**fields: object) -> Article:
    return extract(raw(json.dumps({"text": "The ministry said so.", **fields}).encode()))


def from_text(text: str) -> Article:
    return extract(raw(text.encode(), Format.TEXT))


def from_markdown(text: str) -> Article:
    return extract(raw(text.encode(), Format.MARKDOWN))


def test_the_text_of_a_file_is_what_it_holds() -> None:
    text = " \r\n Headline one \r\n\r\n“Cafe\u0301,”\u00a0she said.\t\r\n\n"
    article = from_text(text)
    assert article.text == text
    assert article.title == "Headline one"
    assert article.language == "en"


@pytest.mark.parametrize("kind", Format)
def test_no_bytes_at_all_are_called_empty_whatever_they_should_be(kind: Format) -> None:
    refused = outcome(b"", kind)
    assert isinstance(refused, Rejected)
    assert refused.reason == "empty: it has no text"


def test_the_text_of_a_line_is_what_it_says() -> None:
    text = "\ufeff a\r\nb e\u0301 \U0001f600 \u2028 "
    assert from_json(text=text).text == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("One line only", id="alone"),
        pytest.param("The ministry said so on Wednesday.\n\nIt did.", id="a sentence"),
        pytest.param("Headline\nfollowed at once", id="no blank line"),
        pytest.param("Word\n\nText of the article.", id="one word"),
        pytest.param("YEREVAN, May 3 —\n\nText of the article.", id="a dateline"),
        pytest.param("word " * 50 + "\n\nText of the article.", id="too long"),
    ],
)
def test_what_is_no_headline_is_no_title(text: str) -> None:
    assert from_text(text).title is None


def test_a_line_gives_its_fields() -> None:
    article = from_json(
        id=17,
        url="https://News.example.am/a?utm_source=x&n=1#top",
        title=" Two\n wo\u00adrds\x1b ",
        source="Example",
        date="2024-05-06T10:00:00Z",
        language="EN-gb",
        authors=["A. Author", ""],
        unknown={"deep": [1]},
    )
    assert article == Article(
        id="17",
        text="The ministry said so.",
        url="https://news.example.am/a?n=1",
        title="Two wo\u00adrds",
        outlet="Example",
        published=datetime(2024, 5, 6, 10, tzinfo=UTC),
        language="en",
        authors=("A. Author",),
    )


def test_named_fields_go_before_their_other_names() -> None:
    article = from_json(outlet="A", source="B", published="2024-05-06", date="2020-01-01", authors="One Person")
    assert (article.outlet, article.published, article.authors) == ("A", date(2024, 5, 6), ("One Person",))


@pytest.mark.parametrize("nothing", [None, "", "  "])
def test_an_empty_field_is_an_absent_one(nothing: str | None) -> None:
    article = from_json(url=nothing, title=nothing, outlet=nothing, published=nothing, language=nothing)
    assert (article.url, article.title, article.outlet, article.published) == (None, None, None, None)
    assert article.language == "en"


def test_identity_is_the_id_else_the_address_else_the_text() -> None:
    assert from_json(id="x", url="https://a.am/1").id == "x"
    assert from_json(url="HTTPS://A.am/1?fbclid=9#part").id == "https://a.am/1"
    assert from_json().id == from_text("The ministry said so.").id != from_text("The ministry said so. ").id
    assert from_json().id.startswith("sha256-")
    assert len(from_json(url="https://a.am/" + "x" * 600).id) < 50


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        pytest.param({"text": None}, '"text" is missing', id="no text"),
        pytest.param({"text": 5}, '"text" must be text', id="text a number"),
        pytest.param({"text": " \n\t"}, "empty: it has no text", id="blank text"),
        pytest.param({"text": "a\0b"}, "the text has a NUL character", id="nul"),
        pytest.param({"text": "a\ud800b"}, "the text has a NUL character or half of a surrogate pair", id="surrogate"),
        pytest.param({"title": "a\udfffb"}, '"title" has a NUL character or half', id="surrogate in title"),
        pytest.param({"title": ["a"]}, '"title" must be text, not a list', id="title a list"),
        pytest.param({"outlet": {"name": "a"}}, '"outlet" must be text, not an object', id="outlet an object"),
        pytest.param({"title": "x" * 3000}, '"title" has 3,000 characters, more than 2,000', id="long title"),
        pytest.param({"id": ""}, '"id" is empty', id="id empty"),
        pytest.param({"id": True}, '"id" must be text or a whole number, not true or false', id="id a truth"),
        pytest.param({"id": 1.5}, '"id" must be text or a whole number, not a number with a fraction', id="id a float"),
        pytest.param({"id": "x" * 513}, '"id" has 513 characters, more than 512', id="id long"),
        pytest.param({"id": "a\nb"}, '"id" has control characters', id="id of two lines"),
        pytest.param({"published": "yesterday"}, "\"published\": 'yesterday' is not an ISO 8601 date", id="no date"),
        pytest.param({"date": "2024-02-30"}, "'2024-02-30' is not an ISO 8601 date", id="no such day"),
        pytest.param({"date": "2024"}, "'2024' is not an ISO 8601 date", id="a year"),
        pytest.param({"date": 1714989600}, '"date" must be text, not a number', id="date a number"),
        pytest.param({"published": "0001-01-01"}, "is not a year in which", id="before newspapers"),
        pytest.param({"published": "9999-12-31"}, "is not a year in which", id="end of time"),
        pytest.param({"url": "javascript:alert(1)"}, '"url" must be a web address', id="script"),
        pytest.param({"url": "http://[a"}, '"url" must be a web address', id="bracket"),
        pytest.param({"url": "/a/1"}, '"url" must be a web address', id="no host"),
        pytest.param({"language": "Klingonese"}, '"language" must be a two-letter code', id="language"),
        pytest.param({"authors": [1]}, '"authors" must be a list of names', id="authors"),
    ],
)
def test_a_field_that_makes_no_sense_is_named(fields: dict[str, object], said: str) -> None:
    with pytest.raises(Rejected) as refused:
        from_json(**fields)
    assert str(refused.value).startswith("news:1: ")
    assert said in refused.value.reason
    assert refused.value.reason.isprintable()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param(b'{"text": "a"', "broken JSON: Expecting ',' delimiter at character 13", id="cut off"),
        pytest.param(b'[{"text": "a"}]', "not a JSON object", id="array"),
        pytest.param(b'"text"', "not a JSON object", id="string"),
        pytest.param(b"[" * 100_000, "broken JSON: nested too deeply", id="deep"),
        pytest.param(b'{"a": ' * 100_000, "broken JSON: nested too deeply", id="deep objects"),
        pytest.param(
            b'{"text": "a", "n": ' + b"9" * 5_000 + b"}", "broken JSON: a number is too long", id="long number"
        ),
        pytest.param(b'{"text": "\xff"}', "not UTF-8 at byte 10", id="not utf-8"),
    ],
)
def test_a_broken_line_is_rejected(line: bytes, said: str) -> None:
    with pytest.raises(Rejected) as refused:
        extract(raw(line))
    assert said in refused.value.reason


def test_the_last_of_two_equal_names_counts() -> None:
    assert extract(raw(b'{"text": "a", "id": "1", "id": "2"}')).id == "2"


FRONT_MATTER = """---
title: "Ministry regrets: the freeze"
date: 2024-05-06
outlet:  Example News
url: https://a.am/1
authors:
  - A. Author
  - 'B. Author'
tags: [one, two]
# a comment
---

# Another heading

Text.
"""


def test_front_matter_is_read_and_is_not_text() -> None:
    article = from_markdown(FRONT_MATTER)
    assert article.text == "\n# Another heading\n\nText.\n"
    assert (article.title, article.outlet) == ("Ministry regrets: the freeze", "Example News")
    assert (article.id, article.published) == ("https://a.am/1", date(2024, 5, 6))
    assert article.authors == ("A. Author", "B. Author")


def test_front_matter_with_windows_line_ends_is_read() -> None:
    article = from_markdown("---\r\ntitle: T\r\n---\r\nText.\r\n")
    assert (article.title, article.text) == ("T", "Text.\r\n")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("---\n\nProse between rules.\n\n---\n\nMore.", id="rules"),
        pytest.param("---\ntitle: T\nno end", id="no end"),
        pytest.param("title: T\n---\nText", id="no beginning"),
        pytest.param("---\n---\nText", id="nothing between"),
    ],
)
def test_what_is_no_front_matter_stays_text(text: str) -> None:
    assert from_markdown(text).text == text


def test_front_matter_in_plain_text_is_text() -> None:
    assert from_text(FRONT_MATTER).text == FRONT_MATTER


def test_a_bad_date_in_front_matter_is_named() -> None:
    with pytest.raises(Rejected, match="front matter: \"published\": 'soon' is not"):
        from_markdown("---\ndate: soon\n---\nText.")


def test_a_heading_is_the_title_and_stays_in_the_text() -> None:
    article = from_markdown("\n# Ministry regrets #\n\nText.")
    assert (article.title, article.text) == ("Ministry regrets", "\n# Ministry regrets #\n\nText.")


@given(st.binary(), st.sampled_from([Format.TEXT, Format.MARKDOWN, Format.JSON]))
def test_any_bytes_give_an_article_or_a_reason(payload: bytes, kind: Format) -> None:
    found = outcome(payload, kind)
    assert found.text.strip() if isinstance(found, Article) else found.reason.isprintable()


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1).filter(str.strip))
def test_any_text_comes_through_unchanged(text: str) -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        found = outcome(text.encode(encoding), Format.TEXT)
        assert isinstance(found, Article)
        assert found.text == text


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
NAMES = ("text", "id", "url", "title", "outlet", "source", "published", "date", "language", "authors")


@given(st.dictionaries(st.sampled_from(NAMES), JSON_VALUES | st.text()))
def test_any_object_gives_an_article_or_a_reason(fields: dict[str, object]) -> None:
    found = outcome(json.dumps(fields).encode())
    assert found.text == fields["text"] if isinstance(found, Article) else found.reason.isprintable()
