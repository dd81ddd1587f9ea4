"""Source: what a claim may draw on, that is what it cites, the sentences around it and what is known about them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from assistant.answer import Citation
from assistant.judge.shape import without_orders
from assistant.judge.wording import Word, stems, words
from assistant.question import Question
from index.quotation import Speaker
from index.span import Span
from index.text.language import identify
from index.text.script import Script, script
from index.text.sentences import sentences

MARKED = re.compile(r"“[^”]*”|«[^»]*»|„[^“”]*[“”]|\"[^\"]*\"")  # other words in the sentence may be another's
LONGEST = 30_000  # characters of an article that are looked through
NEAREST = 12  # sentences of an article that a topic in another language is held against
AROUND = 600  # characters looked at before and behind a quotation for the sentence that it stands in


@dataclass(frozen=True, kw_only=True)
class Source:
    """The cited pieces together. They have one speaker, or none."""

    cited: tuple[Citation, ...]
    question: Question

    @property
    def speaker(self) -> Speaker | None:
        return self.cited[0].speaker

    @cached_property
    def language(self) -> str:
        article = self.cited[0].article
        if article.language:
            return article.language
        quote = self.cited[0].quote
        if script(quote) is Script.LATIN:
            return identify(article.text) or "en"
        return identify(quote) or "ru"

    @cached_property
    def said(self) -> str:
        """The cited words, and the sentences of the articles that they stand in."""
        parts = [part for one in self.cited for part in (one.quote, _around(one, self.language))]
        return "\n".join(without_orders(part, self.language) for part in parts)

    @cached_property
    def quotes(self) -> str:
        return "\n".join(without_orders(one.quote, self.language) for one in self.cited)

    @cached_property
    def about(self) -> tuple[str, ...]:
        """What is known of the cited words: whose they are, and where they stand."""
        found: list[str | None] = []
        for one in self.cited:
            speaker, article = one.speaker, one.article
            found += [speaker.name, speaker.role, speaker.actor] if speaker else []
            found += [article.outlet, article.title, one.via, *one.outlets]
        return tuple(dict.fromkeys(filter(None, found)))

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return words(self.said, self.language)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Of the words said and of those about them."""
        return frozenset(word.stem for word in self.words) | self.known

    @cached_property
    def known(self) -> frozenset[str]:
        return frozenset(word.stem for text in self.about for word in words(text, self.language))

    @cached_property
    def speaking(self) -> frozenset[str]:
        """Stems of who speaks."""
        speaker = self.speaker
        parts = (speaker.name, speaker.role, speaker.actor) if speaker else ()
        return frozenset(word.stem for part in parts if part for word in words(part, self.language))

    @cached_property
    def topic(self) -> tuple[Word, ...]:
        """The words of what is asked about."""
        return words(self.question.topic or "", self.language)

    @cached_property
    def anywhere(self) -> frozenset[str]:
        """Stems of the articles."""
        return frozenset().union(*(stems(one.article.text[:LONGEST], self.language) for one in self.cited))

    @cached_property
    def article(self) -> str:
        """The articles, with their days."""
        return "\n".join(f"{one.article.text[:LONGEST]} {one.article.day}" for one in self.cited)

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The sentences of the articles that stand nearest to the cited words."""
        found = []
        for one in self.cited:
            text = one.article.text[:LONGEST]
            spans = sentences(text, self.language)
            found += [
                part.of(text) for part in sorted(spans, key=lambda part: abs(part.start - one.span.start))[:NEAREST]
            ]
        return tuple(found)

    @cached_property
    def around(self) -> frozenset[str]:
        """Stems of the paragraphs around the cited words."""
        return frozenset().union(*(stems(_paragraphs(one), self.language) for one in self.cited))

    @cached_property
    def asked(self) -> frozenset[str]:
        """Stems of what is asked about that its articles have too: "the country" is the one that is asked about."""
        return frozenset(word.stem for word in self.topic) & self.around if self.topic else frozenset()


def _around(citation: Citation, language: str) -> str:
    """The sentences that a quotation stands in, without the quotation."""
    text, span = citation.article.text, citation.span
    start, end = max(0, span.start - AROUND), min(len(text), span.end + AROUND)
    inner = Span(span.start - start, span.end - start)
    parts = [part for part in sentences(text[start:end], language) if part.overlaps(inner)]
    if not parts:
        return ""
    before, behind = text[start + parts[0].start : span.start], text[span.end : start + parts[-1].end]
    return f"{MARKED.sub(' ', before)}\n{MARKED.sub(' ', behind)}"


def _paragraphs(citation: Citation) -> str:
    return citation.article.text[max(0, citation.span.start - AROUND) : citation.span.end + AROUND]
