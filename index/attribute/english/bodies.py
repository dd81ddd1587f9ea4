"""Ministries, embassies, governments, statements: sources that are no persons, under the fullest name they have."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from index.actors import Places, actor_of_body
from index.attribute.english.lexicon import BODIES, DOCUMENTS
from index.attribute.english.mentions import SUBJECTS, Mention
from index.attribute.page import Page
from index.quotation import Speaker

LEADING = re.compile(r"^(?:the|a|an|its|their|his|her|this|that|our)\s+", re.IGNORECASE)
TRAILING = re.compile(r"[’']s?$")
NEAR = 1  # paragraphs back in which "the ministry" and "the statement" look for whose they are


class Bodies:
    """The bodies that an article names, in the order of the text."""

    def __init__(self, doc: Doc, page: Page, mentions: Sequence[Mention], places: Places) -> None:
        self._doc, self._page, self._places = doc, page, places
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
        full = self.behind(mention.start, self._doc[mention.head])
        if full is not None:
            return Speaker(name=self.name(full), actor=self.actor(self.name(full)))
        return Speaker(name=name) if self._is_full(name) else None

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
        block = int(self._page.block_at[head.idx])
        near = [m for m in self._named if m.start < head.idx and block - NEAR <= m.block <= block]
        stating = [m for m in near if any(t.lemma_.lower() in DOCUMENTS for t in self._doc[m.head].sent)]
        return stating[-1] if len({self._identity(m) for m in stating}) == 1 else None
