"""`briefings slack`: the bot of a desk."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.surfaces.app import app, open_library, say
from index.errors import SettingsError

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.surfaces.slack.running import SlackBot

HOST, PORT = "127.0.0.1", 3000


@app.command()
def slack(
    http: Annotated[
        bool, typer.Option("--http", help="Wait for Slack's requests, instead of a socket to Slack.")
    ] = False,
    host: Annotated[str, typer.Option(help="With --http, the address to listen at.")] = HOST,
    port: Annotated[int, typer.Option(min=0, max=65535, help="With --http, the port.")] = PORT,
    manifest: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Print the app's manifest, for Slack to call URL (or: socket), and end."),
    ] = None,
) -> None:
    """Answer in Slack: mentions, direct messages, threads and /briefing."""
    if manifest is not None:
        _print_manifest(manifest)
        return
    with open_library() as library:
        bot = _bot(library)
        if http:
            from assistant.surfaces.serving import listen
            from assistant.surfaces.slack.running import serve_http

            listening = listen(host, port)
            say(f"waiting for Slack at http://{host}:{listening.getsockname()[1]}/slack/events; Ctrl-C stops it")
            serve_http(bot, listening)
        else:
            import asyncio

            from assistant.surfaces.slack.running import serve_socket

            say("answering in Slack; Ctrl-C stops it")
            asyncio.run(serve_socket(bot))


def _print_manifest(address: str) -> None:
    from assistant.surfaces.slack.manifest import manifest_for

    if address != "socket" and not address.startswith("https://"):
        raise typer.BadParameter(f"{address!r}: Slack calls https:// addresses only; or write: socket")
    print(json.dumps(manifest_for(None if address == "socket" else address), indent=2, ensure_ascii=False))


def _bot(library: Library) -> SlackBot:
    try:
        from assistant.surfaces.slack.running import SlackBot
    except ImportError as error:
        raise SettingsError("the bot needs: pip install 'regional-briefings[slack]'") from error
    library.settled()
    return SlackBot(library.assistant, library.archive)
