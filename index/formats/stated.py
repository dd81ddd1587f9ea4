"""What a page states of its article for machines: JSON-LD, microdata, RDFa, and the <meta> elements of its head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from index.dates import read_stated_date
from index.formats.linked_data import ARTICLE, LinkedData
from index.sources.fields import MAX_LABEL, one_line, sound

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_ELEMENTS = 400  # of one kind that are looked at
PUBLISHED = (  # names of <meta> that mean the day of publication, the most trusted first
    "article:published_time og:published_time og:article:published_time datepublished parsely-pub-date pubdate"
    " publish_date publishdate publish-date publication_date cxenseparse:recs:publishtime sailthru.date"
    " dc.date.issued dcterms.issued dcterms.created dc.date.created dc.date dcterms.date dc:date date"
).split()
TITLES = "og:title twitter:title dc.title dcterms.title title".split()
OUTLETS = "og:site_name application-name dc.publisher dcterms.publisher twitter:app:name:iphone".split()
AUTHORS = "author article:author dc.creator dcterms.creator parsely-author sailthru.author byl".split()
RDFA_DATES = re.compile(r"(?:^|\s)(?:dc:date|dc:created|dc:issued|dcterms:\w+|schema:datePublished)(?:\s|$)")
ACCOUNT = re.compile(r"(?:admin|administrator|webmaster|root|editor|author|user\d*|desk)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """`titles` and `outlets` are what it may be called, best first; `article` says that it states to be one, `listing`
    that it states to be a list of others.
    """

    titles: tuple[str, ...]
    outlets: tuple[str, ...]
    authors: tuple[str, ...]
    published: date | None
    url: str | None
    article: bool
    listing: bool


def stated(tree: HtmlElement) -> Stated:
    linked, told, item = LinkedData(tree), _meta(tree), _item(tree)
    titles = [linked.text("headline"), _property(item, "headline"), *(told.get(name) for name in TITLES)]
    outlets = [*(told.get(name) for name in OUTLETS), *linked.names("publisher"), _property(item, "publisher")]
    groups = (
        linked.names("author"),
        _properties(item, "author"),
        *([told[name]] for name in AUTHORS if name in told),
    )
    return Stated(
        titles=_labels(titles),
        outlets=_labels(outlets),
        authors=next(filter(None, (_people(group) for group in groups)), ()),
        published=_best([*_dates(tree, linked, told, item)]),
        url=told.get("og:url") or linked.text("url") or linked.text("mainEntityOfPage"),
        article=linked.article is not None or item is not None or told.get("og:type") == "article",
        listing=linked.listing,
    )


def _meta(tree: HtmlElement) -> dict[str, str]:
    """The first content of each name, the names in lower case."""
    told: dict[str, str] = {}
    for one in tree.xpath("//meta[@content]")[:MAX_ELEMENTS]:
        content = one.get("content", "").strip()
        for attribute in ("property", "name", "itemprop"):
            name = (one.get(attribute) or "").strip().lower()
            if name and content:
                told.setdefault(name, content)
    return told


def _item(tree: HtmlElement) -> HtmlElement | None:
    """The article in microdata."""
    items = tree.xpath("//*[@itemscope and @itemtype]")[:MAX_ELEMENTS]
    return next((one for one in items if ARTICLE.search((one.get("itemtype") or "").split(" ")[0])), None)


def _properties(item: HtmlElement | None, name: str) -> list[str]:
    if item is None:
        return []
    found: list[str] = []
    for one in item.xpath(".//*[@itemprop]")[:MAX_ELEMENTS]:
        if name in one.get("itemprop", "").split() and _owner(one) is item:
            inner = one.xpath("(.//*[@itemprop='name'])[1]") if one.get("itemscope") is not None else [one]
            value = inner[0].get("content") or inner[0].get("datetime") or inner[0].text_content() if inner else ""
            found.append(value.strip())
    return [value for value in found if value]


def _property(item: HtmlElement | None, name: str) -> str | None:
    return next(iter(_properties(item, name)), None)


def _owner(element: HtmlElement) -> HtmlElement | None:
    return next((one for one in element.iterancestors() if one.get("itemscope") is not None), None)


def _dates(
    tree: HtmlElement, linked: LinkedData, told: dict[str, str], item: HtmlElement | None
) -> Iterator[str | None]:
    yield linked.text("datePublished")
    yield from _properties(item, "datePublished")
    yield from (told.get(name) for name in PUBLISHED)
    for one in tree.xpath("//*[@property and @content]")[:MAX_ELEMENTS]:
        if one.tag != "meta" and RDFA_DATES.search(one.get("property", "")):
            yield one.get("content")
    yield from (one.get("datetime") for one in tree.xpath("//time[@pubdate][@datetime]")[:1])


def _best(written: list[str | None]) -> date | None:
    """The first day that is told, as exactly as it is told anywhere: with its time, and with the offset of that."""
    found = [_whole(moment) for one in written if one and (moment := read_stated_date(one)) is not None]
    if not found:
        return None
    alike = [one for one in found if _on(one) == _on(found[0])]
    return max(
        alike, key=lambda one: isinstance(one, datetime) + (isinstance(one, datetime) and one.tzinfo is not None)
    )


def _whole(moment: date) -> date:
    """The day alone, where the time is one that systems put in for want of any."""
    timed = isinstance(moment, datetime) and (moment.hour, moment.minute, moment.second) != (0, 0, 0)
    return moment if timed else _on(moment)


def _on(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _people(names: list[str]) -> tuple[str, ...]:
    """What can be the name of somebody: no address, no account, nothing with the length of a sentence."""
    return tuple(
        name
        for name in _labels(list(names))
        if "://" not in name and not name.startswith("@") and len(name) <= 80 and not ACCOUNT.fullmatch(name)
    )


def _labels(values: list[str | None]) -> tuple[str, ...]:
    lines = (one_line(value) for value in values if value and len(value) <= MAX_LABEL and sound(value))
    return tuple(dict.fromkeys(line for line in lines if line))
