"""`briefings mcp`: the archive as tools of another assistant, over standard input and output."""

from __future__ import annotations

from assistant.surfaces.app import app, open_library
from index.errors import SettingsError


@app.command()
def mcp() -> None:
    """Offer the archive to an MCP client that starts this command (stdio); `serve` offers it over HTTP, at /mcp."""
    try:
        from assistant.surfaces.mcp.tools import server_of
    except ImportError as error:
        raise SettingsError("mcp needs: pip install 'regional-briefings[mcp]'") from error
    with open_library() as library:
        library.settled()
        server_of(library.assistant, library.archive).run("stdio")
