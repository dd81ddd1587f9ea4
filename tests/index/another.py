"""Another process on an archive: python -m tests.index.another HOME add|die NAME..."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from index.embed import HashEmbedder
from index.home import open_home
from index.lexical import Lexical
from index.library import Library
from index.settings import Settings
from index.unit import Unit
from tests.index.archive import raw, take_in


class DeadlyLexical(Lexical):
    """Kills its process in the middle of a turn: the vectors are written, the words are too, nothing is closed."""

    def write(self, gone: Any, units: Sequence[Unit]) -> None:
        super().write(gone, units)
        os.kill(os.getpid(), signal.SIGKILL)


class DyingLibrary(Library):
    @contextlib.contextmanager
    def writing(self) -> Iterator[tuple[Any, Any]]:
        with super().writing() as (vectors, lexical):
            yield vectors, DeadlyLexical(lexical._directory)


def main(home: str, action: str, *names: str) -> None:
    kind = DyingLibrary if action == "die" else Library
    library = kind(open_home(Path(home)), Settings(), embedder=HashEmbedder(64))
    if action == "die":
        take_in(library, *map(raw, names))
    for name in names:
        take_in(library, raw(name))
    library.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
