"""Whatever comes in is an article or a reason, never a crash and never half an article. All texts are invented."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.attribute.attributor import NoSpeakers
from index.build import Report, add
from index.errors import Rejected
from index.fetch.fetched import Fetched
from index.home import open_home
from index.library import Library
from index.raw import Raw
from index.settings import LEXICAL_ONLY, Settings
from index.sources.feeds import read_feed
from index.sources.files import read_sources
from index.sources.kinds import ARTICLES, COLLECTIONS
from index.sources.packed import PACKED
from index.sources.sitemaps import read_sitemap
from index.sources.sniff import Listing
from tests.index.documents import pdf, word, zipped

SAID = 'The ferry to Lurania sailed on Monday. "We waited nine days for the wind", said its captain, Orrin.'
PAGE = f"<html><head><title>Ferry sails</title></head><body><article>{f'<p>{SAID}</p>' * 9}</article>".encode()
MAIL = f"From: post@courier.example\nSubject: Ferry\nDate: Tue, 04 Mar 2025 10:15:00 +0400\n\n{SAID}\n".encode()
LINES = b"".join(json.dumps({"id": f"line-{n}", "text": f"{SAID} {n}"}).encode() + b"\n" for n in range(3))
HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
RECORD = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/ferry\r\n"
    b"WARC-Date: 2025-03-04T10:15:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
    b"Content-Type: application/http; msgtype=response\r\n"
    b"Content-Length: " + str(len(HTTP)).encode() + b"\r\n\r\n" + HTTP + b"\r\n\r\n"
)


def tarred(how: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=f"w:{how}") as archive:
        for name, data in (("in/a.txt", SAID.encode()), ("b.jsonl", LINES)):
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return out.getvalue()


WHOLE = {
    ".txt": SAID.encode(),
    ".md": f"# Ferry\n\n{SAID}\n".encode(),
    ".html": PAGE,
    ".htm": PAGE.decode().encode("utf-16"),
    ".pdf": pdf([[SAID]] * 2, title="Ferry sails"),
    ".docx": word(["Ferry sails", SAID], rows=[["Port", "Day"]]),
    ".eml": MAIL,
    ".jsonl": LINES,
    ".jsonl.gz": gzip.compress(LINES, mtime=0),
    ".csv": f'id,text\nrow,"{SAID.replace(chr(34), chr(34) * 2)}"\n'.encode(),
    ".tsv": f"id\ttext\nrow\t{SAID.replace(chr(34), '')}\n".encode(),
    ".mbox": b"From post@courier.example Tue Mar  4 10:15:00 2025\n" + MAIL,
    ".warc": RECORD,
    ".warc.gz": gzip.compress(RECORD, mtime=0),
    ".zip": zipped({"in/a.txt": SAID.encode(), "b.jsonl": LINES, "c.html": PAGE}),
    ".tar": tarred(""),
    ".tar.gz": tarred("gz"),
    ".tgz": tarred("gz"),
    ".tar.bz2": tarred("bz2"),
    ".tar.xz": tarred("xz"),
}
LISTINGS = {
    Listing.FEED: f"<feed xmlns='http://www.w3.org/2005/Atom'><title>C</title><entry><title>{SAID}</title>"
    "<link href='/a'/><updated>2025-03-04T10:15:00Z</updated></entry></feed>".encode(),
    Listing.JSON_FEED: json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "C", "items": [{"url": "/a", "date_published": "x"}]}
    ).encode(),
    Listing.SITEMAP: gzip.compress(b"<urlset><url><loc>/a</loc><lastmod>2026-01-01</lastmod></url></urlset>", mtime=0),
}


@st.composite
def spoiled(draw: st.DrawFn, whole: bytes) -> bytes:
    """Real bytes cut, doubled in part or with bits flipped; or any bytes at all."""
    start, end = sorted((draw(st.integers(0, len(whole))), draw(st.integers(0, len(whole)))))
    bit = 1 << draw(st.integers(0, 7))
    flipped = bytes(byte ^ bit for byte in whole[start : start + 1])
    return draw(
        st.sampled_from(
            [
                whole[:end],
                whole[start:],
                whole[:start] + whole[end:],
                whole[:end] + whole[start:],
                whole * 2,
                whole[:start] + flipped + whole[start + 1 :],
            ]
        )
        | st.binary(max_size=200)
    )


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """One archive for all that comes in, searched by words only."""
    home = open_home(tmp_path_factory.mktemp("any") / "home")
    library = Library(home, Settings(embedder=LEXICAL_ONLY))
    yield library
    library.close()


def test_every_kind_of_file_is_tried() -> None:
    assert set(WHOLE) == {*ARTICLES, *COLLECTIONS, *PACKED}


@pytest.mark.parametrize("kind", sorted(WHOLE))
def test_whole_files_go_in(library: Library, tmp_path: Path, kind: str) -> None:
    report = taken_in(library, tmp_path / f"whole{kind}", WHOLE[kind])
    assert report.rejected == []
    assert report.kept or report.same


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(WHOLE)), st.data())
def test_no_damage_leaves_half_an_article(library: Library, tmp_path: Path, kind: str, data: st.DataObject) -> None:
    report = taken_in(library, tmp_path / f"spoiled{kind}", data.draw(spoiled(WHOLE[kind])))
    assert report.kept or report.same or report.rejected
    assert all(str(one).isprintable() for one in report.rejected)
    assert library.store.open_jobs() == 0
    with library.reading() as (_, lexical):
        assert lexical.ids() == set().union(*library.store.catalogue.every_unit().values())
    for name in (*report.new, *report.revised):
        assert library.store.article(name).text.strip()


def taken_in(library: Library, path: Path, payload: bytes) -> Report:
    path.write_bytes(payload)
    found, report = list(read_sources([str(path)], None)), Report()
    assert all(item.size >= 0 for item in found if isinstance(item, Raw))
    for report in add(library, found, NoSpeakers()):  # noqa: B007
        pass
    return report


@given(st.sampled_from(sorted(LISTINGS, key=str)), st.data())
def test_no_listing_does_worse_than_be_refused(form: Listing, data: st.DataObject) -> None:
    payload = data.draw(spoiled(LISTINGS[form]))
    found = Fetched(url="https://a.example/all", type="", charset=None, payload=payload, validators=None)
    with contextlib.suppress(Rejected):
        if form is Listing.SITEMAP:
            read_sitemap(found)
        else:
            read_feed(found, form)
