"""A derived file is whole or counts as absent."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.e5.sealed import read_sealed, write_sealed


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "file"
    write_sealed(path, b"content")
    assert read_sealed(path) == b"content"
    assert [file.name for file in path.parent.iterdir()] == ["file"]


def test_a_missing_file_counts_as_absent(tmp_path: Path) -> None:
    assert read_sealed(tmp_path / "none") is None


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda sealed: sealed[:-1], id="truncated"),
        pytest.param(lambda sealed: b"", id="empty"),
        pytest.param(lambda sealed: sealed[:-1] + bytes([sealed[-1] ^ 1]), id="one bit of the content"),
        pytest.param(lambda sealed: bytes([sealed[0] ^ 1]) + sealed[1:], id="one bit of the header"),
        pytest.param(lambda sealed: sealed + b"\0", id="something appended"),
        pytest.param(lambda sealed: bytes(len(sealed)), id="zeros after a power cut"),
    ],
)
def test_a_damaged_file_counts_as_absent(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "file"
    write_sealed(path, b"content" * 1000)
    path.write_bytes(damage(path.read_bytes()))
    assert read_sealed(path) is None


def test_writers_at_the_same_time_leave_one_whole_file(tmp_path: Path) -> None:
    path, contents = tmp_path / "file", [bytes([n]) * 300_000 for n in range(8)]
    write_sealed(path, contents[0])

    def write_and_read(content: bytes) -> bytes | None:
        write_sealed(path, content)
        return read_sealed(path)

    with ThreadPoolExecutor(8) as pool:
        seen = list(pool.map(write_and_read, contents * 4))
    assert set(seen) <= set(contents)
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_a_folder_that_cannot_be_written_raises(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError, match="file"):
        write_sealed(tmp_path / "file" / "below", b"content")
