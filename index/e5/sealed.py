"""A derived file that knows when it is damaged: a digest, then the content it is the digest of."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

MAGIC = b"sealed-1"
HEADER = len(MAGIC) + hashlib.sha256().digest_size  # bytes before the content


def write_sealed(path: Path, content: bytes) -> None:
    """Put `content` at `path` whole or not at all, whoever else writes there and whenever the power goes.

    Raises OSError where the folder cannot be written or the disk is full; nothing is left behind then.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(MAGIC + hashlib.sha256(content).digest())
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def read_sealed(path: Path) -> bytes | None:
    """The content written to `path`, or None where there is none or it is not what was written."""
    try:
        sealed = path.read_bytes()
    except FileNotFoundError:
        return None
    content = sealed[HEADER:]
    intact = sealed[:HEADER] == MAGIC + hashlib.sha256(content).digest()
    return content if intact else None
