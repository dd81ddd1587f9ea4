"""The bot as an app of Bolt: what Slack sends, brought to the bot."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_bolt import BoltResponse
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_bolt.context.set_suggested_prompts.async_set_suggested_prompts import AsyncSetSuggestedPrompts
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from assistant.errors import BadQuestion
from assistant.surfaces.slack.bot import HELP, Bot
from assistant.surfaces.slack.desk import form_of
from assistant.surfaces.slack.incoming import Incoming, incoming, words_of
from assistant.surfaces.slack.pages import messages, notice, shown, summary
from assistant.surfaces.slack.rich import actions, button, plain
from assistant.turn import Shown, Turn
from index.errors import UnknownConversation
from index.record.desks import Desks
from index.record.threads import AskedMessage, Place

RETRIES = 6  # of a call that Slack has limited
PROMPTS = (
    {"title": "Who said what", "message": "What did the foreign ministry say this week?"},
    {"title": "Over time", "message": "What has the prime minister said about the border over time?"},
    {"title": "The latest", "message": "What did the opposition say? latest"},
)
SAID_BY_BUTTON = {"more": "more", "latest": "latest?"}  # what pressing a button says in the conversation


def retrying(client: AsyncWebClient) -> AsyncWebClient:
    """The client, to which a limit, a fault of Slack's or of the network is no end."""
    client.retry_handlers = [
        AsyncConnectionErrorRetryHandler(max_retry_count=2),
        AsyncRateLimitErrorRetryHandler(max_retry_count=RETRIES),
        AsyncServerErrorRetryHandler(max_retry_count=2),
    ]
    return client


def listen(app: AsyncApp, bot: Bot, desks: Desks) -> AsyncApp:
    """Have the app's deliveries go to the bot."""

    @app.middleware
    async def take(
        body: Mapping[str, Any], context: AsyncBoltContext, ack: AsyncAck, next: Callable[[], Awaitable[None]]
    ) -> BoltResponse | None:
        retrying(context.client)
        if body.get("type") != "event_callback":
            await next()
            return None
        found = incoming(body, context.bot_user_id)
        # In the record before Slack is told: what is told is never sent again.
        if found is not None and await bot.take(str(body.get("event_id")), found):
            bot.do(found)
        event = body.get("event")
        if isinstance(event, Mapping) and event.get("type") == "app_home_opened":
            await next()
            return None
        return await ack()

    @app.event("app_home_opened")
    async def opened(event: Mapping[str, Any], set_suggested_prompts: AsyncSetSuggestedPrompts) -> None:
        if event.get("tab") == "messages":
            await set_suggested_prompts(prompts=list(PROMPTS))

    @app.command("/briefing")
    async def briefing(
        ack: AsyncAck, command: Mapping[str, str], respond: AsyncRespond, client: AsyncWebClient
    ) -> None:
        await ack()
        text = words_of(command.get("text", ""))
        if not text or text == "help":
            await respond(response_type="ephemeral", text=HELP, blocks=notice(HELP))
            return
        team, channel = command["team_id"], command["channel_id"]
        if text == "desk":
            desk = await asyncio.to_thread(desks.find, team, channel)
            await client.views_open(trigger_id=command["trigger_id"], view=form_of(team, channel, desk))
            return
        place = Place(team=team, channel=channel, message="", thread=f"command {command['user_id']}")
        try:
            turn = await bot.say(place, text)
        except BadQuestion as error:
            await respond(response_type="ephemeral", text=str(error), blocks=notice(str(error)))
            return
        first, *rest = messages(turn)
        share = button("Share to channel", "share", f"{turn.conversation}:{turn.number}")
        told = notice(f"{len(rest)} more messages of it are shown where it is shared.") if rest else []
        await respond(response_type="ephemeral", text=summary(turn), blocks=[*first, *told, actions(share)])

    @app.action("share")
    async def share(ack: AsyncAck, body: Mapping[str, Any], client: AsyncWebClient) -> None:
        await ack()
        turn = await _turn(bot, body["actions"][0]["value"])
        if turn is None:
            return
        thread: str | None = None
        for page in messages(turn):
            posted = await client.chat_postMessage(
                channel=body["channel"]["id"],
                thread_ts=thread,
                text=summary(turn),
                blocks=page,
                unfurl_links=False,
                unfurl_media=False,
            )
            thread = thread or str(posted["ts"])

    @app.action("context")
    async def in_context(ack: AsyncAck, body: Mapping[str, Any], client: AsyncWebClient) -> None:
        await ack()
        conversation, number, citation = body["actions"][0]["value"].split(":")
        try:
            found = await asyncio.to_thread(bot.conversations.cited, conversation, int(number), int(citation))
            blocks = [shown(found)] if isinstance(found, Shown) else notice(found.reason)
        except UnknownConversation as error:
            blocks = notice(str(error))
        view = {"type": "modal", "title": plain(f"In context [{citation}]"), "close": plain("Close"), "blocks": blocks}
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    @app.action("page")
    async def page(ack: AsyncAck) -> None:
        await ack()

    @app.action(re.compile("|".join(SAID_BY_BUTTON)))
    async def go_on(ack: AsyncAck, body: Mapping[str, Any], context: AsyncBoltContext) -> None:
        action = body["actions"][0]
        message, channel = body["message"], body["channel"]["id"]
        place = Place(
            team=str(context.team_id),
            channel=channel,
            message=f"{action['action_ts']} {action['action_id']}",
            thread=message.get("thread_ts") or message["ts"],
        )
        asked = AskedMessage(place=place, person=body["user"]["id"], text=SAID_BY_BUTTON[action["action_id"]])
        pressed = Incoming(doing="asked", message=asked, summoned=True)
        if await bot.take(f"action {channel} {place.message}", pressed):
            bot.do(pressed)
        await ack()

    return app


async def _turn(bot: Bot, value: str) -> Turn | None:
    """The turn that a button belongs to; None where it was deleted since."""
    conversation, number = value.split(":")
    try:
        turns = await asyncio.to_thread(bot.conversations.turns, conversation)
    except UnknownConversation:
        return None
    return next((turn for turn in turns if turn.number == int(number)), None)
