"""Files that hold many articles: tables, mailboxes, web archives, ZIP and tar."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from backports import zstd

from index.errors import Rejected
from index.extract import extract
from index.raw import Raw
from index.sources import packed as packing
from index.sources.files import read_sources
from tests.index.documents import pdf, word, zipped


def found(path: Path) -> list[Raw | Rejected]:
    return list(read_sources([str(path)], None))


def raws(path: Path) -> list[Raw]:
    items = found(path)
    assert all(isinstance(item, Raw) for item in items), items
    return [item for item in items if isinstance(item, Raw)]


def reasons(path: Path) -> list[str]:
    return [item.reason for item in found(path) if isinstance(item, Rejected)]


def written(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


class TestTables:
    def test_a_row_is_an_article(self, tmp_path: Path) -> None:
        path = written(
            tmp_path, "news.csv", 'Title,Body,Published,Views\nFerry,"It sailed,\nat last.",2025-03-04,17\n,Alone,,\n'
        )
        first, second = [extract(raw) for raw in raws(path)]
        assert (first.title, first.text, str(first.day)) == ("Ferry", "It sailed,\nat last.", "2025-03-04")
        assert (second.title, second.text) == (None, "Alone")

    @pytest.mark.parametrize(("name", "mark"), [("a.csv", ";"), ("a.tsv", "\t"), ("a.csv", "|")])
    def test_the_delimiter_is_told_from_the_header(self, tmp_path: Path, name: str, mark: str) -> None:
        path = written(tmp_path, name, f"id{mark}text\n7{mark}It sailed, at last.\n")
        [raw] = raws(path)
        assert json.loads(raw.payload) == {"id": "7", "text": "It sailed, at last."}

    @pytest.mark.parametrize("first", ["sep=;\r\n", "\ufeffSEP=;\n", '"sep=;"\n'])
    def test_the_line_that_excel_puts_first_names_the_delimiter(self, tmp_path: Path, first: str) -> None:
        [raw] = raws(written(tmp_path, "a.csv", f"{first}text;title\n1,5 million, at last;Ferry\n"))
        assert json.loads(raw.payload) == {"text": "1,5 million, at last", "title": "Ferry"}
        assert raw.origin.endswith("a.csv:3")

    def test_a_delimiter_within_marks_is_none(self, tmp_path: Path) -> None:
        [raw] = raws(written(tmp_path, "a.csv", '"title, short, without the outlet";text\nFerry;It sailed\n'))
        assert json.loads(raw.payload) == {"text": "It sailed"}

    def test_columns_are_known_by_their_names_however_they_are_spaced(self, tmp_path: Path) -> None:
        [raw] = raws(written(tmp_path, "a.csv", "Full Text,Publication-Date\nIt sailed,2025-03-04\n"))
        assert json.loads(raw.payload) == {"text": "It sailed", "published": "2025-03-04"}

    def test_of_two_columns_for_one_field_the_first_is_it(self, tmp_path: Path) -> None:
        [raw] = raws(written(tmp_path, "a.csv", "text,content,text\nIt sailed,teaser,other\n"))
        assert json.loads(raw.payload) == {"text": "It sailed"}

    def test_a_row_is_named_by_the_line_in_which_it_begins(self, tmp_path: Path) -> None:
        rows = raws(written(tmp_path, "a.csv", 'text\n"one\ntwo\nthree"\n\nfour\n'))
        assert [raw.origin.rpartition(":")[2] for raw in rows] == ["2", "6"]

    def test_an_old_encoding_is_read(self, tmp_path: Path) -> None:
        words = "Министерство сообщило, что паром вышел из порта в понедельник утром."
        path = written(tmp_path, "a.csv", f'text\n"{words}"\n'.encode("cp1251"))
        assert [extract(raw).text for raw in raws(path)] == [words]

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            pytest.param("", "empty", id="empty"),
            pytest.param("title,url\na,b\n", 'no column "text"; the columns are title, url', id="no text"),
            pytest.param("text\na,b\n", "has 2 cells, and the header has 1", id="too many cells"),
            pytest.param('text\n"a', "not a whole table", id="cut"),
        ],
    )
    def test_what_is_wrong_is_told(self, tmp_path: Path, data: str, said: str) -> None:
        [reason] = reasons(written(tmp_path, "a.csv", data))
        assert reason.startswith(said)


class TestMailboxes:
    MESSAGES = (
        "From a@b.example Tue Mar  4 10:15:00 2025\nSubject: One\n\nIt sailed.\n>From here on it rained.\n\n"
        "From a@b.example Wed Mar  5 10:15:00 2025\nSubject: Two\n\nIt came back.\n"
    )

    def test_each_message_is_an_article(self, tmp_path: Path) -> None:
        one, two = [extract(raw) for raw in raws(written(tmp_path, "a.mbox", self.MESSAGES))]
        assert (one.title, one.text.strip()) == ("One", "It sailed.\nFrom here on it rained.")
        assert (two.title, two.text.strip()) == ("Two", "It came back.")

    @pytest.mark.parametrize(("data", "said"), [("Subject: x\n\ny", "not an mbox"), ("", "empty")])
    def test_what_is_none_is_told(self, tmp_path: Path, data: str, said: str) -> None:
        assert reasons(written(tmp_path, "a.mbox", data))[0].startswith(said)


def warc(*pages: tuple[str, str, str, bytes]) -> bytes:
    """A web archive of (address, status, content type, body)."""
    records = b""
    for number, (url, status, kind, body) in enumerate(pages):
        http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-03-04T10:15:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{number}>\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        )
        records += gzip.compress(head.encode() + http + b"\r\n\r\n", mtime=0)
    return records


PAGE = ("<html><body><article><h1>Паром</h1>" + "<p>Паром вышел из порта в понедельник.</p>" * 9).encode("cp1251")


class TestWebArchives:
    def test_pages_are_articles_under_their_addresses(self, tmp_path: Path) -> None:
        path = written(
            tmp_path,
            "crawl.warc.gz",
            warc(
                ("https://a.example/ferry", "200 OK", "text/html; charset=windows-1251", PAGE),
                ("https://a.example/gone", "404 Not Found", "text/html", PAGE),
                ("https://a.example/a.png", "200 OK", "image/png", b"\x89PNG"),
            ),
        )
        [article] = [extract(raw) for raw in raws(path)]
        assert article.url == article.id == "https://a.example/ferry"
        assert "Паром вышел из порта" in article.text

    @pytest.mark.parametrize(
        ("encoding", "packed"),
        [
            ("gzip", gzip.compress(PAGE)),
            ("br", brotli.compress(PAGE)),
            ("zstd", zstd.compress(PAGE)),
            pytest.param("gzip", PAGE, id="unpacked already"),
        ],
    )
    def test_a_page_that_is_kept_as_it_was_sent_is_unpacked(self, tmp_path: Path, encoding: str, packed: bytes) -> None:
        kind = f"text/html\r\nContent-Encoding: {encoding}"
        [raw] = raws(written(tmp_path, "a.warc.gz", warc(("https://a.example/1", "200 OK", kind, packed))))
        assert raw.payload == PAGE

    @pytest.mark.parametrize(
        ("packed", "said"),
        [
            pytest.param(b"\xff" + brotli.compress(PAGE), "compressed, and damaged", id="damaged"),
            pytest.param(brotli.compress(b"\0" * 50_000_000), "too large", id="bomb"),
        ],
    )
    def test_a_page_that_cannot_be_unpacked_is_told(self, tmp_path: Path, packed: bytes, said: str) -> None:
        pages = [("https://a.example/1", "200 OK", "text/html\r\nContent-Encoding: br", packed)]
        whole = ("https://a.example/2", "200 OK", "text/html", PAGE)
        bad, good = found(written(tmp_path, "a.warc.gz", warc(*pages, whole)))
        assert isinstance(bad, Rejected)
        assert said in bad.reason
        assert isinstance(good, Raw)

    def test_a_page_within_which_the_file_ends_is_no_article(self, tmp_path: Path) -> None:
        whole = gzip.decompress(warc(("https://a.example/1", "200 OK", "text/html", PAGE)))
        [reason] = reasons(written(tmp_path, "a.warc", whole[: -len(PAGE) // 2]))
        assert reason == "breaks off: the file ends within this page"

    def test_a_record_whose_head_has_no_address_is_told(self, tmp_path: Path) -> None:
        good = gzip.decompress(warc(("https://a.example/1", "200 OK", "text/html", PAGE)))
        page, told = found(written(tmp_path, "a.warc", good + b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Tar"))
        assert isinstance(page, Raw)
        assert isinstance(told, Rejected)
        assert "the head of a record breaks off" in told.reason

    def test_records_that_are_zipped_as_one_file_are_read_one_by_one(self, tmp_path: Path) -> None:
        pages = [(f"https://a.example/{number}", "200 OK", "text/html", PAGE) for number in range(3)]
        items = found(written(tmp_path, "a.warc.gz", gzip.compress(gzip.decompress(warc(*pages)))))
        assert [item.url for item in items if isinstance(item, Raw)] == [url for url, *_ in pages]

    def test_one_without_pages_is_told(self, tmp_path: Path) -> None:
        data = warc(("https://a.example/a.png", "200 OK", "image/png", b"\x89PNG"))
        assert reasons(written(tmp_path, "a.warc.gz", data)) == ["no page in this WARC file"]

    def test_damage_costs_what_comes_after_it(self, tmp_path: Path) -> None:
        whole = warc(("https://a.example/1", "200 OK", "text/html", PAGE))
        items = found(written(tmp_path, "a.warc.gz", whole + whole[: len(whole) // 2]))
        assert isinstance(items[0], Raw)
        assert not any(isinstance(item, Raw) for item in items[2:])


MEMBERS = {
    "2025/a.txt": b"It sailed.",
    "2025/b.pdf": pdf([["It sailed in a PDF."]]),
    "c.docx": word(["It sailed in Word."]),
    "d.jsonl": b'{"text": "It sailed in a line."}\n{"text": ""}\n',
    "picture.png": b"\x89PNG",
    ".hidden.txt": b"not this",
    "__MACOSX/a.txt": b"nor this",
}


def tarred(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return out.getvalue()


def _raw(item: object) -> bool:
    return isinstance(item, Raw)


class TestArchives:
    @pytest.mark.parametrize(("name", "data"), [("a.zip", zipped(MEMBERS)), ("a.tar.gz", tarred(MEMBERS))])
    def test_the_articles_in_it_are_found(self, tmp_path: Path, name: str, data: bytes) -> None:
        items = raws(written(tmp_path, name, data))
        origins = [item.origin.partition(name)[2] for item in items]
        assert sorted(origins) == ["/2025/a.txt", "/2025/b.pdf", "/c.docx", "/d.jsonl:1", "/d.jsonl:2"]
        assert {extract(item).text for item in items[:3]} == {"It sailed.", "It sailed in a PDF.", "It sailed in Word."}

    @pytest.mark.parametrize("pack", [zipped, tarred])
    def test_one_within_another_is_named_and_the_rest_goes_in(
        self, tmp_path: Path, pack: Callable[[dict[str, bytes]], bytes]
    ) -> None:
        inner = {"b.TAR.GZ": tarred(MEMBERS), "c.zip": zipped({"x.txt": b"It sank."}), "a.txt": b"It sailed."}
        *refused, kept = sorted(
            found(written(tmp_path, "a.zip" if pack is zipped else "a.tar.gz", pack(inner))), key=_raw
        )
        assert isinstance(kept, Raw)
        assert kept.payload == b"It sailed."
        assert ["an archive within an archive" in str(one) for one in refused] == [True, True]

    def test_one_in_a_folder_is_found_too(self, tmp_path: Path) -> None:
        written(tmp_path, "a.zip", zipped({"a.txt": b"It sailed."}))
        assert len(raws(tmp_path)) == 1

    def test_one_that_unpacks_to_too_much_is_told(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(packing, "MAX_UNPACKED_BYTES", 25_000_000)
        bomb = zipped({"a.txt": b" " * 15_000_000, "b.txt": b" " * 15_000_000})
        assert len(bomb) < 50_000
        assert [
            reason for reason in reasons(written(tmp_path, "a.zip", bomb)) if "unpacks to more than 25 MB" in reason
        ]

    def test_a_member_that_is_too_large_is_told(self, tmp_path: Path) -> None:
        assert reasons(written(tmp_path, "a.zip", zipped({"a.txt": b" " * 21_000_000})))[0].startswith("too large")

    @pytest.mark.parametrize("data", [pytest.param(b"", id="no bytes"), pytest.param(zipped({}), id="no files")])
    def test_an_empty_one_is_called_so(self, tmp_path: Path, data: bytes) -> None:
        assert reasons(written(tmp_path, "a.zip", data))[0].startswith("empty: ")

    def test_one_without_articles_is_told(self, tmp_path: Path) -> None:
        assert reasons(written(tmp_path, "a.zip", zipped({"a.png": b""})))[0].startswith("no articles in this archive")
