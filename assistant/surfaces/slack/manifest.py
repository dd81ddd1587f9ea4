"""The manifest of the Slack app: what a workspace is asked for."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any


def manifest_for(address: str | None) -> dict[str, Any]:
    """The manifest of an app that Slack reaches at a public address; without one, over a socket."""
    made = _shipped()
    if address is None:
        return made
    events = f"{address.rstrip('/')}/slack/events"
    made["settings"]["socket_mode_enabled"] = False
    for calling in (made["settings"]["event_subscriptions"], made["settings"]["interactivity"]):
        calling["request_url"] = events
    for command in made["features"]["slash_commands"]:
        command["url"] = events
    made["oauth_config"]["redirect_urls"] = [f"{address.rstrip('/')}/slack/oauth_redirect"]
    return made


def scopes() -> list[str]:
    """What the bot asks to be allowed."""
    asked: list[str] = _shipped()["oauth_config"]["scopes"]["bot"]
    return asked


def _shipped() -> dict[str, Any]:
    text = resources.files("assistant.surfaces.slack").joinpath("manifest.json").read_text(encoding="utf-8")
    made: dict[str, Any] = json.loads(text)
    return made
