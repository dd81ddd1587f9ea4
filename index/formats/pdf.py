"""PDF: the text of its pages, with lines and hyphenated words mended."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from index.errors import Rejected
from index.formats.plain import headline
from index.formats.reading_order import page_text
from index.raw import Raw
from index.sources.fields import Fields, one_line, sound

MAX_PAGES = 500
RUNNING = 3  # pages that share a first or last line before it is a header or a footer, and no text
EDGE = 2  # lines at the top and at the bottom of a page that may be header or footer
FULL = 0.75  # of the longest usual line; a shorter one that ends a sentence ends a paragraph
NUMBER = re.compile(r"\d+")
BROKEN_WORD = re.compile(r"(\w+)[-\u2010\u00ad]$")
# Whoever speaks, before what they say: "Nadia Orvel, spokesperson: Good afternoon."
TURN = re.compile(r"[^\W\d_][^.!?։:«“\"]{1,80}:\s")
ENDS = tuple('.!?։:»”"')


def read_pdf(raw: Raw) -> Fields:
    """The text in the order in which it is read: column by column where it was set so.

    Offsets count in the mended text, which is what is stored; ligatures stay the letters that the file says they are.
    Raises Rejected where there is no text to be had.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(raw.payload), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Rejected(raw.origin, "this PDF is locked with a password; save it without one")
        if len(reader.pages) > MAX_PAGES:
            raise Rejected(raw.origin, f"has {len(reader.pages)} pages, more than {MAX_PAGES}; no article is that long")
        pages = [page_text(page) for page in reader.pages]
        title = reader.metadata.title if reader.metadata else None
    except Rejected:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError) as error:
        # pypdf meets damage in many ways; none of them may end a run.
        raise Rejected(
            raw.origin, f"this PDF cannot be read ({type(error).__name__}); save its text as .txt"
        ) from error
    text = mended(pages)
    if not text.strip():
        raise Rejected(raw.origin, "this PDF has no text, only pictures of it; run it through text recognition first")
    named = one_line(str(title)) if title and sound(str(title)) else None
    return Fields(text=text, title=headline(text) or named)


def mended(pages: Sequence[str]) -> str:
    """Pages of lines as one text: paragraphs of whole lines, without headers, footers and broken words."""
    lines = [line for page in _bare(pages) for line in page]
    usual = _usual_length(lines)
    known = {word.casefold() for line in lines for word in re.findall(r"\w+(?:-\w+)*", line)}
    paragraphs: list[str] = []
    open_line, short = "", False
    for line in lines:
        if not line.strip():
            open_line = _close(paragraphs, open_line)
            continue
        if short and TURN.match(line.strip()) and not line.lstrip()[0].islower():
            open_line = _close(paragraphs, open_line)
        open_line = _joined(open_line, line.strip(), known) if open_line else line.strip()
        short = len(line.strip()) < FULL * usual
        if open_line.endswith(ENDS) and short:
            open_line = _close(paragraphs, open_line)
    _close(paragraphs, open_line)
    return "\n\n".join(paragraphs)


def _close(paragraphs: list[str], line: str) -> str:
    if line:
        paragraphs.append(line)
    return ""


def _joined(before: str, line: str, known: set[str]) -> str:
    """Two lines as one. A word broken at the line's end is whole again, unless the text has it with its hyphen."""
    broken = BROKEN_WORD.search(before)
    rest = re.match(r"\w+", line)
    if not broken or not rest or not rest.group()[0].islower():
        return f"{before} {line}"
    if f"{broken[1]}-{rest.group()}".casefold() in known:
        return before[: broken.end(1)] + "-" + line
    return before[: broken.end(1)] + line


def _usual_length(lines: Sequence[str]) -> int:
    """The length that nine of ten lines do not exceed."""
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _bare(pages: Sequence[str]) -> Iterator[list[str]]:
    """The lines of each page, without first and last lines that come again page after page."""
    split = [page.splitlines() for page in pages]
    edges = Counter(
        _shape(line) for lines in split for line in {_shape(one): one for one in _edge_lines(lines)}.values()
    )
    for lines in split:
        written = [place for place, line in enumerate(lines) if line.strip()]
        running = {
            place
            for place in (*written[:EDGE], *written[-EDGE:])
            if edges[_shape(lines[place])] >= RUNNING and len(written) > 2 * EDGE
        }
        yield [line for place, line in enumerate(lines) if place not in running]


def _edge_lines(lines: Sequence[str]) -> list[str]:
    written = [line for line in lines if line.strip()]
    return [*written[:EDGE], *written[-EDGE:]]


def _shape(line: str) -> str:
    """A line without what changes from page to page."""
    return NUMBER.sub("0", " ".join(line.split()))
