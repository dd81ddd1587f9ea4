"""Running the bot: over a socket that it opens to Slack, or as a web server that Slack calls."""

from __future__ import annotations

import asyncio
import contextlib
import re
import signal
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request, Response
from slack_bolt.adapter.fastapi.async_handler import AsyncSlackRequestHandler
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.installation_store import FileInstallationStore
from slack_sdk.oauth.state_store import FileOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient

from assistant.ask import Assistant
from assistant.conversation import Conversations
from assistant.surfaces.slack.app import listen, retrying
from assistant.surfaces.slack.bot import Bot
from assistant.surfaces.slack.desk import listen_to_desks
from assistant.surfaces.slack.manifest import scopes
from assistant.surfaces.slack.remarks import listen_to_remarks
from assistant.surfaces.slack.shortcut import listen_to_shortcuts
from assistant.surfaces.slack.watch import Watch
from assistant.surfaces.slack.workspaces import WAYS, installations
from index.errors import SettingsError

if TYPE_CHECKING:
    import socket

    from index.library import Library


PATIENCE = 20.0  # seconds that answers on their way are given when the bot is stopped
STATE_SECONDS = 600  # that an installation may take
MAX_BODY = 1_000_000  # bytes; Slack's own payloads stay far below


class SlackBot:
    """The bot with its app, ready to be run either way. `base_url` is Slack's API, another one in tests."""

    def __init__(self, assistant: Assistant, library: Library, base_url: str | None = None) -> None:
        conversations = Conversations(library, assistant)
        self._settings, home = library.settings, library.home.path
        self._base_url = base_url or AsyncWebClient.BASE_URL
        self.store = FileInstallationStore(base_dir=str(_private(installations(library.home))))
        self._states = FileOAuthStateStore(
            expiration_seconds=STATE_SECONDS, base_dir=str(_private(home / "slack" / "states"))
        )
        self.bot = Bot(conversations, library.store, self._client)
        self.app = listen(self._app(), self.bot, library.store.desks)
        listen_to_remarks(self.app, conversations, library.store)
        listen_to_shortcuts(self.app, library)
        listen_to_desks(self.app, library.store.desks)
        self.watch = Watch(assistant, library, self._client)

    async def over_socket(self, stopping: asyncio.Event) -> None:
        """Until `stopping` is set. Raises SettingsError without the app's token."""
        token = self._settings.slack_app_token
        if token is None:
            raise SettingsError("socket mode needs the setting slack_app_token (xapp-…); or use --http")
        client = AsyncWebClient(token=token.get_secret_value(), base_url=self._base_url)
        handler = AsyncSocketModeHandler(self.app, app_token=token.get_secret_value(), web_client=client)
        async with self.running():
            await handler.connect_async()
            await stopping.wait()
            await handler.close_async()

    def as_server(self) -> FastAPI:
        """The routes that Slack calls. Raises SettingsError without the signing secret."""
        if self._settings.slack_signing_secret is None:
            raise SettingsError("--http needs the setting slack_signing_secret, to know Slack's requests by")

        server = FastAPI(openapi_url=None, lifespan=lambda _: self.running())
        handler = AsyncSlackRequestHandler(self.app)

        @server.post("/slack/events")
        async def events(request: Request) -> Response:
            stamp = request.headers.get("x-slack-request-timestamp", "")
            if not re.fullmatch(r"[0-9]{1,12}", stamp):  # Slack's own check makes a number of it, whatever it is
                return Response(status_code=401)
            length = request.headers.get("content-length", "")
            if not length.isdecimal() or int(length) > MAX_BODY:
                return Response(status_code=413)
            return await handler.handle(request)

        if self._settings.slack_client_id is not None:

            @server.get("/slack/install")
            @server.get("/slack/oauth_redirect")
            async def install(request: Request) -> Response:
                return await handler.handle(request)

        return server

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """What was left unanswered is taken up; what is on its way when the bot is stopped is given time to end."""
        await self.bot.resume()
        watching = asyncio.get_running_loop().create_task(self.watch.run())
        try:
            yield
        finally:
            watching.cancel()
            await self.bot.queues.close(PATIENCE)

    def _app(self) -> AsyncApp:
        settings, signed = self._settings, self._settings.slack_signing_secret
        secret = signed.get_secret_value() if signed else "unused over a socket"
        if settings.slack_client_id is not None and settings.slack_client_secret is not None:
            oauth = AsyncOAuthSettings(
                client_id=settings.slack_client_id,
                client_secret=settings.slack_client_secret.get_secret_value(),
                scopes=scopes(),
                installation_store=self.store,
                state_store=self._states,
            )
            return AsyncApp(
                signing_secret=secret, oauth_settings=oauth, client=retrying(AsyncWebClient(base_url=self._base_url))
            )
        if settings.slack_bot_token is None:
            raise SettingsError(f"the bot needs the setting {WAYS}")
        token = settings.slack_bot_token.get_secret_value()
        return AsyncApp(signing_secret=secret, client=retrying(AsyncWebClient(token=token, base_url=self._base_url)))

    async def _client(self, team: str) -> AsyncWebClient:
        """The client of a workspace. Raises SettingsError where the app is not installed there."""
        token = self._settings.slack_bot_token
        if token is None:
            found = await self.store.async_find_bot(enterprise_id=None, team_id=team)
            if found is None:
                raise SettingsError(f"the app is not installed in the workspace {team}")
            return retrying(AsyncWebClient(token=found.bot_token, base_url=self._base_url))
        return retrying(AsyncWebClient(token=token.get_secret_value(), base_url=self._base_url))


async def serve_socket(made: SlackBot) -> None:
    """Run it over a socket until the process is asked to end."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for one in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(one, stopping.set)
    await made.over_socket(stopping)


def serve_http(made: SlackBot, listening: socket.socket) -> None:
    """Run it as a web server at a socket until the process is asked to end."""
    import uvicorn

    config = uvicorn.Config(made.as_server(), log_level="warning", access_log=False, server_header=False)
    uvicorn.Server(config).run(sockets=[listening])


def _private(folder: Path) -> Path:
    """The folder, made so that nobody else reads the tokens in it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
