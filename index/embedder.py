"""Embedder: the seam behind which texts become vectors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

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
