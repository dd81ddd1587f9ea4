"""Page -> one HTML file that needs no other: its style is in it, for the screen and for paper."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from importlib.resources import files

from assistant.briefs.page import Block, Bullets, Heading, Inline, Link, NoteMark, Page, Paragraph, Said


def as_html(page: Page) -> str:
    style = (files("assistant.briefs") / "page.css").read_text("utf-8")
    marks = _Marks()
    body = "\n".join(marks.block(block) for block in page.blocks)
    notes = "\n".join(
        f'<li id="note-{number}" value="{number}">{marks.inlines(note)} '
        f'<a href="#mark-{number}" aria-label="{number}">↩</a></li>'
        for number, note in page.notes.items()
    )
    return f"""<!doctype html>
<html lang="{escape(page.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="author" content="{escape(page.author)}">
<title>{escape(page.title)}</title>
<style>
{style}</style>
</head>
<body>
<header><h1>{escape(page.title)}</h1>
<p>{escape(page.subtitle)}</p></header>
<main>
{body}
</main>
<footer role="doc-endnotes"><ol>
{notes}
</ol></footer>
</body>
</html>
"""


class _Marks:
    """Writes blocks; a note is returned to where it is mentioned first."""

    def __init__(self) -> None:
        self._mentioned: set[int] = set()

    def block(self, block: Block) -> str:
        match block:
            case Heading():
                return f"<h{block.level + 1}>{escape(block.text)}</h{block.level + 1}>"
            case Paragraph():
                opening = '<p class="typed" dir="auto">' if block.typed else "<p>"
                return f"{opening}{self.inlines(block.inlines)}</p>"
            case Bullets():
                items = "".join(f"<li>{self.inlines(item)}</li>" for item in block.items)
                return f"<ul>{items}</ul>"
            case Said():
                return self._said(block)

    def _said(self, said: Said) -> str:
        language = f' lang="{escape(said.language)}"' if said.language else ""
        quoted = f'<p class="words"{language} dir="auto">{escape(said.shown, quote=False)}{self._mark(said.note)}</p>'
        return f"<figure><blockquote>{quoted}</blockquote>\n<figcaption>— {escape(said.by)}</figcaption></figure>"

    def inlines(self, inlines: Iterable[Inline]) -> str:
        return "".join(map(self._inline, inlines))

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Link():
                return f'<a href="{escape(inline.url)}" rel="noreferrer">{escape(inline.text)}</a>'
            case NoteMark():
                return self._mark(inline.number)
            case _:
                return escape(inline)

    def _mark(self, number: int) -> str:
        name = "" if number in self._mentioned else f' id="mark-{number}"'
        self._mentioned.add(number)
        return f'<sup><a href="#note-{number}"{name} role="doc-noteref">{number}</a></sup>'
