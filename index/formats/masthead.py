"""How a page's article and its outlet are called, from all that the page says of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

BETWEEN = re.compile(r"\s+(?:[|·•»«›—–\-/]|::|&raquo;)\s+|\s*(?:\||::)\s*|\s+-\s+|:\s+(?=\S+$)")
SHORTEST = 8  # characters of a heading; menus have shorter lines
HOST = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+/?")
COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:\d{4}(?:\s*[-–—]\s*\d{4})?)?,?\s*(?P<name>[^.,|©]{2,60})", re.IGNORECASE
)
YEARS = re.compile(r",?\s*\d{4}(?:\s*[-–—]\s*\d{4})?\s*$")


def title(headings: Sequence[str], tops: Sequence[str], stated: Sequence[str], window: str | None) -> str | None:
    """The heading that what is stated confirms, else what is stated, without the outlet's name beside it.

    `headings` are lines of the page, its headings first: old pages mark theirs as bold text. `window` is the <title>,
    `tops` are the headings of the first rank: where there is one, it is believed alone, unless it stands where the
    outlet's name does.
    """
    told = [*stated, *([window] if window else [])]
    for heading in headings:
        if len(heading) >= SHORTEST and any(heading in one and _most(heading, one) for one in told):
            return heading
    if stated:
        return _without_outlet(stated[0], window)
    return tops[0] if len(tops) == 1 and not (window or "").endswith(tops[0]) else window


def outlet(stated: Sequence[str], name: str | None, window: str | None, foot: Sequence[str]) -> str | None:
    """The name that is stated, one that is no address if there is one; else what stands beside the article's in the
    page's title. `foot` are lines that may claim copyright, which name who publishes.
    """
    if stated:
        return next((one for one in stated if not HOST.fullmatch(one)), stated[0])
    if beside := _beside(name, window):
        return beside
    claims = [found["name"].strip(' «»"“”„') for line in foot if (found := COPYRIGHT.search(line))]
    return YEARS.sub("", claims[0]) if claims else None


def _most(heading: str, told: str) -> bool:
    """The outlet's name may stand before the article's in the page's title, and behind it; it is the shorter one."""
    return 2 * len(heading) > len(told)


def _without_outlet(stated: str, window: str | None) -> str:
    """What is stated may be the page's whole title: "Bridge opens | Coast Monitor"."""
    parts = BETWEEN.split(stated)
    if window is None or len(parts) < 2 or len(parts[-1]) >= len(stated) / 2:
        return stated
    return stated if stated != window else stated[: stated.rindex(parts[-1])].rstrip(" |·•»«›—–-/:")


def _beside(name: str | None, window: str | None) -> str | None:
    """The last or the first part of the page's title that is not the article's; None where there is no such part."""
    if not name or not window or name not in window:
        return None
    before, _, after = window.partition(name)
    for part in (after, before):
        words = [one.strip(" |·•»«›—–-/:") for one in BETWEEN.split(part)]
        if named := [one for one in words if one]:
            return named[-1] if part is after else named[0]
    return None
