"""Sketches: a few numbers of an article, some of which two articles share where they share many runs of words.

MinHash with bands (locality-sensitive hashing), of the whole text and of its beginning: news is cut from the end, and
what is left of a long article has little in common with the whole, but all with its beginning.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Sequence

FORM = 1  # raised with anything here that changes the numbers
RUN = 5  # words a shingle
BEGINNING = 120  # words
PERMUTATIONS = 64
BAND = 2  # hashes; of two texts that share a fifth of their shingles, three quarters meet in one of the 32 bands
SEED = 1


def version() -> str:
    """What the numbers depend on: our form, and the library's own."""
    from rensa import RMinHash

    return f"{FORM}.{RMinHash.ALGORITHM_VERSION}"


def sketch(words: Sequence[str]) -> list[int]:
    """64 whole numbers, signed, of 64 bits."""
    from rensa import RMinHash

    numbers = []
    for part, some in enumerate((words, words[:BEGINNING])):
        hashes = RMinHash(PERMUTATIONS, SEED)
        hashes.update([" ".join(some[at : at + RUN]) for at in range(max(1, len(some) - RUN + 1))])
        digest = hashes.digest()
        for band in range(0, PERMUTATIONS, BAND):
            packed = struct.pack(f"<BB{BAND}I", part, band, *digest[band : band + BAND])
            numbers.append(int.from_bytes(hashlib.blake2b(packed, digest_size=8).digest(), "little", signed=True))
    return numbers
