"""What stands around an article and is none of it: boxes, lists of other articles, bylines; pages that are lists."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from index.formats.visible import LINKED, PROSE, Line, byline
from index.formats.written_date import dated

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BOX = frozenset(
    "share shares sharing sharedaddy share2 social socials newsletter subscribe subscription cookie cookies consent"
    " gdpr related relatedposts recommended recommendations promo banner tags comments breadcrumb breadcrumbs pager"
    " pagination gallery carousel".split()
)
NAME = re.compile(r"[A-Za-z][a-z]*\d?|[A-Z]+")
MOST = 0.3  # share of a page's words; what holds more is no box, whatever it is called
MAX_BOXES = 2_000
CREDIT = re.compile(r"^(?:photo|picture|image|foto|fotoğraf|фото|լուսանկար\w*|ფოտო)\s?[:/©՝|]", re.IGNORECASE)
ENDS = tuple('.!?։…»”"“')
RIGHTS = re.compile(
    r"©|\bcopyright \d|all rights reserved|все права защищены|tüm hakları|բոլոր իրավունքներ|ყველა უფლება"
    r"|bütün hüquqlar",
    re.IGNORECASE,
)
SHORT = 200  # characters; the longest credit or claim
LISTED = 4  # headings that lead elsewhere, over what was taken for the text, make a list
BELOW = 2  # lines below such a heading that are its teaser's
LINES = 3  # of a teaser, with its heading


def cleared(tree: HtmlElement) -> HtmlElement:
    """A copy of the page without the boxes that their class or id names as such."""
    from copy import copy

    kept = copy(tree)
    whole = len(kept.text_content())
    for element in kept.xpath("//body//*[@class or @id]")[:MAX_BOXES]:
        names = {word.lower() for word in NAME.findall(f"{element.get('class', '')} {element.get('id', '')}")}
        if names & BOX and element.getparent() is not None and len(element.text_content()) < MOST * whole:
            element.drop_tree()
    return kept


def whole(text: str, page: Sequence[Line]) -> str:
    """The text with the paragraphs that a general reader of pages has left out of it: it drops lists at its end, and
    what is set apart. A line that is prose and borders on the text is of it.
    """
    parts = text.split("\n")
    bare = [" ".join(part.split()).removeprefix("- ") for part in parts]
    starts = list(accumulate((len(part) + 1 for part in bare), initial=0))
    joined, exact = " ".join(bare), set(bare)
    left_out: dict[int, list[str]] = {}
    last: int | None = None  # the part that the line before is in, or was put behind
    for line in page:
        at = joined.find(line.text) if line.text in exact or len(line.text) >= PROSE else -1
        if at >= 0:
            last = bisect_right(starts, at) - 1
        elif last is not None and _prose(line):
            left_out.setdefault(last, []).append(line.text)
        else:
            last = None
    return "\n".join(one for at, part in enumerate(parts) for one in (part, *left_out.get(at, ())))


def _prose(line: Line) -> bool:
    return not line.beside and line.linked < LINKED / 2 and len(line.text) >= PROSE and line.text.endswith(ENDS)


def own_lines(text: str, page: Sequence[Line]) -> str:
    """The text without lines that are links, dates, bylines, credits of pictures or claims of copyright."""
    links = {line.text for line in page if line.linked >= LINKED}
    return "\n".join(line for line in text.split("\n") if not _aside(" ".join(line.split()).removeprefix("- "), links))


def _aside(line: str, links: set[str]) -> bool:
    if line in links or byline(line) or (len(line) <= PROSE and not line.endswith(ENDS) and dated(line)):
        return True
    return len(line) <= SHORT and bool(CREDIT.match(line) or RIGHTS.search(line))


def listing(text: str, page: Sequence[Line]) -> bool:
    """Whether what was taken for the text of an article is made of headings that lead to some, and of their teasers."""
    kept = {" ".join(line.split()) for line in text.split("\n")}
    teasers = 0
    for at, line in enumerate(page):
        if line.heading and line.linked >= LINKED:
            teasers += any(one.text in kept for one in page[at : at + 1 + BELOW])
    return teasers >= LISTED and teasers * LINES >= len(kept)
