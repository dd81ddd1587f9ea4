"""The workspaces of Slack that a draft can be posted in: that of the bot's own token, and those it is installed in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from slack_sdk.oauth.installation_store import Bot

from index.errors import SettingsError
from index.home import Home
from index.settings import Settings

BETWEEN = "/"  # a workspace and its channel; neither has one in its id or its name
WAYS = "slack_bot_token (xoxb-…), or slack_client_id and slack_client_secret to be installed in workspaces"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A channel, and the token that its workspace is written to with."""

    channel: str
    token: str = field(repr=False)


def installations(home: Home) -> Path:
    """Where the tokens lie of the workspaces that the bot is installed in."""
    return home.path / "slack" / "installations"


def installed(home: Home) -> list[Bot]:
    """The bot of each of these workspaces."""
    return [Bot(**json.loads(one.read_text("utf-8"))) for one in sorted(installations(home).glob("*/bot-latest"))]


def target(where: str, settings: Settings, home: Home) -> Target:
    """A channel, or WORKSPACE/CHANNEL with the workspace's id or name; without one it is that of the bot's own token,
    else the only one that it is installed in. Raises SettingsError, naming the workspaces that there are.
    """
    named, slash, channel = where.rpartition(BETWEEN)
    if not channel or (slash and not named):
        raise SettingsError(f"--slack {where!r}: name a channel, or a workspace and a channel as T0123/C0123")
    own, bots = settings.slack_bot_token, installed(home)
    if not named and own is not None:
        return Target(channel=channel, token=own.get_secret_value())
    if own is None and not bots:
        raise SettingsError(f"--slack needs the setting {WAYS}")
    found = [one for one in bots if not named or named in _ids(one)]
    found = found or [one for one in bots if (one.team_name or "").casefold() == named.casefold()]
    if len(found) != 1:
        way = "name one as WORKSPACE/CHANNEL" if bots else "name the channel alone"
        raise SettingsError(f"--slack {where!r}: {_told(bots)}; {way}")
    return Target(channel=channel, token=str(found[0].bot_token))


def _ids(bot: Bot) -> tuple[str | None, str | None]:
    return bot.team_id, bot.enterprise_id


def _told(bots: Sequence[Bot]) -> str:
    names = [
        f"{one.team_id or one.enterprise_id} ({one.team_name or one.enterprise_name or 'no name'})" for one in bots
    ]
    return f"the bot is installed in {', '.join(names) or 'no workspace, and has the token of one'}"
