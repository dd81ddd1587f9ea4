"""The vector index, in Chroma. The only file that imports chromadb.

Derived from the record. Each shelf (kind and language) is a collection of its own, because Chroma's filters cost as
much as the whole collection and a rank within one language is what is asked for; the collection's name holds the
embedder, the dimension and the space. All use happens inside a turn (turns.py).
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection as Names
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import chromadb
import numpy as np
from chromadb.api import ClientAPI
from chromadb.api.models.Collection import Collection
from chromadb.config import Settings
from chromadb.errors import ChromaError, InternalError, NotFoundError
from numpy.typing import NDArray

from index.errors import VectorsUnavailable
from index.unit import Shelf, UnitKind

Matrix = NDArray[np.float32]
BATCH = 500  # rows a call; Chroma Cloud takes 300, the clamp below sees to servers with a limit


class Vectors:
    """The shelves of one build. `where` is a directory, or the http address of a Chroma server."""

    def __init__(self, where: Path | str, *, build: int, embedder: str, dim: int) -> None:
        self._where = where
        self._prefix = f"b{build}-{embedder}-{dim}-cosine-"
        self._dim = dim
        self._client: ClientAPI | None = None
        self._collections: dict[Shelf, Collection] = {}

    def add(self, shelf: Shelf, ids: Sequence[str], vectors: Matrix) -> None:
        """Put the rows in; rows under the same ids are replaced (Chroma's `add` would silently keep the old ones)."""
        self._check(ids, vectors)
        with self._reporting():
            collection = self._collection(shelf, make=True)
            assert collection is not None
            for at in range(0, len(ids), self._batch()):
                some = list(ids[at : at + self._batch()])
                collection.delete(ids=some)
                collection.add(ids=some, embeddings=vectors[at : at + self._batch()])

    def delete(self, shelf: Shelf, ids: Sequence[str]) -> None:
        """Take the rows out; ids that are not there are no error."""
        with self._reporting():
            collection = self._collection(shelf)
            if collection is None:
                return
            for at in range(0, len(ids), self._batch()):
                collection.delete(ids=list(ids[at : at + self._batch()]))

    def nearest(
        self, shelf: Shelf, vector: NDArray[np.float32], n: int, among: Names[str] | None = None
    ) -> tuple[list[str], Matrix]:
        """The `n` rows of the shelf nearest to `vector` by cosine, of the ids `among` where these are given.

        Returns ids, nearest first, and their vectors, (len(ids), dim).
        """
        self._check(["query"], vector[None, :])
        with self._reporting():
            collection = self._collection(shelf)
            if collection is None or (among is not None and not among):
                return [], np.zeros((0, self._dim), np.float32)
            wanted = None if among is None else list(among)
            n = min(n, collection.count() if wanted is None else len(wanted))
            try:
                found = _query(collection, vector, n, wanted)
            except InternalError:
                if wanted is None:
                    raise
                # Chroma fails the whole query where one of the ids is not there: removed since it was selected.
                wanted = collection.get(ids=wanted, include=[])["ids"]
                found = _query(collection, vector, min(n, len(wanted)), wanted) if wanted else ([], None)
        names, rows = found
        return names, self._matrix(rows)

    def get(self, shelf: Shelf, ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """The vectors under those of the ids that are there."""
        if not ids:
            return {}
        with self._reporting():
            collection = self._collection(shelf)
            if collection is None:
                return {}
            found = collection.get(ids=list(ids), include=["embeddings"])
        return dict(zip(found["ids"], self._matrix(found["embeddings"]), strict=True))

    def ids(self, shelf: Shelf) -> set[str]:
        with self._reporting():
            collection = self._collection(shelf)
            return set() if collection is None else set(collection.get(include=[])["ids"])

    def count(self, shelf: Shelf) -> int:
        with self._reporting():
            collection = self._collection(shelf)
            return 0 if collection is None else collection.count()

    def shelves(self) -> list[Shelf]:
        """The shelves that this build has."""
        with self._reporting():
            names = [each.name for each in self._opened().list_collections()]
        return sorted(_shelf(name.removeprefix(self._prefix)) for name in names if name.startswith(self._prefix))

    def refresh(self) -> None:
        """Open anew, so that what other processes have written is seen."""
        with self._reporting():
            if self._client is not None:
                self._client.clear_system_cache()
            self._client = None
            self._collections = {}

    def drop(self) -> None:
        """Delete every shelf of this build from a server; a directory is deleted as a whole by its owner."""
        with self._reporting():
            for shelf in self.shelves():
                self._opened().delete_collection(self._prefix + "-".join(shelf))
        self._collections = {}

    def _collection(self, shelf: Shelf, *, make: bool = False) -> Collection | None:
        if shelf in self._collections:
            return self._collections[shelf]
        name = self._prefix + "-".join(shelf)
        try:
            found = self._opened().get_collection(name, embedding_function=None)
        except NotFoundError:
            if not make:
                return None
            found = self._opened().create_collection(
                name, configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
            )
        self._collections[shelf] = found
        return found

    def _opened(self) -> ClientAPI:
        if self._client is None:
            quiet = Settings(anonymized_telemetry=False)
            if isinstance(self._where, Path):
                self._client = chromadb.PersistentClient(str(self._where), settings=quiet)
            else:
                at = urlsplit(self._where)
                self._client = chromadb.HttpClient(
                    host=at.hostname or "localhost", port=at.port or 8000, ssl=at.scheme == "https", settings=quiet
                )
        return self._client

    def _batch(self) -> int:
        return min(BATCH, self._opened().get_max_batch_size())

    def _check(self, ids: Sequence[str], vectors: Matrix) -> None:
        """Chroma stores NaN and zero vectors without a word, and answers a NaN query with rows."""
        if vectors.shape != (len(ids), self._dim):
            raise ValueError(f"{len(ids)} ids with vectors of shape {vectors.shape}; rows of {self._dim} are expected")
        lengths = np.linalg.norm(vectors, axis=1)
        if not np.isfinite(lengths).all() or not (lengths > 0).all():
            bad = ids[int(np.argmin(np.where(np.isfinite(lengths), lengths, -1.0)))]
            raise ValueError(f"the vector of {bad} is not finite or is zero")

    def _matrix(self, rows: object) -> Matrix:
        return np.asarray(rows if rows is not None else [], np.float32).reshape(-1, self._dim)

    @contextlib.contextmanager
    def _reporting(self) -> Iterator[None]:
        try:
            yield
        except (ChromaError, OSError, RuntimeError, ValueError) as error:
            what = str(error).splitlines()[0] if str(error) else type(error).__name__
            cure = "`briefings reindex` makes it anew from the record"
            if not isinstance(self._where, Path):
                cure = "see that the Chroma server is up, or unset chroma_url"
            raise VectorsUnavailable(f"the vector index {self._where} cannot be used ({what}); {cure}") from error


def _query(
    collection: Collection, vector: NDArray[np.float32], n: int, among: list[str] | None
) -> tuple[list[str], object]:
    if n == 0:
        return [], None
    found: Mapping[str, object] = collection.query(
        query_embeddings=vector[None, :], n_results=n, ids=among, include=["embeddings"]
    )
    return found["ids"][0], found["embeddings"][0]  # type: ignore[index]


def _shelf(name: str) -> Shelf:
    kind, _, language = name.partition("-")
    if kind not in ("passage", "quotation"):
        raise ValueError(f"no shelf is called {name!r}")
    known: UnitKind = "passage" if kind == "passage" else "quotation"
    return Shelf(known, language)
