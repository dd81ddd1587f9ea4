"""When an answer may show a speaker, and what is worth keeping without one."""

from __future__ import annotations

from index.quotation import Quotation

# Confidence from which a speaker is shown. On PolNeAR's dev split .97 of the speakers shown at it are right by the
# evaluation of tests/index/attribute/test_polnear.py, and .83 of the quotations have one shown. Of indirect speech .82
# of what is shown at it is right, content and speaker (.84 by cross-validation on the training split).
SHOWN = 0.7


def shown(quotation: Quotation) -> bool:
    """Whether an answer would name this quotation's speaker rather than say that none is established."""
    return quotation.speaker is not None and quotation.confidence >= SHOWN


def kept(quotation: Quotation) -> bool:
    """Whether the archive keeps it: marked words whoever said them, indirect speech only where a speaker is shown."""
    return quotation.kind != "indirect" or shown(quotation)
