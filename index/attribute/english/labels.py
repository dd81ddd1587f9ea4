"""Sources given by layout: `Name: "..."`, transcripts, `"..." - Name`, signatures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from index.attribute.english.lexicon import REPORTING_FORMS
from index.attribute.english.roles import head_role
from index.attribute.marks import Mark
from index.attribute.page import Page
from index.attribute.transcripts.words import TURN_WORDS
from index.span import Span

NAME = r"(?:[^\W\d_a-zа-яё][\w.’'-]*|de|van|von|la|al|bin|der)"
LABEL = re.compile(rf"[\s(\"“”'`]*((?:{NAME}[ \xa0]+){{0,4}}[^\W\d_a-zа-яё][\w.’'-]*)(\s*\([^)\n]{{0,40}}\))?\s*:\s")
TITLED = re.compile(rf"[\s(\"“”]*((?:{NAME}[ \xa0]+){{0,4}}[^\W\d_a-zа-яё][\w.’'-]*), ([^:\n“”\"«»]{{3,90}})\s*:\s")
DASHED = re.compile(rf"[\"”“’'\s]*(?:--|[―—–\-~])\s*((?:{NAME}[ \xa0]+){{0,4}}[^\W\d_a-zа-яё][\w.’'-]*)")
# Within a paragraph a name and a colon right before the marks: "Polls agree - Mara Holt: “...”", "... ." Holt: "..."
INLINE = re.compile(
    rf"(?:[.!?…,”\"»\])]|[ \xa0](?:--|[―—–-]))[ \xa0]+((?:{NAME}[ \xa0]+){{0,3}}[^\W\d_a-zа-яё][\w’'-]+):[ \xa0]*$"
)
VERB = re.compile(rf"\b(?:{REPORTING_FORMS}|is|was|has|had)\b")
SIGNED = re.compile(
    rf"[”\"’'»][ \xa0]*(?:--|[―—–])[ \xa0]*((?:{NAME}[ \xa0]+){{0,4}}[^\W\d_a-zа-яё][\w’'-]+)[.]?[ \xa0]*$"
)
HANDLE = re.compile(r"[―—–]\s*((?:[A-Z][\w.’'-]*[ \xa0]+){0,4}[A-Z][\w.’'-]*)\s*\(@\w+\)")
SIGNATURE_GAP = 12  # characters from the closing mark to the name; "”  -- Name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name in a place that makes it a source. `closes` says that nothing follows it in its paragraph."""

    span: Span
    kind: Literal["before", "after"]
    closes: bool = False


def labels(page: Page) -> list[Label]:
    """All labels of a text; a name may be found by more than one rule."""
    return [*_before(page), *_after(page)]


def _before(page: Page) -> list[Label]:
    """`NAME: ` at the start of a paragraph or of a marked stretch that starts a paragraph (a quoted transcript)."""
    found = [LABEL.match(page.text, block.start, block.end) for block in page.blocks]
    for mark in page.marks:
        if mark.span.start - page.block(mark.span.start).start <= 3:
            found.append(LABEL.match(page.text, mark.span.start, mark.span.end))
    found += [m for block in page.blocks if (m := _titled(page.text, block)) is not None]
    found += [m for mark in page.marks if (m := _inline(page, mark)) is not None]
    return [
        Label(span=Span(*m.span(1)), kind="before")
        for m in found
        if m and m.end(1) - m.start(1) > 1 and not _is_part(m.group(1))
    ]


def _inline(page: Page, mark: Mark) -> re.Match[str] | None:
    """A name and a colon between two sentences or behind a dash; of single words those that are names elsewhere too:
    never "Then: “...”".
    """
    match = INLINE.search(page.text, page.block(mark.span.start).start, mark.outer.start)
    if match is None or page.inside(match.start(1)) or VERB.search(match.group(1).lower()):
        return None
    word = match.group(1)
    named = " " in word or re.search(rf"\w,? {re.escape(word)}\b", page.text) is not None
    return match if named else None


def _is_part(label: str) -> bool:
    """ "Question" and "Answer" name nobody."""
    words = TURN_WORDS["en"]
    return bool(words.asks.fullmatch(label) or words.answers.fullmatch(label))


def _titled(text: str, block: Span) -> re.Match[str] | None:
    """`NAME, role: ` at the start of a paragraph; never a clause with a verb of saying ("Later, Trump said: ")."""
    match = TITLED.match(text, block.start, block.end)
    if match is None or VERB.search(match.group(2)) or head_role(match.group(2).split()) is None:
        return None
    return match


def _after(page: Page) -> list[Label]:
    """A dash and a name behind a mark, at the end of a paragraph, or with an account's name in brackets."""
    found = []
    for mark in page.marks:
        match = DASHED.match(page.text, mark.span.end)
        # Below a blank line, "– Name" signs a piece of a live blog, not the quotation above it.
        if match and match.start(1) - mark.span.end < SIGNATURE_GAP and match.group().count("\n") < 2:
            found.append(match)
    found += [m for block in page.blocks if (m := SIGNED.search(page.text, block.start, block.end))]
    found += list(HANDLE.finditer(page.text))
    return [_signature(page.text, Span(*m.span(1))) for m in found if not page.in_closed_mark(m.start(1))]


def _signature(text: str, span: Span) -> Label:
    closes = bool(re.match(r"[.,:]?\s*(\n|$|\()", text[span.end : span.end + 6]))
    return Label(span=span, kind="after", closes=closes)
