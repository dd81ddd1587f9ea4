"""Library: one open archive, the record with its two indexes and the embedder that they were made with."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import SettingsError
from index.home import Home
from index.settings import LEXICAL_ONLY, Settings
from index.store import Store
from index.turns import Turns, Writer

if TYPE_CHECKING:
    from index.embed import Embedder
    from index.lexical import Lexical
    from index.vectors import Vectors


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
        self._given = embedder
        self._indexes: tuple[int, Vectors | None, Lexical] | None = None
        self._generation = -1

    def close(self) -> None:
        if "writer" in self.__dict__:
            self.writer.close()
        self.store.close()

    @cached_property
    def writer(self) -> Writer:
        """This process's name in the outbox."""
        return Writer(self.home)

    @cached_property
    def embedder(self) -> Embedder | None:
        """The embedder of the settings; None where the archive is searched by words only."""
        if self._given is not None or self.settings.embedder == LEXICAL_ONLY:
            return self._given
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

    @contextlib.contextmanager
    def reading(self) -> Iterator[tuple[Vectors | None, Lexical]]:
        """A turn that reads: both indexes, as new as the last turn that wrote."""
        self._settle_embedding()
        with self._turns.take():
            yield self._fresh()

    @contextlib.contextmanager
    def writing(self) -> Iterator[tuple[Vectors | None, Lexical]]:
        """A turn that writes. The generation is raised first: a process killed half-way must not go unnoticed."""
        self._settle_embedding()
        with self._turns.take():
            indexes = self._fresh()
            self._generation = self.store.facts.raise_number("generation")
            yield indexes

    @contextlib.contextmanager
    def switching(self, build: int) -> Iterator[None]:
        """A turn at whose end `build` is the one in use, and the one before it is deleted."""
        with self._turns.take():
            yield
            before = self.store.facts.number("build")
            _, old, _ = self._indexes or (0, None, None)
            if old is not None and self.settings.chroma_url:
                old.drop()
            self.store.facts.put("embedding", self.embedding)
            self.store.facts.put("build", build)
            self._generation = self.store.facts.raise_number("generation")
            self._indexes = None
            shutil.rmtree(self.home.build(before), ignore_errors=True)

    def build(self, number: int) -> tuple[Vectors | None, Lexical]:
        """The indexes of one build, opened."""
        from index.lexical import Lexical

        directory = self.home.build(number)
        lexical = Lexical(directory / "lexical")
        if self.embedder is None:
            return None, lexical
        from index.vectors import Vectors

        where: Path | str = self.settings.chroma_url or directory / "vectors"
        return Vectors(where, build=number, embedder=self.embedder.name, dim=self.embedder.dim), lexical

    def _fresh(self) -> tuple[Vectors | None, Lexical]:
        facts = self.store.facts
        number, generation = facts.number("build"), facts.number("generation")
        if self._indexes is None or self._indexes[0] != number:
            self._indexes = (number, *self.build(number))
        elif generation != self._generation:
            _, vectors, lexical = self._indexes
            if vectors is not None:
                vectors.refresh()
            lexical.refresh()
        self._generation = generation
        return self._indexes[1:]

    def _settle_embedding(self) -> None:
        """The first writer decides; who comes with another embedder is told, for the two cannot be compared."""
        made_with = self.store.facts.get("embedding")
        if made_with is None:
            self.store.facts.put("embedding", self.embedding)
        elif made_with != self.embedding:
            raise SettingsError(
                f"this archive is indexed with the embedder {made_with}, and the settings ask for {self.embedding}; "
                "change the setting embedder back, or run `briefings reindex` to index it anew"
            )
