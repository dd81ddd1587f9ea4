"""Who may be saying what a cue reports: the subject of a verb, the owner of a saying, the name beside either."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from index.attribute.english.lexicon import REPORTING

# Relations from a verb up to one whose subject it may share: "he came, saying", "aside from saying".
SHARING = frozenset("conj xcomp advcl pcomp prep ccomp acl relcl advmod acomp dobj pobj dep".split())
CLIMB = 5  # tokens looked at on the way up to a subject
MAX_SOURCES = 4  # a cue; the true one is hardly ever further away
REACH = 7  # tokens from a verb within which a name is beside it


def sayers(cue: Token) -> list[tuple[Token, str]]:
    """Tokens that may head the source, with the way that leads to each, the straightest first."""
    if cue.lower_ == "according":
        found = accorded(cue)
        return [(found, "according")] if found is not None else []
    ways = list(_speakers(cue) if cue.pos_ in ("VERB", "AUX") else _owners(cue))
    if cue.lemma_.lower() in REPORTING and cue.pos_ == "VERB":
        before, after = name_before(cue), _name_after(cue)
        ways += [(before, "beside-before")] if before is not None else []
        ways += [(after, "beside-after")] if after is not None else []
    kept: dict[int, tuple[Token, str]] = {}
    for token, way in ways:
        if any(c.isalpha() for c in token.text):
            kept.setdefault(token.i, (token, way))
    return list(kept.values())[:MAX_SOURCES]


def _speakers(verb: Token) -> Iterator[tuple[Token, str]]:
    """The verb's subject or agent, then those of the verbs above it, which it may share."""
    at, path = verb, ""
    for _ in range(CLIMB):
        for child in at.children:
            if child.dep_ == "nsubj" and child.i != verb.i:
                yield child, f"{path}nsubj"
            elif child.dep_ == "agent":
                yield from ((c, f"{path}agent") for c in child.children if c.dep_ == "pobj")
        if at.dep_ in ("acl", "relcl") and at.head.pos_ in ("NOUN", "PROPN", "PRON"):
            yield at.head, f"{path}{at.dep_}"
        if at.dep_ not in SHARING or at.head.i == at.i:
            return
        path += "pcomp " if at.dep_ in ("prep", "pcomp") else f"{at.dep_} "
        at = at.head


def _owners(noun: Token) -> Iterator[tuple[Token, str]]:
    """ "the ministry's claim", "a warning by the ministry", "the ministry issued a warning", "a Reuters report"."""
    for child in noun.children:
        if child.dep_ == "poss":
            yield child, "owner"
        elif child.dep_ == "prep" and child.lower_ in ("by", "from", "of"):
            yield from ((c, f"noun-{child.lower_}") for c in child.children if c.dep_ == "pobj")
        elif child.dep_ == "compound" and child.pos_ == "PROPN":
            yield child, "noun-compound"
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    if above.i != noun.i and above.pos_ in ("VERB", "AUX"):
        yield from ((token, f"issued {way}") for token, way in _speakers(above))


def name_before(verb: Token) -> Token | None:
    """The noun, name or pronoun right before the verb, adverbs, auxiliaries and "(D-Va.)" aside."""
    doc, i = verb.doc, verb.i - 1
    while i >= 0 and verb.i - i < REACH:
        token = doc[i]
        if token.text == ")":
            while i > 0 and doc[i].text != "(":
                i -= 1
        elif token.pos_ in ("NOUN", "PROPN", "PRON"):
            return token
        elif token.pos_ not in ("ADV", "AUX", "PART"):
            return None
        i -= 1
    return None


def _name_after(verb: Token) -> Token | None:
    """The last word of the names or nouns right behind the verb: "said Mr. Barrett, the lawyer"."""
    found = None
    for token in verb.doc[verb.i + 1 : verb.i + REACH]:
        if token.pos_ in ("NOUN", "PROPN"):
            found = token
        elif found is not None or token.pos_ not in ("DET", "ADJ"):
            break
    return found


def accorded(word: Token) -> Token | None:
    """The head of what follows "according to"."""
    heads = [word, word.nbor(1)] if word.i + 1 < len(word.doc) else [word]
    return next((c for t in heads for c in t.children if c.dep_ == "pobj"), None)
