"""Who has the word in a transcript or an interview without quotation marks, from which place to which."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from index.attribute.marks import OPENERS, Mark, paragraphs
from index.attribute.transcripts.lines import ANSWERER, ASKER, ASKS, Line, lines
from index.attribute.transcripts.speakers import Part, speakers
from index.attribute.transcripts.words import TurnWords
from index.span import Span

# "(APPLAUSE)", "[Crosstalk.]", "* * *": nobody's words, though they stand among them.
BRACKETS = r"[(\[][^()\[\]]*[)\]][.\s]*"
DIRECTION = re.compile(rf"(?:{BRACKETS}|[*_=~#–—\s-]+)+")
LEADING = re.compile(rf"[*_\s]*(?:{BRACKETS})*[*_\s]*")
TRAILING = re.compile(r"[*_\s]*(?:[(\[][^()\[\]]*[)\]]\.?[*_\s]*)*$")
FURNITURE = re.compile(r"https?://\S+|\S+@\S+|Follow .{2,60} on (?:Twitter|Facebook|Instagram)\b.{0,40}")
QUOTED = re.compile(r"[“\"«„][^“”\"«»„\n]*[”\"»“]?")
LETTER = re.compile(r"[^\W\d_]")
ENDS = ".?!…։:;,”\"»)]-–—*_'’"
MIN_OWN = 0.25  # of unnamed answers say "I"
SHOUTED = 6  # words; a line of fewer, in capitals, is a direction or a heading where others are not in capitals
HEADING = 25  # words; a paragraph of fewer without a stop at its end is a heading or a link
MIN_ASKING = 0.2  # of the turns of one who leads a conversation ask something


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What one speaker says until another has the word: `speech` has a span a paragraph, and may have none.

    `label` is the name as it stands there, `fullest` the longest one of the same speaker anywhere in the transcript;
    both are None where the label is a word for whoever answers. `asks` holds for those who do little else; `question`
    is what the turn answers, where the one before asked something.
    """

    label: Span | None
    fullest: Span | None
    asks: bool
    speech: tuple[Span, ...]
    question: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """The turns of an article in their order, without the questions of nobody in particular.

    `opening` is where the first of all begins: whoever is meant by "Answer" is named before. `personal` says that the
    answers say "I": they are somebody's, and no list of a newsroom's own questions and answers.
    """

    turns: tuple[Turn, ...] = ()
    opening: int = 0
    personal: bool = False

    def named(self) -> Transcript:
        """The turns of those who are named."""
        return replace(self, turns=tuple(turn for turn in self.turns if turn.label is not None))

    def names(self, text: str) -> frozenset[str]:
        """The last words of the labels."""
        return frozenset(turn.label.of(text).split()[-1] for turn in self.turns if turn.label is not None)

    def marks(self) -> list[Mark]:
        """The speech as it stands among the marked words of a page: it has no marks itself."""
        return [
            Mark(span=span, outer=span, closed=True, continues=False) for turn in self.turns for span in turn.speech
        ]


def transcript(text: str, words: TurnWords) -> Transcript:
    """What is said by turns in an article; an empty one where it is no transcript and has none in it."""
    blocks = paragraphs(text)
    found = lines(text, blocks, words)
    said = {line.block: _first_words(text, line, blocks) for line in found}
    parts = speakers(text, found, said, words)
    own = [line for line in found if _has_the_word(line, parts, said)] if parts else []
    if not own:
        return Transcript()
    stops = {line.block for line in found if line not in own and _interrupts(text, line)}
    until = [*(line.block for line in own[1:]), len(blocks)]
    speech = [_speech(text, blocks, line, end, stops) for line, end in zip(own, until, strict=True)]
    speech[-1] = _ending(text, speech, {text[p.fullest.start : p.fullest.end].split()[-1] for p in parts.values()})
    turns = list(_linked(text, own, speech, parts))
    answers = [turn for turn in turns if turn.label is None]
    return Transcript(
        turns=tuple(turn for turn in turns if turn.speech),
        opening=blocks[own[0].block].start,
        personal=sum(_says_own(text, turn, words) for turn in answers) >= MIN_OWN * len(answers),
    )


