"""`briefings extract`: quotations of articles that are not stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from typing import Any

from rich.console import Console

from assistant.contract import place_as_json
from assistant.render import visible
from index.article import Article
from index.attribute import shown
from index.attribute.attributor import Attributor
from index.confine import Confined
from index.errors import Rejected
from index.extract import extract
from index.quotation import Quotation
from index.raw import Raw

BATCH = 32  # articles parsed together


def extracted(found: Iterable[Raw | Rejected]) -> Iterator[dict[str, Any] | Rejected]:
    """For each article, in order, the object that `extract --json` prints."""
    attributor = Attributor()
    items = iter(found)
    with closing(Confined()) as apart:
        while batch := list(islice(items, BATCH)):
            read = [_read(item, apart) for item in batch]
            articles = [one for one in read if isinstance(one, Article)]
            quotations = iter(attributor.attribute(articles))
            for one in read:
                yield one if isinstance(one, Rejected) else _object(one, next(quotations))


def _read(item: Raw | Rejected, apart: Confined) -> Article | Rejected:
    if isinstance(item, Rejected):
        return item
    try:
        return extract(item, apart)
    except Rejected as rejected:
        return rejected


def _object(article: Article, quotations: Iterable[Quotation]) -> dict[str, Any]:
    return {"id": article.id, "quotes": [_quote(article, one) for one in quotations]}


def _quote(article: Article, quotation: Quotation) -> dict[str, Any]:
    mention, speaker, text = quotation.mention, quotation.speaker, article.text
    return {
        "start": quotation.span.start,
        "end": quotation.span.end,
        "text": quotation.span.of(text),
        "kind": quotation.kind,
        "speaker": place_as_json(article, mention) if mention else None,
        "speaker_name": speaker.name if speaker else None,
        "role": speaker.role if speaker else None,
        "actor": speaker.actor if speaker else None,
        "replies_to": place_as_json(article, quotation.replies_to) if quotation.replies_to else None,
        "via": quotation.via,
        "said_on": quotation.said_on.isoformat() if quotation.said_on else None,
        "confidence": round(quotation.confidence, 4),
        "shown": shown(quotation),
    }


def print_extracted(console: Console, one: dict[str, Any]) -> None:
    console.print(visible(one["id"]), style="bold", markup=False)
    for quote in one["quotes"]:
        who = ", ".join(filter(None, (quote["speaker_name"], quote["role"]))) or "speaker not established"
        report = ", reported speech" if quote["kind"] == "indirect" else ""
        sure = "" if quote["shown"] else " (not shown in answers)"
        words = visible(quote["text"])
        console.print(f"  {words}" if quote["kind"] == "indirect" else f"  “{words}”", markup=False)
        console.print(f"      {visible(who)}, {quote['confidence']:.2f}{report}{sure}", style="dim", markup=False)
