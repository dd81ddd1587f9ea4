"""The bot as it is run: in several workspaces, and while Slack has its troubles."""

from __future__ import annotations

import asyncio
import stat

import pytest
from pydantic import SecretStr
from slack_sdk.oauth.installation_store import Installation

from assistant.ask import Assistant
from assistant.surfaces.slack.manifest import manifest_for, scopes
from assistant.surfaces.slack.running import SlackBot
from index.errors import SettingsError
from index.library import Library
from index.settings import Settings
from tests.assistant.surfaces.slack.conftest import SECRET, bot_at, desk, mention, until
from tests.assistant.surfaces.slack.fake import FakeSlack

FREEZE = "What did Vestrova say about the freeze of the pact?"
IN_MANY = Settings(slack_client_id="1.2", slack_client_secret=SecretStr("hush"), slack_signing_secret=SecretStr(SECRET))


async def answered(slack: FakeSlack, stamp: str = "100.000001") -> None:
    await until(lambda: [one for one in slack.in_thread(stamp) if not one.streaming])


async def test_each_workspace_is_answered_with_its_own_token(library: Library) -> None:
    library.settings = IN_MANY
    async with FakeSlack() as slack, desk(library, slack) as caller:
        for team in ("T1", "T2"):
            made = Installation(app_id="A1", team_id=team, user_id="U9", bot_token=f"xoxb-{team}", bot_id="B")
            made.bot_user_id = "UBOT"
            await caller.bot.store.async_save(made)
        for team in ("T1", "T2"):
            body = mention(FREEZE, f"{team[1]}.1", team=team)
            body |= {"team_id": team, "authorizations": [{"team_id": team, "user_id": "UBOT", "is_bot": True}]}
            await caller.event(body)
            await answered(slack, f"{team[1]}.1")
        used = {token for method, token in slack.tokens if method == "chat.startStream"}
        assert used == {"xoxb-T1", "xoxb-T2"}


async def test_tokens_of_workspaces_are_for_nobody_elses_eyes(library: Library) -> None:
    library.settings = IN_MANY
    async with FakeSlack() as slack:
        bot_at(library, slack.url)
        for folder in ("installations", "states"):
            assert stat.S_IMODE((library.home.path / "slack" / folder).stat().st_mode) == 0o700


async def test_an_installation_begins_at_slack_with_what_the_manifest_asks(library: Library) -> None:
    library.settings = IN_MANY
    async with FakeSlack() as slack, desk(library, slack) as caller:
        answer = await caller.http.get("/slack/install")
        assert answer.status_code == 200
        assert "slack.com/oauth/v2/authorize" in answer.text
        assert all(scope in answer.text for scope in scopes())


async def test_faults_of_slack_are_tried_through(library: Library) -> None:
    broken = {"assistant.threads.setStatus": [500], "chat.startStream": [503], "chat.stopStream": [500, 503]}
    async with FakeSlack(broken=broken) as slack, desk(library, slack) as caller:
        await caller.event(mention(FREEZE))
        await answered(slack)
        assert len(slack.messages) == 1


async def test_what_slack_refuses_for_good_is_let_go(library: Library, caplog: pytest.LogCaptureFixture) -> None:
    async with FakeSlack(refused={"chat.startStream": ["not_in_channel"]}) as slack, desk(library, slack) as caller:
        await caller.event(mention(FREEZE))
        await until(lambda: "not_in_channel" in caplog.text)
        await until(lambda: not library.store.threads.open())
        assert slack.messages == {}
        assert FREEZE not in caplog.text


async def test_a_socket_that_breaks_is_opened_again(library: Library) -> None:
    async with FakeSlack() as slack:
        bot, stopping = bot_at(library, slack.url), asyncio.Event()
        running = asyncio.create_task(bot.over_socket(stopping))
        await until(lambda: slack.socket is not None)
        first = slack.socket
        assert first is not None
        await first.send_json({"type": "disconnect", "reason": "refresh_requested"})
        await until(lambda: slack.socket is not first, "another socket")
        await slack.send("e1", mention(FREEZE))
        await answered(slack)
        stopping.set()
        await running


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        pytest.param(Settings(), "slack_bot_token", id="no token"),
        pytest.param(Settings(slack_client_id="1.2"), "slack_bot_token", id="half an app"),
    ],
)
def test_what_is_missing_is_named(library: Library, settings: Settings, named: str) -> None:
    library.settings = settings
    with pytest.raises(SettingsError, match=named):
        SlackBot(Assistant(library), library)


async def test_each_way_names_what_it_needs(library: Library) -> None:
    library.settings = Settings(slack_bot_token=SecretStr("xoxb-1"))
    bot = SlackBot(Assistant(library), library)
    with pytest.raises(SettingsError, match="slack_signing_secret"):
        bot.as_server()
    with pytest.raises(SettingsError, match="slack_app_token"):
        await bot.over_socket(asyncio.Event())


def test_the_manifest_names_the_address_wherever_slack_calls() -> None:
    made = manifest_for("https://bot.news.example/")
    events = "https://bot.news.example/slack/events"
    settings = made["settings"]
    assert settings["event_subscriptions"]["request_url"] == settings["interactivity"]["request_url"] == events
    assert [one["url"] for one in made["features"]["slash_commands"]] == [events]
    assert settings["socket_mode_enabled"] is False
    assert manifest_for(None)["settings"]["socket_mode_enabled"] is True