def _first_words(text: str, line: Line, blocks: Sequence[Span]) -> str:
    """The words behind a label up to the end of their paragraph."""
    if line.words is not None:
        return line.words.of(text)
    return blocks[line.block + 1].of(text) if line.block + 1 < len(blocks) else ""


def _has_the_word(line: Line, parts: Mapping[str, Part], said: Mapping[int, str]) -> bool:
    """Whether a label is one of the speakers', or of one who has the word only once: with a role, to ask something."""
    return line.key in parts or line.key == ASKER or (line.role and bool(ASKS.search(said[line.block])))


def _interrupts(text: str, line: Line) -> bool:
    """Whether a label of no speaker ends what was being said; "Look: ..." goes on with it."""
    name = line.name.of(text)
    return line.words is not None and (name.isupper() or len(name.split()) > 1)


# ------------------------------------------------------------------ the paragraphs of a turn
def _speech(text: str, blocks: Sequence[Span], line: Line, until: int, stops: Collection[int]) -> list[Span]:
    """The paragraphs from a label to the next, but for headings, links and other interruptions."""
    found = [line.words] if line.words is not None else []
    for number in range(line.block + 1, until):
        if number not in stops and not (found and _is_heading(text, blocks[number])):
            found.append(blocks[number])
        elif until == len(blocks):
            break  # nothing tells that anybody goes on below
    return [bare for span in found if (bare := _bare(text, span)) is not None]


def _ending(text: str, speech: Sequence[list[Span]], names: Collection[str]) -> list[Span]:
    """The last turn, before the article goes on in its own words: it has one paragraph where all others have, and none
    that speaks of a speaker.
    """
    *others, last = speech
    if all(len(spans) < 2 for spans in others):
        return last[:1]
    told = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(names)))})(?!\w)")
    ends = (number for number, span in enumerate(last) if number and told.search(span.of(text)))
    return last[: next(ends, len(last))]


def _is_heading(text: str, block: Span) -> bool:
    words = block.of(text)
    return len(words.split()) < HEADING and words[-1] not in ENDS and not DIRECTION.fullmatch(words)


def _bare(text: str, span: Span) -> Span | None:
    """The words without directions around them; None where nothing of them is said, or all of it stands in marks."""
    words = span.of(text)
    if FURNITURE.fullmatch(words) or words[0] in OPENERS or _is_shouted(text, words):
        return None
    opening = LEADING.match(words)
    start = opening.end() if opening else 0
    closing = TRAILING.search(words, start)
    end = closing.start() if closing else len(words)
    said = words[start:end]
    left = len(said) - len(said.lstrip())
    said = said.strip()
    return Span(span.start + start + left, span.start + start + left + len(said)) if LETTER.search(said) else None


def _is_shouted(text: str, words: str) -> bool:
    """A line in capitals, "END VIDEO CLIP", in a text that is not written so; "NO!" is said."""
    return words.isupper() and words[-1] not in "!?" and len(words.split()) < SHOUTED and not text.isupper()


# ------------------------------------------------------------------ from labels to turns
def _linked(text: str, own: Sequence[Line], speech: Sequence[list[Span]], parts: Mapping[str, Part]) -> Iterator[Turn]:
    """A turn a label, each with the question that the one before asked."""
    before: tuple[Part, list[Span]] | None = None
    for line, spans in zip(own, speech, strict=True):
        part = parts.get(line.key) or Part(fullest=line.name, asking=1.0)
        if line.key != ASKER:
            named = line.key != ANSWERER
            yield Turn(
                label=line.name if named else None,
                fullest=part.fullest if named else None,
                asks=part.asks,
                speech=tuple(spans),
                question=_question(text, before, part) if before else None,
            )
        before = part, spans


def _question(text: str, before: tuple[Part, list[Span]], part: Part) -> Span | None:
    """What the turn before asks: all of it where its speaker does little else, or asks more than this one does."""
    asker, spans = before
    if not spans or part is asker:
        return None
    asks = asker.asks or (asker.asking > max(part.asking, MIN_ASKING) and ASKS.search(spans[-1].of(text)))
    return Span(spans[0].start, spans[-1].end) if asks and not part.asks else None


def _says_own(text: str, turn: Turn, words: TurnWords) -> bool:
    """Whether the speaker says "I", not in the words of another."""
    return any(words.own.search(QUOTED.sub(" ", span.of(text))) for span in turn.speech)
