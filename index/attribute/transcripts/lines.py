"""Labels: paragraphs that begin with a name, or are nothing but one, as the lines of a transcript do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.attribute.transcripts.words import TurnWords
from index.span import Span

WORD = r"(?:(?:[^\W\d_]\.[ \xa0]?)*[^\W\d_][\w’'-]*\.?(?:[^\W\d_]\.)*)"
NAME = rf"(?P<name>{WORD}(?:[ \xa0]+{WORD}){{0,6}}?)"
OPENS = r"[*_#>\s]*(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?[ \xa0]*[-–—]?[ \xa0]*)?[*_]*"
ROLE = r"(?P<role>[ \xa0]*,[ \xa0]*[^:\n“”\"«».!?]{2,80}?)?"
ASIDE = r"(?:[ \xa0]*[(\[][^()\[\]\n]{1,40}[)\]])?[*_]*"
LABEL = re.compile(rf"{OPENS}{NAME}{ROLE}{ASIDE}[ \xa0]*[:՝][*_]*(?:[ \xa0]+|$)")
ALONE = re.compile(rf"{OPENS}{NAME}{ROLE}{ASIDE}$")
# "Հարց. ..." and "Q. ...", where the word is one for whoever asks or answers
POINTED = re.compile(rf"{OPENS}(?P<name>[^\W\d_]+)[.․։][ \xa0]+")
ASKS = re.compile(r"[?՞][\s”\"»’)*_\]]*$|\w՞\w*[^.։!?]*[.։]?$")
SMALL = frozenset("de del della di da van von der bin ibn al el of the for".split())
INITIALS = re.compile(r"(?<!\w)(?:[^\W\d_]\.[ \xa0]?)+")
LONGEST = 110  # characters of a label
GEORGIAN = re.compile("[ა-ჿ]")  # has no capitals


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A label: the number of its paragraph, the name, whether a role follows it, and where the words begin.

    `key` is the same for all labels of one speaker as far as the last name tells; for a word of whoever asks or answers
    it is ASKER or ANSWERER. `words` may be empty: the speech is then in the next paragraph.
    """

    block: int
    name: Span
    key: str
    role: bool
    words: Span | None

    @property
    def lost(self) -> bool:
        """Whether it is a question whose label is not there."""
        return self.name == self.words


ASKER, ANSWERER = "?", "!"


def has_labels(text: str) -> bool:
    """Whether any line may begin with a label, or be nothing but one: whether it is short, or has a colon near."""
    return re.search(rf"^[^\n]{{1,{LONGEST}}}(?:[:՝]\s|\n|$)", text, re.MULTILINE) is not None


def lines(text: str, blocks: Sequence[Span], words: TurnWords) -> list[Line]:
    """All labels, one a paragraph, whatever they are labels of, with the questions of an asker whose name is lost."""
    labels = [line for number, block in enumerate(blocks) if (line := _line(text, number, block, words)) is not None]
    labels = _in_one_form(_without_headline(labels))
    labels = [replace(line, key=_in_full(text, line, labels)) for line in labels]
    return sorted([*labels, *_questions(text, blocks, labels)], key=lambda line: line.block)


def _without_headline(labels: list[Line]) -> list[Line]:
    """Without a first paragraph that is one by itself: "Toskari: The gate will open" is a headline."""
    return labels[1:] if labels and labels[0].block == 0 and all(line.block != 1 for line in labels) else labels


def _in_one_form(labels: Sequence[Line]) -> list[Line]:
    """Those of each key that stand alone in their paragraph, or those that do not, whichever are more."""
    alone = Counter(line.key for line in labels if line.words is None)
    count = Counter(line.key for line in labels)
    return [line for line in labels if (line.words is None) == (2 * alone[line.key] > count[line.key])]


def _in_full(text: str, line: Line, labels: Sequence[Line]) -> str:
    """The key of a label; of initials ("SD") that of the only name which they are of."""
    name = line.name.of(text)
    if not (name.isupper() and name.isalpha() and 1 < len(name) < 4):
        return line.key
    keys = {o.key for o in labels if "".join(w[0] for w in o.name.of(text).split()).upper() == name and o is not line}
    keys.discard(line.key)
    return keys.pop() if len(keys) == 1 else line.key


def _questions(text: str, blocks: Sequence[Span], labels: Sequence[Line]) -> list[Line]:
    """What stands right above a label and asks: its own label was set in bold, say, and lost. Where most labels have
    such a question above them, whatever stands there is one.
    """
    labelled = {line.block for line in labels}
    above = [
        line.block - 1 for line in labels if line.block and line.block - 1 not in labelled and line.words is not None
    ]
    asking = [number for number in above if ASKS.search(blocks[number].of(text))]
    if 2 * len(asking) > len(labels):
        asking = [number for number in above if number > asking[0]] + asking[:1]
    return [Line(block=n, name=blocks[n], key=ASKER, role=False, words=blocks[n]) for n in asking]


def _line(text: str, number: int, block: Span, words: TurnWords) -> Line | None:
    end = min(block.end, block.start + LONGEST)
    match = POINTED.match(text, block.start, end)
    if match is None or _part(match["name"], words) is None:
        match = LABEL.match(text, block.start, end)
    if match is None and end == block.end:
        match = ALONE.match(text, block.start, block.end)
    if match is None:
        return None
    name = match["name"]
    part = _part(name, words)
    if part is None and not _is_name(name):
        return None
    start = match.end()
    return Line(
        block=number,
        name=Span(*match.span("name")),
        key=part or last_name(name),
        role="role" in match.groupdict() and match["role"] is not None,
        words=Span(start, block.end) if start < block.end else None,
    )


def _part(name: str, words: TurnWords) -> str | None:
    if words.asks.fullmatch(name):
        return ASKER
    return ANSWERER if words.answers.fullmatch(name) else None


def _is_name(name: str) -> bool:
    """Whether each word is a capitalised one, or a small one within; Georgian has no capitals."""
    parts = name.split()
    if GEORGIAN.match(name):
        return len(parts) <= 3
    return parts[0][0].isupper() and all(w[0].isupper() or w in SMALL for w in parts)


def last_name(name: str) -> str:
    """The word that labels of one speaker share: of "М.В.Захарова", "MS. ZAKHAROVA" the last name, in small letters."""
    bare = INITIALS.sub(" ", name + " ").split() or [name]
    return bare[-1].rstrip(".").casefold()
