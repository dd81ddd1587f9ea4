"""What is quoted comes out of every format as it went in."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.briefs.html import as_html
from assistant.briefs.markdown import as_markdown, escaped
from assistant.briefs.page import Heading, Link, Page, Paragraph, Said
from assistant.checking.document import text_of, unmarked

WORDS = [
    pytest.param("We won't -- ever -- sign *this* $5 _text_ <b> [^1] @x #1... & co.", id="marks of formats"),
    pytest.param("„ჩვენ არ მოვაწერთ ხელს,“ — так «и» сказал", id="marks within marks"),
    pytest.param("Ինչո՞ւ, մենք չենք ստորագրի։ Bəli, İğdır’da I, ı", id="Armenian, Azerbaijani, Turkish"),
    pytest.param("é й e\u0301 и\u0306 \u202dא\u202c\u200f a\u00adb", id="combining and turning characters"),
    pytest.param("1. one\n2) two\n- three\n+ four\n= five", id="what begins a list"),
    pytest.param("a\\b `c` ~~d~~ | e | &amp; &lt;i&gt; &#65;", id="escapes and entities"),
]


def page(words: str, **more: bool) -> Page:
    said = Said(words=words, marked=True, by="Ilona Vestrova, spokesperson · Courier", note=1, language="en", **more)
    link = Link(text="https://a.example/x_(y)?a=1&b=2", url="https://a.example/x_(y)?a=1&b=2")
    return Page(
        title="A <draft> of *it*",
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
