"""Quotations of articles in languages other than English, by the rules of the language.

Confidences here are judgements, not measured probabilities: a name beside the verb is nearly always right, a pronoun
is right where the last speaker is still the one spoken of.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

from index.article import Article
from index.attribute.languages import RULES
from index.attribute.languages.cast import Cast, Member, Naming
from index.attribute.languages.clause import Clause, Clauses
from index.attribute.languages.day import said_on
from index.attribute.languages.outlet import via
from index.attribute.languages.reading import Reading
from index.attribute.languages.rules import Gender
from index.attribute.languages.sources import Source, Sources
from index.attribute.languages.spoken import spoken_quotations
from index.attribute.languages.unsaid import unsaid
from index.attribute.marks import Mark
from index.attribute.page import Page
from index.quotation import Kind, Quotation, Speaker
from index.span import Span

NAMED, BY_ROLE, SAME_SPEAKER, LAST_NAMED, UNNAMED = 0.92, 0.85, 0.85, 0.65, 0.3
PARAGRAPHS_BACK = 3  # in which a pronoun or a role looks for its person
UNSAID = 0.5  # of words that somebody is not told to have said; no answer shows a speaker of that
MIN_WORDS = 6  # a marked stretch of so many words is somebody's, with or without a verb of saying
INDEFINITE = 12  # characters before a role in which "a" may stand
SHORT = 4  # words; below it a mark in a sentence of the article's own may still be a name


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Whose words a mark holds: the mention, who that is as far as known, and how sure that is."""

    mention: Span | None
    speaker: Speaker | None
    member: Member | None
    sure: float


NOBODY = Said(mention=None, speaker=None, member=None, sure=UNNAMED)


def other_quotations(article: Article, language: str) -> tuple[Quotation, ...]:
    """The direct quotations of an article, what is said by turns behind the others; for a language without rules its
    marked stretches, without speakers.
    """
    rules = RULES.get(language)
    if rules is None:
        page = Page(article.text)
        return tuple(_without_rules(article, page, mark, language) for mark in page.marks)
    reading = Reading(article.text, rules)
    cast = Cast(reading)
    sources = Sources(reading, cast)
    marked = Speech(article, reading, cast, sources).quotations()
    return (*marked, *spoken_quotations(article, reading, cast))


def _without_rules(article: Article, page: Page, mark: Mark, language: str) -> Quotation:
    return Quotation(
        article=article.id,
        revision=article.revision,
        kind="direct",
        span=mark.span,
        context=page.sentences(mark.outer),
        confidence=UNNAMED,
        language=language,
    )


