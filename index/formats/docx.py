"""DOCX: the paragraphs of a Word document."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.errors import Rejected
from index.formats.fields import Fields, one_line, sound
from index.formats.plain import headline
from index.sources.limits import MAX_ARTICLE_BYTES, too_large
from index.sources.raw import Raw

if TYPE_CHECKING:
    from docx.document import Document


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
            for row in block.rows:
                cells = dict.fromkeys(cell.text.strip() for cell in row.cells)  # merged cells come once a column
                if line := " | ".join(filter(None, cells)):
                    yield line
        elif block.text.strip():
            yield block.text


def _label(value: str | None) -> str | None:
    return one_line(value) if value and sound(value) else None
