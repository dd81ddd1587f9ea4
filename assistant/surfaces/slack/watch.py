"""What the bot says of itself: new quotations, the day's brief, and what has become of articles that it has cited."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import chain

import aiohttp
from slack_sdk.errors import SlackClientError

from assistant.answer import Citation, Refusal
from assistant.ask import Assistant
from assistant.briefs.brief import Wanted, brief
from assistant.briefs.briefing import Briefing
from assistant.briefs.template import load
from assistant.changes import Resting, left, revised
from assistant.errors import BadQuestion
from assistant.surfaces.slack.desk import MOST_FOLLOWED, ClientOf, asked_of
from assistant.surfaces.slack.pages import Piece, cited, notice, packed
from assistant.surfaces.slack.rich import Block, rich, section, shortened, text
from index.errors import BriefingsError
from index.library import Library
from index.record.desks import LEAST_APART, Desk
from index.record.facts import THREADS_TOLD
from index.record.threads import AskedMessage

log = logging.getLogger("briefings.slack")

EVERY = timedelta(minutes=LEAST_APART)  # so often is looked for what is new
MINUTE = timedelta(minutes=1)  # so late at most comes a brief
MOST_TOLD = 20  # quotations of a message; the rest is a number
KIND = "regional"
TROUBLES = (BriefingsError, SlackClientError, aiohttp.ClientError, TimeoutError, OSError)


class Watch:
    """Looks after the channels and threads of one library."""

    def __init__(self, assistant: Assistant, library: Library, client_of: ClientOf) -> None:
        self._assistant = assistant
        self._library = library
        self._store = library.store
        self._client_of = client_of

    async def run(self) -> None:
        """Until it is cancelled."""
        looked = datetime.now(UTC)
        while True:
            await asyncio.sleep(MINUTE.total_seconds())
            now = datetime.now(UTC)
            await self.brief(now)
            if now - looked >= EVERY:
                looked = now
                await self.look(now)

    async def brief(self, now: datetime) -> None:
        """Tell every channel its brief of the day whose time has come. One that cannot be told holds up no other."""
        for desk in await asyncio.to_thread(self._store.desks.all):
            await self._try(self._tell_brief(desk, now), desk.channel)

    async def look(self, now: datetime) -> None:
        """Tell every channel and thread once what is new to it. One that cannot be told holds up no other."""
        for desk in await asyncio.to_thread(self._store.desks.all):
            await self._try(self._tell_new(desk, now), desk.channel)
        for message, what in await asyncio.to_thread(lambda: list(self._changed(now))):
            await self._try(self._tell_thread(message, what), message.place.channel)

    async def _try(self, telling: Awaitable[None], channel: str) -> None:
        try:
            await telling
        except TROUBLES as error:
            log.warning("what is new is not told in %s: %s", channel, type(error).__name__)

    # new quotations by those whom a channel follows

    async def _tell_new(self, desk: Desk, now: datetime) -> None:
        found = await asyncio.to_thread(self._new, desk, now) if desk.open_to(now) else []
        if not found:
            return
        # Noted before it is told: whoever is told twice stops reading.
        noted = await asyncio.to_thread(self._store.desks.tell, desk, now)
        if noted:
            heading = _heading("New by those whom this channel follows")
            await self._post(desk, heading, [cited(one) for one in found], f"{len(found)} new quotations")

    def _new(self, desk: Desk, now: datetime) -> list[Citation]:
        """The quotations by those whom it follows, in articles that came in since it was told."""
        arrived = self._store.catalogue.arrived(desk.told, now)
        found: dict[tuple[object, ...], Citation] = {}
        for name in desk.watched if arrived else ():
            try:
                quotations = self._assistant.quotations(replace(asked_of(desk, now), speaker=name, k=MOST_FOLLOWED))
            except BadQuestion:  # nobody of that name yet
                continue
            found |= {one.place: one for one in quotations if one.article.id in arrived}
        return [replace(one, number=number) for number, one in enumerate(found.values(), 1)]

    # the brief of the day

    async def _tell_brief(self, desk: Desk, now: datetime) -> None:
        if not desk.due(now) or desk.topic is None:
            return
        made = await asyncio.to_thread(self._brief, desk, now)
        if await asyncio.to_thread(self._store.desks.brief, desk, now.astimezone(UTC).date()):
            await self._post(desk, _heading(f"Today: {desk.topic}"), list(_brief(made)), f"Today: {desk.topic}"[:200])

    def _brief(self, desk: Desk, now: datetime) -> Briefing | Refusal:
        """What the archive has on the topic since yesterday, of the desk's part."""
        asked = asked_of(desk, now)
        asked = replace(asked, window=replace(asked.window, since=(now - timedelta(days=1)).date()))
        template = load(KIND, self._library.home.path)
        template = template.model_copy(update={"follow": list(desk.watched) or template.follow})
        wanted = Wanted(topic=desk.topic or "", template=template, asked=asked)
        return brief(wanted, self._assistant, self._library)

    # what has become of articles that answers cite

    def _changed(self, now: datetime) -> Iterator[tuple[AskedMessage, str]]:
        """Questions whose answers cite what changed or left since threads were told last, each with what to say."""
        until = now.astimezone(UTC).replace(microsecond=0)
        told = self._store.facts.get(THREADS_TOLD)
        self._store.facts.put(THREADS_TOLD, until.isoformat())
        if not isinstance(told, str):
            return
        since = datetime.fromisoformat(told)
        found: dict[tuple[str, int], list[str]] = defaultdict(list)
        for one in revised(self._store, since):
            if one.at < until:
                title = shortened(one.after.title or one.after.id)
                _note(found, one.answers, f"the article “{title}” no longer has these words")
        for gone in left(self._store, since):
            if gone.departure.at < until:
                how = "was taken down" if gone.departure.taken_down else "has left the archive"
                _note(found, gone.answers, f"its article {how}")
        for (conversation, turn), sentences in found.items():
            message = self._store.threads.asking(conversation, turn)
            if message is not None and message.replies:
                yield message, "Of the answer above: " + "; ".join(sentences) + "."

    async def _tell_thread(self, message: AskedMessage, what: str) -> None:
        place = message.place
        client = await self._client_of(place.team)
        await client.chat_postMessage(channel=place.channel, thread_ts=place.thread, text=what, blocks=notice(what))

    async def _post(self, desk: Desk, heading: Block, pieces: Sequence[Piece], summary: str) -> None:
        client = await self._client_of(desk.team)
        more = len(pieces) - MOST_TOLD
        rest = [tuple(notice(f"and {more} more"))] if more > 0 else []
        for page in packed(chain([(heading,)], pieces[:MOST_TOLD], rest)):
            await client.chat_postMessage(
                channel=desk.channel, text=summary, blocks=page, unfurl_links=False, unfurl_media=False
            )


def _brief(made: Briefing | Refusal) -> Iterator[Piece]:
    """The quotations by event; of none, why."""
    if isinstance(made, Refusal):
        yield tuple(notice(made.reason))
        return
    known = {one.number: one for one in made.citations}
    for event in made.events:
        day = f", {event.day.isoformat()}" if event.day else ""
        title = rich(section(text(f"{shortened(event.title)}{day}", bold=True)))
        for at, number in enumerate(event.citations):
            yield (*(() if at else (title,)), *cited(known[number]))
    if made.silent:
        yield tuple(notice(f"Nothing said by {', '.join(made.silent)}, in {made.articles} articles."))


def _heading(words: str) -> Block:
    return rich(section(text(shortened(words), bold=True)))


def _note(found: dict[tuple[str, int], list[str]], answers: Iterable[Resting], why: str) -> None:
    for one in answers:
        numbers = ", ".join(f"[{number}]" for number in one.numbers)
        found[one.first.conversation, one.first.turn].append(f"{numbers}: {why}")
