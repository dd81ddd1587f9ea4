"""Ministries, embassies, governments, statements: sources that are no persons, under the fullest name they have."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from index.actors import Places, actor_of_body, actor_of_role
from index.attribute.english.lexicon import BODIES, DOCUMENTS, GROUPS, PEOPLE, TITLES, VOICES, WORKS
from index.attribute.english.mentions import SUBJECTS, Mention
from index.attribute.page import Page
from index.quotation import Speaker

LEADING = re.compile(r"^(?:the|a|an|one|another|its|their|his|her|this|that|our)\s+", re.IGNORECASE)
TRAILING = re.compile(r"[’']s?$")
LONGEST = 8  # words of a description that stands for a name
NEAR = 1  # paragraphs back in which "the ministry" and "the statement" look for whose they are


PLATFORMS = frozenset(
    "twitter facebook instagram youtube telegram tiktok whatsapp".split()
)  # said on them, never by them
NAME = re.compile(r"(?:[A-Z][\w’'&-]*\.?[ \xa0]){0,4}[A-Z][\w’'&-]*\w\.?")
INNER = re.compile(r"(?<=[a-z,] )[A-Z][\w’'-]*\w")


class Bodies:
    """The bodies that an article names, in the order of the text."""

    def __init__(self, doc: Doc, page: Page, mentions: Sequence[Mention], places: Places) -> None:
        self._doc, self._page, self._places = doc, page, places
        self._inner = frozenset(INNER.findall(page.text))
        self._mentions = [m for m in mentions if not m.inside]
        self._named = [m for m in mentions if self.is_body(m) and not m.inside and self._is_full(self.name(m))]

    def is_body(self, mention: Mention) -> bool:
        head = self._doc[mention.head]
        if mention.entity in ("ORG", "GPE"):
            return True
        plural = head.lemma_.lower()
        return head.lower_ in BODIES or (head.pos_ != "PROPN" and plural in BODIES and plural != head.lower_)

    def _is_full(self, name: str) -> bool:
        """Whether a name tells which body it is, not only of what sort: "prosecutor general's office", "NATO"."""
        return (
            self.actor(name) is not None or len(name.split()) > 1 or (name[:1].isupper() and name.lower() not in BODIES)
        )

    def it(self, place: int) -> Mention | None:
        """The body that "it" goes on with: the last one before as a subject, in this paragraph or the one before."""
        block = int(self._page.block_at[place])
        near = [
            m for m in self._named if m.start < place and block - NEAR <= m.block <= block and m.relation in SUBJECTS
        ]
        return near[-1] if near else None

    def name(self, mention: Mention) -> str:
        """The phrase without its article and possessive ending: "Russian Foreign Ministry"."""
        words = self._page.text[mention.start : mention.end]
        return TRAILING.sub("", LEADING.sub("", words))

    def actor(self, name: str) -> str | None:
        return actor_of_body(name, self._places)

    def speaker(self, mention: Mention) -> Speaker | None:
        """The body as a speaker; a bare "the ministry" under the one full name that it can stand for, else None."""
        name = self.name(mention)
        actor = self.actor(name)
        if actor is not None:
            return Speaker(name=name, actor=actor)
        full = self._apposed(mention) or self.behind(mention.start, self._doc[mention.head])
        if full is not None:
            return Speaker(name=self.name(full), actor=self.actor(self.name(full)))
        return Speaker(name=name) if self._is_full(name) else None

    def _apposed(self, mention: Mention) -> Mention | None:
        """The name that stands beside: "the regulator, Ofwat"."""
        beside = {c.i for c in self._doc[mention.head].children if c.dep_ == "appos" and c.pos_ == "PROPN"}
        return next((m for m in self._mentions if m.head in beside), None)

    def behind(self, place: int, head: Token) -> Mention | None:
        """The full name of a body of which only the head stands here: the nearest in this paragraph or the last.

        None where two such bodies of different actors are equally near.
        """
        block = int(self._page.block_at[place])
        word = head.lemma_.lower()
        near = [
            m
            for m in self._named
            if m.start < place and block - NEAR <= m.block <= block and self._doc[m.head].lemma_.lower() == word
        ]
        here = [m for m in near if m.block == block] or near
        return here[-1] if len({self._identity(m) for m in here}) == 1 else None

    def only_one(self, mention: Mention) -> Mention | None:
        """The organisation that "the agency" or "the company" goes on with: the only one that this paragraph and the
        one before have as a subject.
        """
        block = int(self._page.block_at[mention.start])
        near = [
            m
            for m in self._named
            if m.start < mention.start
            and block - NEAR <= m.block <= block
            and m.entity == "ORG"
            and m.relation in SUBJECTS
        ]
        return near[-1] if len({self._identity(m) for m in near}) == 1 else None

    def _identity(self, mention: Mention) -> str:
        return self.actor(self.name(mention)) or self.name(mention).lower()

    def owner_of_document(self, head: Token) -> Mention | None:
        """Whose statement it is: "a statement by the Dorvian foreign ministry", "the ministry's statement", or, for a
        bare "the statement", the only body with an actor named in this paragraph or the one before.
        """
        if head.lemma_.lower() not in DOCUMENTS:
            return None
        tied = {t.i for t in head.subtree if t.i != head.i}
        own = [m for m in self._named if m.head in tied]
        if own:
            return own[0]
        if any(t.lower_ in ("a", "an", "another", "one") for t in head.children):
            return None
        block = int(self._page.block_at[head.idx])
        near = [
            m
            for m in self._named
            # A country that is spoken of states nothing: "refugees have fled Ukraine, the report says".
            if m.start < head.idx and block - NEAR <= m.block <= block and (m.entity != "GPE" or m.relation in SUBJECTS)
        ]
        stating = [m for m in near if any(t.lemma_.lower() in DOCUMENTS for t in self._doc[m.head].sent)]
        return stating[-1] if len({self._identity(m) for m in stating}) == 1 else None

    # ------------------------------------------------------------------ sources that have no name of their own
    def described(self, mention: Mention) -> Speaker | None:
        """A source that is known by what it is: a document, people in the plural, whoever has a named owner, and
        somebody whom the article brings in without a name: "a State Department official", "one longtime adviser".

        None where that tells nothing: "a source", "one man", "his brother"; and for a "diplomat" who may be any of two.
        """
        head = self._doc[mention.head]
        if head.pos_ not in ("NOUN", "PROPN") or mention.entity in ("DATE", "other", "GPE"):
            return None
        owners = [c for c in head.children if c.dep_ == "poss"]
        if any(c.pos_ == "PRON" or c.lower_ in ("former", "latter") for c in owners):
            return None
        name, word = self.name(mention), head.lemma_.lower()
        if word in VOICES:
            return self._voice(mention, name)
        counted = any(c.dep_ in ("nummod", "quantmod") for c in head.children)
        # "Critics" and "supporters" are nobody; "residents of Selin" are somebody.
        plural = head.lower_ in GROUPS or (head.tag_ in ("NNS", "NNPS") and not counted and len(name.split()) > 1)
        if self._is_brought_in(mention):
            return self._voiced(name)
        if owners or plural or word in DOCUMENTS or word in WORKS:
            return Speaker(name=name)
        return self._goes_on(mention) if word in PEOPLE and self._is_definite(mention) else None

    def written(self, mention: Mention) -> Speaker | None:
        """A source written as a name that is neither known for a person's nor for a body's: "Vulture reported"."""
        head, name = self._doc[mention.head], self.name(mention)
        says = mention.cue in ("reporting", "according") and mention.entity not in ("DATE", "GPE", "NORP")
        if not says or head.tag_ != "NNP" or not NAME.fullmatch(name) or head.lower_ in TITLES | PLATFORMS:
            return None
        # At the start of a sentence any word is capitalised: the parser must take it for a name, or it stand elsewhere.
        known = mention.entity != "-" or len(name.split()) > 1 or name in self._inner
        return Speaker(name=name) if known else None

    def _voice(self, mention: Mention, name: str) -> Speaker | None:
        """A body's spokesperson whom the article does not name; "the spokesperson" goes on with the last of them."""
        if len(name.split()) > 1 and self._names_a_body(mention):
            return self._voiced(name)
        near = [m for m in self._near(mention) if self._lemma(m) in VOICES and self._names_a_body(m)]
        return self._voiced(self.name(near[-1])) if near else None

    def _goes_on(self, mention: Mention) -> Speaker | None:
        """ "The official" is the one whom the paragraphs near bring in, else the only one of the article whom all the
        words fit; None where there are two.
        """
        told = set(self.name(mention).lower().split())
        same = [
            m
            for m in self._mentions
            if m.start < mention.start and self._lemma(m) == self._lemma(mention) and not self._is_definite(m)
        ]
        near = [m for m in same if m.block >= mention.block - NEAR]
        meant = near or [m for m in same if told <= set(self.name(m).lower().split())]
        names = {self.name(m) for m in meant}
        return self._voiced(names.pop()) if len(names) == 1 and all(self._is_brought_in(m) for m in meant) else None

    def _near(self, mention: Mention) -> list[Mention]:
        """What stands before in this paragraph and the one before it."""
        block = int(self._page.block_at[mention.start])
        return [m for m in self._mentions if m.start < mention.start and block - NEAR <= m.block <= block]

    def _lemma(self, mention: Mention) -> str:
        return self._doc[mention.head].lemma_.lower()

    def _is_definite(self, mention: Mention) -> bool:
        return any(t.lower_ in ("the", "that", "this") for t in self._doc[mention.head].children)

    def _is_brought_in(self, mention: Mention) -> bool:
        """Whether the phrase brings somebody in and tells who: "a Mexican diplomat", not "a diplomat" nor "the Mexican
        diplomat", who was there before.
        """
        head, words = self._doc[mention.head], len(self.name(mention).split())
        new = any(t.lower_ in ("a", "an", "one", "another") for t in head.children)
        return new and self._lemma(mention) in PEOPLE and 1 < words <= LONGEST and head.tag_ in ("NN", "NNP")

    def _voiced(self, name: str) -> Speaker:
        return Speaker(name=name, actor=actor_of_role(name, self._places))

    def _names_a_body(self, mention: Mention) -> bool:
        """Whether whose voice it is stands with it: "a spokesperson for the ministry", "the Oralf spokeswoman"."""
        words = self._doc.char_span(mention.start, mention.end, alignment_mode="expand")
        beside = [t for t in words if t.i != mention.head] if words is not None else []
        return any(t.pos_ == "PROPN" or t.lemma_.lower() in BODIES for t in beside)
