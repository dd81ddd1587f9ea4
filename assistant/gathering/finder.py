"""Finder: units of an archive, by how much they bear on the topic of a question."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from assistant.evidence import Evidence
from assistant.gathering.bearing import Topic
from assistant.gathering.choose import Found
from assistant.gathering.setting import Setting
from assistant.gathering.stretch import Stretch
from assistant.question import Question
from index.article import Article
from index.attribute import SHOWN
from index.capacity import Capacities
from index.library import Library
from index.quotation import Quotation
from index.search import UnitRetriever, margins
from index.span import Span
from index.unit import Shelf, UnitKind, shelf_of
from index.window import Window

# Units whose bearing on the topic is looked at. Whoever is quoted much says little in the words of a headline: with 60
# the right words were among the first five for .73 of PolNeAR's questions by topic, with 150 for .78.
RANKED = 150
SETTINGS_KEPT = 1_024  # articles in memory as Settings, some 50 kB each
STRETCHES_KEPT = 8_192  # passages in memory as Stretches, some 8 kB each
Ids = Mapping[Shelf, Collection[str]]


class Finder:
    """Finds in one library, as it stands at one generation: what it keeps in memory is not read again."""

    def __init__(self, library: Library, known: Capacities) -> None:
        self._library = library
        self._known = known
        self._setting = lru_cache(maxsize=SETTINGS_KEPT)(self._read_setting)
        self._stretch = lru_cache(maxsize=STRETCHES_KEPT)(self._read_stretch)

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

    def in_window(self, question: Question) -> Ids | None:
        """The quotations of the window by anybody; None where the window is the whole archive."""
        return self._library.store.catalogue.select(question.window) if question.window != Window() else None

    def narrative(self, article: Article) -> str:
        """The article's text with all marked words blanked, of the same length."""
        return self._setting(article.id, article.revision).narrative

    def quoted(self, quotation: Quotation) -> Evidence:
        """A quotation of the record as evidence, under whom the archive is sure to have said it."""
        article = self._library.revision(quotation.article, quotation.revision)
        speaker, language = quotation.speaker, shelf_of("quotation", article).language
        if speaker is not None and quotation.corrected is None:  # an editor's word is not added to
            speaker = self._known.of(speaker, article.day, language)
        said = replace(quotation, speaker=speaker)
        sure = speaker is not None and quotation.confidence >= SHOWN
        return Evidence(number=1, article=article, span=said.cited, quotation=said, shown=sure)

    def _passages(self, topic: Topic, units: Sequence[Mapping[str, Any]]) -> list[Found]:
        found = []
        for unit in units:
            article = self._library.revision(unit["article"], unit["revision"])
            span = Span(unit["start"], unit["end"])
            stretch = self._stretch(article.id, article.revision, span)
            bearing = topic.of_passage(article, stretch, unit["margin"] or 0.0)
            evidence = Evidence(number=1, article=article, span=topic.focus(article, stretch))
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

    def _read_setting(self, article: str, revision: int) -> Setting:
        parts = self._library.store.parts(article, revision)
        return Setting.of(self._library.revision(article, revision), *parts)

    def _read_stretch(self, article: str, revision: int, span: Span) -> Stretch:
        return Stretch.of(self._library.revision(article, revision), span)

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
