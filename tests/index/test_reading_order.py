"""Pages of a PDF are read in the order of their columns, with their words whole, whoever made the file."""

from __future__ import annotations

from textwrap import wrap

import pytest

from index.article import Article
from index.extract import extract
from index.raw import Format, Raw
from tests.index.documents import drawn_pdf, placed

TITLE = "Harbour office finds all five offers for the ferry insufficient"
STORY = (
    "The harbour office of Orvel said on Tuesday that the five offers for the ferry were insufficient. A contract that "
    "fifty families cannot afford will not be signed, its director said after a difficult meeting, and the well-known "
    "shipyard of Tamsin was told so. Residents of the islands came to the town hall to hear the decision. A fisherman "
    "of Lower Quay told the council that the first boat leaves at five while the office is shut until nine, and that "
    "nobody had answered his letters. The office replied that it would be better staffed before the first of May."
)
RUSSIAN = (
    "Портовое управление Орвеля сообщило во вторник, что все пять предложений недостаточны. Договор, который не по "
    "карману пятидесяти семьям, подписан не будет, сказала директор управления после трудного заседания."
)
GEORGIAN = (
    "ორველის ნავსადგურის სამმართველომ სამშაბათს განაცხადა, რომ ბორნის ხუთივე წინადადება არასაკმარისია. ხელშეკრულებას, "
    "რომელსაც ორმოცდაათი ოჯახი ვერ გადაიხდის, ხელს არ მოაწერენ, თქვა დირექტორმა რთული სხდომის შემდეგ."
)


def read(payload: bytes) -> Article:
    return extract(Raw(origin="file", format=Format.PDF, payload=payload, size=len(payload)))


def rows(columns: int) -> list[tuple[int, int, int, str]]:
    """The story in columns under a title over them all, drawn line by line from the left to the right."""
    lines = wrap(STORY, 84 // columns)
    height = -(-len(lines) // columns)
    across = [
        (60 + 480 // columns * column, 740 - 14 * row, 10, lines[column * height + row])
        for row in range(height)
        for column in range(columns)
        if column * height + row < len(lines)
    ]
    return [(60, 780, 18, TITLE), *across]


class TestColumns:
    @pytest.mark.parametrize("columns", [2, 3])
    def test_columns_that_are_drawn_across_are_read_one_after_another(self, columns: int) -> None:
        article = read(drawn_pdf([placed(rows(columns))]))
        assert article.text.split() == f"{TITLE} {STORY}".split()
        assert article.title == TITLE

    def test_the_cells_of_a_table_stay_in_their_rows(self) -> None:
        cells = [("Lower Quay", "17 families"), ("Tamsin", "4 families and a school"), ("Orvel", "none")] * 3
        pieces = [
            (60 + 240 * n, 740 - 14 * row, 10, cell) for row, pair in enumerate(cells) for n, cell in enumerate(pair)
        ]
        assert read(drawn_pdf([placed(pieces)])).text.split() == " ".join(" ".join(pair) for pair in cells).split()

    def test_a_heading_is_no_line_of_its_text(self) -> None:
        pieces = [(60, 780, 18, TITLE), *((60, 740 - 14 * n, 10, line) for n, line in enumerate(wrap(STORY, 80)))]
        assert read(drawn_pdf([placed(pieces)])).text == f"{TITLE}\n\n{STORY}"


class TestHyphens:
    def test_a_soft_hyphen_that_is_not_seen_breaks_no_word(self) -> None:
        soft = "/Span <</ActualText <FEFF00AD>>> BDC ( ) Tj EMC"
        drawn = f"BT /F1 10 Tf 60 740 Td (The offers were insu) Tj {soft} 88 0 Td (fficient to them.) Tj ET"
        assert read(drawn_pdf([drawn])).text == "The offers were insufficient to them."

    def test_a_hyphen_that_a_font_draws_as_a_soft_one_is_kept(self) -> None:
        assert read(drawn_pdf([placed([(60, 740, 10, f"A flat\u00adbottomed ferry. {STORY}")])])).text.startswith(
            "A flat-bottomed ferry."
        )

    @pytest.mark.parametrize(("language", "story"), [("en", STORY), ("ru", RUSSIAN), ("ka", GEORGIAN)])
    def test_typeset_columns_have_whole_words(self, language: str, story: str) -> None:
        typst = pytest.importorskip("typst", reason="typesetting needs the extra `export`")
        source = (
            f'#set text(size: 10pt, lang: "{language}", hyphenate: true)\n'
            f'#set page("a5")\n#set par(justify: true)\n= {TITLE}\n#columns(3)[{story}]'
        )
        assert read(typst.compile(source.encode())).text == f"{TITLE}\n\n{story}"
