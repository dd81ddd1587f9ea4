"""Marked words within a reported sentence that a document shows: it is the sentence that the document signs.

“Special regime” in "Mirzan's premier rejected what its neighbour calls a “special regime”. — Vahan Toskari" is claimed
for nobody but as part of the sentence. Whoever the sentence names for it, the article names so too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.checking.checked import Around
from assistant.checking.signed import signer
from assistant.checking.witness import Witness
from assistant.checking.words import Worded
from index.quotation import Quotation
from index.span import Span

LEAST = 4  # words of a sentence before the marked ones that tell it, where the document cuts it off behind them
CLOSING = re.compile(r"[^\w\s—–―-]*")  # marks behind the last word of a sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Retold:
    """`quotation` is the reported speech, `named` whom the document names for it, None for nobody."""

    quotation: Quotation
    named: str | None


def retold(around: Around, witness: Witness, words: Span) -> Retold | None:
    """The reported sentence of the article around these words, where the document has it around them too."""
    text, before, behind = witness.article.text, Worded(around.before), Worded(around.behind)
    for quotation in witness.quotations:
        sentence = quotation.cited
        if quotation.kind == "indirect" and words.within(sentence):
            lead = Worded(text[sentence.start : words.start]).keys
            rest = Worded(text[words.end : sentence.end]).keys
            led = before.keys[len(before.keys) - len(lead) :] == lead
            if led and behind.keys[: len(rest)] == rest:
                return Retold(quotation=quotation, named=_signer(behind, len(rest)))
            if led and len(lead) >= LEAST:
                return Retold(quotation=quotation, named=None)
    return None


def _signer(behind: Worded, words: int) -> str | None:
    """Whose name stands behind so many words."""
    after = behind.words[words - 1].end if words else 0
    closing = CLOSING.match(behind.text, after)
    return signer(behind.text, closing.end() if closing else after)
