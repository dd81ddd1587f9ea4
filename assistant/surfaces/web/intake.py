"""Intake: works through what is handed over, one thing after the other, whoever still watches."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from collections.abc import AsyncIterator, Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import BinaryIO

from anyio import CapacityLimiter, to_thread
from starlette.concurrency import run_in_threadpool

from index.attribute.attributor import Attributor
from index.build import Report, add
from index.errors import BriefingsError, Rejected, StoreUnavailable
from index.fetch.limits import MEGABYTE
from index.library import Library
from index.raw import Found
from index.record.additions import CUT_OFF, MOST_TOLD, Addition, Taken
from index.sources.files import SUPPORTED, shown
from index.sources.kinds import read_open, readable
from index.sources.opening import open_fetcher
from index.sources.packed import packed, read_packed
from index.sources.web import Choice, Web
from index.upkeep.incoming import sweep

MAX_UPLOAD_BYTES = 500 * MEGABYTE
PAGES = 20  # of a feed or a sitemap: somebody waits, at a second a page; `briefings add` and `watch` take them all
RETRY_SECONDS = 5
BROKEN = "this program failed at it, and its log says where; nothing that was added is lost"


class Intake:
    """What one server was given to add. Bytes are received by many at once; `work` adds them in their order."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._kept = library.store.additions
        self._folder = library.home.incoming
        self._more = asyncio.Event()
        self._leaving = False
        # Apart from the threads that everything else is done in, which a long file would hold up.
        self._adding = CapacityLimiter(1)

    @cached_property
    def _attributor(self) -> Attributor:
        return Attributor()

    async def file(self, name: str, pieces: AsyncIterator[bytes], *, by: str) -> str:
        """Receive a file, whole or not at all; the id of its addition. Raises HomeError where the disk is full."""
        await run_in_threadpool(self._library.home.check_space)
        made = await run_in_threadpool(self._kept.begin, shown(name), by=by, owner=self._library.writer.name)
        try:
            size = await self._received(made, pieces)
        except BaseException:
            # Whoever was sending may be gone; it is told where they look again.
            with contextlib.suppress(OSError):
                self._file(made).unlink(missing_ok=True)
            self._kept.end(made, CUT_OFF)
            raise
        if size > MAX_UPLOAD_BYTES:
            await run_in_threadpool(self._refuse, made, shown(name))
        else:
            await run_in_threadpool(self._kept.received, made, size)
            self._more.set()
        return made

    async def pages(self, url: str, *, by: str) -> str:
        """Have the page at an address added, or the first pages that a feed or a sitemap there names; its id."""
        made = await run_in_threadpool(self._kept.begin, url, by=by, owner=self._library.writer.name, url=url)
        self._more.set()
        return made

    async def again(self, name: str, *, by: str) -> None:
        """Begin anew with one that failed. Raises UnknownAddition."""
        await run_in_threadpool(self._kept.again, name, by=by, owner=self._library.writer.name)
        self._more.set()

    def drop(self, name: str, *, by: str) -> None:
        """Forget it, with its bytes; what is added stays. Raises UnknownAddition."""
        self._kept.drop(name, by=by)
        with contextlib.suppress(OSError):  # a platform that keeps open files: the next start deletes it
            self._file(name).unlink(missing_ok=True)

    async def work(self) -> None:
        """Add what waits, and what a server that ended has left, until `leave` is called: then after a whole batch."""
        await run_in_threadpool(self._resume)
        while not self._leaving:
            self._more.clear()
            try:
                addition = await run_in_threadpool(self._kept.take, self._library.writer.name)
            except StoreUnavailable:
                logging.getLogger("briefings").exception("what is handed over cannot be read; it is tried again")
                await asyncio.sleep(RETRY_SECONDS)
                continue
            if addition is None:
                await self._more.wait()
            else:
                await self._add(addition)

    def leave(self) -> None:
        """Have `work` come to its end; what is left is taken up by the next server."""
        self._leaving = True
        self._more.set()

    async def _add(self, addition: Addition) -> None:
        try:
            whole = await self._taken(addition)
        except BriefingsError as error:
            await run_in_threadpool(self._kept.end, addition.id, str(error))
        except Exception:  # what comes after it is to be added nevertheless
            logging.getLogger("briefings").exception("adding %s failed", addition.name)
            await run_in_threadpool(self._kept.end, addition.id, BROKEN)
        else:
            await run_in_threadpool(self._close, addition.id, whole)

    async def _taken(self, addition: Addition) -> bool:
        """Whether it was brought to its end; with the first batch after `leave` it is not."""
        limited = partial(to_thread.run_sync, limiter=self._adding)
        with contextlib.ExitStack() as stack:
            found = self._found(addition, stack)
            reports = await limited(lambda: add(self._library, found, self._attributor))
            while (report := await limited(next, reports, None)) is not None:
                if not await limited(self._kept.tell, addition.id, _so_far(report, addition)):
                    return True  # dismissed or withdrawn meanwhile
                if self._leaving:
                    return False
        return True

    def _close(self, name: str, whole: bool) -> None:
        if not whole:
            self._kept.put_back(name)
            return
        self._kept.end(name)
        with contextlib.suppress(OSError):
            self._file(name).unlink(missing_ok=True)

    def _found(self, addition: Addition, stack: contextlib.ExitStack) -> Iterator[Found]:
        if addition.url is None:
            file = stack.enter_context(self._file(addition.id).open("rb"))
            return _read(addition.name, file, addition.size or 0)
        library = self._library
        fetcher = stack.enter_context(contextlib.closing(open_fetcher(library.settings)))
        web = Web(fetcher, library.store.visits, library.confined, choice=Choice(limit=PAGES), say=library.say)
        return iter(web.read(addition.url))

    async def _received(self, made: str, pieces: AsyncIterator[bytes]) -> int:
        """How many bytes came; of a file that is too large the beginning."""
        self._folder.mkdir(exist_ok=True)
        size = 0
        with self._file(made).open("wb") as file:
            async for piece in pieces:
                size += len(piece)
                if size > MAX_UPLOAD_BYTES:
                    break
                await run_in_threadpool(file.write, piece)
            await run_in_threadpool(_to_disk, file)
        return size

    def _refuse(self, made: str, name: str) -> None:
        self._file(made).unlink(missing_ok=True)
        reason = f"larger than {MAX_UPLOAD_BYTES // MEGABYTE} MB; add it with `briefings add`"
        self._kept.tell(made, Taken(refused=1, rejected=((name, reason),)))
        self._kept.end(made)

    def _resume(self) -> None:
        """Take up what a server that ended has left; bytes that belong to nothing go."""
        self._kept.adopt(self._library.writer.gone, self._library.writer.name)
        sweep(self._library)

    def _file(self, name: str) -> Path:
        return self._folder / name


def _read(name: str, file: BinaryIO, size: int) -> Iterator[Found]:
    if packed(name):
        yield from read_packed(name, file)
    elif readable(name):
        yield from read_open(name, file, size)
    else:
        yield Rejected(name, f"files of this kind cannot be read yet; {SUPPORTED}")


def _so_far(report: Report, addition: Addition) -> Taken:
    return Taken(
        new=len(report.new),
        revised=len(report.revised),
        same=len(report.same),
        copies=len(report.copies),
        refused=len(report.rejected),
        rejected=tuple((one.source, one.reason) for one in report.rejected[:MOST_TOLD]),
        share=min(report.bytes_read / addition.size, 1.0) if addition.size else None,
    ).after(addition.taken)


def _to_disk(file: BinaryIO) -> None:
    """So that what is told to be there outlives a power cut."""
    file.flush()
    os.fsync(file.fileno())
