"""Documents to text: what a reader sees, without the marks of a format."""

from __future__ import annotations

import pytest

from assistant.checking.document import citations, text_of, unmarked
from index.errors import Rejected


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        pytest.param("> “A *pause* button”", "“A pause button”", id="a block quotation, emphasis"),
        pytest.param(r"“5 \* 5 \_ it\.”", "“5 * 5 _ it.”", id="escapes"),
        pytest.param("“so”[^1]\n\n[^1]: Post", "“so”\n\n Post", id="footnotes"),
        pytest.param("[“so”](https://a.example/b_(c))", "“so”", id="a link"),
        pytest.param("# Title\n- **one**", "Title\none", id="a heading and a list"),
        pytest.param("a &amp; b &lt;c&gt;", "a & b <c>", id="entities"),
        pytest.param("snake_case_name 2 * 3 * 4", "snake_case_name 2 * 3 * 4", id="what only looks like emphasis"),
    ],
)
def test_markdown(markdown: str, text: str) -> None:
    assert unmarked(markdown) == text


def test_a_page_has_its_visible_text_and_no_other() -> None:
    page = "<title>x</title><p>“A <b>pause</b>\nbutton”<script>“no”</script></p><p hidden>“no”</p><q>so</q> it&nbsp;is"
    assert text_of("a.html", page.encode()) == "“A pause button”\n“so” it\xa0is"


def test_another_kind_of_file_is_refused_with_those_that_are_read() -> None:
    with pytest.raises(Rejected, match=r"memo\.odt: .*\.docx"):
        text_of("memo.odt", b"")


@pytest.mark.parametrize("payload", [b"{", b"[1, 2]", b'{"a": 1}'])
def test_json_without_citations_is_refused(payload: bytes) -> None:
    with pytest.raises(Rejected):
        citations("a.json", payload)


def test_a_citation_with_nonsense_in_its_fields_keeps_its_words() -> None:
    line = b'{"citations": [{"quote": "so", "start": 9, "end": 2, "speaker": 3, "article": {"id": 7, "published": 1}}]}'
    (asked,) = citations("a.json", line)
    assert (asked.text, asked.speaker, asked.claimed.span, asked.claimed.article) == ("so", None, None, None)
