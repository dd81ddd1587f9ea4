"""The home: one directory that holds an archive."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import psutil

from index.errors import HomeError

# SQLite's write-ahead log needs memory shared by all who open the file, which these do not give.
# https://www.sqlite.org/wal.html, "all processes using a database must be on the same host computer"
NETWORK_FILESYSTEMS = frozenset(
    "afpfs afs beegfs ceph cifs davfs fuse.ceph fuse.davfs fuse.glusterfs fuse.rclone fuse.s3fs fuse.sshfs glusterfs"
    " lustre ncpfs nfs nfs4 smb2 smb3 smbfs webdav".split()
)
# Of disk: a batch writes a few megabytes, and both indexes rewrite whole files from time to time.
LEAST_FREE = 50_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Where everything of one archive lies. Only `record` cannot be made again from the rest."""

    path: Path

    @property
    def record(self) -> Path:
        return self.path / "record.sqlite3"

    @property
    def models(self) -> Path:
        return self.path / "models"

    @property
    def reindexing(self) -> Path:
        """The lock that a process holds while it makes new indexes."""
        return self.path / "reindex.lock"

    @property
    def turn(self) -> Path:
        """The lock that a process holds while it uses the indexes."""
        return self.path / "turn.lock"

    @property
    def writers(self) -> Path:
        """One lock file for each process that is writing, held for as long as it lives."""
        return self.path / "writers"

    @property
    def incoming(self) -> Path:
        """Files that were handed to a server, until they are added."""
        return self.path / "incoming"

    def build(self, number: int) -> Path:
        """The derived indexes, one directory a build; the record says which build is in use."""
        return self.path / f"indexes-{number}"

    def builds(self) -> dict[int, Path]:
        """The builds that there are on disk, by number."""
        found = {each.name.removeprefix("indexes-"): each for each in self.path.glob("indexes-*")}
        return {int(number): each for number, each in found.items() if number.isdecimal()}

    def check_space(self, *, rewriting: bool = False) -> None:
        """Raise HomeError where the disk is so full that a batch may not fit, or the record once more while that, its
        copy and its log are there together.
        """
        free, least = shutil.disk_usage(self.path).free, LEAST_FREE
        if rewriting:
            least += 2 * self.record.stat().st_size
        if free < least:
            raise HomeError(
                f"only {free // 1_000_000} MB are free on the disk of the home {self.path}; free some space (at least "
                f"{least // 1_000_000} MB) and run this again"
            )


def open_home(path: Path, *, filesystem: str | None = None) -> Home:
    """Make the directory where it is missing and see that it can hold an archive. Raises HomeError.

    `filesystem` is the file system's type where the caller knows it; found out otherwise.
    """
    try:
        path = path.expanduser().resolve()
        path.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path):
            pass
        home = Home(path=path)
        home.writers.mkdir(exist_ok=True)
    except (OSError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise HomeError(f"the home {path} is not writable ({reason}); choose another with --home DIR") from error
    kind = filesystem or filesystem_of(path)
    if kind in NETWORK_FILESYSTEMS:
        raise HomeError(
            f"the home {path} is on a network drive ({kind}), where the record's write-ahead log is not safe; "
            "choose a local directory with --home DIR"
        )
    return home


def cure(index: Path) -> str:
    """What to do about an index here that fails. Its own error does not always say that the disk is full."""
    with contextlib.suppress(OSError):
        if shutil.disk_usage(index.parent).free < LEAST_FREE:
            return "the disk is full; free some space and run this again: nothing that was accepted is lost"
    return "`briefings reindex` makes it anew from the record"


def filesystem_of(path: Path) -> str | None:
    """The type of the file system that `path` lies on, as the platform names it; None where it does not say."""
    mounts = [(part.mountpoint, part.fstype.lower()) for part in psutil.disk_partitions(all=True)]
    holding = [(mount, kind) for mount, kind in mounts if path.is_relative_to(mount)]
    # Of two mounts on one directory the later one is on top: an automounter's place is listed before what it mounted.
    return max(reversed(holding), key=lambda pair: len(pair[0]))[1] if holding else None
