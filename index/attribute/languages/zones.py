"""Where, around a quotation, the clause that attributes it may stand."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from index.attribute.languages.reading import Reading
from index.attribute.marks import Mark
from index.span import Span

DASH = re.compile(r"[,.!?…։]*\s*[—–-]+\s*(?=\S)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A stretch of a text, in characters; it may be empty."""

    start: int
    end: int


class Zones:
    """`titles` numbers the marks that hold names of something."""

    def __init__(self, reading: Reading, titles: Collection[int]) -> None:
        self._reading, self._text, self._page = reading, reading.text, reading.page
        self._quoted = [  # what may be quotations: a clause ends where another one begins
            mark.outer.start
            for number, mark in enumerate(reading.marks)
            if number not in titles and not reading.looks_like_a_name(mark)
        ]

    def head(self, mark: Mark) -> Zone:
        """The sentence up to a mark; with it the one before where a point leads in. Where a mark begins a paragraph and
        a colon ends the one above, the last sentence of that.
        """
        block = self._page.block(mark.outer.start)
        above = self._page.block_before(block)
        if above is not None and block.start == mark.outer.start and self._text[above.end - 1] == ":":
            return Zone(start=self._page.sentences(Span(above.end - 1, above.end)).start, end=above.end)
        start = self._page.sentences(mark.outer).start
        alone = not self._text[start : mark.outer.start].strip()
        pointed = self._text[block.start : start].rstrip()[-1:] in (".", "․")
        if self._reading.rules.point_leads_in and alone and pointed and start > block.start:
            start = self._page.sentences(Span(max(block.start, start - 3), start)).start
        return Zone(start=start, end=mark.outer.start)

    def tail(self, mark: Mark) -> Zone:
        """What follows a mark in its sentence, up to the next quotation."""
        block, start = self._page.block(mark.outer.start), mark.outer.end
        end = self._page.sentences(mark.outer).end
        dash = DASH.match(self._text, start, block.end)
        if dash and dash.end() > end:  # “... gəlsin.” - deyib: the sentence goes on
            end = self._page.sentences(Span(dash.end(), dash.end() + 1)).end
        return Zone(start=start, end=max(start, min([end, *(q for q in self._quoted if start <= q < end)])))

    def set_off(self, tail: Zone) -> Zone | None:
        """What stands behind a dash right after a mark; None where no dash does."""
        dash = DASH.match(self._text, tail.start, tail.end)
        return Zone(start=dash.end(), end=tail.end) if dash else None

    def whole(self, head: Zone, tail: Zone) -> Zone:
        return Zone(start=head.start, end=tail.end)
