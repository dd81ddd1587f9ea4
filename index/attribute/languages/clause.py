"""The clause that attributes a quotation: where, around its marks, the verb of saying and its source stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from index.attribute.languages.reading import Reading
from index.attribute.languages.sources import Source, Sources
from index.attribute.languages.zones import Zone, Zones
from index.span import Span

# How firmly a clause is tied to a quotation: by a dash, a colon or an aside inside; by a verb that touches it; by
# "according to"; or as a fragment within a sentence of the article's own.
Tie = Literal["set off", "touching", "according", "within"]
LEADS_IN = re.compile(r"[:․.՝]\s*[—–-]?\s*$")
TOUCHING = 4  # words between a quotation and a verb behind it that is its own
NEAR = 45  # characters between "according to ..." and the quotation
REACH = 200  # characters in which a verb before a fragment is looked for
OWNING = re.compile(r"(?:[’'-]\w{1,4})?\s*")  # a case behind an apostrophe: Gürel’in, Alpay’a
LABEL = 14  # words of a lead-in without a verb


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """`zone` is where it stands; `bare` says that it has no source of its own, so that its subject spoke before."""

    tie: Tie
    zone: Zone
    cue: Span | None
    source: Source | None
    bare: bool = False


class Clauses:
    """Reads the clause of each mark of a text. Marks that are names of something are no quotations and have none."""

    def __init__(self, reading: Reading, sources: Sources) -> None:
        self._reading, self._sources, self._rules = reading, sources, reading.rules
        self._text = reading.text
        self.titles = {n for n, mark in enumerate(reading.marks) if reading.is_title(mark)}
        self._zones = Zones(reading, self.titles)

    def of(self, number: int) -> Clause | None:
        mark = self._reading.marks[number]
        aside = self._reading.asides.get(number)
        if aside is not None:
            return self._behind(Zone(start=aside.start, end=aside.end), "set off")
        head, tail = self._zones.head(mark), self._zones.tail(mark)
        set_off = self._zones.set_off(tail)
        if not set_off and self._text[tail.start : tail.end].rstrip().endswith(":"):
            tail = Zone(start=tail.start, end=tail.start)  # „ფორმულას“ უთხრა: „...“ is of the next one
        return (
            (self._set_off(set_off, head) if set_off else None)
            or self._led_in(head)
            or (self._touching(head, tail) if not set_off else None)
            or self._according(head, before=True)
            or self._within(head, tail)
            or self._according(tail, before=False)
        )

    # ------------------------------------------------------------------ how it may be built
    def _set_off(self, zone: Zone, head: Zone) -> Clause | None:
        """Behind a dash: with a verb, with "according to", or nothing but who it is."""
        verbs = self._reading.verbs(zone.start, zone.end)
        told = self._according(zone, before=False)
        if told and (not verbs or (told.cue is not None and told.cue.start < verbs[0].start)):
            return told
        if verbs:
            found = self._behind(zone, "set off")
            if found.source is None and not found.bare:
                return self._ahead(head, verbs[0], "set off")
            return found
        named = self._sources.between(zone.start, zone.end)
        left = self._text[zone.start : zone.end].rstrip(' .։,»”“"')
        if named and named[-1].whole.end - named[0].whole.start >= len(left) - 1:
            return Clause(tie="set off", zone=zone, cue=None, source=named[-1])
        return None

    def _led_in(self, head: Zone) -> Clause | None:
        """Before a colon, or what stands for one: with a verb, or nothing but who it is."""
        lead = LEADS_IN.search(self._text, head.start, head.end)
        if lead is None or (lead.group()[0] != ":" and not self._rules.point_leads_in):
            return None
        if lead.group()[0] == "՝":
            return None  # Armenian's stop behind "in the words of"
        verbs = self._reading.verbs(head.start, head.end)
        if verbs:
            found = self._ahead(head, verbs[-1], "set off")
            return found if found.source or found.bare or lead.group()[0] == ":" else None
        named = [s for s in self._sources.between(head.start, head.end) if s.subject]
        short = len(self._reading.between(head.start, head.end)) <= LABEL
        return Clause(tie="set off", zone=head, cue=None, source=named[0]) if named and short else None

    def _touching(self, head: Zone, tail: Zone) -> Clause | None:
        """A verb right behind the marks: “...” dedi. “...” diyen Teymaz. «...», сказал он."""
        owned = self._owned(head, tail)
        if owned is not None:
            return owned
        verbs = self._reading.verbs(tail.start, tail.end)
        if not verbs or len(self._reading.between(tail.start, verbs[0].start)) > TOUCHING:
            return None
        verb = verbs[0]
        if self._rules.order == "subject-verb":
            return self._verb_last(head, tail, verbs)
        if len(self._reading.between(tail.start, verb.start)) > 1:
            return None
        following = self._subjects(Zone(start=verb.end, end=tail.end), verb)
        if following and len(self._reading.between(verb.end, following[0].whole.start)) <= 1:
            return Clause(tie="touching", zone=tail, cue=verb, source=following[0])
        return self._ahead(head, verb, "touching")

    def _owned(self, head: Zone, tail: Zone) -> Clause | None:
        """Words that the source right before the marks owns: "Teymaz'ın “...” sözleri"."""
        first = self._reading.between(tail.start, tail.end)[:1]
        if not first or not self._rules.owned.fullmatch(first[0].text):
            return None
        owner, cue = self._owner(head), Span(first[0].start, first[0].end)
        return Clause(tie="touching", zone=self._zones.whole(head, tail), cue=cue, source=owner) if owner else None

    def _owner(self, head: Zone) -> Source | None:
        """The source right before the marks, in whatever case."""
        named = self._sources.between(head.start, head.end)
        touches = named and OWNING.fullmatch(self._text, named[-1].span.end, head.end)
        return named[-1] if touches else None

    def _verb_last(self, head: Zone, tail: Zone, verbs: Sequence[Span]) -> Clause:
        verb, whole = verbs[0], self._zones.whole(head, tail)
        participles = self._outside(self._rules.attributive, tail)
        if participles:
            following = self._subjects(Zone(start=participles[0].end, end=tail.end), verb)
            if following:
                return Clause(tie="touching", zone=whole, cue=verb, source=following[0])
        passive = [v for v in verbs if self._rules.passive.match(self._text, v.start)]
        if passive:
            bodies = [s for s in self._sources.between(head.start, tail.end) if s.kind == "body"]
            found = bodies[-1] if bodies else self._sources.last_body(head.start)
            return Clause(tie="touching", zone=whole, cue=passive[0], source=found)
        ahead, following = self._subjects(head, verb), self._subjects(tail, verb)
        topics = [s for s in ahead if self._text[s.whole.end : s.whole.end + 1] == ","]
        found = next(iter([*topics[::-1], *ahead[::-1], *following]), None)
        return Clause(tie="touching", zone=whole, cue=verb, source=found, bare=found is None and self._is_bare(head))

    def _according(self, zone: Zone, before: bool) -> Clause | None:
        """ "По словам Захаровой, «...»", "Զախարովայի խոսքով՝ «...»": near the marks, with no verb of saying between."""
        near = Zone(start=max(zone.start, zone.end - REACH), end=zone.end) if before else zone
        leading = self._outside(self._rules.according_to, near)
        behind = self._outside(self._rules.according, near)
        found: list[tuple[Span, Source]] = []
        for match in leading:
            sources = self._sources.between(match.end, near.end)
            if sources and len(self._reading.between(match.end, sources[0].whole.start)) <= 1:
                found.append((match, sources[0]))
        for match in behind:
            sources = self._sources.between(near.start, match.start)
            if sources and OWNING.fullmatch(self._text, sources[-1].span.end, match.start):
                found.append((match, sources[-1]))
        if not found:
            return None
        cue, source = found[-1] if before else found[0]
        gap = zone.end - max(cue.end, source.span.end)
        if before and (gap > NEAR or self._reading.verbs(max(cue.end, source.span.end), zone.end)):
            return None
        return Clause(tie="according", zone=zone, cue=cue, source=source)

    def _within(self, head: Zone, tail: Zone) -> Clause | None:
        """A fragment in a sentence of the article's own, with its verb before the marks or, at last, behind."""
        before = [v for v in self._reading.verbs(head.start, head.end) if head.end - v.end <= REACH]
        if before and self._rules.order == "verb-subject":
            return self._ahead(head, before[-1], "within")
        after = self._reading.verbs(tail.start, tail.end)
        if after and self._rules.order == "subject-verb":
            return self._fragment(head, tail, after[-1])
        if before:
            return self._ahead(head, before[-1], "within")
        if after and len(self._reading.between(tail.start, after[0].start)) <= TOUCHING:
            found = self._ahead(head, after[0], "within")
            return found if found.source else self._behind(tail, "within")
        return None

    def _fragment(self, head: Zone, tail: Zone, verb: Span) -> Clause:
        """Where verbs come last the sentence's first subject is whose they are, or the one between marks and verb."""
        passive = self._rules.passive.match(self._text, verb.start)
        if passive:
            bodies = [s for s in self._sources.between(head.start, tail.end) if s.kind == "body"]
            return Clause(
                tie="within", zone=self._zones.whole(head, tail), cue=verb, source=bodies[0] if bodies else None
            )
        named = self._subjects(head, verb) or self._subjects(tail, verb)
        return Clause(tie="within", zone=self._zones.whole(head, tail), cue=verb, source=named[0] if named else None)

    # ------------------------------------------------------------------ the source of a verb
    def _behind(self, zone: Zone, tie: Tie) -> Clause:
        """The source of the first verb in a zone behind the marks."""
        verbs = self._reading.verbs(zone.start, zone.end)
        verb = verbs[0]
        every = self._sources.between(zone.start, zone.end)
        subjects = self._subjects(zone, verb)
        if any(self._rules.passive.match(self._text, v.start) for v in verbs):
            bodies = [s for s in every if s.kind == "body"] or [s for s in every if s.kind != "pronoun"]
            return Clause(tie=tie, zone=zone, cue=verb, source=bodies[0] if bodies else None)
        if self._rules.relaying.match(self._text, verb.start):
            said = [s for s in every if s.kind != "body"] or every
            return Clause(tie=tie, zone=zone, cue=verb, source=said[0] if said else None)
        following = [s for s in subjects if s.span.start >= verb.end]
        between = [s for s in subjects if s.span.end <= verb.start]
        if self._rules.order == "verb-subject":
            found = next(iter([*following, *between[::-1]]), None)
        else:
            found = next(iter([*between[::-1], *following]), None)
        if found is None:  # сообщили в посольстве
            found = next((s for s in every if s.kind == "body" and s.span.start >= verb.end), None)
        return Clause(tie=tie, zone=zone, cue=verb, source=found, bare=found is None)

    def _ahead(self, head: Zone, verb: Span, tie: Tie) -> Clause:
        """The source of a verb that leads in: right behind it, else the nearest before it."""
        zone = Zone(start=head.start, end=max(head.end, verb.end))
        if self._rules.passive.match(self._text, verb.start):
            bodies = [s for s in self._sources.between(head.start, head.end) if s.kind == "body"]
            found = bodies[-1] if bodies else self._sources.last_body(head.start)
            return Clause(tie=tie, zone=zone, cue=verb, source=found)
        relayed = self._rules.relaying.match(self._text, verb.start)
        if relayed and any(s.kind != "body" for s in self._sources.between(verb.end, head.end)):
            return Clause(tie=tie, zone=zone, cue=verb, source=None)  # "X процитировал Y: «...»" has two whom it names
        behind = self._subjects(Zone(start=verb.end, end=head.end), verb)
        touching = [s for s in behind if not self._reading.between(verb.end, s.whole.start)]
        before = self._subjects(Zone(start=head.start, end=min(verb.start, head.end)), verb)
        if self._rules.order == "subject-verb":
            touching = []
        found = next(iter([*touching, *before[::-1], *behind]), None)
        if found is None:  # в министерстве сообщили
            bodies = [s for s in self._sources.between(head.start, head.end) if s.kind == "body"]
            found = min(bodies, key=lambda s: abs(s.span.start - verb.start), default=None)
        return Clause(
            tie=tie, zone=zone, cue=verb, source=found, bare=found is None and tie == "set off" and self._is_bare(head)
        )

    def _is_bare(self, head: Zone) -> bool:
        """Whether a lead-in is nobody's: nothing but a verb and words that go on: "Sözlerini şöyle sürdürdü:"."""
        known = (self._rules.verbs, self._rules.resumes)
        left = [w for w in self._reading.between(head.start, head.end) if w.low not in self._rules.stops]
        spans = [place for pattern in known for place in self._outside(pattern, head)]
        return all(any(place.start <= w.start < place.end for place in spans) for w in left)

    def _subjects(self, zone: Zone, verb: Span) -> list[Source]:
        """The sources in a stretch whose form lets them be a subject, and of the verb's gender where both have one."""
        wanted = self._rules.gender(verb.of(self._text))
        return [s for s in self._sources.between(zone.start, zone.end) if s.subject and not self._differs(s, wanted)]

    def _outside(self, pattern: re.Pattern[str], zone: Zone) -> list[Span]:
        found = [Span(*m.span()) for m in pattern.finditer(self._text, zone.start, zone.end)]
        return [place for place in found if self._reading.outside(place.start)]

    def _differs(self, source: Source, wanted: str | None) -> bool:
        known = source.member.gender if source.member else None
        if source.kind == "pronoun":
            known = self._rules.gender(source.span.of(self._text))
        return wanted is not None and known is not None and known != wanted
