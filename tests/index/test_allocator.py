"""Large blocks go back to the system, in a process of its own: what it sets holds for the whole of one."""

from __future__ import annotations

import subprocess
import sys

import pytest

# The first large block that is freed teaches glibc to take the next ones from the heap, where a small one that stays
# behind them keeps them.
GROWN = """
import ctypes, psutil, sys
from index.allocator import give_back_large_blocks
if "keep" not in sys.argv:
    give_back_large_blocks()
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_size_t], [ctypes.c_void_p]
libc.free(libc.malloc(30_000_000))
before = psutil.Process().memory_info().rss
blocks = []
for _ in range(100):
    blocks.append(libc.malloc(1_000_000))
    ctypes.memset(blocks[-1], 1, 1_000_000)
    ctypes.memset(libc.malloc(100_000), 1, 100_000)
for block in blocks:
    libc.free(block)
print(psutil.Process().memory_info().rss - before)
"""


def left(*arguments: str) -> int:
    """Bytes left in memory of a hundred megabytes that were freed."""
    ended = subprocess.run([sys.executable, "-c", GROWN, *arguments], capture_output=True, text=True, check=True)
    return int(ended.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc has the mark")
def test_freed_blocks_are_given_back() -> None:
    assert left("keep") > 80_000_000
    assert left() < 30_000_000
