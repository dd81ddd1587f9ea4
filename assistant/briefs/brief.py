"""A briefing is composed by asking: what the answer cites is selected, put in order and told in sections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer import Answer, Citation, Refusal
from assistant.ask import Assistant
from assistant.briefs.briefing import Briefing, Event, LeftOut, Line, Section, Source, Why
from assistant.briefs.events import events
from assistant.briefs.openings import Vector, openings
from assistant.briefs.rules import Rules
from assistant.briefs.template import Template
from assistant.question import Place
from assistant.understand import Asked
from index.article import text_hash
from index.attribute import SHOWN
from index.library import Library
from index.text.names import actor_key

CITED = 100  # citations of the answer that a draft chooses from
FOLLOWED = 8  # actors of the archive, the most quoted, of whom a silence is told where the template names none
SUMMARY = 5  # lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a draft is asked to be. `after` are the places that an earlier draft has shown."""

    topic: str
    template: Template
    asked: Asked = Asked()
    after: Collection[Place] = ()

    @property
    def options(self) -> Asked:
        """What the question for it sets apart."""
        return replace(self.asked, k=CITED)


def brief(wanted: Wanted, assistant: Assistant, library: Library) -> Briefing | Refusal:
    """The draft; the refusal where the archive has nothing on the topic. Raises what asking raises."""
    answer = assistant.ask(wanted.topic, wanted.options)
    return answer if isinstance(answer, Refusal) else compose(wanted, answer, library, assistant.today())


def compose(wanted: Wanted, answer: Answer, library: Library, made: date) -> Briefing:
    """A draft of what the answer cites, made on that day."""
    rules = Rules(library.settings.outlets, made)
    chosen, left_out = _chosen(answer, wanted, rules)
    groups, thin = _groups(chosen, wanted.template, openings((one.article for one in chosen), library))
    kept = [one for group in groups for one in group]
    if wanted.template.by_day:
        kept.sort(key=_said_on)
    number = {one.number: at for at, one in enumerate(kept, 1)}
    allowed = [rules.allowed(_numbered(one, number)) for one in kept]
    return Briefing(
        title=wanted.template.title or wanted.topic[:1].upper() + wanted.topic[1:],
        question=answer.question,
        made=made,
        sections=tuple(Section(part=part, name=wanted.template.names.get(part)) for part in wanted.template.sections),
        citations=tuple(one.citation for one in allowed),
        summary=tuple(_summary(answer, groups, number)),
        events=tuple(_event(answer, group, number) for group in groups),
        disputed=tuple(_disputed(kept, number)),
        silent=_silent(wanted, answer, library),
        articles=library.store.catalogue.counts(answer.question.window).articles,
        left_out=(*left_out, *(LeftOut(citation=rules.allowed(one).citation, why="thin") for one in thin)),
        shortened=tuple(one.citation.number for one in allowed if one.shortened),
        lines=tuple((one.citation.number, one.line) for one in allowed if one.line),
        notes=answer.notes,
        manifest=manifest(kept),
        seen=tuple(sorted(wanted.after)),
    )


def _chosen(answer: Answer, wanted: Wanted, rules: Rules) -> tuple[list[Citation], list[LeftOut]]:
    """What may be in the draft, and what may not."""
    chosen: list[Citation] = []
    left_out: list[LeftOut] = []
    for one in answer.citations:
        why = _why_not(one, wanted, rules)
        if why is None:
            chosen.append(one)
        else:
            left_out.append(LeftOut(citation=rules.allowed(one).citation, why=why))
    return chosen, left_out


def _why_not(one: Citation, wanted: Wanted, rules: Rules) -> Why | None:
    places = {one.place, *((other.article.id, other.article.revision, other.span) for other in one.renderings)}
    if not places.isdisjoint(wanted.after):
        return "seen"
    if rules.embargo(one.article):
        return "embargo"
    return "unattributed" if one.speaker is None else None


