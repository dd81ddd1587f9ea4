"""The door: articles in, quotations out."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from index.article import Article
from index.attribute.languages import RULES
from index.attribute.languages.dashes import has_dashes
from index.attribute.languages.quotations import other_quotations
from index.attribute.marks import OPENERS, marked, paragraphs
from index.attribute.transcripts.lines import has_labels
from index.plugged import plugged_extractor
from index.plugins import EXTRACTORS
from index.quotation import Quotation
from index.span import Span
from index.text.language import identify
from index.text.script import Script, script

if TYPE_CHECKING:
    from index.attribute.english.parse import Parser

# What the parser is not given: runs without spaces, in which the tokenizer's time is quadratic, and which are no words;
# and the hour that an entry of a live blog begins with, which it takes for a part of the sentence.
UNREAD = re.compile(r"\S{500,}|^\d{1,2}[.:]\d\d(?: ?[ap]\.?m\.?)?(?= [–—-] )", re.MULTILINE)
MAX_PIECE = 100_000  # characters parsed at once; a megabyte is the parser's own limit, memory grows with it


class Attributes(Protocol):
    """The seam: one tuple of quotations an article, ordered by span; spans of direct quotations never overlap."""

    def attribute(self, articles: Sequence[Article]) -> list[tuple[Quotation, ...]]: ...


class Attributor:
    """Finds quotations and their speakers. The parser and the weights are loaded on first use, never at import.

    Other articles than English ones cost next to nothing: they are not parsed. `parser` is for tests.
    """

    def __init__(self, parser: Callable[[], Parser] | None = None) -> None:
        self._make_parser = parser
        self._parser: Parser | None = None

    def attribute(self, articles: Sequence[Article]) -> list[tuple[Quotation, ...]]:
        """The quotations of each article; raises ParserUnavailable where English is met and no model is installed."""
        languages = [_language(article, self._plugged) for article in articles]
        pieces = [
            (i, offset, piece)
            for i, (article, language) in enumerate(zip(articles, languages, strict=True))
            if language not in self._plugged
            for offset, piece in _pieces(article, language)
        ]
        plugged = [
            (i, 0, self._plugged[language](article))
            for i, (article, language) in enumerate(zip(articles, languages, strict=True))
            if language in self._plugged
        ]
        english = [entry for entry in pieces if languages[entry[0]] == "en"]
        others = [entry for entry in pieces if languages[entry[0]] != "en"]
        found: list[list[Quotation]] = [[] for _ in articles]
        for i, offset, quotations in [*self._english(english), *self._others(others, languages), *plugged]:
            found[i] += [_moved(q, offset) for q in quotations]
        return [tuple(sorted(quotations, key=lambda q: q.span)) for quotations in found]

    @cached_property
    def _plugged(self) -> dict[str, Callable[[Article], tuple[Quotation, ...]]]:
        """What plugins find quotations with, by language; ours have rules of their own."""
        codes = [code for code in EXTRACTORS.names() if code != "en" and code not in RULES]
        return {code: plugged_extractor(code) for code in codes}

    def _english(self, entries: list[tuple[int, int, Article]]) -> list[tuple[int, int, tuple[Quotation, ...]]]:
        if not entries:
            return []
        # spaCy takes most of a second to import: only where there is something for it to read.
        from index.attribute.english.parse import SpacyParser
        from index.attribute.english.quotations import english_quotations
        from index.attribute.english.weights import load_weights

        if self._parser is None:
            self._parser = self._make_parser() if self._make_parser else SpacyParser()
        # Offsets stay as they are.
        texts = [UNREAD.sub(lambda run: " " * len(run.group()), piece.text) for _, _, piece in entries]
        docs = self._parser.parse(texts)
        weights = load_weights()
        return [
            (i, offset, english_quotations(piece, doc, weights))
            for (i, offset, piece), doc in zip(entries, docs, strict=True)
        ]

    @staticmethod
    def _others(
        entries: list[tuple[int, int, Article]], languages: Sequence[str]
    ) -> list[tuple[int, int, tuple[Quotation, ...]]]:
        return [(i, offset, other_quotations(piece, languages[i])) for i, offset, piece in entries]


def _language(article: Article, plugged: Collection[str]) -> str:
    """The article's own code; where it has none, the one it is identified by if there are rules or a plugin for it,
    else Russian for Cyrillic letters and English for all others.
    """
    if article.language:
        return article.language
    found = identify(article.text)
    if found is not None and (found in RULES or found in plugged):
        return found
    return "ru" if script(article.text) is Script.CYRILLIC else "en"


def _pieces(article: Article, language: str) -> list[tuple[int, Article]]:
    """(offset, piece) of the stretches of an article to read at once: all of it, cut between paragraphs where it is
    longer than MAX_PIECE; none where nothing is marked, by dashes or labels neither, unless it is English, where speech
    may go unmarked.
    """
    unmarked = not any(mark in article.text for mark in OPENERS)
    by_lines = language in RULES and (has_dashes(article.text) or has_labels(article.text))
    if unmarked and not _is_english(article, language) and not by_lines:
        return []
    if len(article.text) <= MAX_PIECE:
        return [(0, article)]
    cuts = [0]
    for block in paragraphs(article.text):
        if block.end - cuts[-1] > MAX_PIECE and block.start > cuts[-1]:
            cuts.append(block.start)
        while block.end - cuts[-1] > MAX_PIECE:
            cuts.append(cuts[-1] + MAX_PIECE)
    ends = [*cuts[1:], len(article.text)]
    return [(a, replace(article, text=article.text[a:b])) for a, b in zip(cuts, ends, strict=True) if b > a]


def _is_english(article: Article, language: str) -> bool:
    """Whether an article read as English is known to be: all that no rules are for is read so."""
    return language == "en" and "en" in (article.language, identify(article.text))


def _moved(quotation: Quotation, offset: int) -> Quotation:
    if not offset:
        return quotation
    mention, cue, question = quotation.mention, quotation.cue, quotation.replies_to
    return replace(
        quotation,
        span=_shifted(quotation.span, offset),
        context=_shifted(quotation.context, offset),
        mention=_shifted(mention, offset) if mention else None,
        cue=_shifted(cue, offset) if cue else None,
        replies_to=_shifted(question, offset) if question else None,
    )


def _shifted(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset)


class NoSpeakers:
    """A fake for tests of what comes after: every marked stretch is a quotation, and nobody's. It needs no parser."""

    def attribute(self, articles: Sequence[Article]) -> list[tuple[Quotation, ...]]:
        return [tuple(_nobodys(article)) for article in articles]


def _nobodys(article: Article) -> list[Quotation]:
    blocks = paragraphs(article.text)
    return [
        Quotation(
            article=article.id,
            revision=article.revision,
            kind="direct",
            span=mark.span,
            context=mark.outer,
            language=article.language,
        )
        for mark in marked(article.text, blocks)
    ]
