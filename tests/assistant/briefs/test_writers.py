"""What is quoted comes out of every format as it went in."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from unicodedata import normalize

import docx
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.briefs.html import as_html
from assistant.briefs.markdown import as_markdown, escaped
from assistant.briefs.page import Heading, Link, NoteMark, Page, Paragraph, Said
from assistant.briefs.typeset import as_pdf
from assistant.briefs.word import as_docx
from assistant.checking.document import text_of, unmarked

WORDS = [
    pytest.param("We won't -- ever -- sign *this* $5 _text_ <b> [^1] @x #1... & co.", id="marks of formats"),
    pytest.param("„ჩვენ არ მოვაწერთ ხელს,“ — так «и» сказал", id="marks within marks"),
    pytest.param("Ինչո՞ւ, մենք չենք ստորագրի։ Bəli, İğdır’da I, ı", id="Armenian, Azerbaijani, Turkish"),
    pytest.param("é й e\u0301 и\u0306 \u202dא\u202c\u200f a\u00adb", id="combining and turning characters"),
    pytest.param("1. one\n2) two\n- three\n+ four\n= five", id="what begins a list"),
    pytest.param("a\\b `c` ~~d~~ | e | &amp; &lt;i&gt; &#65;", id="escapes and entities"),
]


def page(words: str, title: str = "A <draft> of *it*", **more: bool) -> Page:
    said = Said(words=words, marked=True, by="Ilona Vestrova, spokesperson · Courier", note=1, language="en", **more)
    link = Link(text="https://a.example/x_(y)?a=1&b=2", url="https://a.example/x_(y)?a=1&b=2")
    return Page(
        title=title,
        subtitle="today",
        language="en",
        blocks=(Heading(level=1, text="What & why"), Paragraph(inlines=("So:",)), said),
        notes={1: ("Courier; archive: a_b, 1:2. ", link)},
    )


@pytest.mark.parametrize("words", WORDS)
def test_markdown_has_the_words(words: str) -> None:
    assert f"“{words}”" in unmarked(as_markdown(page(words)))


@pytest.mark.parametrize("words", WORDS)
def test_a_page_has_the_words(words: str) -> None:
    kept = _Texts()
    kept.feed(as_html(page(words)))
    assert f"“{words}”" in kept.text
    assert " ".join(words.split()) in " ".join(text_of("a.html", as_html(page(words)).encode()).split())


def seen(text: str) -> str:
    """What of a text is to be seen: no page has anything of what only turns or joins letters."""
    return " ".join("".join(character for character in text if character not in UNSEEN).split())


UNSEEN = "\N{SOFT HYPHEN}\N{LEFT-TO-RIGHT OVERRIDE}\N{POP DIRECTIONAL FORMATTING}\N{RIGHT-TO-LEFT MARK}"


@pytest.mark.parametrize("words", WORDS)
def test_a_word_document_has_the_words(words: str) -> None:
    text = text_of("a.docx", as_docx(page(words)))
    assert f"“{words}”".replace("\N{SOFT HYPHEN}", "") in text  # which is an element there, and no character


@pytest.mark.parametrize("words", WORDS)
def test_a_pdf_has_the_words(words: str) -> None:
    # Letters with loose marks are typeset as one sign, and come back composed.
    text = text_of("a.pdf", as_pdf(page(words)))
    assert normalize("NFC", f"“{seen(words)}”") in normalize("NFC", seen(text))


def test_footnotes_of_a_word_document_are_its_own() -> None:
    with zipfile.ZipFile(io.BytesIO(as_docx(page("We will")))) as file:
        notes = file.read("word/footnotes.xml").decode()
        assert "archive: a_b, 1:2." in notes
        assert "https://a.example/x_(y)?a=1&amp;b=2" in file.read("word/_rels/footnotes.xml.rels").decode()


def test_a_pdf_is_tagged_and_has_its_fonts_and_links() -> None:
    reader = pypdf.PdfReader(io.BytesIO(as_pdf(page("We will", "ქართული, Հայերեն, Русский, İğdır"))))
    root = reader.trailer["/Root"]
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == "en"
    fonts = [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()]
    described = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object() for font in fonts]
    assert all(any(name.startswith("/FontFile") for name in one) for one in described)
    links = [note.get_object().get("/A", {}).get("/URI") for note in reader.pages[0]["/Annots"]]
    assert "https://a.example/x_(y)?a=1&b=2" in links


def test_emoji_have_a_font_in_a_pdf() -> None:
    words = "We will \N{WAVING HAND SIGN} sign \N{HEAVY BLACK HEART}\N{VARIATION SELECTOR-16} it"
    reader = pypdf.PdfReader(io.BytesIO(as_pdf(page(words))))
    assert b"pdfuaid:part" in reader.trailer["/Root"]["/Metadata"].get_data()  # no character is without a glyph
    assert f"“{words}”" in text_of("a.pdf", as_pdf(page(words)))


def test_a_pdf_is_written_where_no_font_has_a_character() -> None:
    made = as_pdf(page("We will \U0010fffd sign it"))
    reader = pypdf.PdfReader(io.BytesIO(made))
    assert reader.trailer["/Root"]["/StructTreeRoot"]
    assert b"pdfuaid:part" not in reader.trailer["/Root"]["/Metadata"].get_data()
    assert "sign it”" in reader.pages[0].extract_text()


def test_a_byline_of_a_word_document_stays_with_its_quotation() -> None:
    document = docx.Document(io.BytesIO(as_docx(page("We will"))))
    words, by = next((a, b) for a, b in pairwise(document.paragraphs) if b.text.startswith("— "))
    assert (words.style.name, by.style.name) == ("Quote", "Byline")
    assert words.style.paragraph_format.keep_with_next
    assert by.style.paragraph_format.keep_together


def test_a_word_document_has_a_look_of_its_own_and_says_what_it_is() -> None:
    typed = Paragraph(inlines=("Mine",), typed=True)
    made = replace(page("We will"), blocks=(*page("We will").blocks, typed), author="ana")
    document = docx.Document(io.BytesIO(as_docx(made)))
    told, (section,) = document.core_properties, document.sections
    assert (told.title, told.author, told.language) == ("A <draft> of *it*", "ana", "en")
    assert section.header.paragraphs[0].text == "A <draft> of *it*"
    for foot in (section.footer, section.first_page_footer):
        assert all(f'w:instr="{field}"' in foot.paragraphs[0]._p.xml for field in ("PAGE", "NUMPAGES"))
    styles = {one.text: one.style.name for one in document.paragraphs}
    assert (styles["What & why"], styles["Mine"]) == ("Heading 1", "Editors’ Text")


def test_the_author_of_a_draft_stands_in_its_files() -> None:
    made = replace(page("We will"), author="ana & co")
    assert '<meta name="author" content="ana &amp; co">' in as_html(made)
    assert pypdf.PdfReader(io.BytesIO(as_pdf(made))).metadata.author == "ana & co"


def test_words_that_are_shown_twice_have_one_footnote() -> None:
    twice = replace(page("We will"), blocks=(*page("We will").blocks, *page("We will").blocks, MENTION))
    with zipfile.ZipFile(io.BytesIO(as_docx(twice))) as file:
        assert file.read("word/document.xml").count(b"<w:footnoteReference ") == 1
    assert text_of("a.pdf", as_pdf(twice)).count("archive: a_b") == 1
    assert as_html(twice).count('id="mark-1"') == 1


MENTION = Paragraph(inlines=("See ", NoteMark(number=1)))


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), min_size=1))
def test_any_text_survives_escaping(text: str) -> None:
    assert unmarked(f"x{escaped(text)}x") == f"x{text}x"


class _Texts(HTMLParser):
    """The text of a page as it stands, spaces and all."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: list[str] = []

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)


def test_nothing_in_an_article_acts_in_a_page() -> None:
    kept = _Texts()
    kept.feed(as_html(page("<script>alert(1)</script><img src=x onerror=y>")))
    assert not {"script", "img"} & set(kept.tags)


def test_a_shortened_quotation_shows_its_ellipsis() -> None:
    assert "“We will …”[^1]" in as_markdown(page("We will", shortened=True))
