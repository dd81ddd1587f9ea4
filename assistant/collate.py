"""Each utterance once: all that the archive has of the same words is brought together under the one to be cited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from assistant.choose import Found
from assistant.evidence import Evidence
from assistant.question import Question
from assistant.rendering import fullness, rendering, same_name, same_speaker
from index.lexical import Lexical
from index.library import Library
from index.once import TOLD
from index.overlap import retold
from index.quotation import Quotation
from index.terms import terms
from index.unit import shelf_of

NEIGHBOURS = 25  # quotations that share the most words; more are looked at where most of these are renderings


class Collator:
    """Looks renderings up in one library, by their words and their speaker; `quoted` makes evidence of a quotation."""

    def __init__(self, library: Library, quoted: Callable[[Quotation], Evidence]) -> None:
        self._library = library
        self._quoted = quoted

    def collate(self, found: Iterable[Found], n: int, question: Question, beside: Sequence[Found] = ()) -> list[Found]:
        """The first `n` that none before them, nor any `beside` them, nor an earlier turn shows, with their renderings.

        Renderings are looked for in the whole archive; the one cited is within what was asked for.
        """
        kept: list[Found] = []
        with self._library.reading() as (_, lexical):
            for one in found:
                if len(kept) == n:
                    break
                shown = [other.evidence for other in (*beside, *kept)]
                if any(other.shows(one.evidence) or self._tells(other, one.evidence) for other in shown):
                    continue
                evidence = self._collated(one.evidence, question, lexical)
                if question.seen.isdisjoint(each.place for each in (evidence, *evidence.renderings)):
                    kept.append(replace(one, evidence=evidence))
        return kept

    def _tells(self, shown: Evidence, one: Evidence) -> bool:
        """Whether one article is a copy of the other, and has this from there, of the same speaker if of any."""
        names = {shown.article.id, one.article.id}
        if len(names) == 1 or not same_speaker(shown, one) or retold(one.text, shown.text) < TOLD:
            return False
        originals = self._library.store.copies.originals(names)
        return len({originals.get(name, name) for name in names}) == 1

    def _collated(self, evidence: Evidence, question: Question, lexical: Lexical) -> Evidence:
        if evidence.quotation is None or evidence.reported:
            return evidence
        elsewhere = self._elsewhere(evidence, lexical)
        cited = min((evidence, *(one for one in elsewhere if citable(one, question))), key=fullness)
        if cited is not evidence:
            found = {
                (one.article.id, one.span): one for one in (evidence, *elsewhere, *self._elsewhere(cited, lexical))
            }
            elsewhere = [one for one in found.values() if rendering(cited, one)]
        return replace(cited, renderings=tuple(sorted(elsewhere, key=fullness)), beside=evidence.beside)

    def _elsewhere(self, evidence: Evidence, lexical: Lexical) -> list[Evidence]:
        shelf = shelf_of("quotation", evidence.article)
        words = terms(evidence.text, shelf.language)
        n = NEIGHBOURS
        while True:
            ids = [name for name, _ in lexical.search(shelf, words, n)]
            others = self._library.store.quotations(ids).values()
            by_them = (self._quoted(one) for one in others if _may_be_by(evidence, one))
            found = [one for one in by_them if rendering(evidence, one)]
            if len(ids) < n or len(found) < n // 2:
                return found
            n *= 4


def citable(evidence: Evidence, question: Question) -> bool:
    """Whether it is by whom the question asks for, and within its window."""
    return (question.who is None or question.who.fits(evidence.speaker)) and question.window.holds(evidence.article)


def _may_be_by(evidence: Evidence, quotation: Quotation) -> bool:
    """Tells most others' quotations without reading their articles."""
    known = evidence.speaker
    return known is None or (quotation.speaker is not None and same_name(known.name, quotation.speaker.name))
