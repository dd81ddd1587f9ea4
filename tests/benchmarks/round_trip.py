"""Do quotations come back out of every format as they went in: python tests/benchmarks/round_trip.py

Lays 500 quotations out as a draft, writes it as Markdown, HTML, DOCX and PDF, and reads each file as `briefings verify`
does. They are those of the labelled paragraphs in five languages (languages.jsonl), and sentences in six scripts around
every mark of quotation, dash, ellipsis, space, combining mark and control of direction, each of which is met in some.

`same` counts those that come back character for character, `seen` those that do so but for what no page shows (soft
hyphens, joiners, controls of direction), with white space and composed letters as the format has them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from itertools import product
from random import Random

from data import ROOT, lines

from assistant.briefs.html import as_html
from assistant.briefs.markdown import as_markdown
from assistant.briefs.page import Heading, Page, Said
from assistant.briefs.typeset import as_pdf
from assistant.briefs.word import as_docx
from assistant.checking.document import text_of

NUMBER = 500
MARKS = "‘’ ‚‘ ‹› «» „“ \"\" '' 「」".split()
BETWEEN = [
    " – ",
    " — ",
    "—",
    " - ",
    "-",
    "…",
    "...",
    " … ",
    ", ",
    "; ",
    "\N{NO-BREAK SPACE}",
    "\N{NARROW NO-BREAK SPACE}",
]
BETWEEN += ["\N{SOFT HYPHEN}", "\N{ZERO WIDTH JOINER}", "\N{RIGHT-TO-LEFT MARK}", "\N{LEFT-TO-RIGHT OVERRIDE}"]
BETWEEN += [" \\* ", " _x_ ", " #1 ", " <b> ", " &amp; ", " $5 ", " [^1] ", " `c` ", " @y ", " ~z~ ", "\n", " | "]
SENTENCES = (
    "Nobody will {}sign it{}as it is",
    "Никто {}не подпишет{}это й ё",
    "Ոչ ոք {}չի ստորագրի{}սա, ինչո՞ւ",
    "არავინ {}მოაწერს ხელს{}ამას",
    "Heç kim {}bunu imzalamayacaq{}ə İ ı",
    "Kimse {}bunu imzalamayacak{}ğ e\u0301 n\u0303",
)
UNSEEN = ("Cf",)  # Unicode's category of what only shapes the text around it
WRITERS: dict[str, Callable[[Page], bytes]] = {
    ".md": lambda page: as_markdown(page).encode("utf-8"),
    ".html": lambda page: as_html(page).encode("utf-8"),
    ".docx": as_docx,
    ".pdf": as_pdf,
}


def main() -> None:
    words = quotations()
    page = laid_out(words)
    print(f"{len(words)} quotations\n{'':8}{'same':>6}{'seen':>6}")
    for ending, write in WRITERS.items():
        text = text_of(f"draft{ending}", write(page))
        found = seen(text)
        same = sum(f"“{each}”" in text for each in words)
        print(f"{ending:8}{same:6}{sum(f'“{seen(each)}”' in found for each in words):6}", flush=True)


def quotations() -> list[str]:
    """The labelled ones, and as many made ones as there is room for."""
    rows = lines(ROOT / "tests" / "benchmarks" / "languages.jsonl")
    labelled = [row["text"][slice(*quote["span"])] for row in rows for quote in row["quotes"]]
    made = {
        sentence.format(between + mark[0], mark[-1] + between)
        for between, mark, sentence in product(BETWEEN, MARKS, SENTENCES)
    }
    found = list(dict.fromkeys(labelled))
    return [*found, *Random(9).sample(sorted(made), NUMBER - len(found))]


def laid_out(words: list[str]) -> Page:
    blocks = [
        Said(words=each, marked=True, by="Ilona Vestrova · Courier", note=number, language=None)
        for number, each in enumerate(words, 1)
    ]
    notes = {number: (f"Courier; archive: a, {number}:{number + 1}.",) for number in range(1, len(words) + 1)}
    heading = Heading(level=1, text="What was said")
    return Page(title="Round trip", subtitle="500", language="en", blocks=(heading, *blocks), notes=notes)


def seen(text: str) -> str:
    """What a reader sees: composed letters, one space for any white space, nothing of what only shapes the text."""
    kept = "".join(one for one in text if unicodedata.category(one) not in UNSEEN)
    return " ".join(unicodedata.normalize("NFC", kept).split())


if __name__ == "__main__":
    main()
