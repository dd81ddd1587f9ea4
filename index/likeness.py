"""Likeness: how near two texts are in meaning, in one language or in two."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.library import Library
from index.means import means
from index.text.language import question_language


class Likeness:
    """The cosine of two texts' vectors, [-1, 1], each without its language's mean.

    -1 where the archive has no mean of one of the languages: vectors that still hold their language cannot be compared
    across languages, and look alike within one whatever they say.
    """

    def __init__(self, library: Library) -> None:
        self._library = library

    def __call__(self, one: str, other: str) -> float:
        first, second = self._centred(one), self._centred(other)
        return -1.0 if first is None or second is None else float(first @ second)

    def _centred(self, text: str) -> NDArray[np.float32] | None:
        known = means(self._library.store, "quotation").centre
        mean = known.get(question_language(text, known.keys()) or "")
        vector = self._library.query_vector(text) if mean is not None else None
        if vector is None or mean is None:
            return None
        moved = vector - mean
        centred: NDArray[np.float32] = moved / max(float(np.linalg.norm(moved)), 1e-6)
        return centred
