"""Each utterance once: all that the archive has of the same words is brought together under the one to be cited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from assistant.evidence import Evidence
from assistant.gathering.choose import Found
from assistant.question import Question
from assistant.rendering import SHORTEST, fullness, rendering, same_name, same_speaker
from index.copying.once import TOLD
from index.copying.overlap import retold
from index.lexical import Lexical
from index.library import Library
from index.quotation import Quotation
from index.text.terms import terms
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

    def with_renderings(self, evidence: Evidence) -> Evidence:
        """The same place as it is to be cited again, with what else the archive has of its words by now."""
        if evidence.quotation is None or evidence.reported:
            return evidence
        with self._library.reading() as (_, lexical):
            elsewhere = self._elsewhere(evidence, lexical)
        # A later revision of the article is no other place.
        others = [one for one in elsewhere if one.article.id != evidence.article.id or one.article == evidence.article]
        return replace(evidence, renderings=tuple(sorted(others, key=fullness)))

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


def merged(found: Sequence[Found]) -> list[Found]:
    """All that is found, each utterance once, where the first of its renderings stands, and by the fullest of them.

    Renderings are looked for among what is found, by the runs of words they share.
    """
    by_run: dict[tuple[str, ...], list[int]] = {}
    groups: list[list[Found]] = []
    for one in found:
        words = one.evidence.text.casefold().split()
        runs = set(zip(*(words[at:] for at in range(SHORTEST)), strict=False))
        near = dict.fromkeys(at for run in runs for at in by_run.get(run, ()))
        same = (at for at in near if rendering(groups[at][0].evidence, one.evidence))
        place = next(same, len(groups))
        if place == len(groups):
            groups.append([])
        groups[place].append(one)
        for run in runs:
            by_run.setdefault(run, []).append(place)
    return [_as_one(group) for group in groups]


def _as_one(group: Sequence[Found]) -> Found:
    fullest, *others = sorted(group, key=lambda one: fullness(one.evidence))
    elsewhere = (one.evidence for one in others if rendering(fullest.evidence, one.evidence))
    return replace(fullest, evidence=replace(fullest.evidence, renderings=tuple(elsewhere)))


def citable(evidence: Evidence, question: Question) -> bool:
    """Whether it is by whom the question asks for, and within its window."""
    return (question.who is None or question.who.fits(evidence.speaker)) and question.window.holds(evidence.article)


def _may_be_by(evidence: Evidence, quotation: Quotation) -> bool:
    """Tells most others' quotations without reading their articles."""
    known = evidence.speaker
    return known is None or (quotation.speaker is not None and same_name(known.name, quotation.speaker.name))
