"""Conversations: questions that may lean on the one before, asked through the one chain and kept in the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from assistant.answer import Answer, Citation, Claim, Mode, Refusal
from assistant.aside import Show, Why, read_aside
from assistant.ask import Assistant
from assistant.before import Before
from assistant.contract import read_as
from assistant.draft import sentence
from assistant.evidence import Evidence, Searched
from assistant.question import Question
from assistant.turn import Explained, Reply, Shown, Turn, Unmet
from assistant.understand import Asked
from assistant.verify import cite
from index.conversations import Doing, KeptCitation, KeptTurn, Part
from index.library import Library
from index.quotation import Quotation

EXPLAINED = 64  # answers of this process that "why?" can be asked of without asking them again
GONE = "an article that this answer rested on has left the archive"


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

    def say(self, conversation: str, text: str) -> Turn:
        """One turn. Raises BadQuestion, UnknownConversation, and whatever the library raises; then none is kept."""
        *_, turn = self.stream(conversation, text)
        return turn

    def stream(self, conversation: str, text: str) -> Iterator[Turn]:
        """The turn as its reply grows; the last one, which has a time, is kept."""
        since = self.record.last_whole(conversation)
        asked = list(self._asked_again(self.record.turns(conversation, since=since)))
        aside = read_aside(text) if asked else None
        if aside is not None:
            yield self._done(conversation, text, aside, asked[-1])
            return
        day = self._assistant.today()
        before = asked[-1][1] if asked else None
        for result in self._assistant.chain.stream((text, Asked(), before)):
            if isinstance(result, Answer) and not result.whole:
                yield Turn(conversation=conversation, number=0, text=text, reply=result)
        kept = KeptTurn(
            doing="ask",
            text=text,
            day=day,
            leans=bool(result.question.turns),
            told=_told(result),
            citations=tuple(_places(result)),
        )
        turn = self._keep(conversation, kept, result)
        self._remember(turn, result.steps)
        yield turn

    def turns(self, conversation: str) -> list[Turn]:
        """Its turns, oldest first, with every citation cut anew. Raises UnknownConversation."""
        kept = self.record.turns(conversation)
        asked = {turn.number: before for turn, before in self._asked_again(kept)}
        return [self._again(conversation, turn, asked.get(turn.number)) for turn in kept]

    # what was asked before

    def _asked_again(self, kept: Iterable[KeptTurn]) -> Iterator[tuple[KeptTurn, Before]]:
        """The questions among the turns, read again: by whoever is known now to have had which name and office."""
        before: Before | None = None
        for turn in kept:
            if turn.doing == "ask":
                earlier = before if turn.leans else None
                question = self._assistant.read(turn.text, Asked(), earlier, turn.day)
                cited = tuple(map(cite, self._cut(turn, "citation")))
                before = Before(question=question, cited=cited, earlier=earlier)
                yield turn, before

    def _cut(self, turn: KeptTurn, *parts: Part) -> list[Evidence]:
        """What of the turn's citations is still in the archive."""
        there = self.record.there([one for one in turn.citations if one.part in parts])
        return [self._evidence(one, quotation) for one, quotation in there.items()]

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
            places = (_place(reply.citation, "citation"),) if isinstance(reply, Shown) else ()
        day = self._assistant.today()
        return self._keep(conversation, KeptTurn(doing=doing, text=text, day=day, citations=places), reply)

    def _shown(self, turn: KeptTurn, number: int) -> Shown | Unmet:
        numbers = [one.number for one in turn.citations]
        own = [one.number for one in turn.citations if one.part != "context"]
        wanted = own[-1] if number < 0 and own else number
        for evidence in self._cut(turn, "citation", "context", "nearest"):
            if evidence.number == wanted:
                return Shown.of(cite(evidence))
        if wanted in numbers or (turn.told is None and wanted <= turn.cited):
            return Unmet(reason=f"[{wanted}] has left the archive with its article")
        has = f"it has [{numbers[0]}] to [{numbers[-1]}]" if numbers else "it has no citations"
        return Unmet(reason=f"there is no [{wanted}] in the answer before: {has}")

    def _explained(self, conversation: str, number: int) -> Explained:
        steps = self._steps.get((conversation, number))
        if steps is None:
            turns = list(self._asked_again(self.record.turns(conversation)))
            at = next(at for at, (turn, _) in enumerate(turns) if turn.number == number)
            turn, before = turns[at][0], turns[at - 1][1] if at and turns[at][0].leans else None
            steps = self._assistant.ask(turn.text, before=before).steps
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
            shown = self._cut(turn, "citation")
            reply = Shown.of(cite(shown[0])) if shown else Unmet(reason=GONE)
        else:
            reply = Unmet(reason=GONE if turn.cited else "how an answer came about is told while it is new")
        return Turn(conversation=conversation, number=turn.number, text=turn.text, reply=reply, asked=turn.asked)

    def _answered(self, turn: KeptTurn, question: Question) -> Answer | Refusal | Unmet:
        evidence = self._cut(turn, "citation")
        told = cast(Mapping[str, Any], turn.told or {"notes": [GONE]})
        notes = tuple(told["notes"])
        if evidence:
            plain = [Claim(text=sentence(one), citations=(one.number,)) for one in evidence]
            claims = [Claim(text=one["text"], citations=tuple(one["citations"])) for one in told.get("claims", ())]
            return Answer(
                question=question,
                mode=cast(Mode, told.get("mode", "extractive")),
                claims=tuple(claims or plain),
                citations=tuple(map(cite, evidence)),
                context=tuple(map(cite, self._cut(turn, "context"))),
                notes=notes,
            )
        if "reason" not in told:
            return Unmet(reason=GONE)
        window = question.window
        return Refusal(
            question=question,
            reason=told["reason"],
            searched=Searched(**told["searched"], since=window.since, until=window.until),
            nearest=tuple(map(cite, self._cut(turn, "nearest"))),
            notes=notes,
        )


def _told(result: Answer | Refusal) -> dict[str, object]:
    """What is kept of a reply beside its places. Of sentences only a model's: the others are made of the quotations."""
    told: dict[str, object] = {"read_as": read_as(result.question), "notes": list(result.notes)}
    if isinstance(result, Refusal):
        searched = {"articles": result.searched.articles, "quotations": result.searched.quotations}
        return told | {"reason": result.reason, "searched": searched}
    if result.mode == "model":
        told["claims"] = [{"text": one.text, "citations": list(one.citations)} for one in result.claims]
    return told | {"mode": result.mode}


def _places(result: Answer | Refusal) -> Iterator[KeptCitation]:
    parts: Sequence[tuple[Part, Sequence[Citation]]]
    if isinstance(result, Answer):
        parts = (("citation", result.citations), ("context", result.context))
    else:
        parts = (("nearest", result.nearest),)
    for part, citations in parts:
        yield from (_place(one, part) for one in citations)


def _place(one: Citation, part: Part) -> KeptCitation:
    return KeptCitation(
        number=one.number,
        part=part,
        kind=one.kind,
        article=one.article.id,
        revision=one.article.revision,
        span=one.span,
    )
