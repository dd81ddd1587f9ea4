"""What readers say of answers in Slack, and the check of what others have quoted."""

from __future__ import annotations

import json
from typing import Any

import pytest

from index.build import remove
from index.library import Library
from tests.assistant.news import LORRIES, PAUSE
from tests.assistant.surfaces.slack.conftest import Caller, buttons, desk, mention, until, words
from tests.assistant.surfaces.slack.fake import FakeSlack, Message

FREEZE = "What did Vestrova say about the freeze of the pact?"
ROOT = "100.000001"


async def answered(slack: FakeSlack, caller: Caller) -> Message:
    await caller.event(mention(FREEZE))
    await until(lambda: any(not one.streaming for one in slack.in_thread(ROOT)))
    return slack.in_thread(ROOT)[0]


async def say(caller: Caller, reply: Message, says: str) -> None:
    menu = buttons(reply.blocks, "remark")[0]
    option = next(one for one in menu["options"] if one["text"]["text"] == says)
    chosen = {"type": "overflow", "action_id": "remark", "selected_option": option}
    await caller.press(chosen, {"ts": "9.9", "thread_ts": ROOT})


async def submit(caller: Caller, view: dict[str, Any], **given: str | None) -> dict[str, Any]:
    values = {name: {name: {"type": "plain_text_input", "value": value}} for name, value in given.items()}
    filled = {"id": "V1", "callback_id": view["callback_id"], "private_metadata": view["private_metadata"]}
    filled |= {"type": "modal", "state": {"values": values}}
    body = {"type": "view_submission", "team": {"id": "T1"}, "user": {"id": "U2"}, "api_app_id": "A1", "view": filled}
    answer = await caller.form({"payload": json.dumps(body)})
    return dict(answer.json()) if answer.content else {}


async def test_what_is_said_of_a_citation_is_kept(library: Library) -> None:
    async with FakeSlack() as slack, desk(library, slack) as caller:
        await say(caller, await answered(slack, caller), "Not what was asked")
        await until(lambda: slack.ephemeral)
        [kept] = library.store.feedback.remarks()
        assert (kept.number, kept.says, kept.by) == (1, "not what was asked", "Slack T1 U2")
        assert slack.problems == []


async def test_what_is_said_of_an_answer_is_kept(library: Library) -> None:
    async with FakeSlack() as slack, desk(library, slack) as caller:
        reply = await answered(slack, caller)
        pressed = next(block for block in reply.blocks if block["type"] == "context_actions")["elements"][0]
        good = {"type": "feedback_buttons", "action_id": "feedback", "value": pressed["positive_button"]["value"]}
        await caller.press(good, {"ts": "9.9", "thread_ts": ROOT})
        await until(library.store.feedback.remarks)
        [kept] = library.store.feedback.remarks()
        assert (kept.number, kept.says) == (0, "good")


async def test_citations_are_collected_in_the_channels_draft(library: Library) -> None:
    async with FakeSlack() as slack, desk(library, slack) as caller:
        reply = await answered(slack, caller)
        for _ in range(2):
            await say(caller, reply, "Add to briefing")
        await until(lambda: len(slack.ephemeral) == 2)
        [draft] = library.store.drafts.listed()
        _, [item] = library.store.drafts.read(draft.id)
        text = library.revision(item.article, item.revision).text
        assert (draft.title, item.by, f"“{item.span.of(text)}”" in words(reply.blocks)) == (
            "Slack C1",
            "Slack T1 U2",
            True,
        )


async def test_a_wrong_speaker_is_set_right_for_good(library: Library) -> None:
    async with FakeSlack() as slack, desk(library, slack) as caller:
        await say(caller, await answered(slack, caller), "Wrong speaker")
        await until(lambda: slack.views)
        assert await submit(caller, slack.views[0], speaker="Karen Malvash", role="banker", actor=None) == {}
        [audited] = library.store.corrections.audit()
        assert audited.correction.by == "Slack T1 U2"
        await caller.event(mention("What did Karen Malvash say about the freeze of the pact?", "200.1"))
        await until(lambda: [one for one in slack.in_thread("200.1") if not one.streaming])
        assert "corrected by Slack T1 U2" in words(slack.in_thread("200.1")[0].blocks)
        assert slack.problems == []


async def test_a_correction_of_what_has_left_the_archive_says_so_in_the_form(library: Library) -> None:
    async with FakeSlack() as slack, desk(library, slack) as caller:
        await say(caller, await answered(slack, caller), "Wrong speaker")
        await until(lambda: slack.views)
        remove(library, ["briefing"])
        answer = await submit(caller, slack.views[0], speaker="Karen Malvash", role=None, actor=None)
        assert answer["response_action"] == "errors"
        assert "briefing" in answer["errors"]["speaker"]


@pytest.mark.parametrize(
    ("message", "verdict"),
    [
        pytest.param(f"“{PAUSE}” said Ilona Vestrova.", "Exact", id="exact"),
        pytest.param(f"“{LORRIES.replace('good', 'poor')}” said Ilona Vestrova.", "Altered", id="altered"),
        pytest.param("We never spoke of bananas in the upper valley", "Not found", id="nobody said it"),
    ],
)
async def test_who_said_this_checks_the_words_of_any_message(library: Library, message: str, verdict: str) -> None:
    async with FakeSlack() as slack, desk(library, slack) as caller:
        used = {"type": "message_action", "callback_id": "who_said_this", "trigger_id": "t", "api_app_id": "A1"}
        used |= {"team": {"id": "T1"}, "user": {"id": "U2"}, "channel": {"id": "C1"}, "message_ts": "1.1"}
        used |= {"message": {"text": message, "ts": "1.1"}, "response_url": f"{slack.url}/respond"}
        await caller.form({"payload": json.dumps(used)})
        await until(lambda: slack.ephemeral)
        assert verdict in words(slack.ephemeral[0]["blocks"])
        assert slack.problems == []
