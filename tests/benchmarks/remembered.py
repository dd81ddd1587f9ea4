"""The two slow stages, kept: what they gave for a text and the CPU-seconds that it took them, in a file.

So a benchmark of all the other stages runs on what the real ones give, as often as one likes, and still tells what the
whole would cost. Whatever the file does not have is made by the real stage and added to it.
"""

from __future__ import annotations

import hashlib
import pickle
import sqlite3
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index.article import Article
from index.build import Attributes
from index.embedder import Embedder, Kind
from index.quotation import Quotation


class Remembered:
    """One file. `move` moves the clock of the benchmark by the difference between what looking takes and what making
    took.
    """

    def __init__(self, file: Path, move: Callable[[float], None]) -> None:
        self._kept = sqlite3.connect(file)
        self._kept.execute("CREATE TABLE IF NOT EXISTS made (key TEXT PRIMARY KEY, value BLOB, seconds REAL)")
        self._move = move

    def all(self, keys: Sequence[str], make: Callable[[list[int]], Sequence[Any]]) -> list[Any]:
        """What belongs to each key; `make` gives what is missing, of the places in `keys` that it is told."""
        begun = time.process_time()
        rows = [self._kept.execute("SELECT value, seconds FROM made WHERE key = ?", (key,)).fetchone() for key in keys]
        missing = [place for place, row in enumerate(rows) if row is None]
        if missing:
            start = time.process_time()
            made = make(missing)
            each = (time.process_time() - start) / len(missing)
            for place, value in zip(missing, made, strict=True):
                rows[place] = (pickle.dumps(value), each)
                self._kept.execute("INSERT OR REPLACE INTO made VALUES (?, ?, ?)", (keys[place], *rows[place]))
            self._kept.commit()
        values = [pickle.loads(value) for value, _ in rows]  # of our own making
        self._move(sum(seconds for _, seconds in rows) - (time.process_time() - begun))
        return values


class RememberedEmbedder:
    def __init__(self, real: Embedder, kept: Remembered) -> None:
        self._real, self._kept, self.name, self.dim = real, kept, real.name, real.dim

    def embed(self, texts: Sequence[str], kind: Kind) -> Any:
        keys = [_key(self.name, kind, text) for text in texts]
        rows = self._kept.all(keys, lambda places: self._real.embed([texts[place] for place in places], kind))
        return np.array(rows, np.float32).reshape(-1, self.dim)


class RememberedAttributor:
    def __init__(self, real: Attributes, kept: Remembered) -> None:
        self._real, self._kept = real, kept

    def attribute(self, articles: Sequence[Article]) -> list[tuple[Quotation, ...]]:
        keys = [_key("quotations", article.id, str(article.revision), article.text) for article in articles]
        return self._kept.all(keys, lambda places: self._real.attribute([articles[place] for place in places]))


def _key(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
