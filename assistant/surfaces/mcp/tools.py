"""The tools: each asks the archive one thing, off the event loop, and tells what is wrong in a way to be acted on."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError, ToolError
from mcp.types import ToolAnnotations

from assistant.answer import Refusal
from assistant.ask import Assistant
from assistant.briefs.brief import Wanted, brief
from assistant.briefs.labels import Labels
from assistant.briefs.lay_out import lay_out
from assistant.briefs.markdown import as_markdown
from assistant.briefs.template import load, shipped
from assistant.checking.check import Checker
from assistant.checking.checked import Asked as Quoted
from assistant.checking.quoted import bare
from assistant.checking.report import checked_as_json
from assistant.contract import as_json, citation_as_json
from assistant.errors import BadQuestion
from assistant.surfaces.mcp.records import Answered, Checked, Document, Drafted, Found, Quote, Quotes, Results, answered
from assistant.surfaces.mcp.server import ArchiveServer, article_uri
from assistant.understand import Asked
from index.article import Article
from index.errors import BriefingsError, UnknownArticle
from index.library import Library
from index.search import UnitRetriever
from index.window import Window, only
from prompts import load as prompt

MOST = 50
READ_ONLY = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)

T = TypeVar("T")


def server_of(assistant: Assistant, library: Library) -> MCPServer[None]:
    """The server over one library, for any transport."""
    server = ArchiveServer(library)
    _reading(server, library)
    _asking(server, assistant)
    _checking(server, library)
    _drafting(server, assistant, library)
    _prompts(server)
    return server


def _reading(server: MCPServer[None], library: Library) -> None:
    @server.tool(annotations=READ_ONLY)
    async def search(query: str) -> Results:
        """Find passages of articles by meaning and by words. Give an id to fetch for the whole article."""

        def found() -> Results:
            passages = UnitRetriever(library=library, kind="passage", k=10).invoke(query)
            return Results(results=[_found(library, one.metadata["article"], one.page_content) for one in passages])

        return await _aside(found)

    @server.tool(annotations=READ_ONLY)
    async def fetch(id: str) -> Document:
        """Read one article whole, by its id."""
        return await _aside(lambda: _document(library, id))

    @server.resource("article://{id}", mime_type="text/plain")
    async def article(id: str) -> str:
        """The text of an article."""
        return await _resource(lambda: library.store.article(id).text)

    @server.resource("quotation://{article}/{start}/{end}", mime_type="text/plain")
    async def quotation(article: str, start: int, end: int) -> str:
        """The words of an article from one character to another, as quotations have them."""
        return await _resource(lambda: library.store.article(article).text[start:end])


def _asking(server: MCPServer[None], assistant: Assistant) -> None:
    @server.tool(annotations=READ_ONLY)
    async def ask(
        question: str,
        speaker: str | None = None,
        actor: str | None = None,
        since: date | None = None,
        until: date | None = None,
        outlet: str | None = None,
        language: str | None = None,
        limit: int = 8,
    ) -> Answered:
        """Ask who said what. The answer is verbatim, attributed, located quotations, or a refusal that says why.

        speaker: only this person, role or body; actor: only who speaks for this country or organisation; language: of
        the articles, as en or ru.
        """
        window = Window(since=since, until=until, outlets=only(outlet), languages=only(language))
        asked = _asked(speaker, actor, window, limit)
        started = time.perf_counter()
        try:
            # In the loop, so that whoever cancels the call stops a model that is at work.
            result = await assistant.chain.ainvoke((question, asked, None))
        except BriefingsError as error:
            raise ToolError(str(error)) from error
        return answered(as_json(result, time.perf_counter() - started))

    @server.tool(annotations=READ_ONLY)
    async def quotes(
        speaker: str | None = None,
        actor: str | None = None,
        about: str | None = None,
        since: date | None = None,
        until: date | None = None,
        limit: int = 20,
    ) -> Quotes:
        """List quotations: by a speaker, by who speaks for an actor, nearest to a topic, or the newest of all."""
        asked = _asked(speaker, actor, Window(since=since, until=until), limit)
        return await _aside(lambda: _quotes(assistant, asked, about))

    @server.tool(annotations=READ_ONLY)
    async def timeline(
        speaker: str | None = None,
        actor: str | None = None,
        about: str | None = None,
        since: date | None = None,
        until: date | None = None,
        limit: int = 20,
    ) -> Quotes:
        """What a speaker, or who speaks for an actor, has said over time: dated quotations, the earliest first."""
        if speaker is None and actor is None:
            raise ToolError("name a speaker or an actor whose words are to be followed")
        asked = _asked(speaker, actor, Window(since=since, until=until), limit)
        found = await _aside(lambda: _quotes(assistant, asked, about))
        found.quotes.sort(key=lambda one: one.article.published or "")
        return found


def _checking(server: MCPServer[None], library: Library) -> None:
    checker = Checker(library)

    def check(words: str, speaker: str | None) -> Checked:
        return Checked.model_validate(checked_as_json(checker.check(Quoted(bare(words), speaker=speaker))))

    @server.tool(annotations=READ_ONLY)
    async def check_quotation(words: str, speaker: str | None = None) -> Checked:
        """Hold a quotation against the archive: exact, elided, altered (with the difference), stitched, of another
        speaker, or not found. Use it on every quotation before it is published.
        """
        return await _aside(lambda: check(words, speaker))

    @server.tool(annotations=READ_ONLY)
    async def who_said(words: str) -> Checked:
        """Find who said these words, where, when and in which role."""
        return await _aside(lambda: check(words, None))


def _drafting(server: MCPServer[None], assistant: Assistant, library: Library) -> None:
    @server.tool(annotations=READ_ONLY)
    async def draft_briefing(
        topic: str, ctx: Context, kind: str = "regional", since: date | None = None, until: date | None = None
    ) -> Drafted:
        """Write a briefing draft on a topic: regional (by event), position (dated stances) or delta."""
        await ctx.report_progress(0, 2, "asking the archive")

        def composed() -> Drafted:
            asked = Asked(window=Window(since=since, until=until))
            made = brief(Wanted(topic=topic, template=load(kind, library.home.path), asked=asked), assistant, library)
            if isinstance(made, Refusal):
                return Drafted(markdown=None, refusal=made.reason, citations=0)
            page = lay_out(made, Labels(made.question.language or "en"))
            return Drafted(markdown=as_markdown(page), refusal=None, citations=len(made.citations))

        made = await _aside(composed)
        await ctx.report_progress(2, 2, "written")
        return made


def _prompts(server: MCPServer[None]) -> None:
    for kind in sorted(shipped()):
        _prompt(server, kind)


def _prompt(server: MCPServer[None], kind: str) -> None:
    @server.prompt(name=f"{kind}_briefing", description=f"A {kind} briefing on a topic, made of verified quotations.")
    def briefing(topic: str) -> str:
        return prompt("mcp-briefing", kind=kind, topic=topic)


async def _aside(work: Callable[[], T]) -> T:
    """What the work gives, done in a thread; what the archive refuses is told to whoever called."""
    try:
        return await asyncio.to_thread(work)
    except BriefingsError as error:
        raise ToolError(str(error)) from error


async def _resource(read: Callable[[], str]) -> str:
    try:
        return await asyncio.to_thread(read)
    except UnknownArticle as error:
        raise ResourceNotFoundError(str(error)) from error
    except BriefingsError as error:
        raise ResourceError(str(error)) from error


def _asked(speaker: str | None, actor: str | None, window: Window, limit: int) -> Asked:
    if not 1 <= limit <= MOST:
        raise ToolError(f"limit is {limit}; it can be 1 to {MOST}")
    try:
        return Asked(speaker=speaker, actor=actor, window=window, k=limit)
    except BadQuestion as error:
        raise ToolError(str(error)) from error


def _quotes(assistant: Assistant, asked: Asked, about: str | None) -> Quotes:
    found = assistant.quotations(asked, about)
    return Quotes(quotes=[Quote.model_validate(citation_as_json(one)) for one in found])


def _found(library: Library, name: str, words: str) -> Found:
    article = library.store.article(name)
    return Found(id=article.id, title=article.title or article.id, url=_address(article), text=words)


def _document(library: Library, name: str) -> Document:
    article = library.store.article(name)
    told = {"outlet": article.outlet, "published": article.published and article.published.isoformat()}
    told |= {"language": article.language, "revision": str(article.revision)}
    return Document(
        id=article.id,
        title=article.title or article.id,
        text=article.text,
        url=_address(article),
        metadata={name: value for name, value in told.items() if value},
    )


def _address(article: Article) -> str:
    return article.url or article_uri(article.id)
