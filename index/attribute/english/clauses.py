"""Clauses and phrases that may hold what a source says, in the article's words: "X said that ...", "according to X".

Every verb, saying or "according to" is paired with each stretch that it may govern; `indirect.py` decides between them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from index.attribute.english.lexicon import REPORTING, SAYINGS
from index.attribute.english.sayers import accorded, name_before, sayers
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
# What at the end of a content, behind one of COMMAS, may be the article's own words.
ADDED = frozenset("relcl advcl acl appos conj prep ccomp".split())
COMMAS = frozenset((",", "—", "–", "―", "-", "--", ";", ":"))
MAX_CUTS = 2  # shortened forms of one content
MARKED_SHARE = 0.3  # of a clause between quotation marks; with more it is the marked words' quotation, not this one
MIN_LENGTH = 4  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """`span` is the possible content, `cue` the token that says so, `source` the token that may be the speaker's head.

    `way` names what leads from the cue to the source, `construction` how the content hangs on the cue; `anchor` is the
    content's own head.
    """

    cue: int
    source: int | None
    way: str
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


def clauses(doc: Doc, page: Page, sentences: Sentences, cues: Container[str]) -> list[Clause]:
    """The candidates of a parsed article, in the order of their cues; they overlap. `cues` are the lemmas looked at."""
    found: list[Clause] = []
    for token in doc:
        if _may_be_cue(token, cues) and not page.inside(token.idx):
            found += _at(token, doc, page, sentences)
    return found


def _may_be_cue(token: Token, cues: Container[str]) -> bool:
    if token.lower_ == "according":
        return True
    if token.pos_ in ("VERB", "AUX"):
        return token.lemma_.lower() in cues
    return token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in CUE_NOUNS


def _at(cue: Token, doc: Doc, page: Page, sentences: Sentences) -> Iterator[Clause]:
    spans: dict[Span, Stretch] = {}
    for stretch in _stretches(cue, doc, sentences):
        span = trimmed(doc, stretch.first, stretch.last)
        if span is not None and may_be_content(page, span):
            spans.setdefault(span, stretch)
    sources = sayers(cue) if spans else []
    for span, stretch in spans.items():
        outside: list[tuple[int | None, str]] = [
            (token.i, way) for token, way in sources if stretch.around or not span.start <= token.idx < span.end
        ]
        for source, way in outside or [(None, "none")]:
            yield Clause(
                cue=cue.i,
                source=source,
                way=way,
                construction=stretch.construction,
                span=span,
                anchor=stretch.anchor.i,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Tokens from `first` to `last` as a possible content; `around` says that the cue's own clause lies within."""

    construction: str
    first: int
    last: int
    anchor: Token
    around: bool = False


def _stretches(cue: Token, doc: Doc, sentences: Sentences) -> Iterator[Stretch]:
    if cue.lower_ == "according":  # some parses have it as a verb
        yield from _according(cue, doc, sentences)
    elif cue.pos_ in ("VERB", "AUX"):
        yield from _governed(cue)
        yield from _parenthetical(cue)
        if cue.lemma_.lower() in REPORTING:
            yield from _rest_of_sentence(cue, doc, sentences)
    else:
        for child in cue.children:
            by_word = child.dep_ == "prep" and child.lower_ in NOUN_PREPOSITIONS
            if child.dep_ in NOUN_CONTENTS or by_word:
                name = f"noun-{child.dep_}" + (f"-{child.lower_}" if by_word else "")
                yield Stretch(construction=name, first=child.left_edge.i, last=child.right_edge.i, anchor=child)


def _governed(verb: Token) -> Iterator[Stretch]:
    """What hangs on the verb, each with and without what follows it."""
    children = list(verb.children)
    end = max((c.right_edge.i for c in children if c.dep_ != "punct"), default=verb.i)
    for child in children:
        if child.dep_ not in CONTENTS or (child.dep_ == "prep" and child.lower_ not in PREPOSITIONS):
            continue
        first, last = child.left_edge.i, child.right_edge.i
        if first <= verb.i <= last:
            continue
        side = "before" if child.i < verb.i else "after"
        name = f"{child.dep_}-{side}" + (f"-{child.lower_}" if child.dep_ == "prep" else "")
        yield Stretch(construction=name, first=first, last=last, anchor=child)
        if child.i > verb.i:
            yield from _shortened(name, child, last)
        if child.dep_ in ("dobj", "prep") and child.i > verb.i and end > last:
            # "accused Georgia of delay", "called the plan a mistake"
            yield Stretch(construction=f"{name}-on", first=first, last=end, anchor=child)


