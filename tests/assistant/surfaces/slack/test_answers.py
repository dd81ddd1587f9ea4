"""Questions in Slack, and what comes of them there."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from index.library import Library
from tests.assistant.news import LORRIES, PAUSE, RAILWAY_NO, TELEVISION
from tests.assistant.surfaces.slack.conftest import (
    SECRET,
    bot_at,
    buttons,
    delivery,
    desk,
    mention,
    message,
    until,
    words,
)
from tests.assistant.surfaces.slack.fake import BOT, FakeSlack, Message

FREEZE = "What did Vestrova say about the freeze of the pact?"
RAILWAY = "What did Toskari say about the railway through Sefrin?"
ROOT = "100.000001"


def whole(slack: FakeSlack, thread: str = ROOT, number: int = 1) -> list[Message]:
    """The messages of a thread, once that many of them are there and none is still growing."""
    found = slack.in_thread(thread)
    return found if len(found) >= number and not any(one.streaming for one in found) else []


class TestAMention:
    async def test_it_is_answered_in_its_thread_with_quotations_as_they_stand(self, library: Library) -> None:
        async with FakeSlack() as slack, desk(library, slack) as caller:
            await caller.event(mention(FREEZE))
            await until(lambda: whole(slack))
            shown = words(whole(slack)[0].blocks)
            assert f"“{PAUSE}”" in shown
            assert f"“{TELEVISION}”" in shown
            assert "Ilona Vestrova, Velmoran foreign ministry spokesperson, for Velmora" in shown
            assert "read as: speaker Vestrova" in shown
            assert next(name for name, _ in slack.calls if name != "auth.test") == "assistant.threads.setStatus"
            assert slack.problems == []

    async def test_one_that_comes_again_and_as_a_message_too_is_answered_once(self, library: Library) -> None:
        async with FakeSlack() as slack, desk(library, slack) as caller:
            text = f"<@{BOT}> {FREEZE}"
            for body in (mention(FREEZE), mention(FREEZE), mention(FREEZE, event="Other"), message(text, ROOT)):
                await caller.event(body)
            await until(lambda: whole(slack))
            await caller.bot.bot.queues.close(60)
            assert len(slack.messages) == 1

    async def test_a_refusal_is_calm_and_names_the_nearest(self, library: Library) -> None:
        async with FakeSlack() as slack, desk(library, slack) as caller:
            await caller.event(mention("What did Karen Malvash say about the freeze?"))
            await until(lambda: whole(slack))
            shown = words(whole(slack)[0].blocks)
            assert "Karen Malvash" in shown
            assert not buttons(whole(slack)[0].blocks, "more")

    async def test_without_a_question_it_says_what_can_be_asked(self, library: Library) -> None:
        async with FakeSlack() as slack, desk(library, slack) as caller:
            await caller.event(mention(""))
            await until(lambda: whole(slack))
            assert "Ask who said what" in words(whole(slack)[0].blocks)


class TestAThread:
    async def test_what_follows_needs_no_mention_and_leans_on_what_was_asked(self, library: Library) -> None:
        async with FakeSlack() as slack, desk(library, slack) as caller:
            await caller.event(mention(FREEZE))
            await caller.event(message("What did she say about the lorry drivers?", "100.2", thread_ts=ROOT))
            await until(lambda: whole(slack, number=2))
            assert LORRIES in words(whole(slack)[1].blocks)

    async def test_one_that_the_bot_has_not_joined_is_left_alone(self, library: Library) -> None:
        async with FakeSlack() as slack, desk(library, slack) as caller:
            await caller.event(message(FREEZE, "7.1", thread_ts="7.0"))
            await caller.event(message(FREEZE, "8.1"))
            await caller.event(mention(FREEZE))
            await until(lambda: whole(slack))
            assert {one.thread for one in slack.messages.values()} == {ROOT}

    @pytest.mark.parametrize(
        "more",
        [
            pytest.param({"bot_id": "B9"}, id="a bot's"),
            pytest.param({"user": BOT}, id="its own"),
            pytest.param({"subtype": "channel_join"}, id="somebody joined"),
            pytest.param({"subtype": "bot_message", "user": None}, id="an old bot's"),
        ],
    )
    async def test_what_nobody_has_written_is_no_question(self, library: Library, more: dict[str, Any]) -> None:
        async with FakeSlack() as slack, desk(library, slack) as caller:
            await caller.event(message(FREEZE, "5.1", channel_type="im", channel="D1", **more))
            await caller.event(message(RAILWAY, "6.1", channel_type="im", channel="D1"))
            await until(lambda: whole(slack, "6.1"))
            assert len(slack.messages) == 1


class TestAChangeOfMind:
    async def test_a_changed_question_has_its_answer_changed_in_place(self, library: Library) -> None:
        async with FakeSlack() as slack, desk(library, slack) as caller:
            await caller.event(mention(FREEZE))
            await until(lambda: whole(slack))
            changed = {
                "type": "message",
                "subtype": "message_changed",
                "channel": "C1",
                "message": {"type": "message", "user": "U2", "ts": ROOT, "text": f"<@{BOT}> {RAILWAY}"},
                "previous_message": {"ts": ROOT, "text": f"<@{BOT}> {FREEZE}"},
            }
            await caller.event(delivery(changed, "EvChanged"))
            await until(lambda: RAILWAY_NO in words(whole(slack)[0].blocks))
            assert len(slack.messages) == 1
            assert PAUSE not in words(whole(slack)[0].blocks)
            asked = [turn.text for one in library.store.conversations.search() for turn in _turns(library, one.id)]
            assert asked == [RAILWAY]

    async def test_a_deleted_question_takes_its_answer_with_it(self, library: Library) -> None:
        async with FakeSlack() as slack, desk(library, slack) as caller:
            await caller.event(mention(FREEZE))
            await until(lambda: whole(slack))
            gone = {"type": "message", "subtype": "message_deleted", "channel": "C1", "deleted_ts": ROOT}
            await caller.event(delivery(gone, "EvDeleted"))
            await until(lambda: not slack.messages)
            await caller.bot.bot.queues.close(60)
            assert library.store.conversations.search() == []


class TestButtons:
    async def test_in_context_opens_the_article_around_the_words(self, library: Library) -> None:
        async with FakeSlack() as slack, desk(library, slack) as caller:
            await caller.event(mention(FREEZE))
            await until(lambda: whole(slack))
            reply = whole(slack)[0]
            await caller.press(buttons(reply.blocks, "context")[0], {"ts": "9.9", "thread_ts": ROOT})
            await until(lambda: slack.views)
            pieces = slack.views[0]["blocks"][0]["elements"][1]["elements"]
            bold = [one["text"] for one in pieces if one.get("style", {}).get("bold")]
            assert bold in ([PAUSE], [TELEVISION])
            assert "said on the freeze" in words(slack.views[0]["blocks"])

    async def test_latest_only_goes_on_in_the_thread_once(self, library: Library) -> None:
        async with FakeSlack() as slack, desk(library, slack) as caller:
            await caller.event(mention(RAILWAY))
            await until(lambda: whole(slack))
            pressed = buttons(whole(slack)[0].blocks, "latest")[0]
            await caller.press(pressed, {"ts": "9.9", "thread_ts": ROOT})
            await until(lambda: whole(slack, number=2))
            assert "order latest" in words(whole(slack)[1].blocks)

    async def test_the_page_is_a_button_and_no_link_in_the_text(self, library: Library) -> None:
        async with FakeSlack() as slack, desk(library, slack) as caller:
            await caller.event(mention(FREEZE))
            await until(lambda: whole(slack))
            blocks = whole(slack)[0].blocks
            assert {one["url"] for one in buttons(blocks, "page")} == {"https://ardesh-courier.example/briefing"}
            assert "https://" not in words(blocks)


class TestTheCommand:
    async def test_only_who_asked_sees_it_until_it_is_shared(self, library: Library) -> None:
        async with FakeSlack() as slack, desk(library, slack) as caller:
            fields = {"command": "/briefing", "text": FREEZE, "team_id": "T1", "user_id": "U2", "channel_id": "C1"}
            await caller.form(fields | {"response_url": f"{slack.url}/respond", "api_app_id": "A1"})
            await until(lambda: slack.ephemeral)
            told = slack.ephemeral[0]
            assert (told["response_type"], slack.messages) == ("ephemeral", {})
            assert PAUSE in words(told["blocks"])
            await caller.press(buttons(told["blocks"], "share")[0], {"ts": "1.1"})
            await until(lambda: slack.messages)
            [shared] = slack.messages.values()
            assert (shared.channel, PAUSE in words(shared.blocks)) == ("C1", True)


class TestWhoMaySend:
    @pytest.mark.parametrize("stamp", ["", "abc", "-1", "1e9", "\u00b2", "1" * 400, "99999999999999999999"])
    async def test_an_odd_time_is_unauthorized(self, library: Library, stamp: str) -> None:
        async with FakeSlack() as slack, desk(library, slack) as caller:
            assert (await caller.post(json.dumps(mention(FREEZE)), stamp=stamp)).status_code == 401

    async def test_a_wrong_signature_is_unauthorized(self, library: Library) -> None:
        async with FakeSlack() as slack, desk(library, slack) as caller:
            body = json.dumps(mention(FREEZE))
            assert (await caller.post(body, **{"x-slack-signature": f"v0={SECRET}"})).status_code == 401
            assert library.store.threads.open() == []


async def test_over_a_socket_it_is_acknowledged_and_answered(library: Library) -> None:
    async with FakeSlack() as slack:
        bot, stopping = bot_at(library, slack.url), asyncio.Event()
        running = asyncio.create_task(bot.over_socket(stopping))
        await until(lambda: slack.socket is not None)
        for envelope in ("e1", "e2"):
            await slack.send(envelope, mention(FREEZE))
        await until(lambda: whole(slack) and slack.acknowledged.keys() >= {"e1", "e2"})
        stopping.set()
        await running
        assert len(slack.messages) == 1


def _turns(library: Library, conversation: str) -> list[Any]:
    return library.store.conversations.turns(conversation)
