"""Feedback on an answer: what can be said of it, and the questions that it gives to measure the archive by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from assistant.answer import Answer, Citation, Refusal
from assistant.conversation import Conversations
from assistant.errors import BadFeedback
from assistant.expected import Avoided, Case, Expected, Place
from assistant.question import Question
from assistant.turn import Turn
from assistant.wanted import WantedReading
from index.errors import Rejected, UnknownArticle
from index.record.conversations import KeptTurn
from index.record.feedback import ANSWER, Feedback, Remark, Says
from index.store import Store


def remark(turn: Turn, number: int, says: Says, *, by: str, feedback: Feedback) -> Remark:
    """Keep what `by` says of a citation of the turn, or of its ANSWER. Raises BadFeedback."""
    cited = _cited(turn)
    if number == ANSWER and says != "wrong speaker" and isinstance(turn.reply, Answer | Refusal):
        return feedback.keep(turn.conversation, turn.number, number, says, by=by)
    if number not in cited:
        raise BadFeedback(f"there is no [{number}] in this answer to be {says!r}")
    one = cited[number]
    if says == "wrong speaker" and one.speaker is None:
        raise BadFeedback(f"[{number}] is shown under nobody's name; `briefings correct` sets whose words they are")
    name = one.speaker.name if one.speaker else None
    return feedback.keep(turn.conversation, turn.number, number, says, by=by, speaker=name)


def cases(conversations: Conversations, store: Store) -> Iterator[Case | Rejected]:
    """What the feedback says as questions for `briefings eval`, one for each turn and for what is said of it; what it
    says that cannot be measured, with the reason. Of several opinions of one thing the latest counts.
    """
    latest = {(one.conversation, one.turn, one.number): one for one in store.feedback.remarks()}
    ordered = sorted(latest.values(), key=lambda one: (one.conversation, one.turn, one.says, one.number))
    for conversation, theirs in groupby(ordered, key=lambda one: one.conversation):
        kept = {turn.number: turn for turn in store.conversations.turns(conversation)}
        turns = {turn.number: turn for turn in conversations.turns(conversation)}
        for (number, says), some in groupby(theirs, key=lambda one: (one.turn, one.says)):
            try:
                yield _case(turns[number], kept[number], says, list(some), store)
            except ValueError as error:
                yield Rejected(f"{conversation}/{number}, {says!r}", str(error))


def _cited(turn: Turn) -> dict[int, Citation]:
    reply = turn.reply
    if isinstance(reply, Answer):
        return {one.number: one for one in (*reply.citations, *reply.context)}
    return {one.number: one for one in reply.nearest} if isinstance(reply, Refusal) else {}


def _case(turn: Turn, kept: KeptTurn, says: Says, remarks: Sequence[Remark], store: Store) -> Case:
    """Raises ValueError where nothing follows that could be measured."""
    reply = turn.reply
    if not isinstance(reply, Answer | Refusal):
        raise ValueError("an article that the answer rested on has left the archive")
    return Case(
        id=f"{turn.conversation}/{turn.number} {says}",
        question=turn.text,
        kind=says,
        today=kept.day,
        read_as=_wanted(reply.question) if kept.leans or kept.apart is not None else None,
        expect=_expected(turn, says, remarks, store),
    )


def _wanted(question: Question) -> WantedReading:
    """How the question was read, where its words alone do not say it."""
    who, window = question.who, question.window
    several = len(window.outlets) > 1 or len(window.languages) > 1
    if several or question.order != "relevance" or (who and (who.besides or who.each)):
        raise ValueError("it leans on the turn before in a way that no single question is read in")
    return WantedReading(
        speaker=who.speaker if who else None,
        actor=who.actor if who else None,
        to=question.to,
        topic=question.topic,
        since=window.since,
        until=window.until,
        outlet=next(iter(window.outlets), None),
        articles_in=next(iter(window.languages), None),
    )


def _expected(turn: Turn, says: Says, remarks: Sequence[Remark], store: Store) -> Expected:
    whole = remarks[0].number == ANSWER
    if whole and says == "good" and isinstance(turn.reply, Refusal):
        return Expected(answered=False, why=turn.reply.why)
    cited = _cited(turn)
    own = [one.number for one in turn.reply.citations] if isinstance(turn.reply, Answer) else []
    numbers = own if whole else [one.number for one in remarks if one.number in cited]
    if not numbers:
        raise ValueError("nothing follows from it about what is to be cited")
    places = [_place(cited[number], store) for number in numbers]
    if says == "good":
        return Expected(answered=True, **places[0], also=tuple(Place(**one) for one in places[1:]))
    names = {one.number: one.speaker for one in remarks} if says == "wrong speaker" else {}
    avoid = (Avoided(**place, speaker=names.get(number)) for number, place in zip(numbers, places, strict=True))
    return Expected(avoid=tuple(avoid))


def _place(one: Citation, store: Store) -> dict[str, Any]:
    try:
        current = store.article(one.article.id).revision
    except UnknownArticle as error:
        raise ValueError(str(error)) from error
    if current != one.article.revision:
        raise ValueError(f"article {one.article.id!r} has been revised since")
    return {"article": one.article.id, "start": one.span.start, "end": one.span.end}
