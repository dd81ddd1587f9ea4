"""An extractor: in French, « words », a déclaré NAME."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.article import Article
from index.quotation import Quotation, Speaker
from index.span import Span

SAID = re.compile(r"«\s*(?P<words>[^«»]+?)\s*», a (?:déclaré|dit|affirmé) (?P<name>(?:[A-ZÀ-Þ][\w'-]+ ?){1,4})")


def quotations(article: Article) -> Iterator[Quotation]:
    for match in SAID.finditer(article.text):
        name = match["name"].rstrip()
        yield Quotation(
            article=article.id,
            revision=article.revision,
            kind="direct",
            span=Span(*match.span("words")),
            context=Span(*match.span()),
            mention=Span(match.start("name"), match.start("name") + len(name)),
            speaker=Speaker(name=name),
            confidence=0.95,
            language="fr",
        )
