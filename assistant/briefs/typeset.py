"""Page -> PDF by Typst: tagged, its fonts in it.

Every text goes in as a string of Typst's, in which nothing is markup and no quotation mark or dash is made another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files

from assistant.briefs.page import Block, Bullets, Heading, Inline, Link, NoteMark, Page, Paragraph, Said

# Characters up to which a quotation stays on one page: broken over two, footnotes stand within its text.
HALF_A_PAGE = 1_500
FONTS = "manimgx_fonts"  # Noto's, for scripts that Typst's own do not have, and for emoji


def as_pdf(page: Page) -> bytes:
    """The file, PDF/UA where a font has every character. Raises ImportError where the extra `export` is not
    installed.
    """
    import typst

    source, fonts = as_typst(page).encode("utf-8"), typst.Fonts(font_paths=[str(files(FONTS))])
    made: bytes
    try:
        made = typst.compile(source, font_paths=fonts, pdf_standards=["ua-1"])
    except typst.TypstError:
        # The standard allows no character that no font has; without it a box stands for one.
        made = typst.compile(source, font_paths=fonts)
    return made


def as_typst(page: Page) -> str:
    style = (files("assistant.briefs") / "page.typ").read_text("utf-8")
    told = {"title": page.title, "subtitle": page.subtitle, "author": page.author, "lang": page.language}
    head = f"#show: brief.with({', '.join(f'{name}: {_string(text)}' for name, text in told.items())})"
    return "\n".join([style, head, *_Typeset(page).blocks()]) + "\n"


class _Typeset:
    """Writes blocks; a note stands where its words are shown first, and other places lead to it."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._noted: set[int] = set()

    def blocks(self) -> Iterator[str]:
        yield from map(self._block, self._page.blocks)

    def _block(self, block: Block) -> str:
        match block:
            case Heading():
                return f"#heading(level: {block.level + 1}, {_string(block.text)})"
            case Paragraph():
                return f"#par[{self._inlines(block.inlines)}]"
            case Bullets():
                return "#list(" + ", ".join(f"[{self._inlines(item)}]" for item in block.items) + ")"
            case Said():
                return self._said(block)

    def _said(self, said: Said) -> str:
        language = f"lang: {_string(said.language)}, " if said.language else ""
        whole = "true" if len(said.shown) < HALF_A_PAGE else "false"
        words, by = f"text({language}{_string(said.shown)})", _string(f"— {said.by}")
        return f"#said({words}, [{self._note(said.note)}], {by}, whole: {whole})"

    def _note(self, number: int) -> str:
        if number in self._noted:
            return f"#footnote(<note-{number}>)"
        self._noted.add(number)
        note = self._inlines(self._page.notes[number])
        return f"#counter(footnote).update({number - 1})#footnote[{note}]<note-{number}>"

    def _inlines(self, inlines: Iterable[Inline]) -> str:
        return "".join(map(self._inline, inlines))

    @staticmethod
    def _inline(inline: Inline) -> str:
        match inline:
            case Link():
                return f"#link({_string(inline.url)}, {_string(inline.text)})"
            case NoteMark():
                return f'#"[{inline.number}]"'
            case _:
                return f"#{_string(inline)}"


def _string(text: str) -> str:
    """A string literal of Typst's; it escapes as JSON does, but for code points."""
    return '"' + "".join(_escaped(character) for character in text) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    return character if character.isprintable() else f"\\u{{{ord(character):x}}}"
