"""Denied: where an article tells that somebody did not say something, no answer may show it under that name."""

from __future__ import annotations

from spacy.tokens import Token

UNSURE = 0.5  # the most that such a speaker's confidence can be; no answer shows one of that
# What hangs on a word in these ways is said to be, or not to be, together with it: "did not see a quote of X saying",
# "it is not true that X said". Clauses of time or reason are not: "he did not come, because X said".
TOGETHER = frozenset("acl attr ccomp csubj dobj nsubj pcomp pobj prep xcomp".split())
DENYING = frozenset("decline deny dispute doubt dismiss fail refuse refute reject".split())
NOBODY = frozenset("nobody none nothing neither".split())


def denied(cue: Token, source: Token | None) -> bool:
    """Whether the word of saying is denied: itself, or by what it or its source hangs on ("never said", "nobody heard X
    claim", "did not see a quote of X saying").
    """
    if _is_negated(cue) or _hangs_on_denial(cue):
        return True
    # The subject of another verb has said it all the same: "X did not come, saying ...".
    return source is not None and source.dep_ not in ("nsubj", "nsubjpass") and _hangs_on_denial(source)


def _hangs_on_denial(word: Token) -> bool:
    while word.dep_ in TOGETHER and word.head is not word:
        word = word.head
        if _is_negated(word) or word.lemma_.lower() in DENYING:
            return True
    return False


def _is_negated(word: Token) -> bool:
    return any(
        child.dep_ == "neg" or (child.dep_ in ("nsubj", "nsubjpass") and (child.lower_ in NOBODY or _is_none(child)))
        for child in word.children
    )


def _is_none(subject: Token) -> bool:
    """Whether it is "no one", "no minister"."""
    return any(child.lower_ in ("no", "neither") for child in subject.children)
