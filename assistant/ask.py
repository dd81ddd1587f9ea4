"""The retrieval chain, understand | gather | draft | verify: LangChain Runnables, and the one path of every surface."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from langchain_core.runnables import Runnable, RunnableGenerator, RunnableLambda

from assistant.answer import Answer, Citation, Refusal
from assistant.before import Before
from assistant.draft import Drafter
from assistant.drafting.reading import read
from assistant.drafting.translate import Translator
from assistant.drafting.untraced import Untraced
from assistant.evidence import Evidence, Gathered
from assistant.followup import follow_up
from assistant.gather import Gatherer
from assistant.gathering.choose import Found
from assistant.gathering.finder import Finder
from assistant.model import Model, ModelFailed
from assistant.question import DEFAULT_K, Question
from assistant.understand import Asked, listing, understand
from assistant.understanding.narrow import Archive
from assistant.understanding.roster import Roster
from assistant.verify import Verifier, cite
from index.attribute import SHOWN
from index.library import Library
from index.likeness import Likeness
from index.quotation import Quotation
from index.record.facts import GENERATION

Request = str | tuple[str, Asked] | tuple[str, Asked, Before | None]
AnswerChain = Runnable[Request, Answer | Refusal]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What is kept in memory of one generation of the archive."""

    as_of: tuple[int, int]
    archive: Archive
    finder: Finder
    gatherer: Gatherer


class Assistant:
    """Answers questions over one library, through `model` where there is one.

    `today` gives the day that "last week" is counted from.
    """

    def __init__(self, library: Library, *, model: Model | None = None, today: Callable[[], date] = date.today) -> None:
        self._library = library
        self.today = today
        self._reader = model if library.settings.model_reads else None
        self._drafter = Drafter(model, tokens=library.settings.model_evidence_tokens)
        self._verifier = Verifier(Likeness(library))
        self._translator = Translator(model) if model and library.settings.model_translates else None
        self._known: _Known | None = None

    @property
    def chain(self) -> AnswerChain:
        """From a question, alone or with what the user set apart and the turn before it, to what may be said; a
        LangChain Runnable.

        Its `stream` gives the answer as it grows under a model's hands, each snapshot verified; the last one stands.
        """
        steps = (
            RunnableLambda(self._understand, name="understand")
            | RunnableLambda(self._gather, name="gather")
            | RunnableGenerator(self._drafter.drafts, self._drafter.adrafts, name="draft")
            | RunnableGenerator(self._verifier.verified, self._verifier.averified, name="verify")
        )
        if self._translator is not None:
            translator = self._translator
            steps |= RunnableGenerator(translator.translated, translator.atranslated, name="translate")
        chain, settings = cast(AnswerChain, steps), self._library.settings
        if settings.telemetry:
            from assistant.telemetry import Spans

            chain = chain.with_config(callbacks=[Spans(text=settings.telemetry_text)])
        return chain if settings.langsmith else Untraced(chain)

    def ask(self, text: str, asked: Asked | None = None, before: Before | None = None) -> Answer | Refusal:
        """One question through the chain. Raises BadQuestion, and whatever the library raises."""
        return self.chain.invoke((text, asked or Asked(), before))

    def read(self, text: str, asked: Asked, before: Before | None, today: date) -> Question:
        """How the text is read on a day. After another turn it may lean on that one, but for what is set apart."""
        archive = self._as_it_stands().archive
        leans = before is not None and replace(asked, k=DEFAULT_K) == Asked()
        followed = follow_up(text, before, archive, today) if before is not None and leans else None
        if followed is not None:
            return replace(followed, k=asked.k)
        question = understand(text, asked, archive.roster, archive.languages, today, archive.outlets)
        if self._reader is None or asked.alone or question.who is not None:
            return question
        return self._read_again(question, asked, self._reader, today)

    def _read_again(self, question: Question, asked: Asked, model: Model, today: date) -> Question:
        """The question with whom the model takes it to ask for, where the archive quotes somebody of that name."""
        try:
            reading = read(question.text, model)
        except ModelFailed as error:
            return replace(question, notes=(*question.notes, f"Read without the model: {error}."))
        if reading is None:
            return question
        archive = self._as_it_stands().archive
        named = replace(asked, speaker=reading.speaker)
        who = understand(question.text, named, archive.roster, archive.languages, today).who
        if who is None or not who.speakers:
            return question
        note = f"Read by {model.name}: it asks for the words of {reading.speaker}."
        return replace(question, who=who, topic=reading.topic, notes=(*question.notes, note))

    def quotations(self, asked: Asked, about: str | None = None) -> tuple[Citation, ...]:
        """The quotations that the user's options select, up to `asked.k`: the newest first, or nearest to a topic."""
        known = self._as_it_stands()
        question = listing(about, asked, known.archive.roster, known.archive.languages)
        return tuple(cite(one) for one in known.gatherer.quotations(question))

    def weighed(self, question: Question) -> list[Found]:
        """The words of whom is asked for, those that bear most on the topic first: what bearing is fitted to."""
        return self._as_it_stands().gatherer.weighed(question)

    def quoted(self, quotation: Quotation) -> Evidence:
        """A quotation of the record as evidence, whatever it is wanted for."""
        return self._as_it_stands().finder.quoted(quotation)

    def with_renderings(self, evidence: Evidence) -> Evidence:
        """The same piece of evidence with what else the archive has of its words."""
        return self._as_it_stands().gatherer.with_renderings(evidence)

    def _understand(self, request: Request) -> Question:
        if isinstance(request, str):
            return self.read(request, Asked(), None, self.today())
        text, asked, *before = request
        return self.read(text, asked, before[0] if before else None, self.today())

    def _gather(self, question: Question) -> Gathered:
        return self._as_it_stands().gatherer.gather(question)

    def _as_it_stands(self) -> _Known:
        """Who is quoted and which languages there are, read again when the archive has changed."""
        # The generation is raised where writing begins; what is written is seen once its jobs are closed.
        as_of = self._library.store.facts.number(GENERATION), self._library.store.open_jobs()
        if self._known is None or self._known.as_of != as_of:
            catalogue = self._library.store.catalogue
            known = catalogue.capacities(least=SHOWN)
            archive = Archive(
                roster=Roster(catalogue.speakers(least=0.0, known=known), self._library.store.corrections.aliases()),
                languages=frozenset(catalogue.languages()),
                outlets=frozenset(filter(None, catalogue.outlets())),
            )
            finder = Finder(self._library, known)
            gatherer = Gatherer(self._library, known, finder)
            self._known = _Known(as_of=as_of, archive=archive, finder=finder, gatherer=gatherer)
        return self._known
