"""The C library's allocator: what a batch has taken in memory goes back to the system when the batch is done.

glibc hands out large blocks by mappings of their own, which are given back at once; but with the first such block that
is freed it moves up what counts as large, to 32 MB in the end. From then on the megabytes that the lexical index takes
for every batch lie on the heap among what stays, and the heap grows with every batch: over 640 articles by 120 MB. With
that mark kept in its place, it grows by what the vector index keeps in memory only (tests/benchmarks/indexing.py).
"""

from __future__ import annotations

import ctypes
import sys
from functools import cache

LARGE = 512 * 1024  # bytes; the lexical index takes a megabyte at a time
MMAP_THRESHOLD = -3  # M_MMAP_THRESHOLD of mallopt(3)


@cache
def give_back_large_blocks() -> None:
    """Keep that mark where it is; once is enough. Other C libraries than glibc have no such mark, and none is set."""
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(MMAP_THRESHOLD, LARGE)
