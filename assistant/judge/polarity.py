"""Negation and strength: a claim says no where its source does, and is never surer than its source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from re import Pattern

from assistant.judge.meaning import Meaning
from assistant.judge.numbers import units
from assistant.judge.source import Source
from assistant.judge.tongues import Tongue, tongue, whole
from assistant.judge.verdict import Reason
from assistant.judge.wording import Word, words
from index.text.sentences import sentences

REACH = 7  # words behind a "not"
SCOPE = 4  # content words among them, which it is taken to deny
FIRST = 2  # words of what a claim denies, one of which its source denies
BEFORE = 2  # and before it: "is certainly not"
RETOLD = 0.8  # of the source's content words in a claim: then all its "no" and "may" are to be there too


class _Finds:
    """Where a pattern occurs in a text, and the other does not."""

    def __init__(self, pattern: str, but: str = r"(?!)") -> None:
        self._pattern: Pattern[str] = whole(pattern)
        self._but: Pattern[str] = whole(but)

    def __call__(self, text: str) -> list[tuple[int, int]]:
        out = [match.span() for match in self._but.finditer(text)]
        spans = [match.span() for match in self._pattern.finditer(text)]
        return [(a, b) for a, b in spans if not any(start <= a < end for start, end in out)]


class _Patterns:
    def __init__(self, spoken: Tongue) -> None:
        self.no = _Finds(spoken.no)
        self.real_no = _Finds(spoken.no, spoken.not_no)
        self.nay = _Finds(spoken.nay)
        self.no_or_nay = _Finds(f"{spoken.no}|{spoken.nay}")
        self.real_no_or_nay = _Finds(f"{spoken.no}|{spoken.nay}", spoken.not_no)
        self.no_nay = _Finds(rf"(?:{spoken.no})\s+(?:{spoken.nay})")
        self.hedge = _Finds(spoken.hedge)
        self.absolute = _Finds(spoken.absolute)
        self.condition = _Finds(spoken.condition)
        self.cause = _Finds(spoken.cause)
        self.weak = _Finds(f"{spoken.hedge}|{spoken.soft}")


@cache
def _patterns(language: str) -> _Patterns:
    return _Patterns(tongue(language))


def polarity(text: str, language: str, source: Source) -> Reason | None:
    """What is wrong with the claim's "no" and "may", None where nothing is."""
    claim, theirs = _patterns(language), _patterns(source.language)
    if claim.no(text) and not theirs.no_or_nay(source.said):
        return "negation"
    if claim.no_nay(text) and not theirs.no_nay(source.said):
        return "negation"
    if claim.cause(text) and theirs.condition(source.said) and not theirs.cause(source.said):
        return "stronger than its source"
    if language != source.language:
        return "negation" if not claim.no_or_nay(text) and _mostly_no(source, theirs) else None
    told = Meaning((word.stem for word in words(text, language)), language)
    noes = list(_scopes(source.quotes, language, theirs.real_no_or_nay))
    if not claim.no_or_nay(text) and any(_taken(scope, told) for scope in noes):
        return "negation"
    if claim.no(text) and not _denied_there(text, language, claim.no, source):
        return "negation"
    maybe = list(_scopes(source.quotes, language, theirs.hedge))
    if not claim.weak(text) and any(_taken(scope, told) and told.holds(scope[0].stem) for scope in maybe):
        return "stronger than its source"
    if claim.hedge(text) and not theirs.weak(source.said):
        return "unsupported"
    if not _all_of_them(text, language, claim.absolute, source):
        return "stronger than its source"
    if not _retold(told, source):
        return None
    more_nays = max(0, len(claim.nay(text)) - len(theirs.nay(source.quotes)))  # "failed" for "did not work"
    if len(claim.no(text)) + more_nays < len(theirs.real_no(source.quotes)):
        return "negation"
    return "stronger than its source" if len(claim.hedge(text)) < len(theirs.hedge(source.quotes)) else None


def _mostly_no(source: Source, theirs: _Patterns) -> bool:
    """Whether half or more of the cited sentences say no."""
    parts = [span.of(source.quotes) for span in sentences(source.quotes, source.language)]
    return 0 < len(parts) <= 2 * sum(bool(theirs.real_no(part)) for part in parts)


def _taken(scope: Sequence[Word], told: Meaning) -> bool:
    """Whether the claim has taken over half or more of the words that a "not" or a "may" goes with."""
    return bool(scope) and 2 * sum(told.holds(word.stem) for word in scope) >= len(scope)


def _denied_there(text: str, language: str, no: _Finds, source: Source) -> bool:
    """Whether what the claim denies is what its source denies, as far as they have words in common."""
    there = Meaning((word.stem for word in source.words), language)
    there_denied = Meaning(denied(source), language)
    for scope in _scopes(text, language, no):
        common = [word for word in scope if there.holds(word.stem)]
        if common and not any(there_denied.holds(word.stem) for word in common[:FIRST]):
            return False
    return True


def _all_of_them(text: str, language: str, absolute: _Finds, source: Source) -> bool:
    """Whether the claim says "all" of what its source says it of."""
    there = Meaning(
        (word.stem for scope in _scopes(source.said, language, absolute, light=REACH) for word in scope), language
    )
    first = [scope[0] for scope in _scopes(text, language, absolute) if scope]
    return all(there.holds(word.stem) or units(word.text, language) for word in first)  # "every month" is a rate


def _retold(told: Meaning, source: Source) -> bool:
    """Whether the claim says nearly all that its source says."""
    small = tongue(source.language).light
    content = [word for word in words(source.quotes, source.language) if word.lower not in small]
    return sum(told.holds(word.stem) for word in content) >= RETOLD * len(content)


def denied(source: Source, reach: int = REACH) -> frozenset[str]:
    """Stems of what the source says no to, so many words behind the "no"."""
    finds = _patterns(source.language).no_or_nay
    scopes = _scopes(source.said, source.language, finds, before=BEFORE if reach == REACH else 0, light=reach)
    return frozenset(word.stem for scope in scopes for word in scope)


def _scopes(text: str, language: str, finds: _Finds, before: int = 0, light: int = 0) -> Iterator[list[Word]]:
    """For each word that is found, the content words close behind it in its clause, and so many before it; `light`
    takes so many words, small ones too.
    """
    found = words(text, language)
    small = frozenset[str]() if light else tongue(language).light
    for start, end in finds(text):
        clause = next((word.clause for word in found if word.start + len(word.text) >= end), None)
        inside = [word for word in found if word.clause == clause]
        behind = [word for word in inside if word.start >= end][:REACH]
        behind = behind[:light] if light else [word for word in behind if word.lower not in small][:SCOPE]
        ahead = [word for word in inside if word.start < start and word.lower not in small][-before:] if before else []
        yield [*ahead, *behind]
