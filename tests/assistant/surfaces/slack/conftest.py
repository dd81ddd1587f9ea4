"""The bot before a local Slack, over an archive of one test's own."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx2
import pytest
from pydantic import SecretStr

from assistant.ask import Assistant
from assistant.model import Model
from index.library import Library
from index.settings import Settings
from tests.assistant.archive import open_library, take_in
from tests.assistant.conftest import TODAY
from tests.assistant.news import ARTICLES, SAID
from tests.assistant.surfaces.slack.fake import BOT, TEAM, FakeSlack

pytest.importorskip("slack_bolt", reason="the extra [slack] is not installed")
from slack_sdk.signature import SignatureVerifier

from assistant.surfaces.slack.running import SlackBot

SECRET = "signed with this"
SETTINGS = Settings(
    slack_bot_token=SecretStr("xoxb-1"), slack_app_token=SecretStr("xapp-1"), slack_signing_secret=SecretStr(SECRET)
)
PATIENCE_SECONDS = 120.0


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(tmp_path / "home", SETTINGS)
    take_in(opened, ARTICLES, SAID)
    yield opened
    opened.close()


def bot_at(library: Library, url: str, model: Model | None = None) -> SlackBot:
    """The bot of a library, before the Slack at an address."""
    return SlackBot(Assistant(library, model=model, today=lambda: TODAY), library, base_url=f"{url}/api/")


@asynccontextmanager
async def desk(library: Library, slack: FakeSlack, model: Model | None = None) -> AsyncIterator[Caller]:
    """The bot as a web server, and who calls it as Slack does."""
    bot = bot_at(library, slack.url, model)
    server = bot.as_server()
    async with bot.running(), httpx2.AsyncClient(transport=httpx2.ASGITransport(server), base_url="http://bot") as http:
        yield Caller(http, bot)


class Caller:
    """Slack's side of the requests."""

    stamps = itertools.count(1)

    def __init__(self, http: httpx2.AsyncClient, bot: SlackBot) -> None:
        self.http = http
        self.bot = bot

    async def post(
        self, body: str, kind: str = "application/json", stamp: str | None = None, **headers: str
    ) -> httpx2.Response:
        stamp = str(int(time.time())) if stamp is None else stamp
        signature = SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=body) or ""
        signed: dict[str | bytes, str | bytes] = {
            "x-slack-request-timestamp": stamp.encode("latin-1"),
            "x-slack-signature": signature,
            "content-type": kind,
        }
        return await self.http.post("/slack/events", content=body, headers=signed | headers)

    async def event(self, body: dict[str, Any]) -> httpx2.Response:
        answer = await self.post(json.dumps(body))
        assert answer.status_code == 200, answer.text
        return answer

    async def form(self, fields: dict[str, str]) -> httpx2.Response:
        answer = await self.post(urlencode(fields), "application/x-www-form-urlencoded")
        assert answer.status_code == 200, answer.text
        return answer

    async def press(self, action: dict[str, Any], message: dict[str, Any], channel: str = "C1") -> None:
        pressed = {
            "type": "block_actions",
            "team": {"id": TEAM},
            "user": {"id": "U2"},
            "channel": {"id": channel},
            "message": message,
            "actions": [{"type": "button", **action, "block_id": "b", "action_ts": f"{next(self.stamps)}.1"}],
            "trigger_id": "trigger",
            "api_app_id": "A1",
        }
        await self.form({"payload": json.dumps(pressed)})


def mention(text: str, stamp: str = "100.000001", *, event: str | None = None, **more: Any) -> dict[str, Any]:
    said = {"type": "app_mention", "text": f"<@{BOT}> {text}", "user": "U2", "ts": stamp, "channel": "C1", **more}
    return delivery(said, event or f"Ev{stamp}")


def message(text: str, stamp: str, *, event: str | None = None, **more: Any) -> dict[str, Any]:
    said = {"type": "message", "text": text, "user": "U2", "ts": stamp, "channel": "C1", "channel_type": "channel"}
    return delivery(said | more, event or f"EvM{stamp}")


def delivery(event: dict[str, Any], name: str) -> dict[str, Any]:
    authorized = [{"team_id": TEAM, "user_id": BOT, "is_bot": True}]
    body = {"type": "event_callback", "team_id": TEAM, "api_app_id": "A1", "event_id": name, "event_time": 1}
    return body | {"authorizations": authorized, "event": {"team": TEAM, **event}}


async def until(held: Callable[[], object], what: str = "") -> None:
    """Wait for something that comes about by itself."""
    ends = time.monotonic() + PATIENCE_SECONDS
    while not held():
        assert time.monotonic() < ends, f"it did not come about: {what}"
        await asyncio.sleep(0.01)


def words(blocks: list[dict[str, Any]]) -> str:
    """All text that blocks show."""
    return "\n".join(map(_words, blocks))


def _words(block: dict[str, Any]) -> str:
    found = block.get("text", "")
    own = _words(found) if isinstance(found, dict) else str(found)
    return own + "".join(_words(one) for one in block.get("elements", ()))


def buttons(blocks: list[dict[str, Any]], action: str) -> list[dict[str, Any]]:
    inside = [one for block in blocks if block["type"] == "actions" for one in block["elements"]]
    return [one for one in inside if one["action_id"] == action]