def _groups(
    chosen: Sequence[Citation], template: Template, vectors: Mapping[str, Vector]
) -> tuple[list[list[Citation]], list[Citation]]:
    """The citations of each event that the draft has room for, in the order of the days; and those it has not."""
    groups = events(chosen, vectors)
    ranked = sorted(groups, key=lambda group: min(one.number for one in group))[: template.events]
    kept = [group[: template.each] for group in groups if group in ranked]
    shown = {one.number for group in kept for one in group}
    return kept, [one for one in chosen if one.number not in shown]


def _numbered(one: Citation, number: Mapping[int, int]) -> Citation:
    """As it is numbered in the draft, and so what it is to be held against."""
    return replace(one, number=number[one.number], compare=tuple(number[n] for n in one.compare if n in number))


def _said_on(one: Citation) -> tuple[date, int]:
    return one.said_on or one.article.day or date.min, one.number


def _event(answer: Answer, group: Sequence[Citation], number: Mapping[int, int]) -> Event:
    """Its headline is a model's verified sentence on nothing else; without one that of the earliest article."""
    first = min(group, key=lambda one: (one.article.day or date.max, number[one.number]))
    own = {one.number for one in group}
    worded = (one.text for one in answer.claims if one.citations and own.issuperset(one.citations))
    headline = next(worded, None) if answer.mode == "model" else None
    return Event(
        title=headline or first.article.title or first.article.outlet or first.article.id,
        day=first.article.day,
        citations=tuple(number[one.number] for one in group),
        outlets=tuple(dict.fromkeys(outlet for one in group for outlet in one.outlets)),
    )


def _summary(answer: Answer, groups: Sequence[Sequence[Citation]], number: Mapping[int, int]) -> Iterable[Line]:
    """A model's verified sentences; without one the headlines of the events that answer best."""
    if answer.mode == "model":
        for claim in answer.claims[:SUMMARY]:
            if all(one in number for one in claim.citations):
                yield Line(text=claim.text, citations=tuple(number[one] for one in claim.citations))
        return
    best = sorted(groups, key=lambda group: min(one.number for one in group))[:SUMMARY]
    for group in (one for one in groups if one in best):
        event = _event(answer, group, number)
        yield Line(text=event.title, citations=event.citations)


def _disputed(kept: Sequence[Citation], number: Mapping[int, int]) -> Iterable[tuple[int, int]]:
    """Pairs that an outlet tells are a change or a denial, the earlier words first."""
    pairs = {
        tuple(sorted((one.number, other), key=lambda n: _said_on(next(each for each in kept if each.number == n))))
        for one in kept
        for other in one.compare
        if other in number
    }
    return sorted((number[a], number[b]) for a, b in pairs)


def _silent(wanted: Wanted, answer: Answer, library: Library) -> tuple[str, ...]:
    """Actors who are followed, or are the most quoted of the archive, and are not quoted on this."""
    if answer.question.who is not None:
        return ()  # one alone was asked for
    followed = wanted.template.follow or _most_quoted(library)
    speakers = [one.speaker for one in answer.citations if one.speaker]
    spoken = {actor_key(name) for one in speakers for name in (one.actor, one.name) if name}
    return tuple(actor for actor in followed if actor_key(actor) not in spoken)


def _most_quoted(library: Library) -> list[str]:
    """The actors of the archive who are quoted most, each once in whatever spelling."""
    quoted, called = Counter[str](), dict[str, str]()
    for one in library.store.catalogue.speakers(SHOWN):
        if one.actor:
            key = actor_key(one.actor)
            quoted[key] += one.quotations
            called.setdefault(key, one.actor)
    return [called[key] for key, _ in quoted.most_common(FOLLOWED)]


def manifest(cited: Iterable[Citation]) -> tuple[Source, ...]:
    """Every revision cited, once."""
    articles = {(one.article.id, one.article.revision): one.article for one in cited}
    return tuple(
        Source(article=article.id, revision=article.revision, hash=text_hash(article.text))
        for article in articles.values()
    )
