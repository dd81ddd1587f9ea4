"""The vector index, in Chroma. The only file that imports chromadb.

Derived from the record. Each shelf (kind and language) is a collection of its own, because Chroma's filters cost as
much as the whole collection and a rank within one language is what is asked for; the collection's name holds the
embedder, the dimension and the space. All use happens inside a turn (turns.py).
"""

from __future__ import annotations

import contextlib
import os
import struct
import sys
import threading
from collections.abc import Collection as Names
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.api.collection_configuration import CreateHNSWConfiguration
from chromadb.api.models.Collection import Collection
from chromadb.config import Settings
from chromadb.errors import InternalError, NotFoundError
from numpy.typing import NDArray

from index.errors import EmbedderUnavailable, VectorsUnavailable
from index.home import cure
from index.unit import Shelf, UnitKind

Matrix = NDArray[np.float32]
BATCH = 500  # rows a call; Chroma Cloud takes 300, the clamp below sees to servers with a limit
# Copies of one wire story lie so close together that a graph of Chroma's default size (16 neighbours, 100 candidates)
# loses its way among them: of 1,200 vectors of near and exact duplicates 203 were not found by themselves, with these
# numbers none. Without any duplicates, too, it leaves rows out of every query's reach: of 5,794 passages of real news
# 12 to 27 (tests/benchmarks/neighbours.py). Each candidate costs, and the more rows the more: of 11,501 passages and
# quotations of real news a row took .30 ms, with 100 neighbours and candidates .43, for three more in a thousand of the
# 20 nearest found (.9885, .9918), and none lost either way.
GRAPH: CreateHNSWConfiguration = {"space": "cosine", "max_neighbors": 64, "ef_construction": 64, "ef_search": 200}
# Of the rows that a query must find. A graph whose file is lost answers with the few rows written since, and no error.
LEAST_FOUND = 0.5
# Of a graph on disk, as hnswlib writes it: how many elements there are and how large each is, in bytes, stand in one
# file behind a version, an offset and the room there is; the elements are in the other.
HEADER, LEVEL, ELEMENTS = "header.bin", "data_level0.bin", struct.Struct("<iQQQQ")
HEADER_BYTES = 100
_OPENING = threading.Lock()  # Chroma shares clients of one directory through a table that is not safe to change at once


def blank(build: Path) -> None:
    """Blank what the files of an index's graphs have beyond their elements.

    A graph is written with the room that it has for more, and that is memory as it was found: vectors that this process
    has let go of may be in it. To be used where nobody writes the index.
    """
    for level, length in _graphs(build):
        with level.open("r+b") as file:
            room = file.seek(0, os.SEEK_END) - length
            if room > 0:
                file.seek(length)
                file.write(bytes(room))


def _graphs(place: Path) -> Iterator[tuple[Path, int]]:
    """The file with the elements of each graph below a directory, and how many bytes they take in it."""
    for header in place.rglob(HEADER):
        head = header.read_bytes()
        *_, elements, size = ELEMENTS.unpack_from(head) if len(head) >= HEADER_BYTES else (1, sys.maxsize)
        yield header.with_name(LEVEL), elements * size


