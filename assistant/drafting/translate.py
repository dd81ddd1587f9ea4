"""Answer -> Answer with translations beside what is cited in another language. They are a model's, and marked so.

A translation never stands for the words: it is beside them, without quotation marks, and is dropped where its numbers
are not those of the original.
"""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256

from assistant.answer import Answer, Citation, Refusal, Translation
from assistant.drafting.compose import language_name, reply_schema
from assistant.drafting.reply import Reply
from assistant.model import Model, ModelFailed, Prompt, Tokens
from prompts import load

NUMBER = re.compile(r"\d+")
MARKS = re.compile('[“”„«»‹›"]')
WITHOUT = "Not translated: {}."


class Translator:
    """Translates the citations of a whole answer that are not in the question's language, all in one request."""

    def __init__(self, model: Model) -> None:
        self._model = model

    def translated(self, results: Iterator[Answer | Refusal]) -> Iterator[Answer | Refusal]:
        for result in results:
            yield result
            if isinstance(result, Answer) and result.whole and (foreign := _foreign(result)):
                work = _Work(result, foreign, self._model.name)
                try:
                    for piece in self._model.stream(work.prompt):
                        work.take(piece.text, piece.tokens)
                    yield work.done()
                except ModelFailed as error:
                    yield work.failed(error)

    async def atranslated(self, results: AsyncIterator[Answer | Refusal]) -> AsyncIterator[Answer | Refusal]:
        async for result in results:
            yield result
            if isinstance(result, Answer) and result.whole and (foreign := _foreign(result)):
                work = _Work(result, foreign, self._model.name)
                try:
                    async for piece in self._model.astream(work.prompt):
                        work.take(piece.text, piece.tokens)
                    yield work.done()
                except ModelFailed as error:
                    yield work.failed(error)


class _Work:
    """The translation of one answer's citations."""

    def __init__(self, answer: Answer, foreign: Sequence[Citation], model: str) -> None:
        self._answer = answer
        self._foreign = {one.number: one for one in foreign}
        self._model = model
        self._reply = Reply()
        self._found: dict[int, Translation] = {}
        self._tokens = answer.tokens
        lines = "\n".join(json.dumps({"number": one.number, "text": one.quote}, ensure_ascii=False) for one in foreign)
        fence = sha256(lines.encode("utf-8", "replace")).hexdigest()[:12]
        self.prompt = Prompt(
            system=load("translate-system", language=language_name(answer.question.language)),
            user=load("translate-user", fence=fence, texts=lines),
            schema=reply_schema(list(self._foreign)),
        )

    def take(self, text: str, tokens: Tokens | None) -> None:
        if tokens is not None:
            self._tokens = self._tokens + tokens if self._tokens else tokens
        for claim in self._reply.take(text):
            original = self._foreign.get(claim.citations[0]) if len(claim.citations) == 1 else None
            if original is not None and faithful(claim.text, original.quote):
                self._found.setdefault(
                    original.number, Translation(number=original.number, text=claim.text, by=self._model)
                )

    def done(self) -> Answer:
        self._reply.close()
        return replace(self._answer, translations=tuple(self._found.values()), tokens=self._tokens)

    def failed(self, error: ModelFailed) -> Answer:
        notes = (*self._answer.notes, WITHOUT.format(error))
        return replace(self._answer, notes=notes, tokens=self._tokens)


def faithful(translation: str, original: str) -> bool:
    """What can be told of a translation without knowing languages: its numbers are the same, and it quotes nobody."""
    same = sorted(NUMBER.findall(translation)) == sorted(NUMBER.findall(original))
    return bool(translation) and same and not MARKS.search(translation)


def _foreign(answer: Answer) -> list[Citation]:
    language = answer.question.language
    return [one for one in answer.citations if language and one.article.language not in (None, language)]
