"""Locator: where one item of a source can be had again."""

from __future__ import annotations

from typing import NamedTuple


class Locator(NamedTuple):
    """`source` is the path of a file, absolute, or a web address; `within` what comes behind it in the item's name, as
    ":17" for a line and "/letter.eml" for a member of an archive; empty for the whole.
    """

    source: str
    within: str = ""
