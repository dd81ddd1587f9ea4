"""The retrieval chain, understand | gather | draft | verify: LangChain Runnables, and the one path of every surface."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import cast

from langchain_core.runnables import Runnable, RunnableLambda

from assistant.answer import Answer, Citation, Refusal
from assistant.draft import draft
from assistant.evidence import Gathered
from assistant.gather import Gatherer
from assistant.question import Question
from assistant.roster import Roster
from assistant.understand import Asked, listing, understand
from assistant.verify import cite, verify
from index.facts import GENERATION
from index.library import Library

Request = str | tuple[str, Asked]
AnswerChain = Runnable[Request, Answer | Refusal]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What is kept in memory of one generation of the archive."""

    generation: int
    roster: Roster
    languages: frozenset[str]
    gatherer: Gatherer


class Assistant:
    """Answers questions over one library. `today` gives the day that "last week" is counted from."""

    def __init__(self, library: Library, *, today: Callable[[], date] = date.today) -> None:
        self._library = library
        self._today = today
        self._known: _Known | None = None

    @property
    def chain(self) -> AnswerChain:
        """From a question, alone or with what the user set apart, to what may be said; a LangChain Runnable."""
        steps = (
            RunnableLambda(self._understand, name="understand")
            | RunnableLambda(self._gather, name="gather")
            | RunnableLambda(draft, name="draft")
            | RunnableLambda(verify, name="verify")
        )
        return cast(AnswerChain, steps)

    def ask(self, text: str, asked: Asked | None = None) -> Answer | Refusal:
        """One question through the chain. Raises BadQuestion, and whatever the library raises."""
        return self.chain.invoke((text, asked or Asked()))

    def quotations(self, asked: Asked, about: str | None = None) -> tuple[Citation, ...]:
        """The quotations that the user's options select, up to `asked.k`: the newest first, or nearest to a topic."""
        known = self._as_it_stands()
        question = listing(about, asked, known.roster, known.languages)
        return tuple(cite(one) for one in known.gatherer.quotations(question))

    def _understand(self, request: Request) -> Question:
        text, asked = (request, Asked()) if isinstance(request, str) else request
        known = self._as_it_stands()
        return understand(text, asked, known.roster, known.languages, self._today())

    def _gather(self, question: Question) -> Gathered:
        return self._as_it_stands().gatherer.gather(question)

    def _as_it_stands(self) -> _Known:
        """Who is quoted and which languages there are, read again when the archive has changed."""
        generation = self._library.store.facts.number(GENERATION)
        if self._known is None or self._known.generation != generation:
            catalogue = self._library.store.catalogue
            self._known = _Known(
                generation=generation,
                roster=Roster(catalogue.speakers(least=0.0)),
                languages=frozenset(catalogue.languages()),
                gatherer=Gatherer(self._library),
            )
        return self._known
