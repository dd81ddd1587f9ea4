"""Question -> Evidence: select by who and when in the record, rank by what, and say why where nothing is left."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import partial, reduce

from assistant.evidence import Evidence, Gathered, Searched
from assistant.gathering.bearing import ENOUGH_OF_ANYBODY, says
from assistant.gathering.choose import (
    BEHIND,
    Chosen,
    Found,
    dated,
    in_turn,
    spread,
    stands_out,
    words_first,
    worth_showing,
)
from assistant.gathering.collate import Collator, merged
from assistant.gathering.coverage import Coverage
from assistant.gathering.explain import explain
from assistant.gathering.finder import Finder, Ids
from assistant.gathering.position import numbers
from assistant.gathering.refuse import Reasons
from assistant.gathering.widen import Widener
from assistant.question import Question, Who
from assistant.reason import Reason
from index.attribute import SHOWN
from index.capacity import Capacities
from index.library import Library
from index.window import Window

PERHAPS = 0.5  # confidence from which a speaker is likelier the right one than not
NEAREST = 3  # pieces shown with a refusal


class Gatherer:
    """Gathers from one library, as it stands at one generation, by what a finder finds there."""

    def __init__(self, library: Library, known: Capacities, finder: Finder) -> None:
        self._library = library
        self._known = known
        self._catalogue = library.store.catalogue
        self._coverage = Coverage(self._catalogue)
        self._finder = finder
        self._collator = Collator(library, finder.quoted)
        self._widener = Widener(library, finder, self._collator)

    def gather(self, question: Question) -> Gathered:
        """All there is for the question. Whether it can be answered is decided here, in code, by what was selected."""
        articles = self._catalogue.counts(question.window).articles
        if articles == 0:
            everything = self._catalogue.counts(Window())
            return self._refused(question, 0, 0, Reasons(question, 0).no_articles(everything), [])
        if question.who is None:
            return self._about(question, articles)
        asked = question.who.each or (question.who,)
        return self._of_each(question, articles, [self._of(replace(question, who=who), articles) for who in asked])

    def quotations(self, question: Question) -> list[Evidence]:
        """All quotations by whom is asked for, or all there are, in the window: by day, the newest first, or, where the
        question has a topic, the `k` nearest to it; each utterance once. Numbered from 1.
        """
        speakers = question.who.speakers if question.who else None
        ids = self._catalogue.select(
            question.window, least=SHOWN if question.who else 0.0, speakers=speakers, known=self._known
        )
        if question.sought is None:
            found = [Found(evidence=one, bearing=None) for one in self._by_day(ids, newest=True)]
        else:
            found = self._finder.ranked(question, "quotation", ids, n=question.k)
        return list(_numbered(merged(found)[: question.k]))

    def with_renderings(self, evidence: Evidence) -> Evidence:
        """The same piece of evidence with what else the archive has of its words."""
        return self._collator.with_renderings(evidence)

    def weighed(self, question: Question) -> list[Found]:
        """The words of whom is asked for, those that bear most on the topic first."""
        speakers = question.who.speakers if question.who else frozenset()
        ids = self._catalogue.select(question.window, least=SHOWN, speakers=speakers, reported=False, known=self._known)
        return self._on_topic(question, ids)

    # somebody is asked for

    def _of_each(self, question: Question, articles: int, chosen: Sequence[Chosen]) -> Gathered:
        """Of several, the best of each in turn; whoever has nothing to show is told of in a note."""
        number = sum(one.number for one in chosen)
        found = [one for each in chosen for one in each.found]
        reasons = tuple(one.reason for one in chosen if one.reason is not None)
        if len(reasons) == len(chosen):
            nearest = in_turn([one.found for one in chosen])
            return self._refused(question, articles, number, reduce(Reason.beside, reasons), nearest)
        told = replace(question, notes=(*question.notes, *(one.text for one in reasons)))
        return self._answered(told, articles, number, in_turn([one.good for one in chosen]), found)

    def _of(self, question: Question, articles: int) -> Chosen:
        """What there is of the one speaker or actor that the question asks for."""
        reasons, who = Reasons(question, articles), question.who
        if who is None or not who.speakers:
            return self._never_quoted(question, reasons)
        select = partial(self._catalogue.select, question.window, least=SHOWN, speakers=who.speakers, known=self._known)
        words, reports = select(reported=False), select(reported=True)
        number = sum(map(len, [*words.values(), *reports.values()]))
        if number == 0:
            return self._not_found(question, who, reasons)
        found = self._on_topic(question, words)
        if not any(one.enough for one in found):  # an article's own wording only where it has no words to quote
            found += self._on_topic(question, reports)
        # Of the latest or the first, the day decides among all that bear on the topic.
        good = worth_showing(found, behind=BEHIND if question.order == "relevance" else math.inf)
        if good:
            return Chosen(number=number, found=found, good=good)
        perhaps = self._perhaps(question, who)
        if perhaps:
            return Chosen(number=number, found=perhaps, reason=reasons.perhaps_on_this(len(perhaps)))
        return Chosen(number=number, found=found, reason=reasons.not_on_this(number))

    def _perhaps(self, question: Question, who: Who) -> list[Found]:
        """What bears on the topic and is likelier theirs than not, but not so surely that an answer may say so."""
        ids = self._catalogue.select(
            question.window, least=PERHAPS, speakers=who.speakers, reported=False, known=self._known
        )
        found = self._on_topic(question, ids)
        return worth_showing([one for one in found if not one.evidence.shown])

    def _not_found(self, question: Question, who: Who, reasons: Reasons) -> Chosen:
        """Nothing in the window is surely theirs: it is at other times, or somewhere the speaker is not established."""
        ever = self._catalogue.select(Window(), least=SHOWN, speakers=who.speakers, known=self._known)
        perhaps = self._catalogue.select(question.window, speakers=who.speakers, known=self._known)
        near, number = (ever, sum(map(len, ever.values()))) if ever else (perhaps, sum(map(len, perhaps.values())))
        if not number:
            return self._never_quoted(question, reasons)
        nearest = [Found(evidence=one, bearing=None) for one in self._by_day(near, newest=True)[:NEAREST]]
        return Chosen(found=nearest, reason=reasons.not_then(number) if ever else reasons.not_surely(number))

    def _on_topic(self, question: Question, ids: Ids) -> list[Found]:
        """The selected quotations, those that bear most on the topic first; by day where there is no topic."""
        if not ids:
            return []
        if question.sought is None:
            ordered = self._by_day(ids, newest=question.order != "first")
            return [Found(evidence=one, bearing=None) for one in ordered]
        return self._finder.ranked(question, "quotation", ids)

    def _by_day(self, ids: Ids, *, newest: bool) -> list[Evidence]:
        quotations = self._library.store.quotations([name for names in ids.values() for name in names])
        evidence = [self._finder.quoted(one) for one in quotations.values()]
        evidence.sort(key=lambda one: (one.article.id, one.span.start))
        evidence.sort(key=lambda one: one.article.day.toordinal() if one.article.day else 0, reverse=newest)
        return evidence

    # nobody in particular is asked for

    def _about(self, question: Question, articles: int) -> Gathered:
        reasons = Reasons(question, articles)
        if question.sought is None:
            return self._refused(question, articles, 0, reasons.no_topic(), [])
        there = self._catalogue.passages(question.window) if question.window != Window() else None
        found = self._finder.ranked(question, "quotation", self._finder.in_window(question))
        found += self._finder.ranked(question, "passage", there)
        found.sort(key=lambda one: -one.score)
        good = worth_showing(found, least=ENOUGH_OF_ANYBODY)
        if not stands_out(good, found):
            return self._refused(question, articles, 0, reasons.nothing(), found)
        return self._answered(question, articles, len(good), good, found)

    def _never_quoted(self, question: Question, reasons: Reasons) -> Chosen:
        """Nobody of that name is quoted; where they are mentioned, that is said and shown."""
        assert question.who is not None
        name = question.who.called
        asked = replace(question, topic=" ".join(filter(None, (name, question.topic))))
        found = self._finder.ranked(asked, "passage", None)
        named = [one for one in found if says(one.evidence.text, name, question.language or "en")]
        if not named and question.who.misspelt:
            ids = self._catalogue.select(
                question.window, least=SHOWN, speakers=question.who.misspelt, known=self._known
            )
            if ids:
                return Chosen(found=self._on_topic(question, ids), reason=reasons.misspelt())
        reason = reasons.only_mentioned(len({one.evidence.article.id for one in named})) if named else reasons.nobody()
        return Chosen(found=named or found, reason=reason)

    def _answered(
        self, question: Question, articles: int, number: int, good: Sequence[Found], found: Sequence[Found]
    ) -> Gathered:
        good = spread(good) if question.order == "over time" else good
        cited = self._collator.collate(words_first(good), question.k, question)
        if not cited:
            return self._refused(question, articles, number, Reasons(question, articles).no_more(), [])
        if question.order != "relevance":
            cited = dated(cited, newest=question.order == "latest")
        pairs, around = self._widener.widen(question, cited, found)
        shown = numbers(_numbered([*cited, *around]), pairs)
        citable, context = shown[: len(cited)], shown[len(cited) :]
        return Gathered(
            question=question,
            citable=citable,
            context=context,
            searched=_searched(question, articles, number),
            notes=(*question.notes, *self._coverage.notes(question, articles, citable)),
            steps=_steps(question, articles, number, found, cited),
        )

    def _refused(
        self, question: Question, articles: int, number: int, reason: Reason, nearest: Sequence[Found]
    ) -> Gathered:
        return Gathered(
            question=question,
            citable=(),
            context=(),
            searched=_searched(question, articles, number),
            reason=reason,
            nearest=_numbered(nearest[:NEAREST]),
            notes=(*question.notes, *self._coverage.notes(question, articles, ())),
            steps=_steps(question, articles, number, nearest, ()),
        )


def _steps(
    question: Question, articles: int, number: int, found: Sequence[Found], cited: Sequence[Found]
) -> tuple[str, ...]:
    places = {(one.evidence.article.id, one.evidence.span) for one in cited}
    rest = [one for one in found if (one.evidence.article.id, one.evidence.span) not in places]
    return explain(question, articles, number, [(one.evidence, one.bearing) for one in (*cited, *rest)], len(cited))


def _searched(question: Question, articles: int, number: int) -> Searched:
    window = question.window
    return Searched(articles=articles, quotations=number, since=window.since, until=window.until)


def _numbered(found: Sequence[Found], first: int = 1) -> tuple[Evidence, ...]:
    return tuple(replace(one.evidence, number=number) for number, one in enumerate(found, first))
