"""The lines of a page as its readers see them, and what those around its heading say: when and by whom."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from index.dates import read_stated_date
from index.formats.written_date import CHANGED, LONGEST, dateline
from index.sources.fields import one_line, sound

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_LINES = 20_000
UNSEEN = frozenset("script style noscript template head title svg iframe object select option textarea button".split())
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp small span strike"
    " strong sub sup time tt u var wbr".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
BESIDE = frozenset("aside button figcaption figure footer form label nav".split())
BEFORE, AFTER = 8, 14  # lines around the heading among which the day of publication stands
PROSE = 60  # characters; shorter lines are headings, captions, labels
TEXT = 400  # characters of prose after the heading, a deck and a lead; no date behind them belongs to it
LINKED = 0.6  # share of a line that is link; more than that leads elsewhere
MAX_NAME = 60
SMALL = re.compile("[a-zа-яёա-ֆəıöüçğş]")  # letters that have a capital; Georgian has none in use
MAX_MARKED = 5_000
NO_NAME = re.compile(r"[\d@:/|.!?]{2}|[\d@:/|!?]")
NAME_WORDS = range(1, 6)
BYLINE = re.compile(r"(?:^|[-_\s])(?:author|authors|byline|avtor|credits?__author)(?:[-_\s]|$)", re.IGNORECASE)
BY = re.compile(
    r"^(?:(?P<weak>by|text by|written by)\s+"
    r"|(?:авторы?(?: текста| статьи)?|текст|yazar|yazan|haber|հեղինակ|ავტორი|müəllif|author)\s*[:՝`]\s*)"
    r"(?P<name>.+)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one block shows. `linked` is the share of its characters that lead elsewhere; `beside` says that it stands
    in what is beside a text: a caption, a menu, a form, a foot. `stated` is what its first <time> tells machines.
    """

    text: str
    linked: float
    heading: bool
    beside: bool
    stated: str | None


class _Lines:
    """Collects lines while the page is walked through."""

    def __init__(self) -> None:
        self.found: list[Line] = []
        self._pieces: list[tuple[str, bool]] = []
        self._stated: str | None = None
        self._within: Counter[str] = Counter()
        self._unseen = 0  # elements that are not shown, within each other

    def tag(self, name: str, step: int) -> None:
        """An element begins (1) or ends (-1)."""
        if name not in INLINE and not self._unseen:
            self.end()
        self._within[name] += step
        self._unseen += step if name in UNSEEN else 0

    def time(self, stated: str) -> None:
        self._stated = self._stated or stated

    def text(self, piece: str) -> None:
        if not self._unseen:
            self._pieces.append((piece, self._within["a"] > 0))

    def end(self) -> None:
        text = one_line("".join(piece for piece, _ in self._pieces))
        if text and sound(text) and len(self.found) < MAX_LINES:
            size = sum(len(piece.strip()) for piece, _ in self._pieces)
            linked = sum(len(piece.strip()) for piece, link in self._pieces if link)
            heading, beside = (any(self._within[name] > 0 for name in names) for names in (HEADINGS, BESIDE))
            share = linked / max(size, 1)
            self.found.append(Line(text=text, linked=share, heading=heading, beside=beside, stated=self._stated))
        self._pieces.clear()
        self._stated = None


def lines(tree: HtmlElement) -> list[Line]:
    """The lines of a page in their order; a block's text with all that is inline in it is one."""
    from lxml import etree

    found = _Lines()
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in ("start", "end"):
            found.tag(str(element.tag), 1 if event == "start" else -1)
        if event == "start" and element.tag == "time" and element.get("datetime"):
            found.time(element.get("datetime"))
        if text := element.text if event == "start" else element.tail:
            found.text(text)
    found.end()
    return found.found


def shown_date(page: Sequence[Line], title: str | None) -> date | None:
    """The day nearest to the heading, with its time where that is shown; None where none is near."""
    if title is None:
        return None
    places = [at for at, line in enumerate(page) if line.text == title]
    place = next((at for at in places if page[at].heading), next(iter(places), None))
    if place is None:
        return None
    after, prose = 0, 0
    while after < AFTER and prose < TEXT and place + after + 1 < len(page):
        after += 1
        size = len(page[place + after].text)
        prose += size if size >= PROSE else 0
    near = sorted(range(max(place - BEFORE, 0), place + after + 1), key=lambda at: (abs(at - place), at < place))
    dated = (_day(page[at]) for at in near if at != place)
    return next((day for day in dated if day is not None), None)


def _day(line: Line) -> date | None:
    """What the line tells machines of a day, unless that is of a change; else what it shows."""
    if line.stated and len(line.text) <= LONGEST and not CHANGED.match(line.text):
        return read_stated_date(line.stated) or dateline(line.text)
    return dateline(line.text) if line.linked < LINKED else None


def shown_authors(tree: HtmlElement, page: Sequence[Line]) -> tuple[str, ...]:
    """The names that stand where pages put their authors, or after a word that says so."""
    marked = tree.xpath("//*[@rel='author' or @class][not(ancestor::*[contains(@class, 'comment')])]")
    for element in marked[:MAX_MARKED]:
        if element.get("rel") == "author" or BYLINE.search(element.get("class", "")):
            written = one_line(element.text_content()) or ""
            if name := byline(written) or _name(written):
                return (name,)
    return tuple(filter(None, (byline(line.text) for line in page)))[:1]


def byline(line: str) -> str | None:
    """The name in "Автор: Инга Раменская" or "By Ilona Vestrova"; None in any other line."""
    found = BY.match(line) if len(line) <= MAX_NAME else None
    name = _name(found["name"]) if found else None
    if found is None or name is None:
        return None
    return None if found["weak"] and (" " not in name or name != name.title()) else name


def _name(written: str) -> str | None:
    """What can be a name: no figures, no marks, no word that begins small but the particles of names."""
    name = written.strip(" ,;·|—–-")
    fits = name and sound(name) and len(name) <= MAX_NAME and not NO_NAME.search(name)
    return name if fits and len(name.split()) in NAME_WORDS and not SMALL.match(name) else None
