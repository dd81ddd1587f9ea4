"""WARC, in which web archives come: the pages among its responses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from index.errors import Rejected
from index.fetch.address import shown
from index.sources.limits import MAX_PAGE_BYTES, too_large
from index.sources.raw import Format, Raw

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord  # type: ignore[import-untyped]

PAGES = {"text/html": Format.HTML, "application/xhtml+xml": Format.HTML, "text/plain": Format.TEXT}


def read_warc(name: str, file: BinaryIO) -> Iterator[Raw | Rejected]:
    """The pages that were fetched with success, each named by its address; other records are passed over."""
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

    told = found = 0
    try:
        for record in ArchiveIterator(file):
            now = file.tell()
            page = _page(name, record, now - told)
            if page is not None:
                found, told = found + 1, now
                yield page
    except (ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
        yield Rejected(name, f"not a whole WARC file ({error}); the pages before the damage are taken")
        return
    if not found:
        yield Rejected(name, "no page in this WARC file")


def _page(name: str, record: ArcWarcRecord, size: int) -> Raw | Rejected | None:
    headers = record.http_headers
    if record.rec_type not in ("response", "resource") or (headers and headers.get_statuscode() != "200"):
        return None
    stated = (headers or record.rec_headers).get_header("Content-Type") or ""
    kind, _, parameters = stated.partition(";")
    form = PAGES.get(kind.strip().lower())
    url = record.rec_headers.get_header("WARC-Target-URI")
    if form is None or not url:
        return None
    where = f"{name}: {shown(url)}"
    payload = record.content_stream().read(MAX_PAGE_BYTES + 1)
    if len(payload) > MAX_PAGE_BYTES:
        return Rejected(where, too_large(None, MAX_PAGE_BYTES))
    charset = parameters.partition("charset=")[2].strip(" \"'") or None
    return Raw(origin=where, format=form, payload=payload, size=max(size, 0), url=url, charset=charset)
