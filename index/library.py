"""Library: one open archive, the record with its two indexes and the embedder that they were made with."""

from __future__ import annotations

import contextlib
import shutil
import threading
import uuid
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from index.confine import Confined
from index.errors import LexicalUnavailable, SettingsError, VectorsUnavailable
from index.home import Home
from index.record.facts import ARCHIVE, BUILD, EMBEDDING, GENERATION, MEANS, UNFINISHED
from index.settings import LEXICAL_ONLY, Settings
from index.store import Store
from index.turns import Turns, Writer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.article import Article
    from index.embedder import Embedder
    from index.lexical import Lexical
    from index.vectors import Vectors


QUERIES_KEPT = 1_024  # query vectors in memory, 1.5 kB each
REVISIONS_KEPT = 2_048  # revisions of articles in memory


def silent(_: str) -> None:
    """Nobody to tell."""


class Library:
    """What every stage works on. Opening is cheap: indexes and embedder are loaded when they are first used.

    `say` is told, a line each, of waits and of work that takes long. `embedder` overrides the settings' one, which is
    how tests bring theirs.
    """

    def __init__(
        self, home: Home, settings: Settings, *, say: Callable[[str], None] = silent, embedder: Embedder | None = None
    ) -> None:
        self.home = home
        self.settings = settings
        self.say = say
        self.store = Store(home.record)
        self._turns = Turns(home, busy_seconds=settings.busy_seconds, say=say)
        self.confined = Confined()
        self._given = embedder
        self._making = threading.RLock()
        self._indexes: tuple[int, Vectors | None, Lexical] | None = None
        self._generation = -1
        self._query_vector = lru_cache(maxsize=QUERIES_KEPT)(self._embedded)
        self._revision = lru_cache(maxsize=REVISIONS_KEPT)(self.store.article)

    def close(self) -> None:
        self._shut()
        self.confined.close()
        if "writer" in self.__dict__:
            self.writer.close()
        self.store.close()

    @cached_property
    def writer(self) -> Writer:
        """This process's name in the outbox."""
        with self._making:
            return self.__dict__.get("writer") or Writer(self.home)

    @cached_property
    def embedder(self) -> Embedder | None:
        """The embedder of the settings; None where the archive is searched by words only."""
        if self._given is not None or self.settings.embedder == LEXICAL_ONLY:
            return self._given
        with self._making:
            return self.__dict__.get("embedder") or self._load_embedder()

    def _load_embedder(self) -> Embedder:
        from index.embed import load_embedder

        key = self.settings.openai_api_key
        return load_embedder(
            self.settings.embedder,
            self.home.path,
            openai_api_key=key.get_secret_value() if key else None,
            openai_base_url=self.settings.openai_base_url,
            on_progress=self.say,
        )

    @property
    def embedding(self) -> str:
        """What the vectors of the present settings are called: embedder and dimension, or `none`."""
        return f"{self.embedder.name}-{self.embedder.dim}" if self.embedder else LEXICAL_ONLY

    def revision(self, article: str, number: int) -> Article:
        """One revision of an article, from memory where it was read lately: its text never changes, and no other
        revision ever gets its number. Raises UnknownArticle.
        """
        return self._revision(article, number)

    def query_vector(self, query: str) -> NDArray[np.float32] | None:
        """The query as a vector, (dim,); None without an embedder. One question asks for the same one several times."""
        return self._query_vector(query)

    def _embedded(self, query: str) -> NDArray[np.float32] | None:
        return self.embedder.embed([query], "query")[0] if self.embedder else None

    @contextlib.contextmanager
    def reading(self) -> Iterator[tuple[Vectors | None, Lexical]]:
        """A turn that reads: both indexes, as new as the last turn that wrote."""
        embedding = self.embedding  # loading it may take long: before the turn
        with self.turn(), self._using():
            self._compare(embedding)
            yield self._fresh()

    @contextlib.contextmanager
    def writing(self) -> Iterator[tuple[Vectors | None, Lexical]]:
        """A turn that writes. The generation is raised first: a process killed half-way must not go unnoticed."""
        embedding = self.embedding
        self.home.check_space()
        with self.turn(), self._using():
            if self._compare(embedding) is None:
                self.store.facts.put(EMBEDDING, embedding)  # the first who writes decides
            indexes = self._fresh()
            self._generation = self.store.facts.raise_number(GENERATION)
            yield indexes

    @contextlib.contextmanager
    def examining(self) -> Iterator[tuple[Vectors | None, Lexical]]:
        """A turn with both indexes as they lie on disk, however damaged: what is wrong shows at their first use."""
        embedding = self.embedding
        with self.turn():
            self._compare(embedding)
            self._shut()
            vectors, lexical = self.build(self.store.facts.number(BUILD))
            try:
                yield vectors, lexical
            finally:
                _close(vectors)

    @contextlib.contextmanager
    def turn(self) -> Iterator[None]:
        """Hold the indexes of this home, and open none."""
        with self._turns.take():
            yield

    def switch(self, build: int, means: Mapping[str, object]) -> None:
        """Make `build` the one in use, with its means, and delete the others; inside a turn."""
        facts = self.store.facts
        now = facts.number(GENERATION) + 1
        dropped = [MEANS + name for name in facts.under(MEANS)]
        facts.change({**means, EMBEDDING: self.embedding, BUILD: build, GENERATION: now}, [*dropped, UNFINISHED])
        self._shut()
        self.sweep(build)
        vectors, _ = self.build(build)
        if vectors is not None and self.settings.chroma_url:
            vectors.sweep()

    def sweep(self, *used: int) -> None:
        """Delete the builds on disk that are not `used`. What another process still has open goes the next time."""
        for number, directory in self.home.builds().items():
            if number not in used:
                shutil.rmtree(directory, ignore_errors=True)

    def build(self, number: int) -> tuple[Vectors | None, Lexical]:
        """The indexes of one build, which open at their first use."""
        from index.lexical import Lexical

        directory = self.home.build(number)
        lexical = Lexical(directory / "lexical")
        if self.embedder is None:
            return None, lexical
        from index.vectors import Vectors

        name, dim, url = self.embedder.name, self.embedder.dim, self.settings.chroma_url
        if url is None:
            return Vectors(directory / "vectors", build=number, embedder=name, dim=dim), lexical
        return Vectors(url, archive=self._archive(), build=number, embedder=name, dim=dim), lexical

    def _archive(self) -> str:
        """A name for this archive on a server that it may share with others."""
        name = self.store.facts.get(ARCHIVE)
        if not isinstance(name, str):
            name = f"a{uuid.uuid4().hex[:12]}-"
            self.store.facts.put(ARCHIVE, name)
        return name

    def _fresh(self) -> tuple[Vectors | None, Lexical]:
        facts = self.store.facts
        number, generation = facts.number(BUILD), facts.number(GENERATION)
        if self._indexes is None or self._indexes[0] != number:
            self._shut()
            self._revision.cache_clear()  # a new build is also made to have no word of what was taken down
            self._indexes = (number, *self._whole(*self.build(number)))
        elif generation != self._generation:
            _, vectors, lexical = self._indexes
            if vectors is not None:
                vectors.refresh()
            lexical.refresh()
        self._generation = generation
        return self._indexes[1:]

    def _whole(self, vectors: Vectors | None, lexical: Lexical) -> tuple[Vectors | None, Lexical]:
        """The indexes, where they are not empty beside a record that is not: both make a lost directory anew."""
        if self.store.any_visible():
            lost = "is empty or lost, and the record has articles; `briefings reindex` makes it anew from the record"
            if vectors is not None and not vectors.shelves():
                raise VectorsUnavailable(f"the vector index of {self.home.path} {lost}")
            if not lexical.size():
                raise LexicalUnavailable(f"the lexical index of {self.home.path} {lost}")
        return vectors, lexical

    @contextlib.contextmanager
    def _using(self) -> Iterator[None]:
        """Let go of the indexes where the block fails: what a failed write has left in a client is not known."""
        try:
            yield
        except BaseException:
            self._shut()
            raise

    def _shut(self) -> None:
        vectors = self._indexes[1] if self._indexes else None
        self._indexes = None
        _close(vectors)

    def _compare(self, embedding: str) -> object:
        """What the vectors were made with, None where there are none yet; vectors of two embedders do not compare."""
        made_with = self.store.facts.get(EMBEDDING)
        if made_with not in (None, embedding):
            raise SettingsError(
                f"this archive is indexed with the embedder {made_with}, and the settings ask for {embedding}; "
                "change the setting embedder back, or run `briefings reindex` to index it anew"
            )
        return made_with


def _close(vectors: Vectors | None) -> None:
    if vectors is not None:
        with contextlib.suppress(VectorsUnavailable):
            vectors.close()
