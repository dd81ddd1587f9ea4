"""Where articles come from: files, folders and standard input."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from index.errors import Rejected
from index.fetch.limits import MAX_ARTICLE_BYTES
from index.locator import Locator
from index.plugged import of_plugin
from index.raw import Raw, located
from index.sources.kinds import KINDS, article_format, read_open, readable
from index.sources.packed import PACKED, packed, read_packed
from index.sources.standard_input import STANDARD_INPUT, read_standard_input

SUPPORTED = f"articles are read from {KINDS}, {', '.join(PACKED)}, folders of these, and - (standard input)"


def read_sources(sources: Iterable[str], stdin: BinaryIO | None) -> Iterator[Raw | Rejected]:
    """Everything the sources hold, lazily and in order; what cannot be read comes out as Rejected, the rest goes on.

    A source is a file, a folder (read recursively, in the order of names; hidden files and other kinds of files are
    passed over) or "-" for `stdin`.
    """
    for source in sources:
        if source == STANDARD_INPUT:
            yield from read_standard_input(stdin)
        elif on_the_web(source):
            yield Rejected(shown(source), "a web address, and nothing is fetched here; `briefings add` fetches")
        else:
            yield from _read_path(source)


def total(sources: Iterable[str]) -> int | None:
    """How many bytes all will use up; None where that cannot be known (standard input, web addresses, plugins)."""
    size = 0
    for source in sources:
        if source == STANDARD_INPUT or on_the_web(source) or of_plugin(source):
            return None
        try:
            path = Path(source)
            files = _articles_in(path)[0] if path.is_dir() else [path]
            size += sum(_expected(file) for file in files if _is_article(file))
        except (OSError, ValueError):
            continue  # read_sources says what is wrong with it
    return size


def on_the_web(source: str) -> bool:
    return source.lower().startswith(("http://", "https://"))


def _read_path(source: str) -> Iterator[Raw | Rejected]:
    path = Path(source)
    try:
        if path.is_dir():
            yield from _read_folder(path)
        else:
            yield from _located(path, _read_file(path) if _is_article(path) else [_unsupported(path)])
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the path
        yield from _located(path, [_unreadable(path, error)])


def _read_folder(folder: Path) -> Iterator[Raw | Rejected]:
    articles, others, unreadable = _articles_in(folder)
    for error in unreadable:
        yield _unreadable(Path(error.filename or folder), error)
    if not articles and not unreadable:
        passed = f" ({others} other files)" if others else ""
        yield Rejected(shown(folder), f"no articles in this folder{passed}; {SUPPORTED}")
    for path in articles:
        try:
            yield from _located(path, _read_file(path))
        except OSError as error:
            yield from _located(path, [_unreadable(path, error)])


def _located(path: Path, items: Iterable[Raw | Rejected]) -> Iterator[Raw | Rejected]:
    """The items of a file, each with where it can be had again; a name that cannot be kept as it is leads nowhere."""
    name = shown(path)
    source = str(path.absolute()) if name == str(path) else None
    for item in items:
        if source is not None:
            named = item.source if isinstance(item, Rejected) else item.origin
            item = located(item, Locator(source, named.removeprefix(name)))
        yield item


def _articles_in(folder: Path) -> tuple[list[Path], int, list[OSError]]:
    """The article files under a folder in order, how many other files there are, and the folders that refuse.

    Links to folders are not followed: they may lead back to where they came from.
    """
    articles: list[Path] = []
    others = 0
    unreadable: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.startswith("."):
                continue
            if _is_article(Path(name)):
                articles.append(Path(parent, name))
            else:
                others += 1
    return articles, others, unreadable


def _read_file(path: Path) -> Iterator[Raw | Rejected]:
    name = shown(path)
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        yield Rejected(name, "not a regular file; pipe it in with -")
        return
    with path.open("rb") as file:
        yield from read_packed(name, file) if packed(path.name) else read_open(name, file, found.st_size)


def _expected(path: Path) -> int:
    """The bytes that reading a file will use up: none where it is too large or not there."""
    try:
        size = path.stat().st_size
    except OSError:
        return 0
    return size if size <= MAX_ARTICLE_BYTES or article_format(path.name) is None else 0


def _is_article(path: Path) -> bool:
    return readable(path.name) or packed(path.name)


def _unsupported(path: Path) -> Rejected:
    path.stat()  # a missing file is missing before it is of the wrong kind
    kind = f"{path.suffix} files" if path.suffix else "files without an extension"
    return Rejected(shown(path), f"{kind} cannot be read yet; {SUPPORTED}")


def _unreadable(path: Path, error: OSError | ValueError) -> Rejected:
    match error:
        case FileNotFoundError():
            reason = "no such file or folder; check the path"
        case PermissionError():
            reason = "may not be read; check its permissions"
        case OSError():
            reason = f"cannot be read: {error.strerror or error}"
        case _:
            reason = f"is not a usable path: {error}"
    return Rejected(shown(path), reason)


def shown(path: Path | str) -> str:
    """A path fit for a one-line message: control characters and undecodable bytes are replaced by "?"."""
    return "".join(character if character.isprintable() else "?" for character in str(path))
