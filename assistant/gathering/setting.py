"""Setting: an article as far as it matters to one of its quotations, by whose words stand where."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from index.article import Article
from index.passage import Passage
from index.quotation import Quotation
from index.span import Span
from index.text.names import name_keys
from index.text.terms import STEMMERS, terms
from index.unit import UNDETERMINED

Voice = str | None  # a speaker's name; None where an article does not establish who speaks
LastName = str | None  # its key: two voices may be one where these are, for the given name is often left out

# Letters that words are told by in a language without a stemmer: "dəmir" and "dəmirin", "სადგური" and "სადგურში".
BEGINNING = 5

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")


def key(term: str, language: str) -> str:
    """What a term of a topic is found again by in an article."""
    return term if language in STEMMERS else term[:BEGINNING]


def keys(text: str, language: str) -> frozenset[str]:
    return frozenset(key(term, language) for term in terms(text, language))


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """`told` are the terms of what stands beside its marked words; `said` those of each voice's marked words.

    An article's wording of what somebody said counts as told, and its speaker as a voice without marked words.
    """

    span: Span
    told: frozenset[str]
    said: dict[Voice, frozenset[str]]

    def of(self, voice: Voice) -> frozenset[str]:
        """The terms that stand in it without those that others are quoted with."""
        return self.told | self.said.get(voice, frozenset())

    def all(self) -> frozenset[str]:
        return self.told.union(*self.said.values())

    def is_others(self, voice: Voice) -> bool:
        """Whether others are quoted in it with words of theirs, and this voice not at all."""
        return voice not in self.said and any(self.said.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The terms of an article by how near they stand to one quotation, each place without the nearer ones.

    `own` its words and the rest of its sentence, `near` its paragraphs and what is told in those beside them that are
    nobody else's, `headline` the title, `others` the paragraphs in which only others are quoted. `theirs` are the terms
    of each of the others' quotations with the rest of its sentence, whatever stands nearer.
    """

    own: frozenset[str]
    near: frozenset[str]
    headline: frozenset[str]
    others: frozenset[str]
    theirs: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """An article by its paragraphs, with its passages. `own` has, by the id of each quotation, the terms of its words
    and of the rest of the sentence; `marked` whose it is, for those of marked words. `headline` holds the terms of the
    title, of the first line where there is none; `narrative` is the text with all marked words blanked, of the same
    length.
    """

    article: Article
    passages: tuple[Passage, ...]
    paragraphs: tuple[Paragraph, ...]
    own: dict[str, frozenset[str]]
    marked: dict[str, LastName]
    headline: frozenset[str]
    narrative: str

    @classmethod
    def of(cls, article: Article, passages: Iterable[Passage], quotations: Iterable[Quotation]) -> Setting:
        language = article.language or UNDETERMINED
        quotations = tuple(quotations)
        narrative = article.text
        for one in quotations:
            if one.kind != "indirect":
                narrative = narrative[: one.span.start] + " " * len(one.span) + narrative[one.span.end :]
        spans = [Span(found.start(), found.end()) for found in _PARAGRAPH.finditer(article.text)]
        first = spans[0].of(article.text) if spans else ""
        return cls(
            article=article,
            passages=tuple(passages),
            own={one.id: _own(one, article.text, narrative, language) for one in quotations},
            marked={one.id: _last_name(one) for one in quotations if one.kind != "indirect"},
            paragraphs=tuple(_paragraph(article.text, span, narrative, quotations, language) for span in spans),
            headline=keys(article.title or first, language),
            narrative=narrative,
        )

    def places(self, quotation: Quotation) -> Places:
        """Where this article's terms stand, seen from one of its quotations."""
        voice = _voice(quotation)
        context, language = quotation.context, self.article.language or UNDETERMINED
        own = self.own.get(quotation.id)
        if own is None:
            own = _own(quotation, self.article.text, self.narrative, language)
        at = [place for place, one in enumerate(self.paragraphs) if one.span.overlaps(context)]
        beside = [place for place in (at[0] - 1, at[-1] + 1) if 0 <= place < len(self.paragraphs)] if at else []
        near = own.union(
            *(self.paragraphs[place].of(voice) for place in at),
            *(self.paragraphs[place].told for place in beside if not self.paragraphs[place].is_others(voice)),
        )
        others = frozenset[str]().union(*(one.all() for one in self.paragraphs if one.is_others(voice)))
        mine = _last_name(quotation)
        theirs = tuple(self.own[name] for name, whose in self.marked.items() if whose is None or whose != mine)
        return Places(own=own, near=near - own, headline=self.headline - near, others=others - near, theirs=theirs)


def _paragraph(text: str, span: Span, narrative: str, quotations: Iterable[Quotation], language: str) -> Paragraph:
    said: dict[Voice, frozenset[str]] = {}
    for one in quotations:
        if one.span.overlaps(span):
            start, end = max(one.span.start, span.start), min(one.span.end, span.end)
            words = keys(text[start:end], language) if one.kind != "indirect" else frozenset()
            said[_voice(one)] = said.get(_voice(one), frozenset()) | words
    return Paragraph(span=span, told=keys(span.of(narrative), language), said=said)


def _own(quotation: Quotation, text: str, narrative: str, language: str) -> frozenset[str]:
    return keys(f"{quotation.span.of(text)} {quotation.context.of(narrative)}", language)


def _last_name(quotation: Quotation) -> LastName:
    name = _voice(quotation)
    return next(iter(name_keys(name)[-1:]), name) if name else None


def _voice(quotation: Quotation) -> Voice:
    return quotation.speaker.name if quotation.speaker else None
