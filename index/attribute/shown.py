"""When an answer may show a speaker."""

from __future__ import annotations

from index.quotation import Quotation

# Confidence from which a speaker is shown: on PolNeAR's training split, out of fold, .97 of the speakers at or above
# it are right (tests/benchmarks/train_attribution.py prints the table).
SHOWN = 0.75


def shown(quotation: Quotation) -> bool:
    """Whether an answer would name this quotation's speaker rather than say that none is established."""
    return quotation.speaker is not None and quotation.confidence >= SHOWN
