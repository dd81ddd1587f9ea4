"""Standard input is read as what it looks like."""

from __future__ import annotations

import io

import pytest

from index.errors import Rejected
from index.fetch.limits import MAX_ARTICLE_BYTES
from index.raw import Format, Raw
from index.sources.files import read_sources


def piped(data: bytes) -> list[Raw | Rejected]:
    return list(read_sources(["-"], io.BytesIO(data)))


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        pytest.param(b"The ministry said.", Format.TEXT, id="text"),
        pytest.param(b"\n\n  {curly} words", Format.TEXT, id="a brace is not yet JSON"),
        pytest.param(b"[Yerevan] The ministry said.", Format.TEXT, id="a bracket is not yet JSON"),
        pytest.param(b"\n<!DOCTYPE html><p>x", Format.HTML, id="doctype"),
        pytest.param(b"\xef\xbb\xbf<html><p>x", Format.HTML, id="marked page"),
        pytest.param(b"<b>Bold</b> beginning", Format.TEXT, id="a tag is not yet a page"),
        pytest.param(b"", Format.TEXT, id="nothing"),
    ],
)
def test_one_article_is_taken_whole(data: bytes, kind: Format) -> None:
    assert piped(data) == [Raw(origin="-", format=kind, payload=data, size=len(data))]


@pytest.mark.parametrize("head", [b"", b"\n \n", b"\xef\xbb\xbf"], ids=["at once", "after blank lines", "after a mark"])
def test_json_lines_are_told_by_their_first_line(head: bytes) -> None:
    lines = piped(head + b'{"text": "a"}\n{"text": "b"}\n')
    number = head.count(b"\n") + 1
    assert [raw.origin for raw in lines if isinstance(raw, Raw)] == [f"-:{number}", f"-:{number + 1}"]


def test_too_much_is_rejected() -> None:
    (only,) = piped(b"x" * (MAX_ARTICLE_BYTES + 1))
    assert isinstance(only, Rejected)
    assert "too large" in only.reason


def test_a_stream_that_fails_is_rejected() -> None:
    closed = io.BytesIO()
    closed.close()
    (only,) = read_sources(["-"], closed)
    assert isinstance(only, Rejected)
    assert "cannot be read" in only.reason
