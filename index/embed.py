"""Text -> vectors. The seam, and every embedder there is."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import EmbedderUnavailable

Kind = Literal["query", "passage"]


class Embedder(Protocol):
    """Turns texts into vectors. Safe to use from several threads at once."""

    name: str  # stands in collection names and in the record: letters, digits and hyphens
    dim: int

    def embed(self, texts: Sequence[str], kind: Kind) -> NDArray[np.float32]:
        """(len(texts), dim) finite vectors of unit length, in the order of the texts. Any `str` will do.

        Raises EmbedderUnavailable where the embedder cannot be reached or gives no usable vectors.
        """
        ...


def load_embedder(
    name: str,
    home: Path,
    *,
    threads: int | None = None,
    openai_api_key: str | None = None,
    openai_base_url: str | None = None,
    timeout: float = 30.0,
    on_progress: Callable[[str], None] | None = None,
) -> Embedder:
    """The embedder of that name: "e5-small", "openai:MODEL", or, for tests, "hash".

    `threads` is how many processor cores it may use, all of them where None; `timeout` is in seconds, a request.
    `on_progress` is told, in one line, what takes long. Raises EmbedderUnavailable.
    """
    if name == "e5-small":
        from index.e5.model import load_e5

        return load_e5(home, threads=threads, on_progress=on_progress)
    if name == "hash":
        return HashEmbedder()
    raise EmbedderUnavailable(f'no embedder is called {name!r}; there are "e5-small", "openai:MODEL" and "none"')


class HashEmbedder:
    """A fake for tests: texts that share words, or parts of words, are similar. It knows no meanings."""

    def __init__(self, dim: int = 256) -> None:
        self.name = f"hash-{dim}"
        self.dim = dim

    def embed(self, texts: Sequence[str], kind: Kind) -> NDArray[np.float32]:
        """(len(texts), dim) vectors of unit length; the same for queries and passages."""
        vectors = np.zeros((len(texts), self.dim), np.float32)
        for vector, text in zip(vectors, texts, strict=True):
            for feature in _features(text):
                digest = zlib.crc32(feature.encode("utf-8", "replace"))
                vector[digest % self.dim] += 1.0 if digest & 1 << 31 else -1.0
            if not vector.any():
                vector[0] = 1.0  # a text without words has a place too
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors


def _features(text: str) -> list[str]:
    """The text's words, and the runs of four letters in each."""
    words = re.findall(r"\w+", text.lower())
    return words + [f"{word} "[i : i + 4] for word in words for i in range(len(word) - 2)]
