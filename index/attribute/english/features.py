"""What is known about a marked stretch and about a mention by themselves: small named values for the ranker.

Every value is bucketed to a few cases, because weights are learned for combinations of them (see `rank.py`).
"""

from __future__ import annotations

import re
from bisect import bisect_left

from spacy.tokens import Doc

from index.attribute.english.mentions import Mention
from index.attribute.page import Page

Value = int | str
Features = dict[str, Value]

LENGTHS = (1, 2, 3, 5, 8, 15, 30, 60)  # words
GAPS = (0, 2, 5, 10, 25)  # words
TENSES = {"VBD": "past", "VBZ": "present", "VBP": "present", "VBG": "ing", "VBN": "participle", "VB": "plain"}


def mark_features(page: Page, number: int) -> Features:
    """A mark by itself: its punctuation, length, place in its paragraph, and the mark before it."""
    text = page.text
    mark = page.marks[number]
    start, end = mark.span.start, mark.span.end
    block = page.block(start)
    before = text[block.start : start].rstrip(' “"\xa0”«')
    after = text[end : block.end].lstrip('”" \xa0“»')
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
    }


def _punctuation(character: str, nothing: str) -> str:
    if not character:
        return nothing
    if character.isalnum():
        return "lower" if character.islower() else "upper"
    if character in "―—–-":
        return "-"
    return "comma" if character == "," else character if character in ":.;()?!" else "other"
