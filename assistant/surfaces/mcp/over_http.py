"""The tools over streamable HTTP, as a route of the web application: only who may come in there gets here."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager

from mcp.server.transport_security import TransportSecuritySettings
from starlette.routing import BaseRoute

from assistant.ask import Assistant
from assistant.surfaces.mcp.tools import server_of
from index.library import Library


def tools_of(assistant: Assistant, library: Library, path: str) -> tuple[BaseRoute, AbstractAsyncContextManager[None]]:
    """The route at this path, and what has to be open while it is called."""
    server = server_of(assistant, library)
    # Host and Origin are the guard's, which knows by which names this server may be called.
    checked = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    made = server.streamable_http_app(streamable_http_path=path, stateless_http=True, transport_security=checked)
    return made.routes[0], server.session_manager.run()
