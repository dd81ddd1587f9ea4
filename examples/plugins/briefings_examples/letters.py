"""An embedder: texts are alike that use the same pairs of letters. It knows no meanings."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


class Letters:
    name = "letters"
    dim = 512

    def embed(self, texts: Sequence[str], kind: str) -> NDArray[np.float32]:
        vectors = np.full((len(texts), self.dim), 1e-6, np.float32)
        for vector, text in zip(vectors, texts, strict=True):
            for pair in pairwise(text.casefold()):
                vector[zlib.crc32("".join(pair).encode("utf-8", "replace")) % self.dim] += 1
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors


def load(home: Path) -> Letters:
    return Letters()
