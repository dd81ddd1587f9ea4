"""Candidate mentions: everything in an article that could be the source of a quotation."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from index.attribute.english.labels import Label, labels
from index.attribute.english.lexicon import NO_SOURCES, PRONOUNS, REPORTING, REPORTING_FORMS, SAYINGS
from index.attribute.page import Page
from index.span import Span

Cue = Literal["none", "verb", "reporting", "according"]

MODIFIERS = frozenset(("compound", "det", "amod", "poss", "nmod", "nummod", "quantmod", "punct"))
RELATIONS = frozenset(
    "nsubj nsubjpass csubj agent conj poss appos compound ROOT dobj attr npadvmod dep nmod dative".split()
)
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
ENTITIES = frozenset(("PERSON", "ORG", "NORP", "GPE"))
PHRASE_BREAK = re.compile(r"[\n“”\"«»<>―—;]|--|''|``|, who(?:se|m)?\b")
NAME = r"(?:[^\W\d_a-z][\w.’'-]*|de|van|von|al|bin|der)"
FORM = re.compile(rf"\b(?:{REPORTING_FORMS}|reads?)\b")
NAME_BEFORE = re.compile(
    rf"(?<![\w.])((?:{NAME}[ \xa0]+){{0,3}}[A-Z][\w’'-]+|he|she|He|She)"
    r"(?:,? (?:\d\d|[RD]-\w+),|[ \xa0](?:also|later|then|has|had|once))?[ \xa0]+$"
)
# "...," the editorial read. The parser takes many such nouns for verbs.
NOUN_BEFORE = re.compile(r"[”\"][ \xa0]+((?:[Tt]he|[Aa]n?) (?:[\w-]+ )?[\w-]+) $")
NAME_AFTER = re.compile(rf"[ \xa0]+((?:{NAME}[ \xa0]+){{0,3}}[A-Z][\w’'-]+)(?=[,.\s]|$)")
REACH = 60  # characters looked at before a reporting verb for the name that it belongs to


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A possible source. `head` is the index of its head token and `place` its span; `verbs` are the tokens that it
    governs, the nearest first.

    `label` is set where the layout, not the grammar, makes it a source. `patched` says that the verb was found beside
    the name because the parser missed it.
    """

    head: int
    place: Span
    start: int
    end: int
    block: int
    relation: str
    entity: str
    pronoun: str
    cue: Cue
    verbs: tuple[int, ...]
    label: Label | None
    patched: bool
    inside: bool
    possessor: bool
    repeated: int
    named: bool


def mentions(doc: Doc, page: Page) -> list[Mention]:
    """The candidates of a parsed article, in the order of the text."""
    at = {token.idx: token.i for token in doc}
    placed = _label_heads(page, at)
    beside = _names_beside_verbs(page, at)
    heads = _heads(doc, page) | set(placed)
    for head, (_, span) in beside.items():
        if not any(i in heads for i in range(at[span.start], head + 1)):
            heads.add(head)
    heads = {i for i in heads if any(c.isalpha() for c in doc[i].text)}
    entity = {token.i: ent.label_ for ent in doc.ents for token in ent}
    count = Counter(doc[i].lower_ for i in heads)
    return [
        _mention(doc[i], page, placed.get(i), beside.get(i), entity.get(i, "-"), count[doc[i].lower_])
        for i in sorted(heads)
    ]


def _heads(doc: Doc, page: Page) -> set[int]:
    """Heads of noun phrases, names, subjects, and of what a saying belongs to, outside closed marks."""
    found: set[int] = set()
    for chunk in doc.noun_chunks:
        if chunk.root.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET") and chunk.root.lower_ not in NO_SOURCES:
            found.add(chunk.root.i)
    found.update(ent.root.i for ent in doc.ents if ent.label_ in ENTITIES)
    for token in doc:
        if token.dep_ in SUBJECTS and token.is_alpha:
            pointing = token.head.lemma_.lower() in REPORTING and token.lower_ in ("which", "that")
            if pointing or token.lower_ not in NO_SOURCES:
                found.add(token.i)
        elif token.dep_ == "poss" and token.head.lemma_.lower() in SAYINGS:
            found.add(token.i)
    return {i for i in found if not page.in_closed_mark(doc[i].idx)}


def _label_heads(page: Page, at: dict[int, int]) -> dict[int, Label]:
    """Token -> label, for the last word of each label."""
    found: dict[int, Label] = {}
    for label in labels(page):
        head = _last_token(label.span, at)
        if head is not None:
            found.setdefault(head, label)
    return found


def _names_beside_verbs(page: Page, at: dict[int, int]) -> dict[int, tuple[int, Span]]:
    """Last token of a name -> (token of the reporting verb next to it, the name's span)."""
    found: dict[int, tuple[int, Span]] = {}
    for form in FORM.finditer(page.text):
        if page.inside(form.start()) or form.start() not in at:
            continue
        window = max(0, form.start() - REACH), form.start()
        before = NAME_BEFORE.search(page.text, *window) or NOUN_BEFORE.search(page.text, *window)
        for name in (before, NAME_AFTER.match(page.text, form.end())):
            if name and not page.inside(name.start(1)) and name.start(1) in at:
                span = Span(name.start(1), name.end(1))
                head = _last_token(span, at)
                if head is not None:
                    found.setdefault(head, (at[form.start()], span))
    return found


