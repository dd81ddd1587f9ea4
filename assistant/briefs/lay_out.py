"""Briefing -> Page: sections in the order of the template, every quotation with its footnote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.answer import Citation
from assistant.briefs.briefing import Briefing, Part, Stamp
from assistant.briefs.cited import by_rule, byline, footnote, quoted
from assistant.briefs.labels import Labels
from assistant.briefs.page import Block, Bullets, Heading, Inline, Inlines, NoteMark, Page, Paragraph, Said
from assistant.standing import Revised
from assistant.wording import beginning

LISTED = 15  # of what was left out, the best first; the JSON has all
LEFT_OUT_CHARACTERS = 90


def lay_out(briefing: Briefing, labels: Labels) -> Page:
    """Sections that have nothing in them are left away, but for the silences, where nothing is news too."""
    layout = _Layout(briefing, labels)
    return Page(
        title=briefing.title,
        subtitle=labels(
            "draft",
            day=labels.day(briefing.made),
            quotations=len(briefing.citations),
            articles=briefing.articles,
        ),
        language=labels.language,
        blocks=tuple(layout.blocks()),
        notes={one.number: footnote(one, labels, *layout.beside(one)) for one in briefing.citations},
    )


@dataclass(frozen=True)
class _Layout:
    briefing: Briefing
    labels: Labels

    @cached_property
    def _cited(self) -> Mapping[int, Citation]:
        return {one.number: one for one in self.briefing.citations}

    def blocks(self) -> Iterator[Block]:
        parts: Mapping[Part, Callable[[], Iterator[Block]]] = {
            "summary": self._summary,
            "events": self._events,
            "stances": self._stances,
            "actors": self._actors,
            "disputed": self._disputed,
            "silent": self._silent,
            "sources": self._sources,
            "left out": self._left_out,
        }
        if self.briefing.stamps:
            yield Heading(level=1, text=self.labels("changed"))
            yield Bullets(items=tuple(map(self._stamp, self.briefing.stamps)))
        for section in self.briefing.sections:
            blocks = list(parts[section.part]())
            if blocks:
                yield Heading(level=1, text=section.name or self.labels(section.part))
                yield from blocks
        if self.briefing.notes:
            yield Heading(level=1, text=self.labels("notes"))
            yield Bullets(items=tuple((note,) for note in self.briefing.notes))

    def _stamp(self, stamp: Stamp) -> Inlines:
        """What has become of a source, with the number of what is cited from it."""
        labels, become = self.labels, stamp.become
        if become is None:
            told = labels("reattributed")
        elif isinstance(become, Revised):
            told = labels("revised_same" if become.same_words else "revised_other", now=become.now)
        else:
            told = labels("erased_since" if become.taken_down else "left_since", day=labels.day(become.on))
        number = NoteMark(number=stamp.number) if stamp.number in self._cited else f"[{stamp.number}]"
        return (f"{stamp.source}: {told} ", number)

    def _summary(self) -> Iterator[Block]:
        lines = [(f"{line.text} ", *self._marks(line.citations)) for line in self.briefing.summary]
        if lines:
            yield Bullets(items=tuple(lines))

    def _events(self) -> Iterator[Block]:
        for event in self.briefing.events:
            yield Heading(level=2, text=f"{event.title} ({self.labels.day(event.day)})")
            yield from (self._said(number) for number in event.citations)

    def _stances(self) -> Iterator[Block]:
        """All of it in the order of the days on which it was said, whatever the event."""
        days: dict[str, list[int]] = {}
        for one in sorted(self.briefing.citations, key=lambda one: (str(one.said_on or one.article.day), one.number)):
            days.setdefault(self.labels.day(one.said_on or one.article.day), []).append(one.number)
        for day, numbers in days.items():
            yield Heading(level=2, text=day)
            yield from map(self._said, numbers)

    def _actors(self) -> Iterator[Block]:
        """Who spoke for whom, with the numbers: every quotation is shown once."""
        actors: dict[str, dict[str, list[int]]] = {}
        for one in self.briefing.citations:
            if one.speaker is not None:
                speakers = actors.setdefault(one.speaker.actor or "", {})
                name = ", ".join(filter(None, (one.speaker.name, one.speaker.role)))
                speakers.setdefault(name, []).append(one.number)
        items: list[Inlines] = []
        for actor in sorted(actors, key=lambda actor: (not actor, actor)):
            for name, numbers in actors[actor].items():
                items.append((f"{actor}: {name} " if actor else f"{name} ", *self._marks(numbers)))
        if items:
            yield Bullets(items=tuple(items))

    def _disputed(self) -> Iterator[Block]:
        for pair in self.briefing.disputed:
            for label, number in zip(("earlier", "later"), pair, strict=True):
                yield Heading(level=2, text=self.labels(label))
                yield self._said(number)

    def _silent(self) -> Iterator[Block]:
        if self.briefing.question.who is None:
            articles = self.briefing.articles
            items = [(self.labels("nobody", actor=actor, articles=articles),) for actor in self.briefing.silent]
            yield Bullets(items=tuple(items)) if items else Paragraph(inlines=(self.labels("nothing"),))

    def _sources(self) -> Iterator[Block]:
        cited = self.briefing.citations
        outlets = Counter(one.article.outlet or one.article.id for one in cited)
        languages = Counter(self.labels.language_name(one.article.language) for one in cited)
        quoted_directly = sum(map(quoted, cited))
        items: list[Inlines] = [
            (self.labels("kinds", direct=quoted_directly, reported=len(cited) - quoted_directly),),
            (self.labels("outlets", tally=self.labels.tally(outlets.most_common())),),
            (self.labels("languages", tally=self.labels.tally(languages.most_common())),),
        ]
        if single := [one.number for one in cited if one.sources == 1]:
            items.append((self.labels("single", numbers=", ".join(map(str, single))),))
        yield Bullets(items=tuple(items))

    def _left_out(self) -> Iterator[Block]:
        items: list[Inlines] = []
        for one in self.briefing.left_out[:LISTED]:
            citation = one.citation
            # Of an article's own text the title: words in it that are marked would stand here as nobody's.
            words = one.words and (citation.article.title if citation.kind == "passage" else one.words)
            words = beginning(" ".join((words or "").split()), LEFT_OUT_CHARACTERS)
            words = f"“{words}”" if words and quoted(citation) else words
            told = [citation.speaker.name if citation.speaker else None, citation.article.outlet, self.labels(one.why)]
            items.append((" — ".join(filter(None, (words, "; ".join(filter(None, told))))),))
        if (more := len(self.briefing.left_out) - LISTED) > 0:
            items.append((self.labels("more", number=more),))
        if items:
            yield Bullets(items=tuple(items))

    def _said(self, number: int) -> Said:
        one = self._cited[number]
        return Said(
            words=one.quote,
            marked=quoted(one),
            by=byline(one, self.labels),
            note=number,
            language=one.article.language,
            shortened=number in self.briefing.shortened,
        )

    def beside(self, one: Citation) -> Iterator[str]:
        shortened, line = one.number in self.briefing.shortened, dict(self.briefing.lines).get(one.number)
        return by_rule(one, self.labels, shortened=shortened, line=line)

    @staticmethod
    def _marks(numbers: Sequence[int]) -> Iterator[Inline]:
        for at, number in enumerate(numbers):
            yield from ((" ",) if at else ())
            yield NoteMark(number=number)
