"""Meaning: what words there are, and which others may stand for them."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.judge.kin import meanings, of_one_root

MIN_SHARE = 0.65  # of the longer word: "economy" and "economic", not "internet" and "international"
MIN_SHARE_ELSEWHERE = 0.55  # in languages that add many endings

# Stems of English verbs that may mean too much for others to stand for them: "see" is not always "meet".
LIGHT_VERBS = frozenset("have had do did make made take took give gave get got put let come came see saw".split())


class Meaning:
    """Words that others may stand for: the same stem, the same root, in English also the same meaning."""

    def __init__(self, stems: Iterable[str], language: str) -> None:
        self._stems = frozenset(stems)
        self._english = language == "en"
        self._meanings = meanings(self._stems - LIGHT_VERBS) if self._english else frozenset()

    def holds(self, stem: str) -> bool:
        if stem in self._stems or self.kin(stem):
            return True
        share = MIN_SHARE if self._english else MIN_SHARE_ELSEWHERE
        return any(of_one_root(stem, other, share) for other in self._stems)

    def kin(self, stem: str) -> bool:
        return self._english and bool(meanings([stem]) & self._meanings)
