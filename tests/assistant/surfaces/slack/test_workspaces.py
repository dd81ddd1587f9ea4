"""Which workspace of Slack a draft goes to."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr
from slack_sdk.oauth.installation_store import FileInstallationStore, Installation

from assistant.surfaces.slack.workspaces import installations, target
from index.errors import SettingsError
from index.home import Home, open_home
from index.settings import Settings

OWN = Settings(slack_bot_token=SecretStr("xoxb-own"))
NAMES = {"T1": "Newsroom", "T2": "Region desk", "T3": "Newsroom"}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return open_home(tmp_path)


def install(home: Home, *teams: str) -> None:
    store = FileInstallationStore(base_dir=str(installations(home)))
    for team in teams:
        store.save(Installation(app_id="A1", user_id="U9", team_id=team, team_name=NAMES[team], bot_token=team))


@pytest.mark.parametrize(
    ("where", "teams", "settings", "channel", "token"),
    [
        pytest.param("C1", (), OWN, "C1", "xoxb-own", id="its own token"),
        pytest.param("C1", ("T1", "T2"), OWN, "C1", "xoxb-own", id="its own token before others"),
        pytest.param("#desk", ("T2",), Settings(), "#desk", "T2", id="the only workspace"),
        pytest.param("T2/C1", ("T1", "T2"), Settings(), "C1", "T2", id="one by its id"),
        pytest.param("T2/C1", ("T1", "T2"), OWN, "C1", "T2", id="another than that of its own token"),
        pytest.param("region DESK/C1", ("T1", "T2"), Settings(), "C1", "T2", id="one by its name"),
    ],
)
def test_a_channel_is_written_to_with_the_token_of_its_workspace(
    home: Home, where: str, teams: tuple[str, ...], settings: Settings, channel: str, token: str
) -> None:
    install(home, *teams)
    found = target(where, settings, home)
    assert (found.channel, found.token) == (channel, token)
    assert token not in repr(found)


@pytest.mark.parametrize(
    ("where", "teams", "settings", "said"),
    [
        pytest.param("C1", (), Settings(), "slack_bot_token", id="no workspace"),
        pytest.param("C1", ("T1", "T2"), Settings(), r"T1 \(Newsroom\), T2 \(Region desk\)", id="which of two"),
        pytest.param("T9/C1", ("T1", "T2"), Settings(), r"T1 \(Newsroom\), T2", id="one that it is not in"),
        pytest.param("newsroom/C1", ("T1", "T3"), Settings(), r"T1 \(Newsroom\), T3", id="two of one name"),
        pytest.param("T1/C1", (), OWN, "the channel alone", id="its own token has no name"),
        pytest.param("T1/", ("T1",), Settings(), "name a channel", id="no channel"),
        pytest.param("/C1", ("T1",), Settings(), "T0123/C0123", id="nothing before the stroke"),
    ],
)
def test_where_that_is_not_known_the_workspaces_are_named(
    home: Home, where: str, teams: tuple[str, ...], settings: Settings, said: str
) -> None:
    install(home, *teams)
    with pytest.raises(SettingsError, match=said):
        target(where, settings, home)
