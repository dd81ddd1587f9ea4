"""What Slack delivers, read: a question, a question that was changed or taken back, or nothing of ours."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from index.record.threads import AskedMessage, Place

Doing = Literal["asked", "changed", "deleted"]

# https://docs.slack.dev/messaging/formatting-message-text: <@U…>, <#C…|name>, <!here>, <https://…|label>
MENTION = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
OWN_SUBTYPES = (None, "file_share", "thread_broadcast")  # messages that somebody has written


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """`summoned` where the bot is spoken to: by a mention, or in a conversation with it alone."""

    doing: Doing
    message: AskedMessage
    summoned: bool


def incoming(body: Mapping[str, Any], bot: str | None) -> Incoming | None:
    """What a delivery of the Events API asks of the bot whose user id is `bot`; None where that is nothing."""
    event = body.get("event")
    if body.get("type") != "event_callback" or not isinstance(event, Mapping):
        return None
    team = str(event.get("team") or body.get("team_id") or "")
    kind, subtype = event.get("type"), event.get("subtype")
    if kind == "app_mention" and subtype in OWN_SUBTYPES:
        return _asked(event, team, bot, summoned=True)
    if kind != "message":
        return None
    if subtype == "message_changed":
        return _changed(event, team, bot)
    if subtype == "message_deleted":
        return _deleted(event, team)
    if subtype not in OWN_SUBTYPES:
        return None
    alone = event.get("channel_type") == "im"
    # A mention comes as an app_mention too, and that one decides.
    return _asked(event, team, bot, summoned=alone) if alone or not _mentions(event.get("text"), bot) else None


def words_of(text: str, bot: str | None = None) -> str:
    """A message's words as somebody has typed them, without mentions of the bot."""

    def spoken(match: re.Match[str]) -> str:
        sign, target, label = match.groups()
        if sign == "@" and target == bot:
            return " "
        return label or (f"{sign}{target}" if sign else target)

    return html.unescape(MENTION.sub(spoken, text)).strip()


def _asked(event: Mapping[str, Any], team: str, bot: str | None, *, summoned: bool) -> Incoming | None:
    person, stamp, channel = event.get("user"), event.get("ts"), event.get("channel")
    if event.get("bot_id") or not (person and stamp and channel) or person == bot:
        return None
    place = Place(team=team, channel=str(channel), message=str(stamp), thread=str(event.get("thread_ts") or stamp))
    message = AskedMessage(place=place, person=str(person), text=words_of(str(event.get("text") or ""), bot))
    return Incoming(doing="asked", message=message, summoned=summoned)


def _changed(event: Mapping[str, Any], team: str, bot: str | None) -> Incoming | None:
    now, before = event.get("message"), event.get("previous_message")
    if not isinstance(now, Mapping) or not isinstance(before, Mapping) or now.get("text") == before.get("text"):
        return None  # an unfurled link changes a message too
    if now.get("subtype") == "tombstone":  # deleted, and it has replies
        return _deleted({**event, "deleted_ts": now.get("ts")}, team)
    found = _asked({**now, "channel": event.get("channel")}, team, bot, summoned=True)
    return Incoming(doing="changed", message=found.message, summoned=True) if found else None


def _deleted(event: Mapping[str, Any], team: str) -> Incoming | None:
    stamp, channel = event.get("deleted_ts"), event.get("channel")
    if not (stamp and channel):
        return None
    before = event.get("previous_message")
    thread = before.get("thread_ts") if isinstance(before, Mapping) else None
    place = Place(team=team, channel=str(channel), message=str(stamp), thread=str(thread or stamp))
    return Incoming(doing="deleted", message=AskedMessage(place=place, person=None, text=None), summoned=True)


def _mentions(text: object, bot: str | None) -> bool:
    return bot is not None and isinstance(text, str) and f"<@{bot}" in text
