"""Unsaid: where an article tells that somebody did not say something, or only thinks of their saying it, no answer may
show it under that name.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from index.attribute.english.lexicon import DOCUMENTS, SAYINGS, WORKS

UNSURE = 0.5  # the most that such a speaker's confidence can be; no answer shows one of that
# What hangs on a word in these ways is said to be, or not to be, together with it: "did not see a quote of X saying",
# "it is not true that X said". Clauses of time or reason are not: "he did not come, because X said".
TOGETHER = frozenset("acl attr ccomp csubj dobj nsubj pcomp pobj prep xcomp".split())
DENYING = frozenset(
    """avoid decline deny dispute doubt dismiss fabricate fail forbid forget hesitate invent misquote neglect omit
    prevent refuse refute reject""".split()
)
IMAGINING = frozenset("fancy hope imagine intend picture pretend suppose want wish".split())
RUMOURING = frozenset("allege believe rumor rumour suppose think".split())  # in the passive: "is said to have said"
# Whose denial the words are only named in: "denied reports of a “pause”".
REFUTING = frozenset("deny reject dismiss refute dispute rebut contradict".split())
TALK = frozenset(
    "report rumor rumour claim allegation accusation suggestion talk speculation notion word story assertion".split()
)
NOBODY = frozenset("nobody none nothing neither".split())
INSTEAD = frozenset("without instead short far".split())  # "stopped short of saying"
HEARSAY = frozenset("allegedly supposedly purportedly".split())
FALSELY = frozenset("falsely wrongly incorrectly mistakenly".split())
IF = frozenset("if unless whether though".split())  # "though" as in "as though"
WOULD = frozenset("would might may should must".split())  # "could only say" tells that it was said
TELLING = frozenset("later subsequently then often always sometimes repeatedly".split())  # "would later say": X said it
FAKED = frozenset(
    "fake faked fabricated false forged doctored satirical satiric fictional fictitious bogus parody invented".split()
)
SHOWS = (
    DOCUMENTS
    | WORKS
    | SAYINGS
    | frozenset("quotation audio recording image photo screenshot account sketch skit impression press story".split())
)
ASKS = frozenset(("WDT", "WP", "WP$", "WRB"))


def denied(cue: Token, source: Token | None) -> bool:
    """Whether the word of saying is denied or only thought of: itself, or by what it or its source hangs on ("never
    said", "nobody heard X claim", "would have said", "as if to say", "imagine X saying", "Did X say ...?").
    """
    if cue.lower_ == "according":
        return _is_made_up(cue)
    if _is_negated(cue) or _is_hypothetical(cue) or _is_asked(cue) or _hangs_on_denial(cue) or _is_made_up(cue):
        return True
    # The subject of another verb has said it all the same: "X did not come, saying ...".
    return source is not None and source.dep_ not in ("nsubj", "nsubjpass") and _hangs_on_denial(source)


def refuted(marked: Tokens) -> bool:
    """Whether the marked words are what others are told to say falsely: "denied reports of a “pause”"."""
    below: Token | None = None
    for word in marked.root.ancestors:
        if below is not None and word.lemma_.lower() in REFUTING:
            return True
        if word.lower_ == "as":
            return False  # who dismisses reports as “tales” says so
        below = word if word.dep_ == "dobj" and word.lemma_.lower() in TALK and word.i < marked.start else None
    return False


def _hangs_on_denial(word: Token) -> bool:
    if any(child.lower_ == "what" for child in word.children):
        return False  # who denies "what X called a pause" denies it of the pause
    return any(
        _is_negated(above)
        or _is_conditional(above)
        or above.lemma_.lower() in DENYING | IMAGINING
        or _is_instead(above)
        or _has_adverb(above, FALSELY)
        or _is_rumour(above)
        for above in _above(word)
    )


def _is_instead(word: Token) -> bool:
    """ "Without" saying, "stopped short" of it; of "instead of" the parser makes "of" the head."""
    before = word.doc[word.i - 1].lower_ if word.i else ""
    return word.lower_ in INSTEAD or (word.lower_ == "of" and before == "instead")


def _above(word: Token) -> Iterator[Token]:
    """The words that it hangs on together with."""
    while word.dep_ in TOGETHER and word.head is not word:
        word = word.head
        yield word


def _is_negated(word: Token) -> bool:
    return any(
        child.dep_ == "neg" or (child.dep_ in ("nsubj", "nsubjpass") and (child.lower_ in NOBODY or _is_none(child)))
        for child in word.children
    )


def _is_none(subject: Token) -> bool:
    """Whether it is "no one", "no minister"."""
    return any(child.lower_ in ("no", "neither") for child in subject.children)


def _is_hypothetical(cue: Token) -> bool:
    """ "Would have said", "if X says", "as if to say", "allegedly said"."""
    auxiliaries = {child.lower_ for child in cue.children if child.dep_ == "aux"}
    would = bool(WOULD & auxiliaries) and not _has_adverb(cue, TELLING)
    return would or {"could", "have"} <= auxiliaries or _is_conditional(cue) or _has_adverb(cue, HEARSAY)


def _is_conditional(verb: Token) -> bool:
    """Whether it stands in a clause with "if" or "whether"; "as though", but "though X said" tells that X did."""
    marks = {child.lower_ for child in verb.children if child.dep_ == "mark"}
    return bool(IF & marks - {"though"}) or ("though" in marks and "as" in {t.lower_ for t in verb.children})


def _has_adverb(verb: Token, adverbs: frozenset[str]) -> bool:
    return any(child.dep_ == "advmod" and child.lower_ in adverbs for child in verb.children)


def _is_made_up(cue: Token) -> bool:
    """ "A fake post has X saying", "in the satirical sketch, X says", "Imagine X saying", at the head of a sentence."""
    if cue.sent[0].lower_ in IMAGINING:
        return True
    return any(t.lower_ in FAKED and t.head.lemma_.lower() in SHOWS for t in cue.doc[cue.sent.start : cue.i])


def _is_rumour(verb: Token) -> bool:
    """ "X is rumoured to have said"."""
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    return passive and verb.lemma_.lower() in RUMOURING | {"say"}


def _is_asked(cue: Token) -> bool:
    """ "Did X say ...?": an auxiliary before the subject, where no word asks who or why."""
    subject = next((child for child in cue.children if child.dep_ == "nsubj"), None)
    if subject is None or any(t.tag_ in ASKS for t in cue.doc[cue.sent.start : subject.i]):
        return False
    leads = any(child.dep_ in ("aux", "auxpass") and child.i < subject.i for child in cue.children)
    return leads and "?" in {t.text for t in cue.sent[-3:]}
