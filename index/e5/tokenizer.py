"""Text -> the ids of its pieces, as the network was trained to see them (SentencePiece's unigram model).

In Python rather than with the package `tokenizers`, which takes a second to load this vocabulary. The ids are the
same (tests/index/e5/), and cutting a passage takes a hundredth of the time that embedding it takes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

SPACE = "\u2581"  # marks the start of a word in the vocabulary
MAX_PIECE = 16  # characters of the longest piece
UNKNOWN_PENALTY = 10.0  # SentencePiece's kUnkPenalty: how much worse than the worst piece an unknown character is
CACHED_WORDS = 32_768  # some 6 MB; news repeat their words
LONGEST_CACHED = 32  # characters; longer ones are addresses and noise, which do not come again


class Tokenizer:
    """Cuts texts into at most `limit` ids. Any `str` will do: a lone surrogate is an unknown character, NUL is none."""

    def __init__(
        self, pieces: Sequence[str], scores: Sequence[float], normal_forms: dict[int, str], unknown: int, limit: int
    ) -> None:
        self._ids = dict(zip(pieces, range(len(pieces)), strict=True))
        self._scores = scores
        self._normal_forms = {**normal_forms, 0: ""}  # the table lacks NUL; other control characters vanish, too
        self._unknown = unknown
        self._unknown_score = min(scores) - UNKNOWN_PENALTY
        self._limit = limit
        self._cut = lru_cache(CACHED_WORDS)(self._best_cut)

    def ids(self, text: str) -> list[int]:
        """Ids of the text's first pieces, without the tokens that stand for start and end."""
        ids: list[int] = []
        for word in self._words(text):
            cut = self._cut if len(word) <= LONGEST_CACHED else self._best_cut
            ids += cut(SPACE + word)
            if len(ids) >= self._limit:
                return ids[: self._limit]
        return ids

    def _words(self, text: str) -> list[str]:
        """The first words, normalised. A book is cut before work is spent on it: a word is at least one piece."""
        longest = self._limit * MAX_PIECE
        start = " ".join(text[: 4 * longest].split(None, self._limit))[:longest]
        # The table knows single characters only; NFC first joins letters to the accents that follow them.
        return unicodedata.normalize("NFC", start).translate(self._normal_forms)[:longest].split()

    def _best_cut(self, word: str) -> tuple[int, ...]:
        """The likeliest pieces that make up the word (Viterbi over all cuts)."""
        score = [0.0] + [float("-inf")] * len(word)
        step = [(0, self._unknown)] * (len(word) + 1)
        for start in range(len(word)):
            if score[start] + self._unknown_score > score[start + 1]:
                score[start + 1] = score[start] + self._unknown_score
                step[start + 1] = (start, self._unknown)
            for end in range(start + 1, min(start + MAX_PIECE, len(word)) + 1):
                piece = self._ids.get(word[start:end])
                if piece is not None and score[start] + self._scores[piece] > score[end]:
                    score[end] = score[start] + self._scores[piece]
                    step[end] = (start, piece)
        return self._trace(step)

    def _trace(self, step: list[tuple[int, int]]) -> tuple[int, ...]:
        """Follow the steps back from the word's end. Neighbouring unknown characters are one unknown piece."""
        ids: list[int] = []
        end = len(step) - 1
        while end:
            end, piece = step[end]
            if not (ids and piece == self._unknown == ids[-1]):
                ids.append(piece)
        return tuple(reversed(ids))
