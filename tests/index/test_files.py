"""Files, folders and what cannot be read."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from index.errors import Rejected
from index.fetch.limits import MAX_ARTICLE_BYTES
from index.locator import Locator
from index.raw import Format, Raw
from index.sources.files import read_sources, total


def found(*sources: object) -> list[Raw | Rejected]:
    return list(read_sources(map(str, sources), None))


def reason(*sources: object) -> str:
    (only,) = found(*sources)
    assert isinstance(only, Rejected)
    assert "\n" not in str(only)
    return str(only)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.txt", Format.TEXT), ("a.MD", Format.MARKDOWN), ("a.html", Format.HTML), ("a.htm", Format.HTML)],
)
def test_a_file_comes_as_its_bytes(tmp_path: Path, name: str, kind: Format) -> None:
    path = tmp_path / name
    path.write_bytes(b"one\r\ntwo\r\n")
    here = Locator(str(path))
    assert found(path) == [Raw(origin=str(path), format=kind, payload=b"one\r\ntwo\r\n", size=10, locator=here)]


def test_a_folder_is_read_in_order_and_deep(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.md", ".hidden.txt", ".git/d.txt", "picture.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("text")
    names = [Path(raw.origin).name for raw in found(tmp_path) if isinstance(raw, Raw)]
    assert names == ["a.txt", "b.txt", "c.md"]


def test_each_line_of_json_is_an_article_named_by_its_number(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"text": "a"}\r\n\n{"text": "b"}')
    assert [(raw.origin, raw.payload) for raw in found(path) if isinstance(raw, Raw)] == [
        (f"{path}:1", b'{"text": "a"}\r\n'),
        (f"{path}:3", b'{"text": "b"}'),
    ]


def test_compressed_lines_are_read_and_a_break_keeps_what_came_before(tmp_path: Path) -> None:
    whole = gzip.compress(b"".join(b'{"text": "%d"}\n' % number for number in range(2000)))
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(whole)
    assert len(found(path)) == 2000
    path.write_bytes(whole[:-3000])
    *before, last = found(path)
    assert 0 < len(before) < 2000
    assert isinstance(last, Rejected)
    assert "not a whole gzip file" in last.reason


def test_what_is_no_gzip_is_named(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(b'{"text": "a"}\n')
    assert "not a whole gzip file (Not a gzipped file" in reason(path)


@pytest.mark.parametrize("names", [["a.txt", "sub/b.html"], ["news.jsonl"], ["news.jsonl", "c.md"]])
def test_the_sizes_add_up_to_the_total(tmp_path: Path, names: list[str]) -> None:
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b'{"text": "a"}\n{"text": "b"}')
    sizes = [raw.size for raw in found(tmp_path) if isinstance(raw, Raw)]
    assert sum(sizes) == total([str(tmp_path)]) == 27 * len(names)


def test_a_blank_line_counts_towards_the_next_article(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(b'{"text": "a"}\n\n\n{"text": "b"}\n')
    assert sum(raw.size for raw in found(path) if isinstance(raw, Raw)) == total([str(path)])


def test_a_missing_path_and_standard_input_have_no_total_of_their_own(tmp_path: Path) -> None:
    assert total([str(tmp_path / "missing.txt")]) == 0
    assert total(["-"]) is None


def test_a_file_over_the_limit_is_rejected_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert reason(path).endswith("huge.txt: too large: one may have 20 MB, and this has 50.0 MB")
    assert total([str(path)]) == 0


def test_an_overlong_line_is_rejected_and_the_next_goes_in(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(b'{"text": "a"}\n' + b"x" * (2 * MAX_ARTICLE_BYTES + 10) + b'\n{"text": "b"}\n')
    first, long, last = found(path)
    assert isinstance(long, Rejected)
    assert long.source == f"{path}:2"
    assert isinstance(first, Raw)
    assert isinstance(last, Raw)
    assert last.origin == f"{path}:3"


def test_a_line_of_exactly_the_limit_goes_in(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(b"x" * (MAX_ARTICLE_BYTES - 1) + b"\n" + b"y" * MAX_ARTICLE_BYTES)
    assert [type(raw) for raw in found(path)] == [Raw, Raw]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        pytest.param("missing.txt", "missing.txt: no such file or folder", id="missing"),
        pytest.param("a\0b.txt", "a?b.txt: is not a usable path", id="nul"),
        pytest.param("\ud800.txt", "?.txt: ", id="surrogate"),
        pytest.param("report.odt", "report.odt: .odt files cannot be read yet; articles are read from .txt", id="kind"),
        pytest.param("https://a.am/1", "https://a.am/1: a web address, and nothing is fetched here", id="address"),
        pytest.param("empty.jsonl", "empty.jsonl: empty: no line with an article", id="empty"),
        pytest.param("utf16.jsonl", "utf16.jsonl: JSON Lines are UTF-8, and this is UTF-16", id="utf-16"),
        pytest.param("nothing", "nothing: no articles in this folder (1 other files)", id="folder without articles"),
        pytest.param("loop.txt", "loop.txt: cannot be read: ", id="link to itself"),
        pytest.param("pipe.txt", "pipe.txt: not a regular file", id="pipe"),
        pytest.param("-", "-: there is no standard input", id="no standard input"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("report.odt").write_bytes(b"PK")
    Path("empty.jsonl").write_bytes(b"\n\n")
    Path("utf16.jsonl").write_bytes('{"text": "a"}'.encode("utf-16"))
    Path("nothing").mkdir()
    Path("nothing/picture.png").touch()
    Path("loop.txt").symlink_to("loop.txt")
    os.mkfifo("pipe.txt")
    assert reason(source).startswith(said)


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_rejected_and_the_rest_goes_in(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text")
    (tmp_path / "b.txt").write_text("text")
    (tmp_path / "a.txt").chmod(0)
    refused, taken = found(tmp_path)
    assert isinstance(refused, Rejected)
    assert "may not be read" in refused.reason
    assert isinstance(taken, Raw)


def test_links_that_lead_back_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text")
    (tmp_path / "back").symlink_to(tmp_path, target_is_directory=True)
    assert len(found(tmp_path)) == 1


def test_lines_are_read_only_as_they_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(b'{"text": "a"}\n' * 10)
    stream = read_sources([str(path), str(tmp_path / "missing.txt")], None)
    assert isinstance(next(stream), Raw)
