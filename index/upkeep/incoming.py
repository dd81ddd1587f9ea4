"""Incoming: the bytes of what is handed over to be added, which go with what they belong to."""

from __future__ import annotations

from pathlib import Path

from index.library import Library


def waiting(library: Library) -> list[Path]:
    """The files of bytes that there are."""
    folder = library.home.incoming
    return list(folder.iterdir()) if folder.exists() else []


def sweep(library: Library) -> list[Path]:
    """Delete those that belong to no addition; the ones that stay, as a platform keeps what another has open."""
    there = waiting(library)
    kept = library.store.additions.with_bytes()  # asked after the folder: a file comes after its row
    return [file for file in there if file.name not in kept and not _deleted(file)]


def _deleted(file: Path) -> bool:
    try:
        file.unlink(missing_ok=True)
    except OSError:
        return False
    return True
