"""ZIP and tar archives: the articles in them, one member in memory at a time, and nothing is unpacked to disk."""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePosixPath
from typing import IO, BinaryIO, cast

from index.errors import Rejected
from index.fetch.limits import MAX_MEMBERS, MAX_UNPACKED_BYTES, MEGABYTE
from index.raw import Raw
from index.sources.kinds import KINDS, read_open, readable

TARS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
PACKED = (".zip", *TARS)
BROKEN = (tarfile.TarError, zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError)


def packed(name: str) -> bool:
    return name.lower().endswith(PACKED)


def read_packed(name: str, file: BinaryIO) -> Iterator[Raw | Rejected]:
    """The articles of an archive, each named `name/member`; archives in archives stay closed, and are Rejected."""
    told = found = unpacked = count = 0
    if not file.read(1):
        yield Rejected(name, "empty: it has not a single byte")
        return
    file.seek(0)
    try:
        for count, member in enumerate(_zip(file) if name.lower().endswith(".zip") else _tar(file), start=1):
            if count > MAX_MEMBERS:
                yield Rejected(name, f"more than {MAX_MEMBERS:,} files in one archive; split it")
                return
            if _hidden(member.name) or not (readable(member.name) or packed(member.name)):
                continue
            found += 1
            if packed(member.name):
                yield Rejected(f"{name}/{_plain(member.name)}", "an archive within an archive; unpack it, and add that")
                continue
            with member.open() as stream:
                bounded = _Bounded(stream, MAX_UNPACKED_BYTES - unpacked)
                for item in read_open(f"{name}/{_plain(member.name)}", cast(BinaryIO, bounded), member.size):
                    now = file.tell()
                    yield replace(item, size=max(now - told, 0)) if isinstance(item, Raw) else item
                    told = max(now, told)
                unpacked += bounded.used
    except _TooMuch:
        yield Rejected(name, f"unpacks to more than {MAX_UNPACKED_BYTES // MEGABYTE:,} MB; split it")
    except BROKEN as error:
        yield Rejected(name, f"not a whole archive, or a locked one ({error}); the files before the damage are taken")
    else:
        if not count:
            yield Rejected(name, "empty: this archive has no file in it")
        elif not found:
            yield Rejected(name, f"no articles in this archive; they are read from {KINDS}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Member:
    """A file in an archive. `size` is what the archive says of it."""

    name: str
    size: int
    open: Callable[[], AbstractContextManager[IO[bytes]]]


def _zip(file: BinaryIO) -> Iterator[_Member]:
    with zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            if not info.is_dir():
                yield _Member(name=info.filename, size=info.file_size, open=partial(archive.open, info))


def _tar(file: BinaryIO) -> Iterator[_Member]:
    with tarfile.open(fileobj=file, mode="r:*") as archive:
        for info in archive:
            if info.isfile():  # no links: they lead anywhere
                yield _Member(name=info.name, size=info.size, open=partial(_opened, archive, info))


def _opened(archive: tarfile.TarFile, info: tarfile.TarInfo) -> IO[bytes]:
    stream = archive.extractfile(info)
    if stream is None:
        raise tarfile.ReadError(f"{info.name} cannot be opened")
    return stream


def _hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)


def _plain(name: str) -> str:
    """A member's name fit for a one-line message."""
    return "".join(character if character.isprintable() else "?" for character in name)


class _TooMuch(Exception):
    """An archive holds more than it may."""


class _Bounded:
    """A stream that may give only so many bytes: what an archive says of its sizes is not to be trusted."""

    def __init__(self, stream: IO[bytes], limit: int) -> None:
        self._stream = stream
        self._left = limit
        self.used = 0

    def read(self, size: int = -1) -> bytes:
        return self._counted(self._stream.read(size))

    def readline(self, size: int = -1) -> bytes:
        return self._counted(self._stream.readline(size))

    def tell(self) -> int:
        return self.used

    def _counted(self, data: bytes) -> bytes:
        self.used += len(data)
        if self.used > self._left:
            raise _TooMuch
        return data