class Vectors:
    """The shelves of one build. `where` is a directory, or the http address of a Chroma server.

    `archive` sets the collections of several archives apart that share a server.
    """

    def __init__(self, where: Path | str, *, archive: str = "", build: int, embedder: str, dim: int) -> None:
        self._where = where
        self._family = f"{archive}b"
        self._build = f"{self._family}{build}-"
        self._prefix = f"{self._build}{embedder}-{dim}-cosine-"
        self._dim = dim
        self._client: Client | None = None
        self._collections: dict[Shelf, Collection] = {}
        # Asked of every query, and each costs as much as the query does. What other processes write is seen after
        # `refresh`, here as in the collections.
        self._shelves: list[Shelf] | None = None
        self._counts: dict[Shelf, int] = {}

    def add(self, shelf: Shelf, ids: Sequence[str], vectors: Matrix) -> None:
        """Put the rows in; rows under the same ids are replaced (Chroma's `add` would silently keep the old ones)."""
        self._check(ids, vectors)
        with self._reporting():
            collection = self._collection(shelf, make=True)
            assert collection is not None
            self._counts.pop(shelf, None)
            for at in range(0, len(ids), self._batch()):
                some = list(ids[at : at + self._batch()])
                # Looking costs 5 microseconds a row; deleting what is not there costs as much as a third of adding it.
                if there := collection.get(ids=some, include=[])["ids"]:
                    collection.delete(ids=there)
                collection.add(ids=some, embeddings=vectors[at : at + self._batch()])

    def delete(self, shelf: Shelf, ids: Sequence[str]) -> None:
        """Take the rows out; ids that are not there are no error."""
        with self._reporting():
            collection = self._collection(shelf)
            if collection is None:
                return
            self._counts.pop(shelf, None)
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
            n = min(n, self._count(shelf, collection) if wanted is None else len(wanted))
            try:
                found = _query(collection, vector, n, wanted)
            except InternalError:
                if wanted is None:
                    raise
                # Chroma fails the whole query where one of the ids is not there: removed since it was selected.
                wanted = collection.get(ids=wanted, include=[])["ids"]
                n = min(n, len(wanted))
                found = _query(collection, vector, n, wanted) if wanted else ([], None)
        names, rows = found
        if len(names) < n * LEAST_FOUND:
            raise self._unavailable(
                f"{n} rows of {shelf.kind} {shelf.language} were to be found, and {len(names)} were"
            )
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
            if self._shelves is None:
                names = [each.name for each in self._opened().list_collections()]
                own = (name.removeprefix(self._prefix) for name in names if name.startswith(self._prefix))
                self._shelves = sorted(map(_shelf, own))
            return list(self._shelves)

    def refresh(self) -> None:
        """Open anew, so that what other processes have written is seen."""
        self.close()

    def close(self) -> None:
        """Let go of files and threads. The next use opens anew."""
        client, self._client, self._collections = self._client, None, {}
        self._shelves, self._counts = None, {}
        if client is not None:
            with self._reporting(), _OPENING:
                client.close()
                # Another user of this directory in this process keeps Chroma's shared part alive: not to be given that.
                client.clear_system_cache()

    def sweep(self) -> None:
        """Delete all other builds of this archive from a server; directories are deleted as a whole by their owner."""
        with self._reporting():
            for name in [each.name for each in self._opened().list_collections()]:
                if name.startswith(self._family) and not name.startswith(self._build):
                    self._opened().delete_collection(name)

    def _collection(self, shelf: Shelf, *, make: bool = False) -> Collection | None:
        if shelf in self._collections:
            return self._collections[shelf]
        name = self._prefix + "-".join(shelf)
        try:
            found = self._opened().get_collection(name, embedding_function=None)
        except NotFoundError:
            if not make:
                return None
            found = self._opened().create_collection(name, configuration={"hnsw": GRAPH}, embedding_function=None)
            self._shelves = None
        self._collections[shelf] = found
        return found

    def _count(self, shelf: Shelf, collection: Collection) -> int:
        if shelf not in self._counts:
            self._counts[shelf] = collection.count()
        return self._counts[shelf]

    def _opened(self) -> Client:
        if self._client is None:
            with _OPENING:
                try:
                    self._client = self._open()
                except BaseException:
                    Client.clear_system_cache()  # it keeps what failed to start, and would hand that out again
                    raise
        return self._client

    def _open(self) -> Client:
        quiet = Settings(anonymized_telemetry=False)
        if isinstance(self._where, Path):
            self._check_graphs(self._where)
            client = chromadb.PersistentClient(str(self._where), settings=quiet)
        else:
            at = urlsplit(self._where)
            port = at.port or (443 if at.scheme == "https" else 8000)
            secure = at.scheme == "https"
            client = chromadb.HttpClient(host=at.hostname or "localhost", port=port, ssl=secure, settings=quiet)
        assert isinstance(client, Client)  # both are; the declared type lacks `close`
        return client

    def _check_graphs(self, place: Path) -> None:
        """Raise VectorsUnavailable where the file of a graph is cut short: Chroma would read past its end, and die."""
        for level, length in _graphs(place):
            if not level.is_file() or level.stat().st_size < length:
                raise self._unavailable(f"{level.relative_to(place)} is cut short")

    def _batch(self) -> int:
        return min(BATCH, self._opened().get_max_batch_size())

    def _check(self, ids: Sequence[str], vectors: Matrix) -> None:
        """Chroma stores NaN and zero vectors without a word, and answers a NaN query with rows."""
        if vectors.shape != (len(ids), self._dim):
            raise EmbedderUnavailable(
                f"the embedder gave vectors of shape {vectors.shape} for {len(ids)} texts, not of {self._dim}"
            )
        lengths = np.linalg.norm(vectors, axis=1)
        if not np.isfinite(lengths).all() or not (lengths > 0).all():
            bad = ids[int(np.argmin(np.where(np.isfinite(lengths), lengths, -1.0)))]
            raise EmbedderUnavailable(f"the embedder gave a vector that is zero or not finite for {bad}")

    def _matrix(self, rows: object) -> Matrix:
        return np.asarray(rows if rows is not None else [], np.float32).reshape(-1, self._dim)

    @contextlib.contextmanager
    def _reporting(self) -> Iterator[None]:
        try:
            yield
        except (VectorsUnavailable, KeyboardInterrupt, SystemExit, GeneratorExit):
            raise
        # Chroma lets through whatever its parts raise: httpx's errors, and Rust's panics, which are no Exceptions.
        except BaseException as error:
            if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
                raise
            raise self._unavailable(str(error).split("\n", 1)[0] or type(error).__name__) from error

    def _unavailable(self, what: str) -> VectorsUnavailable:
        local = self._where if isinstance(self._where, Path) else None
        todo = cure(local) if local else "see that the Chroma server is up, or unset chroma_url"
        return VectorsUnavailable(f"the vector index {self._where} cannot be used ({what}); {todo}")


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
