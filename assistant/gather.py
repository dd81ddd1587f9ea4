"""Question -> Evidence: select by who and when in the record, rank by what, and say why where nothing is left."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial, reduce
from typing import Any

from assistant.bearing import ENOUGH_OF_ANYBODY, Topic, says
from assistant.choose import BEHIND, Chosen, Found, dated, in_turn, spread, words_first, worth_showing
from assistant.collate import Collator, merged
from assistant.coverage import Coverage
from assistant.evidence import Evidence, Gathered, Searched
from assistant.explain import explain
from assistant.position import numbers
from assistant.question import Question, Who
from assistant.reason import Reason
from assistant.refuse import Reasons
from assistant.setting import Setting
from assistant.widen import Ids, Widener
from index.article import Article
from index.attribute import SHOWN
from index.capacity import Capacities
from index.library import Library
from index.quotation import Quotation
from index.search import UnitRetriever, margins
from index.span import Span
from index.unit import Shelf, UnitKind, shelf_of
from index.window import Window

RANKED = 60  # units whose bearing on the topic is looked at
PERHAPS = 0.5  # confidence from which a speaker is likelier the right one than not
NEAREST = 3  # pieces shown with a refusal
SETTINGS_KEPT = 512  # articles in memory as Settings, some 50 kB each


class Gatherer:
    """Gathers from one library, as it stands at one generation: what it keeps in memory is not read again."""

    def __init__(self, library: Library, known: Capacities) -> None:
        self._library = library
        self._known = known
        self._catalogue = library.store.catalogue
        self._coverage = Coverage(self._catalogue)
        self._collator = Collator(library, self.quoted)
        self._widener = Widener(library, self, self._collator)
        self._setting = lru_cache(maxsize=SETTINGS_KEPT)(self._read_setting)

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
            found = self.ranked(question, "quotation", ids, n=question.k)
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
        return self.ranked(question, "quotation", ids)

    def _by_day(self, ids: Ids, *, newest: bool) -> list[Evidence]:
        quotations = self._library.store.quotations([name for names in ids.values() for name in names])
        evidence = [self.quoted(one) for one in quotations.values()]
        evidence.sort(key=lambda one: (one.article.id, one.span.start))
        evidence.sort(key=lambda one: one.article.day.toordinal() if one.article.day else 0, reverse=newest)
        return evidence

    # nobody in particular is asked for

    def _about(self, question: Question, articles: int) -> Gathered:
        reasons = Reasons(question, articles)
        if question.sought is None:
            return self._refused(question, articles, 0, reasons.no_topic(), [])
        there = self._catalogue.passages(question.window) if question.window != Window() else None
        found = self.ranked(question, "quotation", self.in_window(question))
        found += self.ranked(question, "passage", there)
        found.sort(key=lambda one: -one.score)
        good = worth_showing(found, least=ENOUGH_OF_ANYBODY)
        if not good:
            return self._refused(question, articles, 0, reasons.nothing(), found)
        return self._answered(question, articles, len(good), good, found)

    def in_window(self, question: Question) -> Ids | None:
        """The quotations of the window by anybody; None where the window is the whole archive."""
        return self._catalogue.select(question.window) if question.window != Window() else None

    def _never_quoted(self, question: Question, reasons: Reasons) -> Chosen:
        """Nobody of that name is quoted; where they are mentioned, that is said and shown."""
        assert question.who is not None
        name = question.who.called
        asked = replace(question, topic=" ".join(filter(None, (name, question.topic))))
        found = self.ranked(asked, "passage", None)
        named = [one for one in found if says(one.evidence.text, name, question.language or "en")]
        reason = reasons.only_mentioned(len({one.evidence.article.id for one in named})) if named else reasons.nobody()
        return Chosen(found=named or found, reason=reason)

    # both

    def ranked(self, question: Question, kind: UnitKind, ids: Ids | None, n: int = RANKED) -> list[Found]:
        """Units by how much they bear on the topic, first those that the indexes rank highest for it."""
        assert question.sought is not None
        retriever = UnitRetriever(library=self._library, kind=kind, k=n)
        documents = retriever.invoke(question.sought, among=ids, language=question.language)
        units = [document.metadata for document in documents]
        topic = self._topic(question, kind)
        found = self._quotations(topic, units, question) if kind == "quotation" else self._passages(topic, units)
        found.sort(key=lambda one: -one.score)
        return found

    def _passages(self, topic: Topic, units: Sequence[Mapping[str, Any]]) -> list[Found]:
        found = []
        for unit in units:
            article = self._library.revision(unit["article"], unit["revision"])
            span = Span(unit["start"], unit["end"])
            bearing = topic.of_passage(article, span, unit["margin"] or 0.0)
            evidence = Evidence(number=1, article=article, span=topic.focus(article, span))
            found.append(Found(evidence=evidence, bearing=bearing))
        return found

    def _quotations(self, topic: Topic, units: Sequence[Mapping[str, Any]], question: Question) -> list[Found]:
        margin = {unit["id"]: unit["margin"] or 0.0 for unit in units}
        quotations = self._library.store.quotations(list(margin))  # without those that have left this moment
        settings = {name: self._setting(one.article, one.revision) for name, one in quotations.items()}
        around = self._around_them(question.sought or "", quotations, settings)
        return [
            Found(
                evidence=self.quoted(one),
                bearing=topic.of_quotation(one, settings[name], margin[name], around.get(name, 0.0)),
            )
            for name, one in quotations.items()
        ]

    def narrative(self, article: Article) -> str:
        """The article's text with all marked words blanked, of the same length."""
        return self._setting(article.id, article.revision).narrative

    def _read_setting(self, article: str, revision: int) -> Setting:
        parts = self._library.store.parts(article, revision)
        return Setting.of(self._library.revision(article, revision), *parts)

    def _around_them(
        self, topic: str, quotations: Mapping[str, Quotation], settings: Mapping[str, Setting]
    ) -> dict[str, float]:
        """For each quotation, how near the passages that it stands in are to the topic."""
        places: dict[str, list[str]] = {}
        wanted: dict[Shelf, dict[str, None]] = {}
        for name, one in quotations.items():
            setting = settings[name]
            places[name] = [passage.id for passage in setting.passages if passage.span.overlaps(one.span)]
            wanted.setdefault(shelf_of("passage", setting.article), {}).update(dict.fromkeys(places[name]))
        near = margins(self._library, topic, "passage", {shelf: list(ids) for shelf, ids in wanted.items()})
        return {name: max((near[place] for place in ids if place in near), default=0.0) for name, ids in places.items()}

    def _topic(self, question: Question, kind: UnitKind) -> Topic:
        language = question.language or "en"
        shelf = Shelf(kind, language)
        with self._library.reading() as (_, lexical):
            return Topic(question.sought or "", language, lambda term: lexical.frequency(shelf, term), lexical.size())

    def quoted(self, quotation: Quotation) -> Evidence:
        """A quotation of the record as evidence, under whom the archive is sure to have said it."""
        article = self._library.revision(quotation.article, quotation.revision)
        speaker, language = quotation.speaker, shelf_of("quotation", article).language
        if speaker is not None and quotation.corrected is None:  # an editor's word is not added to
            speaker = self._known.of(speaker, article.day, language)
        said = replace(quotation, speaker=speaker)
        sure = speaker is not None and quotation.confidence >= SHOWN
        return Evidence(number=1, article=article, span=said.cited, quotation=said, shown=sure)

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