class Speech:
    """Goes through the marks of an article in its order: pronouns go on with who spoke before."""

    def __init__(self, article: Article, reading: Reading, cast: Cast, sources: Sources) -> None:
        self._article, self._reading, self._cast, self._sources = article, reading, cast, sources
        self._page, self._rules = reading.page, reading.rules
        self._clauses = Clauses(reading, sources)
        self._named_at = [n.span.start for n in cast.namings]
        self._last: tuple[Member, Span] | None = None
        self._document: tuple[Speaker, Span] | None = None  # the body whose words were quoted last

    def quotations(self) -> tuple[Quotation, ...]:
        others = [n for n, mark in enumerate(self._reading.marks) if mark.span not in self._reading.turned]
        clauses = {n: self._clauses.of(n) for n in others if n not in self._clauses.titles}
        numbers = [n for n, clause in clauses.items() if self._is_quotation(self._reading.marks[n], clause)]
        said: dict[int, Said] = {}
        for at, number in enumerate(numbers):
            mark, clause = self._reading.marks[number], clauses[number]
            previous = numbers[at - 1] if at else None
            if clause is None and previous is not None and self._goes_on(previous, number):
                said[number] = said[previous]
            elif clause is None:
                said[number] = NOBODY
            else:
                said[number] = self._said(mark, clause)
            member = said[number].member
            if member is not None:
                self._last = (member, mark.outer)
        for before, number in reversed(list(pairwise(numbers))):
            if clauses[before] is None and said[before] is NOBODY and self._leads_to(before, number):
                said[before] = said[number]
        return tuple(self._quotation(n, clauses[n], said[n], said.keys()) for n in numbers)

    def _is_quotation(self, mark: Mark, clause: Clause | None) -> bool:
        """Whether a mark holds somebody's words: by how a clause is tied to it, or by its length."""
        count = len(mark.span.of(self._reading.text).split())
        if mark.bare:
            return True
        if clause is None:
            return count >= MIN_WORDS or mark.continues
        if clause.tie == "set off":
            return True
        told = clause.tie == "according" and not self._rules.capitals  # no capital tells a name there
        named = self._reading.looks_like_a_name(mark) and not told
        return count >= SHORT or not named or self._verb_touches(mark, clause)

    def _verb_touches(self, mark: Mark, clause: Clause) -> bool:
        between = self._reading.between(mark.outer.end, clause.cue.start) if clause.cue else []
        after = clause.cue is not None and clause.cue.start >= mark.outer.end
        return clause.tie == "touching" and after and not between

    def _goes_on(self, before: int, after: int) -> bool:
        """Whether the second of two marks goes on with the first: it is a sentence of its own in the same paragraph, or
        a stretch of the same speech behind a dash, or the first was left open at the end of its paragraph.
        """
        one, other = self._reading.marks[before], self._reading.marks[after]
        if other.continues:
            return True
        if self._page.block_at[one.outer.start] != self._page.block_at[other.outer.start]:
            return False
        whole = self._page.sentences(other.outer)
        alone = whole.start == other.outer.start and not self._page.text[other.outer.end : whole.end].strip(" .,!?…։")
        return alone or other.bare

    def _leads_to(self, before: int, after: int) -> bool:
        """Whether nothing but a space stands between two marks: «...». «...», — сказал он. Both are his."""
        one, other = self._reading.marks[before], self._reading.marks[after]
        return other.continues or not self._page.text[one.outer.end : other.outer.start].strip(" .,\xa0")

    # ------------------------------------------------------------------ who it is
    def _said(self, mark: Mark, clause: Clause) -> Said:
        source = clause.source
        if source is None:
            who, sure = self._before(mark, mark.outer.start, None)
            if clause.cue and self._rules.passive.match(self._reading.text, clause.cue.start):
                return self._same_document(mark)
            goes_on = clause.bare and self._rules.drops_subject and who is not None
            return Said(mention=None, speaker=who.speaker(), member=who, sure=sure) if goes_on and who else NOBODY
        if source.member is not None:
            return Said(mention=source.span, speaker=source.member.speaker(), member=source.member, sure=NAMED)
        if source.body is not None:
            body = self._sources.full(source)
            self._document = (body, mark.outer) if body else None
            return Said(mention=source.span, speaker=body, member=None, sure=BY_ROLE)
        find = {"role": self._in_office, "pronoun": self._meant}.get(source.kind)
        member, sure = find(source, mark) if find else (None, UNNAMED)
        speaker = member.speaker() if member else None
        return Said(mention=source.span, speaker=speaker, member=member, sure=sure)

    def _same_document(self, mark: Mark) -> Said:
        """ "... the document says": the body that was quoted in the paragraph before."""
        if self._document is None:
            return NOBODY
        body, place = self._document
        back = int(self._page.block_at[mark.span.start]) - int(self._page.block_at[place.start])
        return Said(mention=None, speaker=body, member=None, sure=SAME_SPEAKER) if back <= 1 else NOBODY

    def _in_office(self, source: Source, mark: Mark) -> tuple[Member | None, float]:
        """Who a role is: the only one in it; behind a word such as "the diplomat" whoever spoke before, with a role."""
        before = self._reading.between(max(0, source.whole.start - INDEFINITE), source.whole.start)
        if before and before[-1].low in self._rules.indefinite:
            return None, UNNAMED
        bearer = self._cast.bearer(source.words)
        if bearer is not None:
            return bearer, BY_ROLE
        generic = len(source.words) == 1 and self._rules.generic.fullmatch(source.words[0].text)
        who, sure = self._before(mark, min(mark.outer.start, source.span.start), None) if generic else (None, UNNAMED)
        return (who, sure) if who is not None and who.role else (None, UNNAMED)

    def _meant(self, source: Source, mark: Mark) -> tuple[Member | None, float]:
        """Who a pronoun is."""
        wanted = self._rules.gender(source.span.of(self._reading.text)) if source.subject else None
        return self._before(mark, min(mark.outer.start, source.span.start), wanted)

    def _before(self, mark: Mark, until: int, wanted: Gender | None) -> tuple[Member | None, float]:
        """Whom the text was about last before a place: the person named last as a subject since the last quotation,
        else who spoke then; not too many paragraphs back, and of the gender wanted. Sure where nobody else is named in
        the paragraph, or near.
        """
        recent = self._recent(mark)
        near = self._named_near(mark, until, wanted)
        last = near[-1].member if near else recent
        if last is None or (wanted and last.gender and last.gender != wanted):
            return None, UNNAMED
        here = self._page.block(mark.outer.start).start
        nearest = {n.member for n in near if n.span.start >= here} or {n.member for n in near}
        return last, SAME_SPEAKER if last == recent or len(nearest) == 1 else LAST_NAMED

    def _recent(self, mark: Mark) -> Member | None:
        """Who spoke last."""
        if self._last is None:
            return None
        back = int(self._page.block_at[mark.span.start]) - int(self._page.block_at[self._last[1].start])
        return self._last[0] if back <= PARAGRAPHS_BACK else None

    def _named_near(self, mark: Mark, until: int, wanted: Gender | None) -> list[Naming]:
        block = int(self._page.block_at[mark.span.start])
        since = self._last[1].start if self._last and self._recent(mark) else -1
        floor = self._page.blocks[max(0, block - PARAGRAPHS_BACK)].start
        first = bisect_left(self._named_at, max(since + 1, floor))
        return [
            n
            for n in self._cast.namings[first : bisect_left(self._named_at, until)]
            if n.subject and not (wanted and n.member and n.member.gender and n.member.gender != wanted)
        ]

    # ------------------------------------------------------------------ the record
    def _quotation(self, number: int, clause: Clause | None, said: Said, quoted: Collection[int]) -> Quotation:
        mark = self._reading.marks[number]
        same_block = [
            place
            for place in (clause.cue if clause else None, said.mention)
            if place and self._page.block_at[place.start] == self._page.block_at[mark.outer.start]
        ]
        places = [mark.outer, *same_block]
        context = self._page.sentences(Span(min(p.start for p in places), max(p.end for p in places)))
        zone = clause.zone if clause else None
        return Quotation(
            article=self._article.id,
            revision=self._article.revision,
            kind=self._kind(mark, clause),
            span=mark.span,
            context=context,
            mention=said.mention,
            cue=clause.cue if clause else None,
            speaker=said.speaker,
            confidence=self._sure(mark, clause, said),
            via=via(self._reading, zone, quoted, self._article.outlet) if zone else None,
            said_on=said_on(self._reading, zone, self._article.day) if zone else None,
            language=self._rules.code,
        )

    def _sure(self, mark: Mark, clause: Clause | None, said: Said) -> float:
        if said.speaker is None:
            return UNNAMED
        return min(said.sure, UNSAID) if clause is not None and unsaid(self._reading, mark, clause) else said.sure

    def _kind(self, mark: Mark, clause: Clause | None) -> Kind:
        """A fragment in a sentence of the article's own is mixed."""
        fragment = clause is not None and clause.tie == "within" and mark.span.of(self._reading.text)[:1].islower()
        return "mixed" if fragment else "direct"
