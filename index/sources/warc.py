"""WARC, in which web archives come: the pages among its responses."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from index.errors import Rejected
from index.fetch.address import shown
from index.fetch.limits import MAX_PAGE_BYTES, too_large
from index.raw import Format, Raw

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord  # type: ignore[import-untyped]

# What warcio says where the records are not zipped one by one, but all of them as one file.
ZIPPED_AS_ONE = "non-chunked gzip file"
PAGES = {"text/html": Format.HTML, "application/xhtml+xml": Format.HTML, "text/plain": Format.TEXT}


def read_warc(name: str, file: BinaryIO) -> Iterator[Raw | Rejected]:
    """The pages that were fetched with success, each named by its address; other records are passed over."""
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

    told = found = 0
    try:
        for record in _records(file):
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


def _records(file: BinaryIO) -> Iterator[ArcWarcRecord]:
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
    from warcio.exceptions import ArchiveLoadFailed

    count = 0
    try:
        for record in ArchiveIterator(file):
            count += 1
            yield record
    except AttributeError as error:  # warcio takes it for granted that a response has an address
        raise ArchiveLoadFailed("the head of a record breaks off") from error
    except ArchiveLoadFailed as error:
        if ZIPPED_AS_ONE not in str(error):
            raise
        file.seek(0)
        yield from islice(ArchiveIterator(gzip.GzipFile(fileobj=file)), count, None)


def _payload(record: ArcWarcRecord) -> bytes:
    """The page, unpacked as far as it may be long. Raises DecodingError.

    warcio unpacks, too, but not what comes as brotli or zstd.
    """
    from httpx2 import ByteStream, Response

    headers = record.http_headers
    encoding = (headers.get_header("Content-Encoding") if headers else None) or "identity"
    if headers:
        headers.remove_header("Content-Encoding")
    kept = record.content_stream().read(MAX_PAGE_BYTES + 1)
    if kept.lstrip().startswith(b"<"):  # some crawlers unpack a page, and keep the header that says that it is packed
        return bytes(kept)
    answer, pieces, size = Response(200, headers={"Content-Encoding": encoding}, stream=ByteStream(kept)), [], 0
    for piece in answer.iter_bytes():
        pieces.append(piece)
        size += len(piece)
        if size > MAX_PAGE_BYTES:
            break
    return b"".join(pieces)


def _page(name: str, record: ArcWarcRecord, size: int) -> Raw | Rejected | None:
    from httpx2 import DecodingError

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
    try:
        payload = _payload(record)
    except DecodingError as error:
        return Rejected(where, f"it is kept compressed, and damaged: {error}")
    if len(payload) <= MAX_PAGE_BYTES and not record.raw_stream.read() and getattr(record.raw_stream, "limit", 0) > 0:
        return Rejected(where, "breaks off: the file ends within this page")
    if len(payload) > MAX_PAGE_BYTES:
        return Rejected(where, too_large(None, MAX_PAGE_BYTES))
    charset = parameters.partition("charset=")[2].strip(" \"'") or None
    return Raw(origin=where, format=form, payload=payload, size=max(size, 0), url=url, charset=charset)
