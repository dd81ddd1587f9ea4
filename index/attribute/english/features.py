"""What is known about a marked stretch and about a mention by themselves: small named values for the ranker.

Every value is bucketed to a few cases, because weights are learned for combinations of them (see `rank.py`).
"""

from __future__ import annotations

import re
from bisect import bisect_left

from spacy.tokens import Doc, Token

from index.attribute.english.lexicon import BODIES, DOCUMENTS, GROUPS, ROLES, SAYINGS, TITLES, VOICES, WORKS
from index.attribute.english.mentions import Mention
from index.attribute.page import Page
from index.span import Span

Value = int | str
Features = dict[str, Value]

LENGTHS = (1, 2, 3, 5, 8, 15, 30, 60)  # words
GAPS = (0, 2, 5, 10, 25)  # words
SORTS = (
    ("document", DOCUMENTS | WORKS),
    ("saying", SAYINGS),
    ("body", BODIES),
    ("role", ROLES | VOICES),
    ("title", TITLES),
    ("group", GROUPS),
)
SMALL_WORDS = frozenset(("AUX", "ADP", "SCONJ", "DET", "PRON", "PART", "CCONJ"))
GRAMMAR = ("root", "root_pos", "governor", "left_word", "right_word", "name")
TENSES = {"VBD": "past", "VBZ": "present", "VBP": "present", "VBG": "ing", "VBN": "participle", "VB": "plain"}


def mark_features(doc: Doc, page: Page, number: int) -> Features:
    """A mark by itself: its punctuation, length, place in its paragraph, and the mark before it."""
    text = page.text
    mark = page.marks[number]
    start, end = mark.span.start, mark.span.end
    block = page.block(start)
    before = text[block.start : mark.outer.start].rstrip(' “"\xa0”«')
    after = text[max(end, mark.outer.end) : block.end].lstrip('”" \xa0“»')
    beside = page.marks[max(0, number - 3) : number + 4]  # no more are told apart
    here = [m for m in beside if block.start <= m.span.start < block.end]
    found: Features = {
        "pre": _punctuation(before[-1:], "start"),
        "post": _punctuation(after[:1], "end"),
        "last": _punctuation(text[end - 1], "end"),
        "capital": int(text[start].isupper()),
        "length": bisect_left(LENGTHS, len(re.findall(r"\w[\w'’.-]*", text[start:end]))),
        "marks_before": min(3, sum(m.span.start < start for m in here)),
        "marks_after": min(3, sum(m.span.start > start for m in here)),
        "whole": int(not re.search(r"\w", before + after)),
        "closed": int(mark.closed),
        "around": min(3, page.words_between(block.start, block.end) // 4),
        **_grammar(doc, mark.span),
    }
    if number == 0:
        return {
            **found,
            "gap": 6,
            "gap_paragraphs": 4,
            "gap_ends": 0,
            "previous_last": "none",
            "previous_closed": 2,
        }
    previous = page.marks[number - 1]
    return {
        **found,
        "gap": min(5, bisect_left(GAPS, page.words_between(previous.span.end, start))),
        "gap_paragraphs": min(3, int(page.block_at[start] - page.block_at[previous.span.start])),
        "gap_ends": min(2, page.ends_between(previous.span.end, start)),
        "previous_last": _punctuation(text[previous.span.end - 1], "end"),
        "previous_closed": int(previous.closed),
    }


def _grammar(doc: Doc, span: Span) -> Features:
    """The marked words in the parse: what their root is, what it hangs on, whether they are a clause, the words beside
    them.
    """
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    if words is None or not len(words):
        return {**dict.fromkeys(GRAMMAR, "-"), "whole_clause": 0}
    root, first, last = words.root, words.start, words.end
    governor = root.head
    inside = first <= governor.i < last
    over = governor.lemma_.lower() if governor.pos_ in ("VERB", "AUX") else governor.pos_
    return {
        "root": root.dep_,
        "root_pos": root.pos_,
        "governor": "-" if inside else over,
        "whole_clause": int(any(t.dep_ in ("nsubj", "nsubjpass") for t in words)),
        "left_word": _beside(doc, first, -1),
        "right_word": _beside(doc, last - 1, 1),
        "name": next((t.ent_type_ for t in words if t.ent_type_), "-"),
    }


def _beside(doc: Doc, place: int, step: int) -> str:
    """The next word outside, if it is a small one or a verb, else its part of speech."""
    at = place + step
    while 0 <= at < len(doc) and doc[at].is_punct:
        at += step
    if not 0 <= at < len(doc) or doc[at].is_space:
        return "-"
    token = doc[at]
    if token.pos_ == "VERB":
        return token.lemma_.lower()
    return token.lower_ if token.pos_ in SMALL_WORDS else token.pos_


def mention_features(doc: Doc, mention: Mention) -> Features:
    """A mention by itself: what it is, and how it hangs in its sentence."""
    head = doc[mention.head]
    verb = doc[mention.verbs[0]] if mention.verbs else None
    clause = verb is not None and any(c.dep_ in ("ccomp", "parataxis") for c in verb.children)
    common = mention.pronoun == "-" and head.pos_ != "PROPN"
    return {
        "relation": mention.relation,
        "entity": mention.entity,
        "pronoun": mention.pronoun,
        "pos": head.pos_ if head.pos_ in ("PROPN", "NOUN", "PRON") else "other",
        "repeated": min(mention.repeated, 8),
        "cue": mention.cue,
        "tense": TENSES.get(verb.tag_, "-") if verb is not None else "-",
        "clause": int(clause),
        "kind": mention.label.kind if mention.label else "-",
        "inside": int(mention.inside),
        "upper": int(head.is_upper and len(head) > 2),
        "named": int(mention.named),
        "patched": int(mention.patched),
        "possessor": int(mention.possessor),
        "word": head.lower_ if common else "",
        "sort": _sort(head) if common else "name" if mention.pronoun == "-" else "pronoun",
        "plural": int(head.tag_ in ("NNS", "NNPS") or head.lower_ in ("they", "we", "them")),
    }


def _sort(head: Token) -> str:
    """What a common noun means, as far as the lexicon tells."""
    word = head.lemma_.lower()
    for name, words in SORTS:
        if word in words or head.lower_ in words:
            return name
    return "other"


def _punctuation(character: str, nothing: str) -> str:
    if not character:
        return nothing
    if character.isalnum():
        return "lower" if character.islower() else "upper"
    if character in "―—–-":
        return "-"
    return "comma" if character == "," else character if character in ":.;()?!" else "other"
