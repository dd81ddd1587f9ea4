"""When an answer may show a speaker, and what is worth keeping without one."""

from __future__ import annotations

from index.quotation import Quotation

# Confidence from which a speaker is shown. By cross-validation on PolNeAR's training split .961 of the speakers shown
# are right, and .80 of the quotations have one shown; on its dev split .969 and .84, with eight that are annotated as
# said by the verb among the wrong ones. Of indirect speech .85 of what is shown is right, content and speaker.
SHOWN = 0.75


def shown(quotation: Quotation) -> bool:
    """Whether an answer would name this quotation's speaker rather than say that none is established."""
    return quotation.speaker is not None and quotation.confidence >= SHOWN


def kept(quotation: Quotation) -> bool:
    """Whether the archive keeps it: marked words whoever said them, indirect speech only where a speaker is shown."""
    return quotation.kind != "indirect" or shown(quotation)
