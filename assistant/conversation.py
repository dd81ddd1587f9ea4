"""Conversations: questions that may lean on the one before, asked through the one chain and kept in the record."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from assistant.answer import Answer, Citation, Claim, Mode, Refusal
from assistant.ask import Assistant
from assistant.before import Before
from assistant.draft import sentence
from assistant.evidence import Evidence, Searched
from assistant.kept import apart_of, asked_apart, place_of, places_of, told_of
from assistant.question import Question
from assistant.standing import marks, superseded_by
from assistant.turn import Explained, Reply, Shown, Turn, Unmet
from assistant.understand import Asked
from assistant.understanding.aside import Show, Why, read_aside
from assistant.verify import cite
from index.library import Library
from index.quotation import Quotation
from index.record.conversations import Doing, KeptCitation, KeptTurn, Part

EXPLAINED = 64  # answers of this process that "why?" can be asked of without asking them again
GONE = "an article that this answer rested on has left the archive"
NOTHING = Asked()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    """A question on its way: what was set apart, on which day, and the turn before it."""

    conversation: str
    text: str
    apart: Asked
    day: date
    before: Before | None

    @property
    def request(self) -> tuple[str, Asked, Before | None]:
        return self.text, self.apart, self.before

    def growing(self, result: Answer) -> Turn:
        return Turn(conversation=self.conversation, number=0, text=self.text, reply=result)


class Conversations:
    """The conversations of one library. What is kept of them, and how they are listed, is `record`'s."""

    def __init__(self, library: Library, assistant: Assistant) -> None:
        self._library = library
        self._assistant = assistant
        self.record = library.store.conversations
        self._steps: dict[tuple[str, int], tuple[str, ...]] = {}

    def start(self) -> str:
        """A new conversation; its id."""
        return self.record.start()

    def say(self, conversation: str, text: str, apart: Asked = NOTHING) -> Turn:
        """One turn. Raises BadQuestion, UnknownConversation, and whatever the library raises; then none is kept."""
        *_, turn = self.stream(conversation, text, apart)
        return turn

    def stream(self, conversation: str, text: str, apart: Asked = NOTHING) -> Iterator[Turn]:
        """The turn as its reply grows; the last one, which has a time, is kept."""
        opened = self._open(conversation, text, apart)
        if isinstance(opened, Turn):
            yield opened
            return
        for result in self._assistant.chain.stream(opened.request):
            if isinstance(result, Answer) and not result.whole:
                yield opened.growing(result)
        yield self._close(opened, result)

    async def astream(self, conversation: str, text: str, apart: Asked = NOTHING) -> AsyncGenerator[Turn]:
        """As `stream`, with all that takes time in threads; whoever stops listening stops the model, and keeps none."""
        opened = await asyncio.to_thread(self._open, conversation, text, apart)
        if isinstance(opened, Turn):
            yield opened
            return
        results = self._assistant.chain.astream(opened.request)
        async with contextlib.aclosing(cast(AsyncGenerator[Answer | Refusal], results)):
            async for result in results:
                if isinstance(result, Answer) and not result.whole:
                    yield opened.growing(result)
        yield await asyncio.to_thread(self._close, opened, result)

    def _open(self, conversation: str, text: str, apart: Asked) -> Turn | _Opened:
        """What is asked, after the turns before; where it is no question, the whole turn."""
        since = self.record.last_whole(conversation)
        asked = list(self._asked_again(self.record.turns(conversation, since=since)))
        aside = read_aside(text) if asked and apart == NOTHING else None
        if aside is not None:
            return self._done(conversation, text, aside, asked[-1])
        before = asked[-1][1] if asked else None
        return _Opened(conversation=conversation, text=text, apart=apart, day=self._assistant.today(), before=before)

    def _close(self, opened: _Opened, result: Answer | Refusal) -> Turn:
        """Keep the question with its reply."""
        kept = KeptTurn(
            doing="ask",
            text=opened.text,
            day=opened.day,
            leans=bool(result.question.turns),
            told=told_of(result),
            apart=apart_of(opened.apart),
            citations=tuple(places_of(result)),
        )
        turn = self._keep(opened.conversation, kept, result)
        self._remember(turn, result.steps)
        return turn

    def turns(self, conversation: str) -> list[Turn]:
        """Its turns, oldest first, with every citation cut anew. Raises UnknownConversation."""
        kept = self.record.turns(conversation)
        asked = {turn.number: before for turn, before in self._asked_again(kept)}
        return [self._again(conversation, turn, asked.get(turn.number)) for turn in kept]

    def cited(self, conversation: str, turn: int, number: int) -> Shown | Unmet:
        """A citation of one of its turns, in its article. Raises UnknownConversation."""
        kept = self.record.turns(conversation, since=turn)[:1]
        if not kept or kept[0].number != turn:
            return Unmet(reason="that answer was deleted")
        return self._shown(kept[0], number)

    # what was asked before

    def _asked_again(self, kept: Iterable[KeptTurn]) -> Iterator[tuple[KeptTurn, Before]]:
        """The questions among the turns, read again: by whoever is known now to have had which name and office."""
        before: Before | None = None
        for turn in kept:
            if turn.doing == "ask":
                earlier = before if turn.leans else None
                question = self._assistant.read(turn.text, asked_apart(turn.apart), earlier, turn.day)
                cited = tuple(map(cite, self._cut(turn, "citation")))
                before = Before(question=question, cited=cited, earlier=earlier)
                yield turn, before

    def _cut(self, turn: KeptTurn, *parts: Part) -> list[Evidence]:
        return self.cut([one for one in turn.citations if one.part in parts])

    def cut(self, places: Collection[KeptCitation]) -> list[Evidence]:
        """What of these places is still in the archive, as the record has it now."""
        return [self._evidence(*one) for one in self.record.there(places).items()]

    def _cited(self, turn: KeptTurn, *parts: Part) -> list[Citation]:
        """The same with what other outlets have of it by now, checked, each with the revision that took its place."""
        found = [cite(self._assistant.with_renderings(evidence)) for evidence in self._cut(turn, *parts)]
        store = self._library.store
        return [replace(one, superseded_by=superseded_by(one.article.id, one.article.revision, store)) for one in found]

    def _gone(self, turn: KeptTurn) -> Unmet:
        return Unmet(reason="; ".join(marks(turn.citations, self._library.store)) or GONE)

    def _evidence(self, one: KeptCitation, quotation: Quotation | None) -> Evidence:
        if quotation is not None:
            return replace(self._assistant.quoted(quotation), number=one.number)
        return Evidence(number=one.number, article=self._library.revision(one.article, one.revision), span=one.span)

    # what is done with the answer before

    def _done(self, conversation: str, text: str, aside: Show | Why, last: tuple[KeptTurn, Before]) -> Turn:
        doing: Doing = "show" if isinstance(aside, Show) else "why"
        places: tuple[KeptCitation, ...] = ()
        reply: Reply
        if isinstance(aside, Why):
            reply = self._explained(conversation, last[0].number)
        else:
            reply = self._shown(last[0], aside.number)
            places = (place_of(reply.citation, "citation"),) if isinstance(reply, Shown) else ()
        day = self._assistant.today()
        return self._keep(conversation, KeptTurn(doing=doing, text=text, day=day, citations=places), reply)

    def _shown(self, turn: KeptTurn, number: int) -> Shown | Unmet:
        numbers = [one.number for one in turn.citations]
        own = [one.number for one in turn.citations if one.part != "context"]
        wanted = own[-1] if number < 0 and own else number
        for citation in self._cited(turn, "citation", "context", "nearest"):
            if citation.number == wanted:
                return Shown.of(citation)
        for mark in marks([one for one in turn.citations if one.number == wanted], self._library.store):
            return Unmet(reason=mark)
        if turn.told is None and wanted <= turn.cited:
            return Unmet(reason=f"[{wanted}] has left the archive with its article")
        has = f"it has [{numbers[0]}] to [{numbers[-1]}]" if numbers else "it has no citations"
        return Unmet(reason=f"there is no [{wanted}] in the answer before: {has}")

    def _explained(self, conversation: str, number: int) -> Explained:
        steps = self._steps.get((conversation, number))
        if steps is None:
            turns = list(self._asked_again(self.record.turns(conversation)))
            at = next(at for at, (turn, _) in enumerate(turns) if turn.number == number)
            turn, before = turns[at][0], turns[at - 1][1] if at and turns[at][0].leans else None
            steps = self._assistant.ask(turn.text, asked_apart(turn.apart), before).steps
        return Explained(steps=steps)

    def _remember(self, turn: Turn, steps: tuple[str, ...]) -> None:
        while len(self._steps) >= EXPLAINED:
            del self._steps[next(iter(self._steps))]
        self._steps[turn.conversation, turn.number] = steps

    # turns kept and taken up again

    def _keep(self, conversation: str, turn: KeptTurn, reply: Reply) -> Turn:
        kept = self.record.add(conversation, turn)
        return Turn(conversation=conversation, number=kept.number, text=kept.text, reply=reply, asked=kept.asked)

    def _again(self, conversation: str, turn: KeptTurn, before: Before | None) -> Turn:
        if before is not None:
            reply: Reply = self._answered(turn, before.question)
        elif turn.doing == "show" and turn.citations:
            shown = self._cited(turn, "citation")
            reply = Shown.of(shown[0]) if shown else self._gone(turn)
        else:
            reply = self._gone(turn) if turn.cited else Unmet(reason="how an answer came about is told while it is new")
        return Turn(conversation=conversation, number=turn.number, text=turn.text, reply=reply, asked=turn.asked)

    def _answered(self, turn: KeptTurn, question: Question) -> Answer | Refusal | Unmet:
        evidence = self._cut(turn, "citation")
        told = cast(Mapping[str, Any], turn.told or {"notes": []})
        marked = tuple(marks(turn.citations, self._library.store))
        notes = (*told["notes"], *(marked or (() if turn.told else (GONE,))))
        if evidence:
            plain = [Claim(text=sentence(one), citations=(one.number,)) for one in evidence]
            claims = [Claim(text=one["text"], citations=tuple(one["citations"])) for one in told.get("claims", ())]
            return Answer(
                question=question,
                mode=cast(Mode, told.get("mode", "extractive")),
                claims=tuple(claims or plain),
                citations=tuple(self._cited(turn, "citation")),
                context=tuple(self._cited(turn, "context")),
                notes=notes,
            )
        if "reason" not in told:
            return self._gone(turn)
        window = question.window
        return Refusal(
            question=question,
            reason=told["reason"],
            why=told.get("why"),
            searched=Searched(**told["searched"], since=window.since, until=window.until),
            nearest=tuple(self._cited(turn, "nearest")),
            notes=notes,
        )
