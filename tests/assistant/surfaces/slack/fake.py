"""A local Slack: its Web API with the limits that it documents, its socket, and the messages that a bot has made there.

Limits and argument rules: https://docs.slack.dev/reference/methods, https://docs.slack.dev/reference/block-kit.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import WSMsgType, web

BOT = "UBOT"
TEAM = "T1"

# What each method needs, and what else it takes.
METHODS: dict[str, tuple[set[str], set[str]]] = {
    "auth.test": (set(), set()),
    "apps.connections.open": (set(), set()),
    "assistant.threads.setStatus": ({"channel_id", "thread_ts", "status"}, {"loading_messages"}),
    "assistant.threads.setSuggestedPrompts": ({"channel_id", "prompts"}, {"thread_ts", "title"}),
    "chat.startStream": (
        {"channel", "thread_ts"},
        {"chunks", "markdown_text", "recipient_team_id", "recipient_user_id"},
    ),
    "chat.appendStream": ({"channel", "ts"}, {"chunks", "markdown_text"}),
    "chat.stopStream": ({"channel", "ts"}, {"chunks", "markdown_text", "blocks", "metadata"}),
    "chat.postMessage": (
        {"channel"},
        {"text", "blocks", "thread_ts", "metadata", "unfurl_links", "unfurl_media"},
    ),
    "chat.postEphemeral": ({"channel", "user"}, {"text", "blocks", "thread_ts"}),
    "chat.update": ({"channel", "ts"}, {"text", "blocks", "metadata"}),
    "chat.delete": ({"channel", "ts"}, set()),
    "conversations.replies": ({"channel", "ts"}, {"oldest", "limit"}),
    "views.open": ({"trigger_id", "view"}, set()),
}
JSON_FIELDS = ("blocks", "chunks", "metadata", "prompts", "view")


@dataclass
class Message:
    """What the bot has made. `blocks` are all that it shows."""

    channel: str
    thread: str | None
    blocks: list[dict[str, Any]]
    text: str = ""
    streaming: bool = False
    metadata: dict[str, Any] | None = None


@dataclass
class FakeSlack:
    """`limit_every` has every so many-th call refused as one too many; `broken` methods answer with these statuses, and
    `refused` ones with these errors. A method in `stuck` is done, and who has called it is never told.
    """

    limit_every: int = 0
    broken: dict[str, list[int]] = field(default_factory=dict)
    refused: dict[str, list[str]] = field(default_factory=dict)
    stuck: set[str] = field(default_factory=set)
    messages: dict[str, Message] = field(default_factory=dict)
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    acknowledged: Counter[str] = field(default_factory=Counter)
    tokens: set[tuple[str, str]] = field(default_factory=set)
    views: list[dict[str, Any]] = field(default_factory=list)
    ephemeral: list[dict[str, Any]] = field(default_factory=list)
    socket: web.WebSocketResponse | None = None
    url: str = ""

    def __post_init__(self) -> None:
        self._stamps = itertools.count(1)
        self._count = itertools.count(1)
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> FakeSlack:
        server = web.Application()
        server.router.add_route("*", "/api/{method}", self._api)
        server.router.add_get("/link", self._link)
        server.router.add_post("/respond", self._respond)
        self._runner = web.AppRunner(server)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._runner is not None
        await self._runner.cleanup()

    def of(self, method: str) -> list[dict[str, Any]]:
        """The arguments of its calls that were done."""
        return [arguments for name, arguments in self.calls if name == method]

    def in_thread(self, thread: str) -> list[Message]:
        return [one for one in self.messages.values() if one.thread == thread]

    async def send(self, envelope: str, body: dict[str, Any], kind: str = "events_api") -> None:
        """Deliver over the socket."""
        assert self.socket is not None
        payload = {"envelope_id": envelope, "type": kind, "payload": body, "accepts_response_payload": False}
        await self.socket.send_json(payload | {"retry_attempt": 0, "retry_reason": ""})

    async def _api(self, request: web.Request) -> web.Response:
        method, raw = request.match_info["method"], await request.text()
        form = "json" not in request.headers.get("content-type", "")
        sent = {**request.query, **(dict(parse_qsl(raw)) if form else json.loads(raw))}
        for name in JSON_FIELDS:
            if isinstance(sent.get(name), str):
                sent[name] = json.loads(sent[name])
        self.tokens.add((method, request.headers.get("Authorization", "").removeprefix("Bearer ")))
        if self.broken.get(method):
            return web.Response(status=self.broken[method].pop(0))
        if self.limit_every and next(self._count) % self.limit_every == 0:
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "0"})
        error = self._refusal(method, sent)
        if error is None:
            self.calls.append((method, sent))
            done = self._done(method, sent)
            while method in self.stuck:
                await asyncio.sleep(0.01)
            return web.json_response({"ok": True, **done})
        if error not in ("message_not_in_streaming_state", "message_not_found", *self.refused.get(method, ())):
            self.problems.append(f"{method}: {error}")
        return web.json_response({"ok": False, "error": error})

    def _refusal(self, method: str, sent: dict[str, Any]) -> str | None:
        if self.refused.get(method):
            return self.refused[method].pop(0)
        needed, other = METHODS[method]
        other = other | {"team_id"}  # Bolt's clients send it with whatever they send
        if needed - sent.keys() or sent.keys() - needed - other:
            return f"invalid_arguments: {sorted(needed ^ sent.keys())}"
        message = self.messages.get(sent.get("ts", ""))
        if method in ("chat.appendStream", "chat.stopStream") and not (message and message.streaming):
            return "message_not_in_streaming_state"
        if method in ("chat.update", "chat.delete") and message is None:
            return "message_not_found"
        if method == "chat.update" and message is not None and message.streaming:
            return "streaming_state_conflict"
        if method == "chat.postMessage" and not sent.get("text"):
            return "no_text"
        shown = [*sent.get("blocks", ()), *(b for c in sent.get("chunks", ()) for b in c.get("blocks", ()))]
        if method == "views.open":
            shown = sent["view"]["blocks"]
        return next(problems_of(shown, text=str(sent.get("text", ""))), None)

    def _done(self, method: str, sent: dict[str, Any]) -> dict[str, Any]:
        if method == "auth.test":
            return {"url": self.url, "team_id": TEAM, "user_id": BOT, "bot_id": "BBOT", "team": "t", "user": "bot"}
        if method == "apps.connections.open":
            return {"url": self.url.replace("http", "ws") + "/link"}
        if method == "conversations.replies":
            return {"messages": self._replies(sent)}
        if method == "views.open":
            self.views.append(sent["view"])
        if method == "chat.postEphemeral":
            self.ephemeral.append(sent)
        if not method.startswith("chat.") or method == "chat.postEphemeral":
            return {}
        blocks = [*(b for c in sent.get("chunks", ()) for b in c["blocks"]), *sent.get("blocks", ())]
        stamp = str(sent.get("ts") or f"{time.time():.0f}.{next(self._stamps):06d}")
        if method in ("chat.startStream", "chat.postMessage"):
            streaming = method == "chat.startStream"
            self.messages[stamp] = Message(
                sent["channel"], sent.get("thread_ts"), blocks, sent.get("text", ""), streaming
            )
        elif method == "chat.delete":
            del self.messages[stamp]
        elif method == "chat.update":
            self.messages[stamp].blocks, self.messages[stamp].text = blocks, sent.get("text", "")
        else:
            self.messages[stamp].blocks += blocks
            self.messages[stamp].streaming = method == "chat.appendStream"
        if "metadata" in sent:
            self.messages[stamp].metadata = sent["metadata"]
        return {"ts": stamp, "channel": sent["channel"], "message": {}}

    def _replies(self, sent: dict[str, Any]) -> list[dict[str, Any]]:
        return [
            {"ts": stamp, "user": BOT, "metadata": one.metadata}
            for stamp, one in self.messages.items()
            if one.channel == sent["channel"] and one.thread == sent["ts"]
        ]

    async def _respond(self, request: web.Request) -> web.Response:
        sent = await request.json()
        self.problems += [f"respond: {one}" for one in problems_of(sent.get("blocks", ()), text=sent.get("text", ""))]
        self.ephemeral.append(sent)
        return web.Response(text="ok")

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.socket = socket
        await socket.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A1"}})
        async for one in socket:
            if one.type == WSMsgType.TEXT:
                self.acknowledged[json.loads(one.data).get("envelope_id", "")] += 1
        return socket


def problems_of(blocks: list[dict[str, Any]], text: str = "") -> Any:
    """What Slack would refuse in a message, in its documented limits."""
    if len(text) > 40_000:
        yield "msg_too_long"
    if len(blocks) > 50:
        yield "too many blocks"
    if len(json.dumps(blocks)) > 200_000:
        yield "msg_blocks_too_long"
    for block in blocks:
        yield from _of_block(block)


def _of_block(block: dict[str, Any]) -> Any:
    kind, inside = block.get("type"), block.get("elements", [])
    if kind == "section" and len(block["text"]["text"]) > 3_000:
        yield "section text too long"
    if kind in ("actions", "context") and not 1 <= len(inside) <= (25 if kind == "actions" else 10):
        yield f"{kind} with {len(inside)} elements"
    if kind == "actions" and len({one["action_id"] for one in inside}) != len(inside):
        yield "the same action_id twice"
    if kind == "rich_text" and not inside:
        yield "empty rich text"
    if kind == "input":
        inside = [block["element"]]
    if kind not in ("actions", "context", "context_actions", "input", "rich_text"):
        yield f"unknown block {kind}"
    for one in inside:
        yield from _of_element(one)


def _of_element(one: dict[str, Any]) -> Any:
    kind = one["type"]
    if kind in ("plain_text", "mrkdwn") and not 1 <= len(one["text"]) <= 3_000:
        yield "text of a text object"
    if kind == "button":
        if not 1 <= len(one["text"]["text"]) <= 75 or len(one.get("value", "")) > 2_000:
            yield "button text or value"
        if len(one.get("url", "")) > 3_000 or len(one["action_id"]) > 255:
            yield "button url or action_id"
    if kind == "overflow" and not 1 <= len(one["options"]) <= 5:
        yield "options of an overflow menu"
    for option in [*one.get("options", ()), *(one[name] for name in one if name.endswith("_button"))]:
        if not 1 <= len(option["text"]["text"]) <= 75 or len(option["value"]) > 150:
            yield "text or value of an option"
    if len(one.get("initial_value", "")) > one.get("max_length", 3_000):
        yield "initial value of an input"
    if kind == "text" and not one["text"]:
        yield "empty text in rich text"
    if kind in ("rich_text_section", "rich_text_quote"):
        if not one["elements"]:
            yield "empty section in rich text"
        for inner in one["elements"]:
            if inner["type"] not in ("text", "link", "emoji"):
                yield f"{inner['type']} in rich text"
            yield from _of_element(inner)
    if kind in ("user", "channel", "usergroup", "broadcast", "mrkdwn"):
        yield f"{kind}: somebody is called"
