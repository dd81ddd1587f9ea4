"""Gathered -> Drafts: sentences with the numbers of what they rest on, unverified. The only stage that meets a model.

A draft grows while a model writes it: each snapshot holds all claims so far, and the last one is `whole`. Whatever
fails, the last one is the extractive draft, and its notes say why.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace

from assistant.answer import Claim, Mode, Snapshot
from assistant.drafting.compose import compose
from assistant.drafting.reply import Reply
from assistant.evidence import Evidence, Gathered
from assistant.model import Model, ModelFailed, Piece, Prompt, PromptTooLong, Tokens

WITHOUT = "Answered without the model: {}."
SILENT = "the model wrote no sentence about the evidence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(Snapshot):
    """What is to be said, unverified."""

    gathered: Gathered
    mode: Mode
    claims: tuple[Claim, ...]
    notes: tuple[str, ...] = ()
    tokens: Tokens | None = None
    whole: bool = True


def extractive(gathered: Gathered, why: str | None = None, tokens: Tokens | None = None) -> Draft:
    """A claim for each piece of evidence, in its order; `why` there is no model in it is noted."""
    claims = tuple(Claim(text=sentence(one), citations=(one.number,)) for one in gathered.citable)
    notes = (WITHOUT.format(why),) if why else ()
    return Draft(gathered=gathered, mode="extractive", claims=claims, notes=notes, tokens=tokens)


class Drafter:
    """Drafts by a model where there is one; `tokens` is how much evidence it is shown."""

    def __init__(self, model: Model | None = None, *, tokens: int = 0) -> None:
        self._model = model
        self._tokens = tokens

    def drafts(self, everything: Iterator[Gathered]) -> Iterator[Draft]:
        for gathered in everything:
            if self._model is None or not gathered.citable:
                yield extractive(gathered)
                continue
            writing = _Writing(gathered, self._tokens)
            while (prompt := writing.prompt) is not None:
                try:
                    for piece in self._model.stream(prompt):
                        yield from writing.take(piece)
                    yield writing.close()
                except ModelFailed as error:
                    yield from writing.failed(error)

    async def adrafts(self, everything: AsyncIterator[Gathered]) -> AsyncIterator[Draft]:
        async for gathered in everything:
            if self._model is None or not gathered.citable:
                yield extractive(gathered)
                continue
            writing = _Writing(gathered, self._tokens)
            while (prompt := writing.prompt) is not None:
                try:
                    async for piece in self._model.astream(prompt):
                        for draft in writing.take(piece):
                            yield draft
                    yield writing.close()
                except ModelFailed as error:
                    for draft in writing.failed(error):
                        yield draft


class _Writing:
    """One answer being written: what is to be asked next, and the draft as far as it has come."""

    def __init__(self, gathered: Gathered, tokens: int) -> None:
        self._gathered = gathered
        self._budget = tokens
        self._reply = Reply()
        self._draft = Draft(gathered=gathered, mode="model", claims=(), whole=False)
        self._shortened = False
        self.prompt: Prompt | None = compose(gathered, tokens=tokens)

    def take(self, piece: Piece) -> Iterator[Draft]:
        if piece.tokens is not None:
            spent = self._draft.tokens
            self._draft = replace(self._draft, tokens=spent + piece.tokens if spent else piece.tokens)
        for claim in self._reply.take(piece.text):
            self._draft = replace(self._draft, claims=(*self._draft.claims, claim))
            yield self._draft

    def close(self) -> Draft:
        self._reply.close()
        self.prompt = None
        if not self._draft.claims:
            return extractive(self._gathered, SILENT, self._draft.tokens)
        return replace(self._draft, whole=True)

    def failed(self, error: ModelFailed) -> Iterator[Draft]:
        """The draft without a model; none yet where half of the evidence may be short enough."""
        pieces = len(self._gathered.citable)
        if isinstance(error, PromptTooLong) and pieces > 1 and not self._shortened:
            self._shortened = True
            self.prompt = compose(self._gathered, tokens=self._budget // 2, pieces=(pieces + 1) // 2)
            return
        self.prompt = None
        yield extractive(self._gathered, str(error), self._draft.tokens)


def sentence(evidence: Evidence) -> str:
    """Who says it, in which role, and the words; the outlet in place of a speaker that is not established."""
    speaker = evidence.speaker
    if speaker is not None:
        who = ", ".join(filter(None, (speaker.name, speaker.role)))
    elif evidence.quotation is not None:
        who = "Speaker not established"
    else:
        who = evidence.article.outlet or evidence.article.title or evidence.article.id
    if evidence.reported:
        outlet = evidence.article.outlet
        return f"{who}, as reported{f' by {outlet}' if outlet else ''}: {evidence.text}"
    return f"{who}: “{evidence.text}”"
