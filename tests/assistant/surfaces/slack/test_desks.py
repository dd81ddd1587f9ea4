"""Channels as desks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from index.article import Article
from index.desks import Desk
from index.library import Library
from tests.assistant.archive import VESTROVA, Said, take_in
from tests.assistant.news import RAILWAY_NO, RAILWAY_YES
from tests.assistant.surfaces.slack.conftest import Caller, desk, mention, message, until, words
from tests.assistant.surfaces.slack.fake import TEAM, FakeSlack
from tests.assistant.surfaces.slack.test_remarks import submit

RAILWAY = "What did Toskari say about the railway through Sefrin?"
BEFORE = datetime(2020, 1, 1, tzinfo=UTC)
BRIDGE = "We will open the bridge before the winter comes,"


async def asked(caller: Caller, slack: FakeSlack, text: str, stamp: str) -> str:
    """What is answered, in words."""
    await caller.event(mention(text, stamp))
    await until(lambda: [one for one in slack.in_thread(stamp) if not one.streaming])
    return words(slack.in_thread(stamp)[0].blocks)


async def test_a_desk_is_set_by_its_form_and_shown_as_it_is(library: Library) -> None:
    async with FakeSlack() as slack, desk(library, slack) as caller:
        await _open(caller, slack)
        given = {"outlet": "Hestal Daily", "language": "", "days": None, "follows": "Vestrova\n\n Toskari \nVestrova"}
        assert await submit(caller, slack.views[0], **given) == {}
        kept = library.store.desks.find(TEAM, "C1")
        assert kept is not None
        assert (kept.outlet, kept.language, kept.days, kept.follows) == (
            "Hestal Daily",
            None,
            None,
            ("Vestrova", "Toskari"),
        )
        await _open(caller, slack)
        now = {one["block_id"]: one["element"].get("initial_value") for one in slack.views[1]["blocks"]}
        assert now == {"outlet": "Hestal Daily", "language": None, "days": None, "follows": "Vestrova\nToskari"}
        assert slack.problems == []


@pytest.mark.parametrize("days", ["many", "0", "-3", "1.5"])
async def test_days_that_are_none_are_told_in_the_form(library: Library, days: str) -> None:
    async with FakeSlack() as slack, desk(library, slack) as caller:
        await _open(caller, slack)
        answer = await submit(caller, slack.views[0], outlet=None, language=None, days=days, follows=None)
        assert answer["response_action"] == "errors"
        assert library.store.desks.all() == []


async def test_a_first_question_asks_of_the_desks_part_and_those_after_lean_on_it(library: Library) -> None:
    async with FakeSlack() as slack, desk(library, slack) as caller:
        assert RAILWAY_YES in await asked(caller, slack, RAILWAY, "1.1")
        library.store.desks.keep(Desk(team=TEAM, channel="C1", outlet="Hestal Daily", told=BEFORE))
        told = await asked(caller, slack, RAILWAY, "2.1")
        assert RAILWAY_NO in told
        assert RAILWAY_YES not in told
        await caller.event(message("latest?", "2.2", thread_ts="2.1"))
        await until(lambda: len([one for one in slack.in_thread("2.1") if not one.streaming]) == 2)
        assert "outlet Hestal Daily (kept)" in words(slack.in_thread("2.1")[1].blocks)


async def test_new_quotations_by_whom_it_follows_are_told_once_and_in_one_message(library: Library) -> None:
    now = datetime.now(UTC)
    library.store.desks.keep(Desk(team=TEAM, channel="C1", follows=("Vestrova", "Nobody Known"), told=now))
    bridge = Article(
        id="bridge",
        title="The bridge",
        published=date(2025, 11, 1),
        language="en",
        text=f"“{BRIDGE}” Ilona Vestrova said.",
    )
    take_in(library, [bridge], {"bridge": [Said(words=BRIDGE, by=VESTROVA)]})
    async with FakeSlack() as slack, desk(library, slack) as caller:
        later = now + timedelta(minutes=15)
        for moment in (later, later, later + timedelta(minutes=15)):
            await caller.bot.watch.look(moment)
        [told] = slack.messages.values()
        assert (told.channel, told.thread) == ("C1", None)
        assert f"“{BRIDGE}”" in words(told.blocks)
        assert slack.problems == []


async def test_a_channel_that_cannot_be_told_holds_up_no_other(library: Library) -> None:
    for channel in ("C1", "C2"):
        library.store.desks.keep(Desk(team=TEAM, channel=channel, follows=("Vestrova",), told=BEFORE))
    async with FakeSlack(refused={"chat.postMessage": ["is_archived"]}) as slack, desk(library, slack) as caller:
        await caller.bot.watch.look(datetime.now(UTC) + timedelta(minutes=1))
        assert len(slack.messages) == 1


async def _open(caller: Caller, slack: FakeSlack) -> None:
    before = len(slack.views)
    fields: dict[str, Any] = {"command": "/briefing", "text": "desk", "team_id": TEAM, "user_id": "U2"}
    fields |= {"channel_id": "C1", "trigger_id": "t", "response_url": f"{slack.url}/respond", "api_app_id": "A1"}
    await caller.form(fields)
    await until(lambda: len(slack.views) > before)
