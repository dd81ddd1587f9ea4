"""Page: a draft as it is laid out, whatever the format that it is written in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words that lead to an address of the web."""

    text: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteMark:
    """Where the text leads to a footnote."""

    number: int


PRODUCT = "Regional Briefings"
Inline = str | Link | NoteMark
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """`level` 1 is a section, 2 what stands in one."""

    level: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """`typed` says that an editor has written it; its own words say so too, where a format shows no difference."""

    inlines: Inlines
    typed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    items: tuple[Inlines, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words of an article, character for character; `marked` says that they stand between quotation marks, `shortened`
    that more of them stand behind. `by` is the line below, `language` theirs.
    """

    words: str
    marked: bool
    by: str
    note: int
    language: str | None
    shortened: bool = False

    @property
    def shown(self) -> str:
        """With what stands around them."""
        words = f"{self.words} …" if self.shortened else self.words
        return f"“{words}”" if self.marked else words


Block = Heading | Paragraph | Bullets | Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """`notes` are the footnotes, by number; `language` is that of its own words, `author` who has put it together."""

    title: str
    subtitle: str
    language: str
    blocks: tuple[Block, ...]
    notes: dict[int, Inlines]
    author: str = PRODUCT
