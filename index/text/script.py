"""Which script a text is written in."""

from __future__ import annotations

import re
from enum import Enum


class Script(Enum):
    """Scripts of the region; the value matches one letter."""

    LATIN = "[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0250-\u02af\u1e00-\u1eff]"
    CYRILLIC = "[\u0400-\u052f\u1c80-\u1c8f]"
    ARMENIAN = "[\u0531-\u0556\u0561-\u0587]"
    GEORGIAN = "[\u10a0-\u10fa\u10fc-\u10ff\u1c90-\u1cbf\u2d00-\u2d2d]"
    OTHER = (
        "[\u0370-\u03ff\u0590-\u05ff\u0600-\u06ff\u0700-\u109f\u1100-\u13ff\u1780-\u17ff"
        "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
    )


def script(text: str) -> Script | None:
    """The script of most letters, None where there are none."""
    counts = {found: len(re.findall(found.value, text)) for found in Script}
    most = max(counts, key=lambda found: counts[found])
    return most if counts[most] else None
