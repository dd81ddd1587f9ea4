"""From a mention to a speaker: the full name, the role as the article gives it, the actor spoken for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from index.actors import Places, actor_of_role
from index.attribute.english import referents
from index.attribute.english.bodies import Bodies
from index.attribute.english.lexicon import BODIES, DOCUMENTS, SAYINGS, WORKS
from index.attribute.english.mentions import Mention, antecedent
from index.attribute.english.people import People, Person
from index.attribute.english.referents import Grammar, Learned, reference
from index.attribute.english.roles import head_role, is_past
from index.attribute.page import Page
from index.quotation import Speaker
from index.span import Span

MIN_REFERENT = 0.5  # probability below which a pronoun or a role is nobody's: it is then as likely another's
LIKELY_BODY = 0.9  # "it said" after a body as the subject
LIKELY_DESCRIPTION = 0.95  # "the letter" may be another one
SURE_ROLE = 0.95  # "the spokesperson" where one person named before is a spokesperson
# Chains of mentions taught the probability of a referent, and are themselves wrong in places: of the doubts that they
# leave about half are so. Of 27 pronouns in tests/benchmarks/speaker_names.jsonl 1 is wrong by hand; 2.4 were told.
CHAINS_RIGHT = 0.5
TELLING = 0.8  # probability from which a pronoun also tells its referent's gender
PRONOUN = 1.5  # log-odds that it adds
SURE_NAME = 0.99  # a name written out may still be two people's


class Resolver:
    """Resolves the mentions of one article, which must be asked for in the order of the text."""

    def __init__(
        self,
        doc: Doc,
        page: Page,
        people: People,
        mentions: Sequence[Mention],
        grammar: Grammar,
        learned: Learned,
    ) -> None:
        self._doc, self._page, self._people, self._grammar, self._learned = doc, page, people, grammar, learned
        self._places = Places(page.text)
        self._bodies = Bodies(doc, page, mentions, self._places)
        self._mentions = {m.head: m for m in mentions}
        self._previous: Person | None = None
        self._described: dict[int, Speaker] = {}  # by the identity of a person: roles and names are all known by now
        referents.name_role_holders(people, grammar, [Span(m.start, m.end) for m in mentions])

    def speaker(self, mention: Mention) -> tuple[Speaker | None, float]:
        """Who a mention is, and how likely the name is right; None where the article does not establish it."""
        head = self._doc[mention.head]
        span = Span(mention.start, mention.end)
        if head.lower_ in ("who", "which", "that") and mention.label is None:
            head, span = self._antecedent(head)
        found = self._person(head, span, mention)
        if found is not None:
            person, probability = found
            self._previous = person
            return self.describe(person), probability
        return self._body(head, mention)

    # ------------------------------------------------------------------ persons
    def _person(self, head: Token, span: Span, mention: Mention) -> tuple[Person, float] | None:
        named = self._named(head, span, mention)
        if named is not None:
            return named, SURE_NAME
        holder = self._of_office(span)
        if holder is not None:
            return holder, SURE_ROLE
        sought = reference(self._page.text, Span(span.start, self._phrase_end(head, span)))
        if sought is None:
            return None
        found = referents.candidates(self._people, self._grammar, sought, self._previous)
        if sought.kind == "role":
            holder = referents.role_holder(found)
            return (holder, SURE_ROLE) if holder is not None else None
        person, probability = referents.choose(found, self._learned)
        if person is None or probability < MIN_REFERENT:
            return None
        if probability >= TELLING:
            self._people.add(person, span)
            if person.gender * sought.gender >= 0:  # a pronoun misread must not overrule the name
                person.gender += PRONOUN * sought.gender
        return person, 1 - CHAINS_RIGHT * (1 - probability)

    def _named(self, head: Token, span: Span, mention: Mention) -> Person | None:
        """The person whose name is the head of the phrase, or stands in apposition to it: "the baker, Hripsa Manel"."""
        if mention.label is not None:
            return self._people.at(mention.label.span)
        at_head = self._people.starting(head.idx)
        if at_head is not None and not self._owns_head(head):
            return at_head
        for child in head.children:
            if child.dep_ == "appos" and _introduces(head) and (person := self._people.starting(child.idx)):
                return person
        # "spokesman John Smith" parsed with the role as its head; never "Clinton's campaign".
        tail = self._people.at(Span(head.idx, span.end)) if head_role([head.lower_]) and head.idx < span.end else None
        return tail if tail is not None and "of" not in span.of(self._page.text).split() else None

    def _of_office(self, span: Span) -> Person | None:
        """The only bearer of "Russia’s foreign minister": of that office, for the same actor where it is told whose."""
        phrase = span.of(self._page.text)
        owned = re.match(r"(?:[Tt]he )?[A-Z][\w ]*[’']s? (.+)$", phrase)
        office = head_role(owned.group(1).split()) if owned is not None else None
        actor = actor_of_role(phrase, self._places) if office is not None else None
        if actor is None:
            return None
        bearers: list[Person] = []
        for person in self._people.everybody:
            if not any(n.span.start < span.start and not n.quoted for n in person.namings):
                continue
            held = [r.of(self._page.text) for r in person.roles]
            whose = {actor_of_role(role, self._places) for role in held if head_role(role.split()) == office}
            if whose and whose <= {actor, None}:
                bearers.append(person)
        return bearers[0] if len(bearers) == 1 else None

    def _owns_head(self, head: Token) -> bool:
        """Whether a name only owns what speaks; the source of "Trump's claim" is Trump all the same."""
        return head.dep_ == "poss" and head.head.lower_ in BODIES

    @staticmethod
    def _phrase_end(head: Token, span: Span) -> int:
        return max(span.end, head.idx + len(head))

    def _antecedent(self, pronoun: Token) -> tuple[Token, Span]:
        """Whom "who" refers to, with the phrase around it."""
        head = antecedent(pronoun)
        known = self._mentions.get(head.i)
        return head, Span(known.start, known.end) if known else Span(head.idx, head.idx + len(head))

    def describe(self, person: Person) -> Speaker:
        """The person with the role that tells most: one that names an actor, else the longest.

        Who is introduced by a past office speaks for himself; "President X" further down is then courtesy.
        """
        if id(person) not in self._described:
            self._described[id(person)] = self._with_role(person)
        return self._described[id(person)]

    def _with_role(self, person: Person) -> Speaker:
        spans = sorted(person.roles)
        roles = [span.of(self._page.text) for span in spans]
        actors = [
            actor_of_role(self._with_body(role, span), self._places) for role, span in zip(roles, spans, strict=True)
        ]
        told = {actor for actor in actors if actor is not None}
        retired = bool(roles) and is_past(roles[0])
        actor = told.pop() if len(told) == 1 and not retired else None
        telling = [role for role, whose in zip(roles, actors, strict=True) if whose is not None and not retired]
        role = max(telling or roles, key=lambda r: (len(r.split()) > 1, len(r)), default=None)
        return Speaker(name=person.name, role=role, actor=actor)

    def _with_body(self, role: str, span: Span) -> str:
        """ "the ministry's spokesperson" with the ministry's full name, where the text before tells whose it is."""
        bare = re.match(r"(?:the )?([\w-]+)[’']s\s", role)
        if bare is None or bare.group(1).lower() not in BODIES:
            return role
        tokens = self._doc.char_span(span.start, span.end, alignment_mode="expand")
        head = next((t for t in tokens if t.lower_ == bare.group(1).lower()), None) if tokens is not None else None
        full = self._bodies.behind(span.start, head) if head is not None else None
        return f"{self._bodies.name(full)} {role[bare.end() :]}" if full is not None else role

    # ------------------------------------------------------------------ bodies
    def _body(self, head: Token, mention: Mention) -> tuple[Speaker | None, float]:
        known = self._mentions.get(head.i, mention)
        owner = self._bodies.owner_of_document(head)
        if owner is not None:
            return self._bodies.speaker(owner), SURE_NAME
        if mention.label is not None:
            return Speaker(name=mention.label.span.of(self._page.text)), SURE_NAME
        if head.lower_ == "it" and (body := self._bodies.it(head.idx)) is not None:
            return self._bodies.speaker(body), LIKELY_BODY
        if self._bodies.is_body(known) and (named := self._bodies.speaker(known)) is not None:
            return self._of_nobody(named, head), SURE_NAME
        if self._bodies.is_body(known) and (meant := self._bodies.only_one(known)) is not None:
            return self._bodies.speaker(meant), LIKELY_BODY
        if (described := self._bodies.described(known)) is not None:
            return described, LIKELY_DESCRIPTION
        written = self._bodies.written(known)
        return (written, LIKELY_BODY) if written is not None else (None, 0.0)

    def _of_nobody(self, body: Speaker, head: Token) -> Speaker:
        """Without an actor where a person owns it: Zoll is no country for having a ministry."""
        owners = [c for c in head.children if c.dep_ == "poss"]
        return replace(body, actor=None) if any(self._people.starting(c.idx) for c in owners) else body


def _introduces(head: Token) -> bool:
    """Whether a name beside the word is that of whom it speaks of: "Tamm's predecessor, Lotta Brenn"."""
    known = head_role([head.lower_]) is not None
    return known or (head.pos_ == "NOUN" and head.lemma_.lower() not in BODIES | DOCUMENTS | WORKS | SAYINGS)
