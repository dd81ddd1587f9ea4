"""A small invented archive for tests of answers, its quotations found without a parser.

Countries, people and outlets are made up, but for the names of real countries where the names of countries are the
point; nobody real is quoted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.article import Article
from index.build import Report, add
from index.embed import HashEmbedder
from index.home import open_home
from index.library import Library
from index.quotation import Kind, Quotation, Speaker
from index.raw import Format, Raw
from index.settings import Settings
from index.span import Span

VESTROVA = Speaker(name="Ilona Vestrova", role="Velmoran foreign ministry spokesperson", actor="Velmora")
TOSKARI = Speaker(name="Vahan Toskari", role="Dorvian Prime Minister", actor="Dorvia")
RESHKEL = Speaker(name="Anton Reshkel", role="secretary general")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One quotation of an article, by its words and those it replies to; they stand in the text once."""

    words: str
    by: Speaker | None
    confidence: float = 0.95
    kind: Kind = "direct"
    via: str | None = None
    replies_to: str | None = None


class Attributing:
    """A fake of the attribution stage: it finds what the test says is said in an article, by the article's id."""

    def __init__(self, said: Mapping[str, Sequence[Said]]) -> None:
        self._said = said

    def attribute(self, articles: Sequence[Article]) -> list[tuple[Quotation, ...]]:
        return [tuple(quotation(one, article) for one in self._said.get(article.id, ())) for article in articles]


def quotation(said: Said, article: Article) -> Quotation:
    """What was said, as a quotation in its paragraph of the article."""
    start = article.text.index(said.words)
    span = Span(start, start + len(said.words))
    end = article.text.find("\n", span.end)
    asked = article.text.index(said.replies_to) if said.replies_to else 0
    return Quotation(
        article=article.id,
        revision=article.revision,
        kind=said.kind,
        span=span,
        context=Span(article.text.rfind("\n", 0, start) + 1, len(article.text) if end < 0 else end),
        speaker=said.by,
        confidence=said.confidence,
        via=said.via,
        replies_to=Span(asked, asked + len(said.replies_to)) if said.replies_to else None,
        language=article.language,
    )


def open_library(home: Path, settings: Settings | None = None) -> Library:
    """An archive whose embedder knows words and no meanings; of so many dimensions that unlike texts are far apart."""
    return Library(open_home(home), settings or Settings(), embedder=HashEmbedder(4096))


def take_in(library: Library, articles: Iterable[Article], said: Mapping[str, Sequence[Said]]) -> Report:
    """Add the articles with their quotations, in the way of `briefings add`."""
    raws = [_raw(article) for article in articles]
    *_, report = add(library, raws, Attributing(said))
    assert not report.rejected, report.rejected
    return report


def _raw(article: Article) -> Raw:
    fields = {
        "id": article.id,
        "text": article.text,
        "title": article.title,
        "outlet": article.outlet,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "language": article.language,
    }
    payload = json.dumps({name: value for name, value in fields.items() if value is not None}).encode()
    return Raw(origin=f"{article.id}.json", format=Format.JSON, payload=payload, size=len(payload))
