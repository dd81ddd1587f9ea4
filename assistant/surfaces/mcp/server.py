"""The server itself: what it is called, the articles it lists, and errors with the codes that the protocol has."""

from __future__ import annotations

import asyncio
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from mcp import MCPError
from mcp.server.mcpserver import Context, MCPServer
from mcp.types import INVALID_PARAMS, GetPromptResult, InputRequiredResult, Resource

from index.article import Article
from index.library import Library
from index.window import Window
from prompts import load as prompt

NAME = "regional-briefings"
LISTED = 100  # articles; whoever wants others searches


class ArchiveServer(MCPServer[None]):
    """A server over one library, of whatever transport."""

    def __init__(self, library: Library) -> None:
        super().__init__(
            NAME, title="Regional Briefings", instructions=prompt("mcp"), version=version(NAME), log_level="WARNING"
        )
        self._library = library

    async def list_resources(self) -> list[Resource]:
        """The articles that came in last, the latest first."""
        return await asyncio.to_thread(self._latest)

    def _latest(self) -> list[Resource]:
        latest = self._library.store.catalogue.latest(LISTED, Window())
        return [_resource(self._library.revision(*one)) for one in latest]

    async def get_prompt(
        self, name: str, arguments: dict[str, Any] | None = None, context: Context[None, Any] | None = None
    ) -> GetPromptResult | InputRequiredResult:
        """As it is given; the SDK tells a name or an argument that is wrong as an error of the server's own."""
        try:
            return await super().get_prompt(name, arguments, context)
        except ValueError as error:
            raise MCPError(INVALID_PARAMS, str(error)) from error


def article_uri(name: str) -> str:
    """What an article is called among the resources."""
    return f"article://{quote(name, safe='')}"


def _resource(article: Article) -> Resource:
    told = [article.outlet, article.published and f"{article.published:%Y-%m-%d}", article.language]
    return Resource(
        uri=article_uri(article.id),
        name=article.id,
        title=article.title or article.id,
        description=", ".join(one for one in told if one) or None,
        mime_type="text/plain",
    )
