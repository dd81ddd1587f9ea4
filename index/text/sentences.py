"""Sentences, as spans of the text they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.span import Span
from index.text.abbreviations import StopRules, rules_for

CLOSING = "»”\"'’“)\\]"
# A mark is looked for only where no other stands before it, and never given back: a million full stops take no longer
# than a million letters.
MARK = r"(?<![.!?…؟])(?P<mark>[.!?…؟]++)"
END = re.compile(rf"{MARK}[{CLOSING}]*+(?=\s)|(?P<full>[։。！？]++)[{CLOSING}]*+")
# Old type has ":" for the Armenian full stop.
ARMENIAN_END = re.compile(rf"{MARK}[{CLOSING}]*+(?=\s)|(?P<full>[։。]++|:(?=\s))[{CLOSING}]*+")
LINE_END = re.compile(r"[\r\n\x85\u2028\u2029]\s*")
ONE_LINE_END = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
OPENING = re.compile(r"[\s—–\-«“„\"'‘’(\[]*")
WORD = re.compile(r"[\w’'-]+")
BEFORE = re.compile(r"[\w.’'-]*$")
INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])*")  # a letter, or letters with stops between them
MAX_ORDINAL = 2  # digits; three and more are amounts, four are years
MAX_ABBREVIATION = 16  # characters looked at before a full stop
MIN_WRAPPED = 50  # characters; a line cut off by wrapping is at least that long, a headline on its own line is not


def sentences(text: str, language: str | None = None) -> tuple[Span, ...]:
    """The sentences of a text in order, without outer white space; every other character is in exactly one.

    A sentence ends at its mark, with the closing quotation marks after it, unless the mark belongs to an abbreviation
    or the next word goes on in lower case; and where a paragraph or an unwrapped line ends. `language` is an ISO 639-1
    code; languages without rules of their own are read by the English ones.
    """
    found = []
    start = 0
    for end in (*sorted({*_line_ends(text), *_stops(text, language)}), len(text)):
        if span := _trimmed(text, start, end):
            found.append(span)
        start = end
    return tuple(found)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    inner = text[start:end]
    left = start + len(inner) - len(inner.lstrip())
    right = left + len(inner.strip())
    return Span(left, right) if left < right else None


def _line_ends(text: str) -> Iterator[int]:
    """The ends of paragraphs, and of single lines where the text is not merely wrapped there."""
    start = 0
    for match in LINE_END.finditer(text):
        paragraph = len(ONE_LINE_END.findall(match[0])) > 1
        if paragraph or not _wrapped(text[start : match.start()].rstrip(), text[match.end() : match.end() + 1]):
            yield match.start()
        start = match.end()


def _wrapped(line: str, following: str) -> bool:
    """True where a line breaks off in the middle of a sentence."""
    if following.islower() and not _georgian(following):
        return bool(line)
    return (len(line) >= MIN_WRAPPED and line[-1].isalnum()) or line.endswith(",")


def _stops(text: str, language: str | None) -> Iterator[int]:
    """The ends of sentences within paragraphs."""
    rules = rules_for(language)
    for match in (ARMENIAN_END if language == "hy" else END).finditer(text):
        if match["full"] or _ends(text, match, rules):
            yield match.end()


def _ends(text: str, match: re.Match[str], rules: StopRules) -> bool:
    opening = OPENING.match(text, match.end())
    after = opening.end() if opening else match.end()
    following = text[after : after + 1]
    if following.islower() and not _georgian(following):
        return False
    if match["mark"] != ".":
        return True
    before = _word_before(text, match.start())
    if before in rules.never or _ordinal(before, text, match.start(), rules):
        return False
    if before in rules.numbered and following.isdecimal():
        return False
    return not (before in rules.seldom or INITIALS.fullmatch(before)) or _starter(text, after, rules)


def _word_before(text: str, stop: int) -> str:
    found = BEFORE.search(text[max(0, stop - MAX_ABBREVIATION) : stop])
    return found[0].lstrip(".'’-").lower() if found else ""


def _ordinal(word: str, text: str, stop: int, rules: StopRules) -> bool:
    """True for "3." where it is "third", or the number of an item in a list."""
    if not (word.isdecimal() and len(word) <= MAX_ORDINAL):
        return False
    start = stop - len(word)
    return rules.ordinals or text[max(0, start - 1) : start] in ("", "\n", "\r")


def _starter(text: str, after: int, rules: StopRules) -> bool:
    """True where the next word is one with which sentences begin, and names do not."""
    word = WORD.match(text, after)
    return word is not None and word[0].lower() in rules.starters and text[word.end() : word.end() + 1] != "."


def _georgian(character: str) -> bool:
    """Georgian letters have no case in use, though Unicode calls them lower-case."""
    return "\u10d0" <= character <= "\u10ff"
