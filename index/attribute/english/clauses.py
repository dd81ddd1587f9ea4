"""Clauses and phrases that may hold what a source says, in the article's words: "X said that ...", "according to X".

Every verb, saying or "according to" is paired with each stretch that it may govern; `indirect.py` decides between them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from index.attribute.english.lexicon import REPORTING, SAYINGS
from index.attribute.page import Page
from index.span import Span

CONTENTS = frozenset("ccomp xcomp advcl dobj prep oprd acl parataxis attr relcl pcomp dative".split())
PREPOSITIONS = frozenset("of about for as on against to over that in with at".split())
NOUN_CONTENTS = frozenset("acl ccomp relcl appos".split())
NOUN_PREPOSITIONS = frozenset("of about that for to on against".split())
# Nouns beside SAYINGS that a clause may give the content of.
CUE_NOUNS = SAYINGS | frozenset(
    """allegation announcement conclusion concern decision fact fear finding hope idea indication news notion
    opinion plan proposal recommendation rumor sign speculation support threat testimony evidence demand""".split()
)
SHARING = frozenset("conj xcomp advcl pcomp prep".split())  # relations across which a verb shares its subject
CLIMB = 4  # steps up to a subject; more never finds one in PolNeAR's training split
MARKED_SHARE = 0.3  # of a clause between quotation marks; with more it is the marked words' quotation, not this one
MIN_LENGTH = 4  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """`span` is the possible content, `cue` the token that says so, `source` the token that may be the speaker's head.

    `construction` names how the content hangs on the cue, `anchor` is the content's own head.
    """

    cue: int
    source: int | None
    construction: str
    span: Span
    anchor: int


class Sentences:
    """First and last token of the sentence around a token; the parser's own look-up reads the whole text each time."""

    def __init__(self, doc: Doc) -> None:
        self._starts = [token.i for token in doc if token.is_sent_start or token.i == 0]
        self._size = len(doc)

    def number(self, token: int) -> int:
        return bisect_right(self._starts, token) - 1

    def around(self, token: int) -> tuple[int, int]:
        number = self.number(token)
        end = self._starts[number + 1] if number + 1 < len(self._starts) else self._size
        return self._starts[number], end - 1


def clauses(doc: Doc, page: Page, sentences: Sentences) -> list[Clause]:
    """The candidates of a parsed article, in the order of their cues; they overlap."""
    found: dict[tuple[int, Span], Clause] = {}
    for token in doc:
        if page.inside(token.idx):
            continue
        for source, construction, first, last, anchor in _around(token, doc, sentences):
            span = _trimmed(doc, page, first, last)
            if span is not None and _may_be_content(page, span):
                clause = Clause(cue=token.i, source=source, construction=construction, span=span, anchor=anchor.i)
                found.setdefault((token.i, span), clause)
    return list(found.values())


Stretch = tuple[int | None, str, int, int, Token]  # source, construction, first token, last token, anchor


def _around(token: Token, doc: Doc, sentences: Sentences) -> Iterator[Stretch]:
    if token.pos_ in ("VERB", "AUX"):
        yield from _of_verb(token, doc, sentences)
    elif token.lower_ == "according":
        yield from _according(token, doc, sentences)
    elif token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in CUE_NOUNS:
        yield from _of_noun(token)


def _of_verb(verb: Token, doc: Doc, sentences: Sentences) -> Iterator[Stretch]:
    subject = speaker(verb)
    source = subject.i if subject is not None else None
    children = list(verb.children)
    for child in children:
        if child.dep_ not in CONTENTS or (child.dep_ == "prep" and child.lower_ not in PREPOSITIONS):
            continue
        first, last = child.left_edge.i, child.right_edge.i
        if first <= verb.i <= last:
            continue
        side = "before" if child.i < verb.i else "after"
        name = f"{child.dep_}-{side}" + (f"-{child.lower_}" if child.dep_ == "prep" else "")
        yield source, name, first, last, child
        if child.dep_ in ("dobj", "prep") and child.i > verb.i:
            # "accused Georgia of delay", "called the plan a mistake": the object with all that follows it
            end = max(c.right_edge.i for c in children if c.i >= child.i and c.dep_ != "punct")
            yield source, f"{name}-on", first, end, child
    yield from _parenthetical(verb, source)
    if verb.lemma_.lower() in REPORTING and subject is not None:
        yield from _rest_of_sentence(verb, subject, doc, sentences)


def _parenthetical(verb: Token, source: int | None) -> Iterator[Stretch]:
    """ "Talks, Lavrov said, will go on": the clause above, up to this one, behind it, or with it in the middle."""
    inserted = verb.dep_ in ("parataxis", "advcl") or (verb.dep_ == "ccomp" and verb.head.pos_ in ("VERB", "AUX"))
    if not inserted:
        return
    above = verb.head
    first, last = above.left_edge.i, above.right_edge.i
    left, right = verb.left_edge.i, verb.right_edge.i
    if first < left and right < last:
        yield source, f"{verb.dep_}-within", first, last, above
    if first < left:
        yield source, f"{verb.dep_}-behind", first, left - 1, above
    if right < last:
        yield source, f"{verb.dep_}-ahead", right + 1, last, above


