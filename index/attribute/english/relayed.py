"""Relayed: where one passes on what another has said, no answer may show the words under the first one's name."""

from __future__ import annotations

import re
from itertools import takewhile

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from index.attribute.english.lexicon import DOCUMENTS, PRONOUNS, SAYINGS, WORKS
from index.attribute.english.mentions import SUBJECTS, antecedent
from index.attribute.page import Page

# Whoever is told to have done this has said the words; "Rubio has begun “to ...”" and "he will call it" tell no such.
TOLD = frozenset(
    """accuse add admit announce answer argue ask assert call claim complain comment concede declare describe explain
    insist joke lament note observe promise proclaim quip read recall remark reply respond retort say shout state tell
    testify tweet vow warn write yell""".split()
)
QUOTES = frozenset(("quote", "cite"))
READS = frozenset(("read", "recite", "quote", "cite"))
FINITE = frozenset(("VBD", "VBZ", "VBP"))
INSCRIBED = re.compile(r"[”\"’'»]*\s(?:an?|the|one|another)\s(?:[\w-]+\s){1,3}reads?\b")  # “...,” a banner read.
NOT_THEM = frozenset(("not", "unlike", "than"))  # "it was X, not Y, who said so"


def relayed(page: Page, marked: Tokens, phrase: Tokens, name: str | None) -> bool:
    """Whether the marked words are told to be another's than those of the phrase, whom the article calls so by `name`:
    "X said Y had called it “a farce”", "X quoted Y as saying", "X read out a letter from Y", "it was Y, not X, who".
    """
    inscribed = INSCRIBED.match(page.text, marked.end_char)
    if inscribed is not None and not inscribed.start() <= phrase.start_char < inscribed.end():
        return True
    if _is_gapped(marked, phrase):
        return True
    if _is_quoting(phrase.root):
        return True
    first = antecedent(phrase.root).i if phrase.root.lower_ == "who" else phrase.start
    if first and phrase.doc[first - 1].lower_ in NOT_THEM:
        return True
    owner = _owner(page, marked)
    return owner is not None and not _is_nearer(phrase, owner, marked) and not _same(owner, phrase, name)


def _is_quoting(source: Token) -> bool:
    """ "The spokesman, quoting X, said"."""
    beside = [*source.children, *(source.head.children if source.dep_ == "nsubj" else ())]
    return any(
        token.lemma_.lower() == "quote" and token.tag_ == "VBG" and any(c.dep_ == "dobj" for c in token.children)
        for token in beside
    )


def _is_nearer(phrase: Tokens, owner: Token, marked: Tokens) -> bool:
    """Whether the phrase has a verb of saying of its own between owner and words, whatever the parser makes of them."""
    verb = phrase.root.head
    tells = phrase.root.dep_ == "nsubj" and verb.lemma_.lower() in TOLD and _happened(verb)
    return tells and owner.i < verb.i < marked.start


def _is_gapped(marked: Tokens, phrase: Tokens) -> bool:
    """Whether words without a verb lead up to the marked ones, and name somebody else: "X called it a quarrel; her
    colleague, “a coup”".
    """
    before = [*marked.doc[marked.sent.start : marked.start]]
    lead = [*takewhile(lambda token: token.text != ";", reversed(before))]
    words = [token for token in lead if token.is_alpha]
    if len(lead) == len(before) or not lead or lead[0].text not in ',"“':
        return False
    named = any(token.pos_ in ("NOUN", "PROPN") for token in words)
    return named and not any(token.pos_ in ("VERB", "AUX") or token in phrase for token in words)


def _owner(page: Page, marked: Tokens) -> Token | None:
    """Who is told in the same sentence to have said the words, by the verb of saying nearest to them in the parse."""
    word = marked.root
    while word.dep_ != "ROOT":
        below, word = word, word.head
        within = marked.start <= word.i < marked.end
        if within or word.pos_ not in ("VERB", "AUX") or _ends_between(page, word, marked):
            continue
        lemma = word.lemma_.lower()
        if lemma in QUOTES and below.lower_ == "as":
            return next((child for child in word.children if child.dep_ in ("dobj", "nsubjpass")), None)
        if lemma in READS and (writer := _writer(word)) is not None:
            return writer
        if lemma in TOLD and word.dep_ != "pcomp":
            subject = next((child for child in word.children if child.dep_ == "nsubj"), None)
            stands = subject is not None and not page.inside(subject.idx) and not _ends_between(page, subject, marked)
            return subject if stands and _happened(word) else None
    return None


def _ends_between(page: Page, word: Token, marked: Tokens) -> bool:
    """Whether a sentence ends between them; the parser hangs some on the next one."""
    places = sorted((word.idx, marked.start_char if word.i < marked.start else marked.end_char))
    return int(page.block_at[places[0]]) != int(page.block_at[places[1]]) or page.ends_between(*places) > 0


def _happened(verb: Token) -> bool:
    """Whether it tells what was done, not what would, can or will be."""
    helping = [child for child in verb.children if child.dep_ == "aux"]
    if any(child.tag_ == "MD" or child.lower_ == "to" for child in helping):
        return False
    return verb.tag_ in FINITE or any(child.lemma_.lower() in ("have", "be") for child in helping)


def _writer(verb: Token) -> Token | None:
    """Whose paper is read: "a letter from X", "X's statement"."""
    for paper in verb.children:
        if paper.dep_ == "dobj" and paper.lemma_.lower() in DOCUMENTS | SAYINGS:
            for child in paper.children:
                if child.dep_ == "poss" and child.lower_ not in PRONOUNS:
                    return child
                if child.dep_ == "prep" and child.lower_ in ("from", "by", "of"):
                    return next((each for each in child.children if each.dep_ == "pobj"), None)
    return None


def _same(owner: Token, phrase: Tokens, name: str | None) -> bool:
    """Whether the two may be one: one names the other, or the owner is a pronoun, which may be anybody's."""
    if owner.lower_ in ("who", "which", "that") and owner.dep_ in SUBJECTS:
        owner = antecedent(owner)
        if owner.lemma_.lower() in DOCUMENTS | WORKS | SAYINGS:  # theirs: "X ran a piece that said"
            return True
    if owner.pos_ == "PRON" and owner.dep_ != "dobj":  # but of "X quoted him" he is not X
        return True
    called = {token.lower_ for token in phrase} | set((name or "").lower().split())
    return owner.lower_ in called or any(token.i in range(phrase.start, phrase.end) for token in owner.subtree)
