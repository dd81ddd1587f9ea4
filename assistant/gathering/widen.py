"""What stands beside the answer to a question: what its words are to be held against, and what else there is on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.evidence import Beside, Evidence
from assistant.gathering.choose import Found
from assistant.gathering.collate import Collator
from assistant.gathering.finder import Finder
from assistant.gathering.position import Account, Pair, changes, denial
from assistant.question import Question, Who
from index.attribute import SHOWN
from index.library import Library
from index.window import Window

CONTEXT = 4  # pieces shown beside an answer
LOOKED_AT = 24  # quotations by anybody that these are chosen from
RELATIONS: tuple[Beside, Beside] = ("earlier", "later")  # of a pair, to the other one


class Widener:
    """Widens what a finder has found in a library."""

    def __init__(self, library: Library, finder: Finder, collator: Collator) -> None:
        self._library = library
        self._catalogue = library.store.catalogue
        self._finder = finder
        self._collator = collator

    def widen(
        self, question: Question, cited: Sequence[Found], found: Sequence[Found]
    ) -> tuple[list[Pair], list[Found]]:
        """The pairs that belong beside each other, and the context, which has what of them is not cited."""
        pairs = self._held_against(question, cited, found)
        around = _not_shown(pairs, cited)
        if question.who and question.sought:
            around += self._around(question, [*cited, *around])
        return pairs, around

    def _held_against(self, question: Question, cited: Sequence[Found], found: Sequence[Found]) -> list[Pair]:
        """The speakers' own words that what is cited is to be held against, whatever the window."""
        if question.sought is None:
            return []
        pool = found if question.window == Window() else self._whenever(question)
        told = [pair for pair in changes(pool, self._account) if any(map(_shown_by(cited), pair))]
        denied = ((one.evidence, denial(one.evidence, self._account)) for one in cited)
        return [*told, *((words, denying) for words, denying in denied if denying is not None)]

    def _whenever(self, question: Question) -> list[Found]:
        """What is found on the topic by whom is asked for, at any time and anywhere."""
        who = question.who
        ids = self._catalogue.select(Window(), least=SHOWN, speakers=who.speakers, reported=False) if who else None
        return self._finder.ranked(question, "quotation", ids)

    def _account(self, told: Evidence) -> Account:
        article = told.article
        _, said = self._library.store.parts(article.id, article.revision)
        return Account(narrative=self._finder.narrative(article), said=tuple(map(self._finder.quoted, said)))

    def _around(self, question: Question, cited: Sequence[Found]) -> list[Found]:
        """What is replied to, what others are quoted with on the same matter, then what is reported to have been said,
        by anyone, and where there is none of it, what an article tells; each marked as what it is.
        """
        others = [
            one
            for one in self._finder.ranked(question, "quotation", self._finder.in_window(question), n=LOOKED_AT)
            if one.enough and (one.evidence.reported or not _said_by(one.evidence, question.who))
        ]
        others.sort(key=lambda one: one.evidence.reported)
        found = [*self._replied_to(cited), *map(_beside, others)]
        found = self._collator.collate(found, CONTEXT, question, beside=cited)
        if found:
            return found
        there = self._catalogue.passages(question.window) if question.window != Window() else None
        told = (_beside(one) for one in self._finder.ranked(question, "passage", there, n=CONTEXT) if one.enough)
        return self._collator.collate(told, 1, question, beside=cited)

    def _replied_to(self, cited: Sequence[Found]) -> Iterator[Found]:
        """The quotations of an article that others of it, which are cited, reply to."""
        for quotation in (one.evidence.quotation for one in cited):
            answered = quotation.replies_to if quotation is not None else None
            if quotation is not None and answered is not None:
                _, said = self._library.store.parts(quotation.article, quotation.revision)
                there = (self._finder.quoted(one) for one in said if one.span.overlaps(answered))
                yield from (_beside(Found(evidence=one, bearing=None), "replied to") for one in there)


def _said_by(evidence: Evidence, who: Who | None) -> bool:
    """Whether it is by whom is asked for, be it only perhaps."""
    return who is not None and evidence.quotation is not None and who.fits(evidence.quotation.speaker)


def _shown_by(some: Sequence[Found]) -> Callable[[Evidence], bool]:
    return lambda evidence: any(one.evidence.shows(evidence) for one in some)


def _not_shown(pairs: Sequence[Pair], cited: Sequence[Found]) -> list[Found]:
    """Of each pair the one that is not cited."""
    found: list[Found] = []
    for pair in pairs:
        for one, relation in zip(pair, RELATIONS, strict=True):
            if not _shown_by([*cited, *found])(one):
                found.append(_beside(Found(evidence=one, bearing=None), relation))
    return found


def _beside(found: Found, relation: Beside | None = None) -> Found:
    """A piece of context, marked as what it is."""
    evidence = found.evidence
    kind: Beside = "passage" if evidence.quotation is None else "reported" if evidence.reported else "others"
    return replace(found, evidence=replace(evidence, beside=relation or kind))