def _rest_of_sentence(verb: Token, subject: Token, doc: Doc, sentences: Sentences) -> Iterator[Stretch]:
    """What stands before or after a bare "X said", where the parser hung it on something else."""
    first, last = sentences.around(verb.i)
    left = min(subject.left_edge.i, verb.i)
    right = max(verb.i, subject.right_edge.i if subject.i > verb.i else verb.i)
    if left > first:
        yield subject.i, "rest-before", first, left - 1, doc[first]
    if right < last:
        yield subject.i, "rest-after", right + 1, last, doc[right + 1]


def _according(word: Token, doc: Doc, sentences: Sentences) -> Iterator[Stretch]:
    """The sentence without "according to X"; both sides of it where it stands in the middle."""
    if word.i + 1 >= len(doc) or doc[word.i + 1].lower_ != "to":
        return
    objects = [c for t in (word, doc[word.i + 1]) for c in t.children if c.dep_ == "pobj"]
    source = objects[0].i if objects else None
    first, last = sentences.around(word.i)
    end = objects[0].right_edge.i if objects else word.i + 1
    if word.i > first:
        yield source, "according-behind", first, word.i - 1, word.head
        clause = word.head.left_edge.i
        if first < clause < word.i:
            yield source, "according-clause", clause, word.i - 1, word.head
    if end < last:
        yield source, "according-ahead", end + 1, last, word.head
        if word.i > first:
            yield source, "according-within", first, last, word.head


def _of_noun(noun: Token) -> Iterator[Stretch]:
    """ "the ministry's claim that ...", "issued a warning of ..." """
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is None and noun.dep_ in ("dobj", "attr"):
        owner = speaker(noun.head)
    elif owner is None and noun.dep_ == "pobj":
        owner = speaker(noun.head.head)
    source = owner.i if owner is not None else None
    for child in noun.children:
        by_word = child.dep_ == "prep" and child.lower_ in NOUN_PREPOSITIONS
        if child.dep_ in NOUN_CONTENTS or by_word:
            name = f"noun-{child.dep_}" + (f"-{child.lower_}" if by_word else "")
            yield source, name, child.left_edge.i, child.right_edge.i, child


def speaker(verb: Token) -> Token | None:
    """The verb's subject or agent, or that of the verb it shares one with; None where neither is there."""
    at = verb
    for _ in range(CLIMB):
        for child in at.children:
            if child.dep_ == "nsubj":
                return child
            if child.dep_ == "agent":
                by = next((c for c in child.children if c.dep_ == "pobj"), None)
                if by is not None:
                    return by
        if at.dep_ in SHARING:
            at = at.head
        elif at.dep_ in ("acl", "relcl") and at.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return at.head
        else:
            return None
    return None


def _trimmed(doc: Doc, page: Page, first: int, last: int) -> Span | None:
    """The stretch without punctuation and white space at its ends; None where nothing or little is left."""
    while first <= last and _is_edge(doc[first]):
        first += 1
    while last >= first and _is_edge(doc[last]) and not _closes_inside(doc, first, last):
        last -= 1
    if first > last:
        return None
    start, end = doc[first].idx, doc[last].idx + len(doc[last])
    return Span(start, end) if end - start >= MIN_LENGTH else None


def _is_edge(token: Token) -> bool:
    return not any(c.isalnum() or c in "$€£%#@" for c in token.text)


def _closes_inside(doc: Doc, first: int, last: int) -> bool:
    """A bracket that closes one of the stretch's own."""
    opening = {")": "(", "]": "["}.get(doc[last].text)
    return opening is not None and any(t.text == opening for t in doc[first:last])


def _may_be_content(page: Page, span: Span) -> bool:
    """Within one paragraph, and not the place of a marked quotation: those have their own source and record."""
    if page.block_at[span.start] != page.block_at[span.end - 1]:
        return False
    marks = {int(n) for n in set(page.mark_at[span.start : span.end].tolist()) if n >= 0}
    marked = 0
    for number in marks:
        mark = page.marks[number].span
        shared = min(mark.end, span.end) - max(mark.start, span.start)
        if shared >= 0.5 * len(mark):
            return False
        marked += shared
    return marked <= MARKED_SHARE * len(span)


def by_cue(found: Sequence[Clause]) -> dict[int, list[int]]:
    """Token of a cue -> the numbers of its candidates."""
    numbers: dict[int, list[int]] = {}
    for number, clause in enumerate(found):
        numbers.setdefault(clause.cue, []).append(number)
    return numbers
