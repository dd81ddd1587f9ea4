"""The shortcut "Who said this?": the quotations of any message, held against the archive."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Mapping, Sequence
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond

from assistant.checking.check import Checker
from assistant.checking.checked import Asked, Checked
from assistant.checking.quoted import bare, quotations_in
from assistant.checking.report import reasons, said_by
from assistant.surfaces.slack.incoming import words_of
from assistant.surfaces.slack.pages import notice
from assistant.surfaces.slack.rich import Block, quoted, rich, section, shortened, text
from index.attribute.attributor import Attributor
from index.library import Library

MOST = 20  # quotations of a message
NO_WORDS = "There are no words in that message."


def listen_to_shortcuts(app: AsyncApp, library: Library) -> None:
    """Have the shortcut answered, to whoever has used it alone."""
    desk = _Desk(library)

    @app.shortcut("who_said_this")
    async def who_said_this(ack: AsyncAck, shortcut: Mapping[str, Any], respond: AsyncRespond) -> None:
        await ack()
        words = words_of(str(shortcut["message"].get("text") or ""))
        blocks = await asyncio.to_thread(desk.check, words) if words else notice(NO_WORDS)
        await respond(response_type="ephemeral", replace_original=False, text="Who said this?", blocks=blocks)


class _Desk:
    """What checking needs, made when it is first used; one message at a time, for the parser is one."""

    def __init__(self, library: Library) -> None:
        self._checker = Checker(library)
        self._attributor: Attributor | None = None
        self._busy = threading.Lock()

    def check(self, words: str) -> list[Block]:
        """What each of the message's quotations is to the archive; without any, the message is one."""
        with self._busy:
            self._attributor = self._attributor or Attributor()
            found = [one.asked for one in quotations_in(words, self._attributor)] or [Asked(bare(words))]
        blocks = [_told(self._checker.check(asked)) for asked in found[:MOST]]
        more = len(found) - MOST
        return blocks + (notice(f"{more} more quotations are not checked here") if more > 0 else [])


def _told(checked: Checked) -> Block:
    """The quotation, the verdict, why, and where the archive has it."""
    asked = checked.asked
    named = f" — {asked.speaker}" if asked.speaker else ""
    parts = [
        quoted(text(f"“{shortened(asked.text)}”{shortened(named)}")),
        section(text(checked.verdict.capitalize(), bold=True), *_lines(list(reasons(checked)))),
    ]
    for place in checked.places:
        article = place.article
        told = [said_by(place), article.title, article.outlet, article.day.isoformat() if article.day else None]
        parts.append(section(text(" · ".join(shortened(part) for part in told if part))))
        parts.append(quoted(text(shortened(place.text))))
    return rich(*parts)


def _lines(sentences: Sequence[str]) -> list[Block]:
    return [text(f"\n{shortened(one)}") for one in sentences]