def _shortened(name: str, anchor: Token, last: int) -> Iterator[Stretch]:
    """The content without a clause behind a comma at its end, which is often the article's own: ", who denies it"."""
    doc, first = anchor.doc, anchor.left_edge.i
    cuts: list[int] = []
    at = doc[last]
    while at.i != anchor.i and at.head.i != at.i and at.i >= first:
        left = at.left_edge.i
        behind_comma = left - 1 > first and doc[left - 1].text in COMMAS
        if at.dep_ in ADDED and behind_comma and at.right_edge.i == last and left - 2 not in cuts:
            cuts.append(left - 2)
        at = at.head
    for end in cuts[-MAX_CUTS:]:
        yield Stretch(construction=f"{name}-cut", first=first, last=end, anchor=anchor)


def _parenthetical(verb: Token) -> Iterator[Stretch]:
    """ "Talks, Lavrov said, will go on": the clause above, up to this one, behind it, or with it in the middle."""
    inserted = verb.dep_ in ("parataxis", "advcl") or (verb.dep_ == "ccomp" and verb.head.pos_ in ("VERB", "AUX"))
    if not inserted:
        return
    above = verb.head
    first, last = above.left_edge.i, above.right_edge.i
    left, right = verb.left_edge.i, verb.right_edge.i
    while last > right and _is_edge(verb.doc[last]):
        last -= 1
    if first < left and right < last:
        yield Stretch(construction=f"{verb.dep_}-within", first=first, last=last, anchor=above, around=True)
    if first < left:
        yield Stretch(construction=f"{verb.dep_}-behind", first=first, last=left - 1, anchor=above)
    if right < last:
        yield Stretch(construction=f"{verb.dep_}-ahead", first=right + 1, last=last, anchor=above)


def _rest_of_sentence(verb: Token, doc: Doc, sentences: Sentences) -> Iterator[Stretch]:
    """All that stands before or after a bare "X said" or "said X", where the parser hung it on something else."""
    first, last = sentences.around(verb.i)
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "agent")), None)
    before = name_before(verb)
    left, right = verb.i, verb.i
    if subject is not None:
        left, right = min(left, subject.left_edge.i), max(right, subject.right_edge.i if subject.i > verb.i else right)
    elif before is not None:
        left = before.left_edge.i
    if left > first:
        yield Stretch(construction="rest-before", first=first, last=left - 1, anchor=doc[first])
    if right < last:
        yield Stretch(construction="rest-after", first=right + 1, last=last, anchor=doc[right + 1])


def _according(word: Token, doc: Doc, sentences: Sentences) -> Iterator[Stretch]:
    """The sentence without "according to X"; both sides of it where it stands in the middle."""
    if word.i + 1 >= len(doc) or doc[word.i + 1].lower_ != "to":
        return
    source = accorded(word)
    first, last = sentences.around(word.i)
    end = source.right_edge.i if source is not None else word.i + 1
    if word.i > first:
        yield Stretch(construction="according-behind", first=first, last=word.i - 1, anchor=word.head)
        clause = word.head.left_edge.i
        if first < clause < word.i:
            yield Stretch(construction="according-clause", first=clause, last=word.i - 1, anchor=word.head)
    if end < last:
        yield Stretch(construction="according-ahead", first=end + 1, last=last, anchor=word.head)
        if word.i > first and not all(_is_edge(t) for t in doc[end + 1 : last + 1]):
            yield Stretch(construction="according-within", first=first, last=last, anchor=word.head, around=True)


def trimmed(doc: Doc, first: int, last: int) -> Span | None:
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


def may_be_content(page: Page, span: Span) -> bool:
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
