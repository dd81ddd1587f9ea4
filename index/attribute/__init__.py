"""Attribution: from an article to its quotations, each with who said it, in which role, for whom.

The door is `Attributor`; everything else in this folder stays behind it. Importing loads no parser and no weights.
"""

from __future__ import annotations

from index.attribute.attributor import Attributes, Attributor, NoSpeakers
from index.attribute.shown import SHOWN, kept, shown

__all__ = ["SHOWN", "VERSION", "Attributes", "Attributor", "NoSpeakers", "kept", "shown"]

# Of attribution: raised with whatever finds other quotations or speakers in a text, so that archives can be told that
# theirs were found by an older one. 0 stands for all that came before versions were kept.
VERSION = 4