def _last_token(span: Span, at: dict[int, int]) -> int | None:
    return next((at[place] for place in range(span.end - 1, span.start - 1, -1) if place in at), None)


def _mention(
    head: Token, page: Page, label: Label | None, beside: tuple[int, Span] | None, entity: str, repeated: int
) -> Mention:
    relation, verb = _relation(head)
    cue: Cue = "verb" if verb is not None else "none"
    verbs = _governed(verb, relation) if verb is not None else []
    reporting = [v for v in verbs if v.lemma_.lower() in REPORTING] if relation in _SAYERS else []
    patched = False
    if relation == "according":
        cue = "according"
    elif reporting:
        cue, verbs = "reporting", reporting
    elif beside is not None:
        cue, verbs, patched = "reporting", [head.doc[beside[0]]], True
    span = label.span if label else _phrase(head, page)
    if beside is not None and label is None and not span.within(beside[1]) and patched:
        span = Span(min(span.start, beside[1].start), max(span.end, beside[1].end))
    low = head.lower_
    return Mention(
        head=head.i,
        place=Span(head.idx, head.idx + len(head)),
        start=span.start,
        end=span.end,
        block=int(page.block_at[head.idx]),
        relation=relation,
        entity=entity if entity in ENTITIES or entity in ("-", "DATE") else "other",
        pronoun=low if low in PRONOUNS else "other" if head.pos_ == "PRON" else "-",
        cue=cue,
        verbs=tuple(v.i for v in verbs),
        label=label,
        patched=patched,
        inside=page.inside(head.idx),
        possessor=head.dep_ == "poss" and head.head.lemma_.lower() in SAYINGS,
        repeated=repeated,
        named=head.pos_ == "PROPN" or any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in head.children),
    )


_SAYERS = frozenset(("nsubj", "nsubjpass", "conj-subject", "agent"))


def _relation(head: Token) -> tuple[str, Token | None]:
    """How the phrase hangs in its sentence, and the verb it hangs on."""
    dep, parent = head.dep_, head.head
    if dep in ("nsubj", "nsubjpass", "csubj"):
        return dep, parent if parent.pos_ in ("VERB", "AUX") else None
    if dep == "pobj" and parent.dep_ in ("agent", "prep", "pcomp"):
        verb = parent.head if parent.head.pos_ in ("VERB", "AUX") else None
        if parent.dep_ == "agent":
            return "agent", verb
        accord = parent.head.lower_ == "according" or (parent.i > 0 and head.doc[parent.i - 1].lower_ == "according")
        if parent.lower_ == "to" and accord:
            return "according", None
        return f"pobj-{parent.lower_}" if parent.lower_ in ("from", "of", "to", "in", "with") else "pobj", verb
    if dep == "conj" and parent.dep_ in SUBJECTS:
        return "conj-subject", parent.head if parent.head.pos_ in ("VERB", "AUX") else None
    return dep if dep in RELATIONS else "none", None


def _governed(verb: Token, relation: str) -> list[Token]:
    """The verb with those coordinated with it or depending on it that share its subject."""
    shared = [v for v in verb.conjuncts if v.pos_ == "VERB" and not any(c.dep_ == "nsubj" for c in v.children)]
    hanging = [v for v in verb.children if v.dep_ in ("advcl", "xcomp") and v.pos_ == "VERB"]
    return [verb, *shared, *hanging]


def _phrase(head: Token, page: Page) -> Span:
    """The short noun phrase around a head: what modifies it, and an `of` phrase right behind it.

    It never crosses a mark, a line end or a dash.
    """
    doc = head.doc
    first = min([head.i, *(t.left_edge.i for t in head.lefts if t.dep_ in MODIFIERS)])
    last = max([head.i, *(t.right_edge.i for t in head.rights if t.dep_ in ("prep", "flat") and t.i == head.i + 1)])
    start, stop = head.idx, head.idx + len(head)
    left, right = doc[first].idx, doc[last].idx + len(doc[last])
    breaks = [m.end() for m in PHRASE_BREAK.finditer(page.text, left, start)]
    left = breaks[-1] if breaks else left
    while left < start and not page.text[left].isalnum():
        left += 1
    cut = PHRASE_BREAK.search(page.text, stop, right)
    right = cut.start() if cut else right
    while right > stop and not (page.text[right - 1].isalnum() or page.text[right - 1] == "."):
        right -= 1
    return Span(min(left, start), max(right, stop))


def antecedent(pronoun: Token) -> Token:
    """Whom "who" refers to: the head of its relative clause; the pronoun itself where it has none."""
    verb = pronoun.head
    while verb.dep_ in ("conj", "xcomp", "ccomp", "aux") and verb.head.i != verb.i:
        verb = verb.head
    return verb.head if verb.dep_ == "relcl" else pronoun
