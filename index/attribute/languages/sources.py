"""All that words may be attributed to in an article: people named, roles, bodies and pronouns, in its order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from index.attribute.languages.cast import Cast, Member
from index.attribute.languages.nations import actor
from index.attribute.languages.phrases import Phrase, is_role, phrase_of
from index.attribute.languages.reading import Reading, Word
from index.quotation import Speaker
from index.span import Span

Kind = Literal["name", "role", "body", "pronoun"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """`span` is the mention, `whole` has the role beside a name too; `subject` says that its form may be a subject's.

    A name has its `member` where it is one person's, a body its `body` and `words`, a role its `words`, head first.
    """

    kind: Kind
    span: Span
    whole: Span
    subject: bool
    member: Member | None = None
    body: Speaker | None = None
    words: Sequence[Word] = ()


class Sources:
    def __init__(self, reading: Reading, cast: Cast) -> None:
        self._reading, self._rules = reading, reading.rules
        names = [
            Source(kind="name", span=n.span, whole=n.whole, subject=n.subject, member=n.member) for n in cast.namings
        ]
        self.all = sorted([*names, *self._others(names)], key=lambda s: s.whole)
        self._starts = [s.whole.start for s in self.all]

    def between(self, start: int, end: int) -> list[Source]:
        """The sources whose mention lies in a stretch outside marks."""
        first = bisect_left(self._starts, start)
        found = []
        for source in islice(self.all, first, None):
            if source.whole.start >= end:
                break
            if source.span.end <= end and self._reading.outside(source.span.start):
                found.append(source)
        return found

    def last_body(self, place: int) -> Source | None:
        """The body named last in the paragraph before a place: "... said the ministry. The statement says: "."""
        block = self._reading.page.block(place)
        named = [s for s in self.between(block.start, place) if s.kind == "body"]
        return named[-1] if named else None

    def full(self, source: Source) -> Speaker | None:
        """A body as a speaker; one that is called by a single word by the full name that it had before, if it had one:
        the last body with this word in the paragraph or the one before.
        """
        if source.body is None or len(source.words) > 1:
            return source.body
        page = self._reading.page
        floor = page.blocks[max(0, int(page.block_at[source.span.start]) - 1)].start
        known = [
            s.body
            for s in self.between(floor, source.span.start)
            if s.body and len(s.words) > 1 and source.body.name in s.body.name.split()
        ]
        return known[-1] if known else source.body

    def _others(self, names: Sequence[Source]) -> Iterator[Source]:
        taken = {place for n in names for place in range(n.whole.start, n.whole.end)}
        for at, word in enumerate(self._reading.words):
            if word.start in taken or not self._reading.outside(word.start):
                continue
            source = self._other(at, word)
            if source is not None:
                taken |= set(range(source.whole.start, source.whole.end))
                yield source

    def _other(self, at: int, word: Word) -> Source | None:
        """A pronoun, a role or a body with this word as its head; where heads come last, no word before its head."""
        rules = self._rules
        if word.low in rules.pronouns or word.low in rules.owners:
            span = Span(word.start, word.end)
            return Source(kind="pronoun", span=span, whole=span, subject=word.low in rules.pronouns)
        role = is_role(word.text, rules)
        if not role and not (rules.bodies.fullmatch(word.text) and not rules.outlets.fullmatch(word.text)):
            return None
        if not rules.head_first and self._head_follows(at):
            return None
        phrase = phrase_of(self._reading, at)
        span = Span(phrase.start, phrase.end)
        if role:
            head = [phrase.words[phrase.head], *phrase.words[phrase.head + 1 :], *reversed(phrase.words[: phrase.head])]
            return Source(kind="role", span=span, whole=span, subject=rules.subject(word.text), words=head)
        return Source(
            kind="body",
            span=span,
            whole=span,
            subject=rules.subject(word.text),
            words=phrase.words,
            body=self._body(phrase),
        )

    def _head_follows(self, at: int) -> bool:
        """Whether the next word is the head that this one belongs to: "nazirliyin sözçüsü"."""
        following = self._reading.words[at + 1 : at + 2]
        if not following or self._reading.text[self._reading.words[at].end : following[0].start] != " ":
            return False
        other = following[0].text
        return is_role(other, self._rules) or bool(self._rules.bodies.fullmatch(other))

    def _body(self, phrase: Phrase) -> Speaker:
        name = self._rules.body(tuple(w.text for w in phrase.words))
        return Speaker(name=name, actor=actor(phrase.words, self._rules, self._reading.forms))
