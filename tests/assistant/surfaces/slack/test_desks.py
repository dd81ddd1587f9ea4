"""Channels as desks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from assistant.surfaces.slack.desk import FIELDS
from index.article import Article
from index.build import remove
from index.library import Library
from index.record.desks import Desk
from tests.assistant.archive import TOSKARI, VESTROVA, Said, take_in
from tests.assistant.news import ARTICLES, RAILWAY_NO, RAILWAY_YES
from tests.assistant.surfaces.slack.conftest import Caller, desk, mention, message, until, words
from tests.assistant.surfaces.slack.fake import TEAM, FakeSlack
from tests.assistant.surfaces.slack.test_remarks import submit

RAILWAY = "What did Toskari say about the railway through Sefrin?"
BEFORE = datetime(2020, 1, 1, tzinfo=UTC)
NOTHING: dict[str, str | None] = dict.fromkeys(FIELDS)
BRIDGE = "We will open the bridge before the winter comes,"
CHANGED = "I am for this railway, and I will defend it before the council,"
NEWS = Article(
    id="bridge",
    title="The bridge",
    outlet="Oshkel Times",
    published=date(2025, 11, 1),
    language="en",
    text=f"“{BRIDGE}” Ilona Vestrova said.",
)


async def asked(caller: Caller, slack: FakeSlack, text: str, stamp: str) -> str:
    """What is answered, in words."""
    await caller.event(mention(text, stamp))
    await until(lambda: [one for one in slack.in_thread(stamp) if not one.streaming])
    return words(slack.in_thread(stamp)[0].blocks)


async def test_a_desk_is_set_by_its_form_and_shown_as_it_is(library: Library) -> None:
    async with FakeSlack() as slack, desk(library, slack) as caller:
        await _open(caller, slack)
        given = NOTHING | {"outlets": "Hestal Daily\nTimes", "region": "Velmora", "every": "60"}
        given |= {"languages": "", "follows": "Vestrova\n\n Toskari \nVestrova"}
        assert await submit(caller, slack.views[0], **given) == {}
        kept = library.store.desks.find(TEAM, "C1")
        assert kept is not None
        assert (kept.outlets, kept.languages, kept.days) == (("Hestal Daily", "Times"), (), None)
        assert (kept.watched, kept.every) == (("Vestrova", "Toskari", "Velmora"), 60)
        await _open(caller, slack)
        now = {one["block_id"]: one["element"].get("initial_value") for one in slack.views[1]["blocks"]}
        shown = {"outlets": "Hestal Daily\nTimes", "region": "Velmora", "follows": "Vestrova\nToskari", "every": "60"}
        assert now == NOTHING | shown
        assert slack.problems == []


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("languages", "Russian"),
        ("every", "5"),
        ("every", "soon"),
        ("days", "many"),
        ("days", "0"),
        ("days", "-3"),
        ("days", "1.5"),
        ("at", "25:00"),
        ("at", "7:30"),
        ("at", "noon"),
    ],
)
async def test_what_cannot_be_kept_is_told_in_the_form(library: Library, field: str, written: str) -> None:
    async with FakeSlack() as slack, desk(library, slack) as caller:
        await _open(caller, slack)
        answer = await submit(caller, slack.views[0], **NOTHING | {field: written})
        assert answer["response_action"] == "errors"
        assert list(answer["errors"]) == [field]
        assert library.store.desks.all() == []


async def test_a_first_question_asks_of_the_desks_part_and_those_after_lean_on_it(library: Library) -> None:
    async with FakeSlack() as slack, desk(library, slack) as caller:
        assert RAILWAY_YES in await asked(caller, slack, RAILWAY, "1.1")
        library.store.desks.keep(Desk(team=TEAM, channel="C1", outlets=("Hestal Daily", "Times"), told=BEFORE))
        told = await asked(caller, slack, RAILWAY, "2.1")
        assert RAILWAY_NO in told
        assert RAILWAY_YES not in told
        await caller.event(message("latest?", "2.2", thread_ts="2.1"))
        await until(lambda: len([one for one in slack.in_thread("2.1") if not one.streaming]) == 2)
        assert "outlet Hestal Daily, Times (kept)" in words(slack.in_thread("2.1")[1].blocks)


async def test_new_quotations_by_whom_it_follows_are_told_once_and_in_one_message(library: Library) -> None:
    now = datetime.now(UTC)
    library.store.desks.keep(Desk(team=TEAM, channel="C1", follows=("Vestrova", "Nobody Known"), told=now))
    take_in(library, [NEWS], {"bridge": [Said(words=BRIDGE, by=VESTROVA)]})
    async with FakeSlack() as slack, desk(library, slack) as caller:
        later = now + timedelta(minutes=15)
        for moment in (later, later, later + timedelta(minutes=15)):
            await caller.bot.watch.look(moment)
        [told] = slack.messages.values()
        assert (told.channel, told.thread) == ("C1", None)
        assert f"“{BRIDGE}”" in words(told.blocks)
        assert slack.problems == []


async def test_whoever_speaks_for_its_region_is_told_of_and_no_sooner_than_it_wants(library: Library) -> None:
    now = datetime.now(UTC)
    library.store.desks.keep(Desk(team=TEAM, channel="C1", region=("Velmora",), every=60, told=now))
    take_in(library, [NEWS], {"bridge": [Said(words=BRIDGE, by=VESTROVA)]})
    async with FakeSlack() as slack, desk(library, slack) as caller:
        await caller.bot.watch.look(now + timedelta(minutes=45))
        assert slack.messages == {}
        await caller.bot.watch.look(now + timedelta(minutes=60))
        [told] = slack.messages.values()
        assert f"“{BRIDGE}”" in words(told.blocks)


async def test_a_channel_that_cannot_be_told_holds_up_no_other(library: Library) -> None:
    for channel in ("C1", "C2"):
        library.store.desks.keep(Desk(team=TEAM, channel=channel, follows=("Vestrova",), told=BEFORE))
    async with FakeSlack(refused={"chat.postMessage": ["is_archived"]}) as slack, desk(library, slack) as caller:
        await caller.bot.watch.look(datetime.now(UTC) + timedelta(minutes=1))
        assert len(slack.messages) == 1


async def test_the_brief_of_the_day_comes_once_when_its_time_has(library: Library) -> None:
    night, morning = datetime(2025, 11, 2, 6, 0, tzinfo=UTC), datetime(2025, 11, 2, 7, 45, tzinfo=UTC)
    library.store.desks.keep(Desk(team=TEAM, channel="C1", told=morning, topic="the bridge", at="07:30"))
    take_in(library, [NEWS], {"bridge": [Said(words=BRIDGE, by=VESTROVA)]})
    async with FakeSlack() as slack, desk(library, slack) as caller:
        await caller.bot.watch.brief(night)
        assert slack.messages == {}
        for _ in range(2):
            await caller.bot.watch.brief(morning)
        [told] = slack.messages.values()
        assert words(told.blocks).startswith("Today: the bridge")
        assert f"“{BRIDGE}”" in words(told.blocks)
        assert slack.problems == []


async def test_a_thread_is_told_once_when_what_its_answer_cites_has_left(library: Library) -> None:
    async with FakeSlack() as slack, desk(library, slack) as caller:
        now = datetime.now(UTC)
        await caller.bot.watch.look(now)
        await asked(caller, slack, "What did Vestrova say about the freeze of the pact?", "1.1")
        await until(lambda: not library.store.threads.open())
        remove(library, ["briefing"])
        for minutes in (15, 30):
            await caller.bot.watch.look(now + timedelta(minutes=minutes))
        [_, told] = slack.in_thread("1.1")
        assert "has left the archive" in words(told.blocks)
        assert slack.problems == []


async def test_a_thread_is_told_when_an_article_no_longer_has_what_its_answer_cites(library: Library) -> None:
    async with FakeSlack() as slack, desk(library, slack) as caller:
        now = datetime.now(UTC)
        await caller.bot.watch.look(now)
        assert RAILWAY_YES in await asked(caller, slack, RAILWAY, "1.1")
        await until(lambda: not library.store.threads.open())
        old = next(one for one in ARTICLES if one.id == "railway-yes")
        new = replace(old, text=f"{old.text}\nCorrected.".replace(RAILWAY_YES, CHANGED))
        take_in(library, [new], {"railway-yes": [Said(words=CHANGED, by=TOSKARI)]})
        await caller.bot.watch.look(now + timedelta(minutes=15))
        [_, told] = slack.in_thread("1.1")
        assert "“Toskari backs the railway” no longer has these words" in words(told.blocks)


async def _open(caller: Caller, slack: FakeSlack) -> None:
    before = len(slack.views)
    fields: dict[str, Any] = {"command": "/briefing", "text": "desk", "team_id": TEAM, "user_id": "U2"}
    fields |= {"channel_id": "C1", "trigger_id": "t", "response_url": f"{slack.url}/respond", "api_app_id": "A1"}
    await caller.form(fields)
    await until(lambda: len(slack.views) > before)
