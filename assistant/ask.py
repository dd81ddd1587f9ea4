"""The retrieval chain, understand | gather | draft | verify: LangChain Runnables, and the one path of every surface."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import cast

from langchain_core.runnables import Runnable, RunnableLambda

from assistant.answer import Answer, Refusal
from assistant.draft import draft
from assistant.evidence import Gathered
from assistant.gather import Gatherer
from assistant.question import Question
from assistant.roster import Roster
from assistant.understand import Asked, understand
from assistant.verify import verify
from index.attribute import SHOWN
from index.library import Library

Request = str | tuple[str, Asked]
AnswerChain = Runnable[Request, Answer | Refusal]


class Assistant:
    """Answers questions over one library. `today` gives the day that "last week" is counted from."""

    def __init__(self, library: Library, *, today: Callable[[], date] = date.today) -> None:
        self._library = library
        self._today = today
        self._gatherer = Gatherer(library)
        self._roster: tuple[int, Roster, frozenset[str]] | None = None

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

    def _understand(self, request: Request) -> Question:
        text, asked = (request, Asked()) if isinstance(request, str) else request
        roster, languages = self._known()
        return understand(text, asked, roster, languages, self._today())

    def _gather(self, question: Question) -> Gathered:
        return self._gatherer.gather(question)

    def _known(self) -> tuple[Roster, frozenset[str]]:
        """Who is quoted and which languages there are, read again when the archive has changed."""
        generation = self._library.store.facts.number("generation")
        if self._roster is None or self._roster[0] != generation:
            catalogue = self._library.store.catalogue
            self._roster = generation, Roster(catalogue.speakers(SHOWN)), frozenset(catalogue.languages())
        return self._roster[1:]
