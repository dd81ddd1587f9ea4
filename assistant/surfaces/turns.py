"""A turn of a conversation as JSON, and as blocks for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from rich.text import Text

from assistant.answer import Answer, Refusal
from assistant.contract import as_json, citation_as_json
from assistant.render import Block, article_for_terminal, for_terminal, show_citation, visible
from assistant.turn import Explained, Shown, Turn


def turn_as_json(turn: Turn, seconds: float) -> dict[str, Any]:
    """The object of `ask --json` with the conversation and the number of the turn; for what is no answer, its own."""
    place = {"conversation": turn.conversation, "turn": turn.number}
    reply = turn.reply
    if isinstance(reply, Answer | Refusal):
        return place | as_json(reply, seconds)
    said = place | {"question": turn.text}
    if isinstance(reply, Shown):
        around = reply.around
        beside = {"start": around.start, "end": around.end, "text": around.of(reply.citation.article.text)}
        return said | {"shown": citation_as_json(reply.citation) | {"around": beside}}
    if isinstance(reply, Explained):
        return said | {"steps": list(reply.steps)}
    return said | {"unmet": reply.reason}


def turn_for_terminal(turn: Turn, *, marked: bool) -> Iterator[Block]:
    """What was said, and the reply; of one that still grows, what stays where it is.

    `marked` sets words off by signs, where there are no colours.
    """
    reply = turn.reply
    if isinstance(reply, Answer) and turn.asked is None:
        reply = replace(reply, citations=(), context=(), notes=())
    if isinstance(reply, Answer | Refusal):
        yield from for_terminal(reply)
        return
    yield Text(visible(turn.text), style="bold")
    if isinstance(reply, Shown):
        one = reply.citation
        yield Text()
        yield article_for_terminal(one.article, one.span, marked=marked, within=reply.around)
        yield Text(f"\n{show_citation(one)}", style="dim")
    elif isinstance(reply, Explained):
        yield from (Text(visible(step), style="dim") for step in reply.steps)
    else:
        yield Text(visible(reply.reason))
