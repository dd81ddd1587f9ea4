"""What is kept of a turn: places for its citations, and in JSON what was told beside them and what was set apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from assistant.answer import Answer, Citation, Refusal
from assistant.contract import read_as
from assistant.understand import Asked
from index.record.conversations import KeptCitation, Part
from index.window import Window, only


def told_of(result: Answer | Refusal) -> dict[str, object]:
    """What is kept of a reply beside its places. Of sentences only a model's: the others are made of the quotations."""
    kept: dict[str, object] = {"read_as": read_as(result.question), "notes": list(result.notes)}
    if isinstance(result, Refusal):
        searched = {"articles": result.searched.articles, "quotations": result.searched.quotations}
        return kept | {"reason": result.reason, "why": result.why, "searched": searched}
    if result.mode == "model":
        kept["claims"] = [{"text": one.text, "citations": list(one.citations)} for one in result.claims]
    return kept | {"mode": result.mode}


def apart_of(asked: Asked) -> Mapping[str, object] | None:
    """What was set apart; None for nothing."""
    if asked == Asked():
        return None
    window = asked.window
    days = {name: day.isoformat() if day else None for name, day in (("since", window.since), ("until", window.until))}
    named = {"speaker": asked.speaker, "actor": asked.actor, "to": asked.to, "topic": asked.topic}
    within = {"outlet": list(window.outlets), "language": list(window.languages)}
    return named | {"alone": asked.alone, "k": asked.k} | days | within


def asked_apart(kept: Mapping[str, Any] | None) -> Asked:
    """What `apart_of` has kept."""
    if kept is None:
        return Asked()
    since, until = (date.fromisoformat(kept[day]) if kept[day] else None for day in ("since", "until"))
    window = Window(since=since, until=until, outlets=_several(kept["outlet"]), languages=_several(kept["language"]))
    named = {name: kept[name] for name in ("speaker", "actor", "topic", "alone", "k")}
    return Asked(window=window, to=kept.get("to"), **named)


def _several(kept: str | list[str] | None) -> tuple[str, ...]:
    """Outlets or languages; what was kept when there could be but one is its name alone."""
    return only(kept) if kept is None or isinstance(kept, str) else tuple(kept)


def places_of(result: Answer | Refusal) -> Iterator[KeptCitation]:
    parts: Sequence[tuple[Part, Sequence[Citation]]]
    if isinstance(result, Answer):
        parts = (("citation", result.citations), ("context", result.context))
    else:
        parts = (("nearest", result.nearest),)
    for part, citations in parts:
        yield from (place_of(one, part) for one in citations)


def place_of(one: Citation, part: Part) -> KeptCitation:
    return KeptCitation(
        number=one.number,
        part=part,
        kind=one.kind,
        article=one.article.id,
        revision=one.article.revision,
        span=one.span,
    )
