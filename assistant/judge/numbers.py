"""Numbers in digits and words, with what they count."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.judge.tongues import Tongue, tongue

TOKEN = re.compile(
    r"(?P<digits>\d{1,3}(?:[,.  \u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)?)(?:st|nd|rd|th)?(?P<half>½|¼|¾)?"
    r"|(?P<fraction>[½¼¾])|(?P<sign>[%$€£₽₺֏₾₼])|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)|(?P<other>[^\s\w])"
)
FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
SIGNS = {
    "%": "percent", "$": "dollar", "€": "euro", "£": "pound", "₽": "rouble", "₺": "lira", "֏": "dram", "₾": "lari",
    "₼": "manat",
}  # fmt: skip
LEAST_MAGNITUDE = 100  # from which a word multiplies what stands before it
NEAR = 0.001  # relative
JOINTS = frozenset(["a", "of", "and", "-"])  # "a quarter of a million"
MAX_JOINTS = 2
TEXTS_KEPT = 1_000
WORDS_KEPT = 50_000
UNIT_REACH = 2  # words after a number among which its unit is looked for: "five long years"


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number as it may be read ("1.500" is either), and its unit where one stands with it."""

    values: frozenset[float]
    unit: str | None
    text: str

    def same(self, other: Number) -> bool:
        """Whether both may be one number, whatever they count."""
        near = 0.0 if self.written and other.written else NEAR  # a third has no exact decimals
        return any(abs(a - b) <= near * max(abs(a), abs(b)) for a in self.values for b in other.values)

    @property
    def written(self) -> bool:
        """Whether it is written in digits."""
        return any(character.isdigit() for character in self.text)


@lru_cache(TEXTS_KEPT)
def numbers(text: str, language: str) -> tuple[Number, ...]:
    """The numbers of a text. "One" alone is none: it is a pronoun too often."""
    tokens = list(TOKEN.finditer(text))
    spoken = tongue(language)
    found, at = [], 0
    while at < len(tokens):
        values, end = _read(tokens, at, spoken)
        if values and not (end == at + 1 and tokens[at][0].lower() == "one"):
            text_of = text[tokens[at].start() : tokens[end - 1].end()]
            found.append(Number(values=frozenset(values), unit=_unit(tokens, at, end, language), text=text_of))
        at = max(end, at + 1)
    return tuple(found)


def units(text: str, language: str) -> frozenset[str]:
    """All units that the text names, with a number or without."""
    return frozenset(named_units(text, language))


@lru_cache(TEXTS_KEPT)
def named_units(text: str, language: str) -> Counter[str]:
    """The same, with how often each is named; not to be changed."""
    return Counter(unit for token in TOKEN.finditer(text) if (unit := _named_unit(token, language)))


def _read(tokens: Sequence[re.Match[str]], at: int, spoken: Tongue) -> tuple[set[float], int]:
    """The values of the number that begins here, and where it ends."""
    first = tokens[at]
    if first["digits"]:
        values = _digits(first["digits"])
        values = {value + FRACTIONS.get(first["half"] or "", 0.0) for value in values}
    elif first["fraction"]:
        values = {FRACTIONS[first["fraction"]]}
    elif (value := _numeral(first, spoken)) is not None:
        values = {value}
    else:
        return set(), at + 1
    at += 1
    while (following := _further(tokens, at, spoken)) is not None:
        value, joints, end = following
        joined = _joined(values, value, joints)
        if joined is None:
            break
        values, at = joined, end
    return values, at


def _further(tokens: Sequence[re.Match[str]], at: int, spoken: Tongue) -> tuple[float, list[str], int] | None:
    """The next numeral, the small words before it, and where it ends: of "half a million", of "a hundred and five"."""
    joints: list[str] = []
    for token in tokens[at : at + MAX_JOINTS + 1]:
        if (value := _numeral(token, spoken)) is not None:
            return value, joints, at + len(joints) + 1
        joints.append(token[0].lower())
        if joints[-1] not in JOINTS:
            return None
    return None


def _joined(values: set[float], value: float, joints: Sequence[str]) -> set[float] | None:
    """What numerals side by side make: "two million", "twenty five"; None where they are two numbers."""
    if value >= LEAST_MAGNITUDE and "and" not in joints:
        return {each * value for each in values}
    tens = all(each >= 20 and each % 10 == 0 and each < LEAST_MAGNITUDE for each in values)
    if tens and 1 <= value < 10 and set(joints) <= {"-"}:
        return {each + value for each in values}
    hundreds = all(each >= LEAST_MAGNITUDE and each % LEAST_MAGNITUDE == 0 for each in values)
    if hundreds and 1 <= value < LEAST_MAGNITUDE and joints in ([], ["and"]):
        return {each + value for each in values}
    return None


def _digits(written: str) -> set[float]:
    bare = re.sub(r"[\s\u00a0\u202f]", "", written)
    marks = set(re.findall(r"[.,]", bare))
    if not marks:
        return {float(bare)}
    if len(marks) == 2:
        last = max(bare.rfind("."), bare.rfind(","))
        return {float(re.sub(r"[.,]", "", bare[:last]) + "." + bare[last + 1 :])}
    grouped = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", bare)
    values = {float(re.sub(r"[.,]", "", bare))} if grouped else set()
    if bare.count(next(iter(marks))) == 1:
        values.add(float(bare.replace(",", ".")))
    return values


def _numeral(token: re.Match[str], spoken: Tongue) -> float | None:
    return spoken.numerals.get(token["word"].lower()) if token["word"] else None


def _unit(tokens: Sequence[re.Match[str]], start: int, end: int, language: str) -> str | None:
    """The unit right before the number, or among the words behind it."""
    before = tokens[start - 1] if start else None
    if before is not None and (unit := _named_unit(before, language)) and (before["sign"] or unit == "percent"):
        return unit
    for token in tokens[end : end + UNIT_REACH]:
        if token["digits"] or token["other"] not in (None, "-"):
            return None
        if unit := _named_unit(token, language):
            return unit
    return None


def _named_unit(token: re.Match[str], language: str) -> str | None:
    return SIGNS[token["sign"]] if token["sign"] else _unit_of((token["word"] or "").lower(), language)


@lru_cache(WORDS_KEPT)
def _unit_of(word: str, language: str) -> str | None:
    found = [(len(beginning), unit) for beginning, unit in tongue(language).units.items() if _begins(word, beginning)]
    return max(found)[1] if found else None


def _begins(word: str, beginning: str) -> bool:
    """Whole words for the short ones: "mile" begins "miles", but "ton" no "tonight"."""
    return word.startswith(beginning) and len(word) - len(beginning) <= (1 if word.isascii() else 4)
