"""Archives for tests: articles as sources give them, a stage that finds quotations without a parser, a short `add`."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from index.accession.admit import Allowed
from index.article import Article
from index.build import Report, add
from index.library import Library
from index.quotation import Quotation, Speaker
from index.raw import Format, Raw
from index.span import Span

QUOTED = re.compile(r'"(.+?)", said (\w+)')
TALKS = (
    "The border talks went on. The delegations met in Lorn, in the old town hall. No date for another round was set."
)


class Attributing:
    """A fake of the attribution stage: `"...", said NAME` is a quotation of NAME's, with certainty."""

    def attribute(self, articles: Sequence[Article]) -> list[tuple[Quotation, ...]]:
        return [tuple(_quotation(article, match) for match in QUOTED.finditer(article.text)) for article in articles]


def _quotation(article: Article, match: re.Match[str]) -> Quotation:
    return Quotation(
        article=article.id,
        revision=article.revision,
        kind="direct",
        span=Span(*match.span(1)),
        context=Span(*match.span()),
        mention=Span(*match.span(2)),
        speaker=Speaker(name=match[2]),
        confidence=1.0,
        language=article.language,
    )


def raw(name: str | None, text: str = TALKS, **fields: object) -> Raw:
    """One article as a line of JSON Lines; English where the fields say nothing else."""
    record = {"id": name, "text": text, "language": "en", **fields}
    payload = json.dumps({key: value for key, value in record.items() if value is not None}).encode()
    return Raw(origin=f"test.jsonl:{name}", format=Format.JSON, payload=payload, size=len(payload))


def take_in(library: Library, *found: Raw, unrelated: bool = False, again: bool = False) -> Report:
    """Add the articles and return what has become of them."""
    report = Report()
    for report in add(library, found, Attributing(), allowed=Allowed(unrelated=unrelated, again=again)):  # noqa: B007
        pass
    return report
