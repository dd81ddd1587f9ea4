"""A draft as messages of Slack, and into a channel with them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from assistant.briefs.page import Block as Part
from assistant.briefs.page import Bullets, Heading, Inlines, Link, NoteMark, Page, Paragraph, Said
from assistant.errors import NotSent
from assistant.surfaces.slack.app import retrying
from assistant.surfaces.slack.pages import MAX_QUOTE, Piece, packed
from assistant.surfaces.slack.rich import quoted, rich, section, shortened, small, text
from assistant.surfaces.slack.workspaces import Target


def post(page: Page, to: Target, base_url: str = AsyncWebClient.BASE_URL) -> None:
    """Send it to the channel in as few messages as Slack allows. Raises NotSent."""
    try:
        asyncio.run(_post(page, to.channel, retrying(AsyncWebClient(token=to.token, base_url=base_url))))
    except SlackApiError as error:
        raise NotSent(f"Slack takes no draft for {to.channel!r}: {error.response.get('error')}") from error
    except (SlackClientError, aiohttp.ClientError, TimeoutError) as error:
        raise NotSent(f"Slack cannot be reached: {type(error).__name__}") from error


async def _post(page: Page, channel: str, client: AsyncWebClient) -> None:
    for blocks in packed(pieces(page)):
        await client.chat_postMessage(
            channel=channel, text=page.title[:200], blocks=blocks, unfurl_links=False, unfurl_media=False
        )


def pieces(page: Page) -> Iterator[Piece]:
    """What must stay together, in order; the note of a quotation stands below it, where it is shown first."""
    yield (rich(section(text(shortened(page.title), bold=True))), small(page.subtitle))
    noted: set[int] = set()
    heading: Piece = ()  # stays with what follows it
    for part in page.blocks:
        if isinstance(part, Heading):
            heading = (*heading, rich(section(text(shortened(part.text), bold=True))))
            continue
        first, *rest = _part(part)
        note: Piece = ()
        if isinstance(part, Said) and part.note not in noted:
            noted.add(part.note)
            note = (small(f"[{part.note}] {_words(page.notes[part.note])}"),)
        yield (*heading, *first, *note)
        yield from rest
        heading = ()
    if heading:
        yield heading


def _part(part: Part) -> Iterator[Piece]:
    match part:
        case Said():
            words = part.words + (" …" if part.shortened else "")
            cut = [text(" […]", italic=True)] if len(words) > MAX_QUOTE else []
            shown = f"“{words[:MAX_QUOTE]}”" if part.marked else words[:MAX_QUOTE]
            yield (rich(quoted(text(shown), *cut), section(text(shortened(f"— {part.by}")))),)
        case Bullets():
            for item in part.items:
                yield (rich(section(text(f"• {shortened(_words(item))}"))),)
        case Paragraph():
            yield (rich(section(text(shortened(_words(part.inlines))))),)


def _words(inlines: Inlines) -> str:
    """Literal words: an address stands as such, and links nowhere."""
    return "".join(_word(one) for one in inlines)


def _word(inline: str | Link | NoteMark) -> str:
    match inline:
        case Link():
            return inline.url
        case NoteMark():
            return f"[{inline.number}]"
        case _:
            return inline
