"""Redact: the words of texts that are to be found nowhere again, taken out of texts that have quoted them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

RUN = 5  # words in a row: a question names a person or a body in fewer, and hardly ever repeats so many by chance
MARK = "[taken down]"

_WORD = re.compile(r"\w+")


class Redaction:
    """Takes out whatever has RUN words in a row of any of the `texts`, whatever the case and the marks between them."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._runs = {run for text in texts for run in _runs([word for word, _, _ in _words(text)])}

    def of(self, text: str) -> str:
        """The text with each stretch of such words replaced by one MARK."""
        words = _words(text)
        told = [False] * len(words)
        for at, run in enumerate(_runs([word for word, _, _ in words])):
            if run in self._runs:
                told[at : at + RUN] = [True] * RUN
        kept, end = [], 0
        for at, (_, start, stop) in enumerate(words):
            if told[at]:
                if not (at and told[at - 1]):
                    kept += [text[end:start], MARK]
                end = stop
        return "".join([*kept, text[end:]])


def _words(text: str) -> list[tuple[str, int, int]]:
    return [(match.group().casefold(), *match.span()) for match in _WORD.finditer(text)]


def _runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(*(words[at:] for at in range(RUN)), strict=False))
