"""The look of a Word document: its styles, its pages and what it says of itself. No text of it is touched."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, cast

from assistant.briefs.page import Page

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph

SAID, BYLINE, TYPED = "Quote", "Byline", "Editors’ Text"  # styles; the first one is Word's own for quotations
BODY, HEADINGS = "Cambria", "Calibri"  # Word takes its own fonts for what these do not have, Armenian and Georgian
DARK, GREY, BLUE = "1A1A1A", "5A5A5A", "1F3B57"
SIZES = {"Title": 20.0, "Subtitle": 10.5, "Heading 1": 14.0, "Heading 2": 11.5, "Footnote Text": 8.5}  # points
MARGIN = 24  # millimetres
BEHIND_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl")
INDENT = 8  # of a quotation, from the rule beside it


def dressed(made: bytes, page: Page) -> bytes:
    """The document with styles for its headings, quotations, bylines and footnotes, on numbered pages of A4."""
    import docx

    document = docx.Document(io.BytesIO(made))
    _styles(document)
    _pages(document, page.title)
    told = document.core_properties
    told.title, told.author, told.language, told.comments = page.title[:255], page.author[:255], page.language, ""
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _styles(document: Document) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt, RGBColor

    names = {style.name for style in document.styles}
    for name in ("Normal", "Body Text", "First Paragraph", "Compact", *SIZES, SAID, BYLINE, TYPED):
        if name not in names:
            continue  # a draft without such a part has no such style
        style = cast("ParagraphStyle", document.styles[name])
        heading = name.startswith(("Heading", "Title"))
        _font(style, HEADINGS if heading or name == "Subtitle" else BODY)
        style.font.size = Pt(SIZES.get(name, 10.5))
        style.font.bold, style.font.italic = heading, False
        style.font.color.rgb = RGBColor.from_string(BLUE if heading else GREY if name in (BYLINE, "Subtitle") else DARK)
        form = style.paragraph_format
        form.widow_control = True
        form.keep_with_next = heading or name == SAID
        form.keep_together = heading or name in (SAID, BYLINE)
        if name in ("Title", "Subtitle"):
            form.alignment = WD_ALIGN_PARAGRAPH.LEFT
        if name in (SAID, BYLINE):
            form.left_indent = form.right_indent = Mm(INDENT)
            form.first_line_indent = Mm(0)
            form.space_before, form.space_after = (Pt(6), Pt(0)) if name == SAID else (Pt(1), Pt(8))
            _ruled(style, ("left",))
        if name == TYPED:
            _ruled(style, ("top", "left", "bottom", "right"))
        if name == BYLINE:
            style.font.size = Pt(9.5)
            form.alignment = WD_ALIGN_PARAGRAPH.LEFT


def _font(style: ParagraphStyle, name: str) -> None:
    """This font, whatever the theme says."""
    from docx.oxml.ns import qn

    style.font.name = name
    fonts = cast(Any, style.element).get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)


def _ruled(style: ParagraphStyle, sides: tuple[str, ...]) -> None:
    """Lines beside the paragraphs of the style."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    borders = OxmlElement("w:pBdr")
    for side in sides:
        line = OxmlElement(f"w:{side}")
        for key, value in {"val": "single", "sz": "8", "space": "8", "color": "9A9A9A"}.items():
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    properties = cast(Any, style.element).get_or_add_pPr()
    # Before these, as the schema has it: Word takes a file for broken in which it stands elsewhere.
    properties.insert_element_before(borders, *BEHIND_BORDERS)


def _pages(document: Document, title: str) -> None:
    """A4; the title at the head of every page but the first, the page's number and their count at its foot."""
    from docx.shared import Mm

    for section in document.sections:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(MARGIN)
        section.top_margin = section.bottom_margin = Mm(MARGIN)
        section.different_first_page_header_footer = True
        _small(section.header.paragraphs[0], title)
        for foot in (section.footer, section.first_page_footer):
            _numbered(foot.paragraphs[0])


def _small(paragraph: Paragraph, text: str) -> None:
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(text)
    run.font.size, run.font.color.rgb = Pt(8.5), RGBColor.from_string(GREY)


def _numbered(paragraph: Paragraph) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _field(paragraph, "PAGE")
    _small(paragraph, " / ")
    _field(paragraph, "NUMPAGES")


def _field(paragraph: Paragraph, name: str) -> None:
    """What Word counts itself."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    cast(Any, paragraph)._p.append(field)
