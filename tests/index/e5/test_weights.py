"""The data file: found without importing its package, and never taken for another."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import numpy as np
import pytest

from index.e5.weights import Weights, check_data_file, find_data_file, unpack
from index.errors import EmbedderUnavailable


def test_a_missing_package_names_the_settings_to_use_instead() -> None:
    with pytest.raises(EmbedderUnavailable, match='embedder = "openai:') as raised:
        find_data_file("no-such-package")
    assert 'embedder = "none"' in str(raised.value)


def test_another_file_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "e5-small-q4.bin"
    other.write_bytes(b"E5S1 and then something else")
    with pytest.raises(EmbedderUnavailable, match="is not the data file"):
        check_data_file(other, tmp_path / "stamps")
    assert not (tmp_path / "stamps").exists()


def test_a_checked_file_is_not_read_again_until_it_changes(tmp_path: Path) -> None:
    file, stamps = tmp_path / "file", tmp_path / "stamps"
    file.write_bytes(b"right")
    digest, status = hashlib.sha256(b"right").hexdigest(), file.stat()
    check_data_file(file, stamps, digest)
    file.write_bytes(b"wrong")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    check_data_file(file, stamps, digest)  # same path, size and time: remembered
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    with pytest.raises(EmbedderUnavailable):
        check_data_file(file, stamps, digest)


def test_four_bit_blocks_are_unpacked() -> None:
    scale = np.array([0.5], np.float16).view(np.uint8)
    halves = np.arange(16, dtype=np.uint8) | np.uint8(15 << 4)
    row = np.concatenate([scale, halves])[np.newaxis]
    expected = [(n - 8) * 0.5 for n in range(16)] + [(15 - 8) * 0.5] * 16
    assert unpack(row).tolist() == [expected]


def test_the_data_file_reads_as_what_it_is(e5_home: Path) -> None:
    weights = Weights(find_data_file())
    pieces, scores = weights.vocabulary()
    assert (weights.sizes.hidden, weights.sizes.layers, weights.sizes.positions) == (384, 12, 512)
    assert pieces[:4] == ["<s>", "<pad>", "</s>", "<unk>"]
    assert len(pieces) == len(scores) == 250_002
    assert weights.normal_forms[ord("ﬁ")] == "fi"
    assert weights.matrix("l0.q.w", 384).shape == (384, 384)
