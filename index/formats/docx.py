"""DOCX: the paragraphs of a Word document."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from index.errors import Rejected
from index.fetch.limits import MAX_ARTICLE_BYTES, too_large
from index.formats.plain import headline
from index.raw import Raw
from index.sources.fields import Fields, one_line, sound

if TYPE_CHECKING:
    from docx.document import Document

MAX_SPEAKER = 80  # characters of a name, with its office
ENDS = tuple('.!?…։՞»”"')


def read_docx(raw: Raw) -> Fields:
    """The text of the body, a paragraph a line, tables included; title and author as the document states them.

    Its own dates are those of the file, not of the article, and are left alone. Raises Rejected.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        _check_size(raw)
        document = docx.Document(io.BytesIO(raw.payload))
        text = "\n\n".join(_paragraphs(document))
        properties = document.core_properties
        title, author = properties.title, properties.author
    except Rejected:
        raise
    except (PackageNotFoundError, zipfile.BadZipFile, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Rejected(
            raw.origin, f"not a whole Word document ({type(error).__name__}); save its text as .txt"
        ) from error
    return Fields(
        text=text,
        title=headline(text) or _label(title),
        authors=tuple(filter(None, [_label(author)])) if author != "python-docx" else (),
    )


def _check_size(raw: Raw) -> None:
    """What it unpacks to is bounded before anything is parsed."""
    with zipfile.ZipFile(io.BytesIO(raw.payload)) as archive:
        size = sum(info.file_size for info in archive.infolist() if info.filename.endswith((".xml", ".rels")))
    if size > MAX_ARTICLE_BYTES:
        raise Rejected(raw.origin, too_large(size))


def _paragraphs(document: Document) -> Iterator[str]:
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            # Merged cells come once a column.
            rows = [[*filter(None, dict.fromkeys(cell.text.strip() for cell in row.cells))] for row in block.rows]
            between = ": " if _transcript(rows) else " | "
            yield from (between.join(cells) for cells in rows if cells)
        elif block.text.strip():
            yield block.text


def _transcript(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table is what was said, a turn a row: who in the first column, the words in the second."""
    turns = [cells for cells in rows if cells]
    names = Counter(cells[0] for cells in turns)
    return (
        max(names.values(), default=0) > 1
        and all(len(cells) == 2 and len(cells[0]) <= MAX_SPEAKER for cells in turns)
        and sum(cells[1].endswith(ENDS) for cells in turns) > len(turns) / 2
    )


def _label(value: str | None) -> str | None:
    return one_line(value) if value and sound(value) else None
