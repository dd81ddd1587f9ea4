"""A channel as a desk, set with `/briefing desk`: what its questions ask of, and of whom it is told what is new."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from assistant.surfaces.slack.rich import Block, plain
from assistant.understand import Asked
from index.record.desks import LEAST_APART, TIME, Desk, Desks
from index.window import Window

ClientOf = Callable[[str], Awaitable[AsyncWebClient]]

MORNING = "07:00"
MOST_FOLLOWED = 50
LISTS = frozenset({"outlets", "languages", "region", "follows"})  # fields of several lines
FIELDS = {
    "outlets": ("Only these outlets, one a line", "as the archive names them"),
    "languages": ("Only articles in these languages, one a line", "en, ru, hy, tr, az, ka"),
    "days": ("Only the last so many days", "such as 365"),
    "region": ("Countries and bodies of its region, one a line", "what those who speak for them say is told here"),
    "follows": ("Speakers followed, one a line", "new quotations by them are told here"),
    "every": ("Minutes between two messages of what is new", "15 at least"),
    "topic": ("A brief every day on", "a topic, such as: the border talks"),
    "at": ("At what time, in UTC", "such as 07:30"),
}


def listen_to_desks(app: AsyncApp, desks: Desks) -> None:
    """Have the form of a desk kept."""

    @app.view("desk")
    async def keep(ack: AsyncAck, body: Mapping[str, Any]) -> None:
        view = body["view"]
        given = {name: (view["state"]["values"][name][name]["value"] or "").strip() for name in FIELDS}
        errors = dict(_wrong(given))
        if errors:
            await ack(response_action="errors", errors=errors)
            return
        await asyncio.to_thread(desks.keep, _desk(json.loads(view["private_metadata"]), given))
        await ack()


def _wrong(given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What cannot be kept of what was written, by its field, and how to write it."""
    days, every, at = given["days"], given["every"], given["at"]
    if not all(re.fullmatch(r"[a-z]{2,3}", code) for code in given["languages"].split()):
        yield "languages", "Write their codes, such as en or ru, one a line."
    if days and not re.fullmatch(r"[1-9][0-9]{0,4}", days):
        yield "days", "Write a number of days, such as 365."
    if every and not (re.fullmatch(r"[0-9]{1,5}", every) and int(every) >= LEAST_APART):
        yield "every", f"Write a number of minutes, {LEAST_APART} at least."
    if at and not TIME.fullmatch(at):
        yield "at", "Write the time as 07:30."


def _desk(place: Mapping[str, str], given: Mapping[str, str]) -> Desk:
    listed = {name: tuple(dict.fromkeys(filter(None, map(str.strip, given[name].splitlines())))) for name in LISTS}
    return Desk(
        team=place["team"],
        channel=place["channel"],
        outlets=listed["outlets"],
        languages=listed["languages"],
        days=int(given["days"]) if given["days"] else None,
        region=listed["region"][:MOST_FOLLOWED],
        follows=listed["follows"][:MOST_FOLLOWED],
        every=int(given["every"] or LEAST_APART),
        told=datetime.now(UTC),
        topic=given["topic"] or None,
        at=given["at"] or (MORNING if given["topic"] else None),
    )


def form_of(team: str, channel: str, desk: Desk | None) -> dict[str, Any]:
    """The form of a channel's desk, as it is set now."""
    told = {} if desk is None else {name: getattr(desk, name) for name in FIELDS}
    now = {
        name: "\n".join(value) if name in LISTS else str(value)
        for name, value in told.items()
        if value not in (None, ())
    }
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
    return Asked(window=Window(since=since, outlets=desk.outlets, languages=desk.languages))


def _input(name: str, label: str, hint: str, now: str | None) -> Block:
    element: Block = {
        "type": "plain_text_input",
        "action_id": name,
        "max_length": 3_000,
        "multiline": name in LISTS,
    }
    if now:
        element["initial_value"] = now[:3_000]
    shown: Block = {"type": "input", "block_id": name, "label": plain(label), "hint": plain(hint), "optional": True}
    return shown | {"element": element}
