"""Units: what is retrieved. Passages and quotations become units of text under ids of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from index.article import Article
    from index.passage import Passage
    from index.quotation import Quotation

FORM = 1  # of units and their terms; raised with units() or terms(), so that no index mixes two forms
UNDETERMINED = "und"  # ISO 639-2 for a language that is not known

UnitKind = Literal["passage", "quotation"]


class Shelf(NamedTuple):
    """Units of one kind in one language. They are ranked among themselves; languages meet only in the dense scores."""

    kind: UnitKind
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One retrievable text. `text` is embedded; `label` (title, outlet, date) is found by its words only."""

    id: str
    shelf: Shelf
    text: str
    label: str


def shelf_of(kind: UnitKind, article: Article) -> Shelf:
    return Shelf(kind, article.language or UNDETERMINED)


def units(article: Article, passages: Iterable[Passage], quotations: Iterable[Quotation]) -> Iterator[Unit]:
    """The article's passages, and its quotations each with its sentence and its speaker."""
    day = article.day.isoformat() if article.day else None
    label = " ".join(filter(None, (article.title, article.outlet, day)))
    for passage in passages:
        yield Unit(id=passage.id, shelf=shelf_of("passage", article), text=passage.span.of(article.text), label=label)
    for quotation in quotations:
        yield Unit(id=quotation.id, shelf=shelf_of("quotation", article), text=_spoken(article, quotation), label=label)


def _spoken(article: Article, quotation: Quotation) -> str:
    """The sentence with its speaker before it: "she said" alone would be found under nobody's name."""
    speaker = quotation.speaker
    who = ", ".join(filter(None, (speaker.name, speaker.role))) + ": " if speaker else ""
    return who + quotation.context.of(article.text)
