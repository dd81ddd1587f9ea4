"""Attribution: from an article to its quotations, each with who said it, in which role, for whom.

The doors are this one, for what a confidence means, and `index.attribute.attributor` for those who attribute: it takes
a tenth of a second to import, and a question needs none of it.
"""

from __future__ import annotations

from index.attribute.shown import SHOWN, kept, shown

__all__ = ["SHOWN", "VERSION", "kept", "shown"]

# Of attribution: raised with whatever finds other quotations or speakers in a text, so that archives can be told that
# theirs were found by an older one. 0 stands for all that came before versions were kept.
VERSION = 13
