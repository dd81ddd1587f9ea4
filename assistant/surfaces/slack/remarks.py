"""What readers in Slack say of answers and citations; a wrong speaker can be set right for good there."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Mapping
from typing import Any, cast, get_args

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from assistant.answer import Citation
from assistant.conversation import Conversations
from assistant.errors import BadFeedback
from assistant.feedback import remark
from assistant.surfaces.slack.menus import KEEP
from assistant.surfaces.slack.pages import notice
from assistant.surfaces.slack.rich import plain, quoted, rich, section, shortened, text
from assistant.turn import Shown
from index import locate
from index.correcting.correction import UNSET, Change
from index.errors import BriefingsError, UnknownConversation
from index.record.feedback import Says
from index.span import Span
from index.store import Store

THANKS = "Kept; the archive is measured by what readers say."
FIELDS = {"speaker": "Who said it", "role": "In which role", "actor": "For which country or body"}


def listen_to_remarks(app: AsyncApp, conversations: Conversations, store: Store) -> None:
    """Have what readers say kept in the record, and what they correct put into force."""

    collecting = asyncio.Lock()

    async def keep(place: str, number: int, says: Says, by: str) -> str:
        await asyncio.to_thread(_keep, conversations, store, place, number, says, by)
        return THANKS

    async def collect(body: Mapping[str, Any], place: str, number: int) -> str:
        channel = body["channel"]
        title = f"Slack {channel.get('name') or channel['id']}"
        async with collecting:  # or two at once would make two drafts
            return await asyncio.to_thread(_collect, conversations, store, place, number, title, _by(body))

    @app.action("feedback")
    async def of_the_answer(ack: AsyncAck, body: Mapping[str, Any], client: AsyncWebClient) -> None:
        await ack()
        says, _, place = body["actions"][0]["value"].partition(":")
        await _told(client, body, keep(place, 0, _said(says), _by(body)))

    @app.action("remark")
    async def of_a_citation(ack: AsyncAck, body: Mapping[str, Any], client: AsyncWebClient) -> None:
        await ack()
        says, _, where = body["actions"][0]["selected_option"]["value"].partition(":")
        place, _, number = where.rpartition(":")
        if says == KEEP:
            await _told(client, body, collect(body, place, int(number)))
            return
        if _said(says) == "wrong speaker":
            await _ask_who(conversations, client, body["trigger_id"], place, int(number))
        await _told(client, body, keep(place, int(number), _said(says), _by(body)))

    @app.view("correct")
    async def correct(ack: AsyncAck, body: Mapping[str, Any]) -> None:
        view = body["view"]
        given = {name: view["state"]["values"][name][name]["value"] for name in FIELDS}
        try:
            await asyncio.to_thread(_correct, store, json.loads(view["private_metadata"]), given, _by(body))
        except BriefingsError as error:
            await ack(response_action="errors", errors={"speaker": str(error)[:2_000]})
            return
        await ack()


def _keep(conversations: Conversations, store: Store, place: str, number: int, says: Says, by: str) -> None:
    conversation, _, turn = place.partition(":")
    found = next((one for one in conversations.turns(conversation) if one.number == int(turn)), None)
    if found is None:
        raise BadFeedback("that answer was deleted")
    remark(found, number, says, by=by, feedback=store.feedback)


def _collect(conversations: Conversations, store: Store, place: str, number: int, title: str, by: str) -> str:
    """Put a citation into the channel's draft, which is made where there is none; what is to be said of it."""
    conversation, _, turn = place.partition(":")
    found = conversations.cited(conversation, int(turn), number)
    if not isinstance(found, Shown):
        return found.reason
    one = found.citation
    draft = next((made.id for made in store.drafts.listed() if made.title == title), None)
    draft = draft or store.drafts.start(title, by=by)
    article = one.article
    at = store.drafts.add(draft, kind=one.kind, article=article.id, revision=article.revision, span=one.span, by=by)
    return f"It is number {at} of the draft “{title}”, which the web chat shows."


async def _told(client: AsyncWebClient, body: Mapping[str, Any], kept: Awaitable[str]) -> None:
    """Keep it, and tell whoever said it."""
    try:
        words = await kept
    except (BadFeedback, UnknownConversation) as error:
        words = str(error)
    channel, thread = body["channel"]["id"], body["message"].get("thread_ts")
    await client.chat_postEphemeral(
        channel=channel, user=body["user"]["id"], thread_ts=thread, text=words, blocks=notice(words)
    )


async def _ask_who(conversations: Conversations, client: AsyncWebClient, trigger: str, place: str, number: int) -> None:
    """Open a form for the lasting correction of a citation's speaker."""
    conversation, _, turn = place.partition(":")
    try:
        found = await asyncio.to_thread(conversations.cited, conversation, int(turn), number)
    except UnknownConversation:
        return
    if isinstance(found, Shown):
        await client.views_open(trigger_id=trigger, view=_form(found.citation))


def _form(citation: Citation) -> dict[str, Any]:
    speaker = citation.speaker
    now = {"speaker": speaker.name, "role": speaker.role, "actor": speaker.actor} if speaker else {}
    inputs = [
        {
            "type": "input",
            "block_id": name,
            "label": plain(label),
            "optional": name != "speaker",
            "element": {"type": "plain_text_input", "action_id": name, "max_length": 200}
            | ({"initial_value": told[:200]} if (told := now.get(name)) else {}),
        }
        for name, label in FIELDS.items()
    ]
    at = {"article": citation.article.id, "start": citation.span.start, "end": citation.span.end}
    words = rich(quoted(text(shortened(citation.quote))), section(text("What is set here holds for good, everywhere.")))
    return {
        "type": "modal",
        "callback_id": "correct",
        "title": plain("Who said this?"),
        "submit": plain("Set for good"),
        "close": plain("Leave it"),
        "private_metadata": json.dumps(at),
        "blocks": [words, *inputs],
    }


def _correct(store: Store, at: Mapping[str, Any], given: Mapping[str, str | None], by: str) -> None:
    quotation = locate.by_place(store, at["article"], Span(at["start"], at["end"]))
    change = Change(speaker=given["speaker"] or UNSET, role=given["role"], actor=given["actor"])
    store.corrections.correct(quotation.id, change, by=by, note="in Slack")


def _said(words: str) -> Says:
    if words not in get_args(Says):
        raise BadFeedback(f"{words!r} cannot be said of an answer")
    return cast(Says, words)


def _by(body: Mapping[str, Any]) -> str:
    """Who it is, as the record names them."""
    return f"Slack {body['team']['id']} {body['user']['id']}"
