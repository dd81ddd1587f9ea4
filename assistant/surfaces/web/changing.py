"""Routes that change the archive: correct a quotation, add articles."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncGenerator, AsyncIterable, Callable, Iterable, Iterator
from contextlib import aclosing, closing
from functools import partial
from typing import Annotated, Any, BinaryIO, Self, cast

from anyio import to_thread
from fastapi import APIRouter, Depends, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel, ConfigDict, Field, model_validator
from starlette.concurrency import run_in_threadpool

from assistant.surfaces.audit import audited_as_json
from assistant.surfaces.taking import report_as_json
from assistant.surfaces.web.desk import AtDesk, Desk, Number, User
from index import locate
from index.build import Report, add
from index.correction import UNSET, Change
from index.errors import BriefingsError, Rejected
from index.fetch.opening import open_fetcher
from index.sources.files import SUPPORTED, shown
from index.sources.kinds import read_open, readable
from index.sources.limits import MEGABYTE
from index.sources.packed import packed, read_packed
from index.sources.raw import Found, Raw
from index.sources.web import Choice, Web
from index.span import Span

router = APIRouter(prefix="/api")
MAX_UPLOAD_BYTES = 500 * MEGABYTE
IN_MEMORY_BYTES = 2 * MEGABYTE
PAGES = 20  # of a feed or a sitemap: somebody waits, at a second a page; `briefings add` and `watch` take them all


class Correcting(BaseModel):
    """A quotation by its place, and what is to hold: what is left out stays, null is nobody."""

    model_config = ConfigDict(extra="forbid")

    article: str
    start: Number
    end: Number
    speaker: str | None = None
    role: str | None = None
    actor: str | None = None
    not_a_quotation: bool = False
    note: str | None = None

    @model_validator(mode="after")
    def _is_a_place(self) -> Self:
        if self.start >= self.end:
            raise ValueError(f"[{self.start}, {self.end}) is empty")
        return self

    def change(self) -> Change:
        given = {name: getattr(self, name) for name in self.model_fields_set & {"speaker", "role", "actor"}}
        return Change(dismissed=self.not_a_quotation, **{"speaker": UNSET, "role": UNSET, "actor": UNSET} | given)


class Fetching(BaseModel):
    url: str = Field(pattern="^https?://")


@router.post("/corrections")
def correct(desk: AtDesk, user: User, correcting: Correcting) -> dict[str, Any]:
    """Set who said it, for good; the correction as `correct --json` prints it."""
    store = desk.library.store
    quotation = locate.by_place(store, correcting.article, Span(correcting.start, correcting.end))
    done = store.corrections.correct(quotation.id, correcting.change(), by=user, note=correcting.note or None)
    return next(audited_as_json(one) for one in store.corrections.audit() if one.correction.number == done.number)


async def _uploaded(request: Request) -> tuple[BinaryIO, int]:
    """The request's body and its size, of one that is too large the beginning. Read before the answer begins: while
    that is sent, whether somebody still listens is asked of the same stream.
    """
    file, size = tempfile.SpooledTemporaryFile(IN_MEMORY_BYTES), 0  # noqa: SIM115 - closed by whom it is given to
    async for piece in request.stream():
        size += len(piece)
        if size > MAX_UPLOAD_BYTES:
            break
        await run_in_threadpool(file.write, piece)
    file.seek(0)
    return cast(BinaryIO, file), size


@router.post("/articles", response_class=EventSourceResponse)
async def articles(
    desk: AtDesk, name: str, uploaded: Annotated[tuple[BinaryIO, int], Depends(_uploaded)]
) -> AsyncIterable[ServerSentEvent]:
    """Take in a file, which is the request's body: how far it has come, and at last what has become of it."""
    file, size = uploaded
    with file:
        if size > MAX_UPLOAD_BYTES:
            reason = f"larger than {MAX_UPLOAD_BYTES // MEGABYTE} MB; add it with `briefings add`"
            yield _reported(Report(rejected=[Rejected(shown(name), reason)]))
            return
        async with aclosing(_taken(desk, lambda: _read(shown(name), file, size), size)) as events:
            async for event in events:
                yield event


@router.post("/pages", response_class=EventSourceResponse)
async def pages(desk: AtDesk, fetching: Fetching) -> AsyncIterable[ServerSentEvent]:
    """Take in the page at an address, or the first pages that a feed or a sitemap there names; told as of a file."""
    library = desk.library
    with closing(open_fetcher(library.settings)) as fetcher:
        web = Web(fetcher, library.store.visits, library.confined, choice=Choice(limit=PAGES), say=library.say)
        async with aclosing(_taken(desk, lambda: web.read(fetching.url))) as events:
            async for event in events:
                yield event


async def _taken(
    desk: Desk, read: Callable[[], Iterable[Found]], size: int | None = None
) -> AsyncGenerator[ServerSentEvent]:
    """Told after every batch; whoever leaves ends it with the batch in work, and what is in stays in."""
    limited = partial(to_thread.run_sync, limiter=desk.adding)
    try:
        reports = await limited(lambda: add(desk.library, read(), desk.attributor))
        report = Report()
        while (grown := await limited(next, reports, None)) is not None:
            report = grown
            share = min(report.bytes_read / size, 1.0) if size else None
            yield ServerSentEvent(event="progress", data={"articles": report.kept, "share": share})
        yield _reported(report)
    except BriefingsError as error:
        yield ServerSentEvent(event="failed", data={"error": str(error)})


def _reported(report: Report) -> ServerSentEvent:
    return ServerSentEvent(event="report", data=report_as_json(report))


def _read(name: str, file: BinaryIO, size: int) -> Iterator[Raw | Rejected]:
    if packed(name):
        yield from read_packed(name, file)
    elif readable(name):
        yield from read_open(name, file, size)
    else:
        yield Rejected(name, f"files of this kind cannot be read yet; {SUPPORTED}")
