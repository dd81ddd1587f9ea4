"""Routes that change the archive: correct a quotation, add articles."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Any, BinaryIO, cast

from anyio import to_thread
from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from assistant.surfaces.audit import audited_as_json
from assistant.surfaces.taking import report_as_json
from assistant.surfaces.web.desk import AtDesk, Desk, User
from index import locate
from index.build import Report, add
from index.correction import UNSET, Change
from index.errors import Rejected
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
    start: int
    end: int
    speaker: str | None = None
    role: str | None = None
    actor: str | None = None
    not_a_quotation: bool = False
    note: str | None = None

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


@router.post("/articles")
async def articles(desk: AtDesk, request: Request, name: str) -> dict[str, Any]:
    """Take in a file, which is the request's body; what has become of it, as `add --json` prints it."""
    with tempfile.SpooledTemporaryFile(IN_MEMORY_BYTES) as file:
        size = 0
        async for piece in request.stream():
            size += len(piece)
            if size > MAX_UPLOAD_BYTES:
                reason = f"larger than {MAX_UPLOAD_BYTES // MEGABYTE} MB; add it with `briefings add`"
                return report_as_json(Report(rejected=[Rejected(shown(name), reason)]))
            await run_in_threadpool(file.write, piece)
        file.seek(0)
        found = _read(shown(name), cast(BinaryIO, file), size)
        return report_as_json(await to_thread.run_sync(_take_in, desk, found, limiter=desk.adding))


@router.post("/pages")
async def pages(desk: AtDesk, fetching: Fetching) -> dict[str, Any]:
    """Take in the page at an address, or the first pages that a feed or a sitemap there names."""
    return report_as_json(await to_thread.run_sync(_fetch, desk, fetching.url, limiter=desk.adding))


def _fetch(desk: Desk, url: str) -> Report:
    library = desk.library
    with closing(open_fetcher(library.settings)) as fetcher:
        web = Web(fetcher, library.store.visits, library.confined, choice=Choice(limit=PAGES), say=library.say)
        return _take_in(desk, web.read(url))


def _take_in(desk: Desk, found: Iterable[Found | Rejected]) -> Report:
    *_, report = [Report(), *add(desk.library, found, desk.attributor)]
    return report


def _read(name: str, file: BinaryIO, size: int) -> Iterator[Raw | Rejected]:
    if packed(name):
        yield from read_packed(name, file)
    elif readable(name):
        yield from read_open(name, file, size)
    else:
        yield Rejected(name, f"files of this kind cannot be read yet; {SUPPORTED}")
