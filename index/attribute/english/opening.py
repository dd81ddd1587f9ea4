"""Sentences that open with "According to X, ...": all behind the comma is what X says, however it is parsed."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from index.attribute.english.clauses import Clause, Sentences, may_be_content, trimmed
from index.attribute.english.roles import head_role
from index.attribute.english.sayers import accorded
from index.attribute.page import Page

# Of 48 in PolNeAR's training split 44 are annotated so; of the others two have another extent, two are not annotated.
RIGHT = 0.9
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
LONGEST = 30  # tokens of a source with all that belongs to it
NOT_SAID = frozenset("plan schedule tradition custom law rule rules legend".split())  # bare: "according to plan"


def opening_accords(doc: Doc, page: Page, sentences: Sentences) -> Iterator[Clause]:
    """One candidate for each such sentence whose rest is a clause."""
    for token in doc[:-1]:
        if token.lower_ != "according" or token.nbor(1).lower_ != "to" or page.inside(token.idx):
            continue
        first, last = sentences.around(token.i)
        source = accorded(token)
        if token.i > first or source is None or _is_bare(source):
            continue
        comma = _comma(doc, source, last)
        if comma is None or not any(t.tag_ in FINITE for t in doc[comma + 1 : last + 1]):
            continue
        span = trimmed(doc, comma + 1, last)
        if span is not None and may_be_content(page, span):
            yield Clause(
                cue=token.i,
                source=source.i,
                way="according",
                construction="according-ahead",
                span=span,
                anchor=doc[comma + 1].i,
            )


def _is_bare(source: Token) -> bool:
    return source.lower_ in NOT_SAID and not any(c.dep_ in ("det", "poss") for c in source.children)


def _comma(doc: Doc, source: Token, last: int) -> int | None:
    """The comma at the end of the source and of the names in apposition to it: "the spokesperson, Anna Brod,"."""
    for token in doc[source.i + 1 : min(last, source.i + LONGEST)]:
        if token.text == "," and not _goes_on(doc, source, token.i, last):
            return token.i
    return None


def _goes_on(doc: Doc, source: Token, comma: int, last: int) -> bool:
    """Whether what stands up to the next comma is still of the source: the name of a role, a role, "which ..."."""
    following = next((t.i for t in doc[comma + 1 : last] if t.text == ","), None)
    if following is None:
        return False
    between = doc[comma + 1 : following]
    named = head_role([source.lower_]) is not None and all(t.text[0].isupper() for t in between)
    described = between[0].lower_ in ("who", "which", "a", "an", "the") and not any(
        t.dep_ == "nsubj" and t.lower_ not in ("who", "which") for t in between
    )
    return named or described
