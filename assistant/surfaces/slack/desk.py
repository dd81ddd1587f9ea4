"""A channel as a desk, set with `/briefing desk`: what its questions ask of, and of whom it is told what is new."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from assistant.answer import Citation
from assistant.ask import Assistant
from assistant.errors import BadQuestion
from assistant.surfaces.slack.pages import cited, notice, packed
from assistant.surfaces.slack.rich import Block, plain, rich, section, text
from assistant.understand import Asked
from index.desks import Desk, Desks
from index.errors import BriefingsError
from index.library import Library
from index.window import Window

ClientOf = Callable[[str], Awaitable[AsyncWebClient]]

log = logging.getLogger("briefings.slack")

EVERY = timedelta(minutes=15)  # so often at most is a channel told what is new
MOST_TOLD = 20  # quotations of a message; the rest is a number
MOST_FOLLOWED = 50
FIELDS = {
    "outlet": ("Only this outlet", "as the archive names it"),
    "language": ("Only articles in this language", "en, ru, hy, tr, az or ka"),
    "days": ("Only the last so many days", "such as 365"),
    "follows": ("Speakers followed, one a line", "new quotations by them are told here"),
}


def listen_to_desks(app: AsyncApp, desks: Desks) -> None:
    """Have the form of a desk kept."""

    @app.view("desk")
    async def keep(ack: AsyncAck, body: Mapping[str, Any]) -> None:
        view = body["view"]
        place = json.loads(view["private_metadata"])
        given = {name: (view["state"]["values"][name][name]["value"] or "").strip() for name in FIELDS}
        try:
            days = int(given["days"]) if given["days"] else None
            follows = tuple(dict.fromkeys(filter(None, map(str.strip, given["follows"].splitlines()))))
            desk = Desk(
                **place,
                outlet=given["outlet"] or None,
                language=given["language"] or None,
                days=days,
                follows=follows[:MOST_FOLLOWED],
                told=datetime.now(UTC),
            )
        except ValueError:
            await ack(response_action="errors", errors={"days": "Write a number of days, such as 365."})
            return
        await asyncio.to_thread(desks.keep, desk)
        await ack()


def form_of(team: str, channel: str, desk: Desk | None) -> dict[str, Any]:
    """The form of a channel's desk, as it is set now."""
    told = {} if desk is None else {"outlet": desk.outlet, "language": desk.language, "days": desk.days}
    now = {name: str(value) for name, value in told.items() if value is not None}
    if desk is not None and desk.follows:
        now["follows"] = "\n".join(desk.follows)
    return {
        "type": "modal",
        "callback_id": "desk",
        "title": plain("This channel's desk"),
        "submit": plain("Keep"),
        "close": plain("Leave it"),
        "private_metadata": json.dumps({"team": team, "channel": channel}),
        "blocks": [_input(name, label, hint, now.get(name)) for name, (label, hint) in FIELDS.items()],
    }


def asked_of(desk: Desk | None, now: datetime) -> Asked:
    """What a channel's questions are asked of, where they are the first of their thread."""
    if desk is None:
        return Asked()
    since = (now - timedelta(days=desk.days)).date() if desk.days else None
    return Asked(window=Window(since=since, outlet=desk.outlet, language=desk.language))


class Watch:
    """Tells channels of new quotations by whom they follow, in one message for all of them."""

    def __init__(self, assistant: Assistant, library: Library, client_of: ClientOf) -> None:
        self._assistant = assistant
        self._store = library.store
        self._client_of = client_of

    async def run(self) -> None:
        """Until it is cancelled."""
        while True:
            await asyncio.sleep(EVERY.total_seconds())
            await self.look(datetime.now(UTC))

    async def look(self, now: datetime) -> None:
        """Tell every channel once what came in since it was told last."""
        for desk in await asyncio.to_thread(self._store.desks.all):
            try:
                found = await asyncio.to_thread(self._new, desk, now)
                if not found:
                    continue
                noted = await asyncio.to_thread(self._store.desks.tell, desk, now)
                if noted:  # before it is told: whoever is told twice stops reading
                    await self._tell(await self._client_of(desk.team), desk, found)
            except (BriefingsError, SlackClientError, aiohttp.ClientError, TimeoutError, OSError) as error:
                log.warning("what is new is not told in %s: %s", desk.channel, type(error).__name__)

    def _new(self, desk: Desk, now: datetime) -> list[Citation]:
        """The quotations by whom it follows, in articles that came in since it was told."""
        arrived = self._store.catalogue.arrived(desk.told, now)
        found: dict[tuple[object, ...], Citation] = {}
        for name in desk.follows if arrived else ():
            try:
                quotations = self._assistant.quotations(replace(asked_of(desk, now), speaker=name, k=MOST_FOLLOWED))
            except BadQuestion:  # nobody of that name yet
                continue
            found |= {one.place: one for one in quotations if one.article.id in arrived}
        return [replace(one, number=number) for number, one in enumerate(found.values(), 1)]

    async def _tell(self, client: AsyncWebClient, desk: Desk, found: Sequence[Citation]) -> None:
        heading = rich(section(text("New by those whom this channel follows", bold=True)))
        more = len(found) - MOST_TOLD
        pieces = [(heading,), *(cited(one) for one in found[:MOST_TOLD])]
        told = notice(f"and {more} more") if more > 0 else []
        for page in packed([*pieces, *((block,) for block in told)]):
            await client.chat_postMessage(
                channel=desk.channel,
                text=f"{len(found)} new quotations",
                blocks=page,
                unfurl_links=False,
                unfurl_media=False,
            )


def _input(name: str, label: str, hint: str, now: str | None) -> Block:
    element: Block = {
        "type": "plain_text_input",
        "action_id": name,
        "max_length": 3_000,
        "multiline": name == "follows",
    }
    if now:
        element["initial_value"] = now[:3_000]
    shown: Block = {"type": "input", "block_id": name, "label": plain(label), "hint": plain(hint), "optional": True}
    return shown | {"element": element}
