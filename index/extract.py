"""bytes -> Article."""

from __future__ import annotations

import hashlib
from typing import Protocol

from index.article import Article, text_hash
from index.errors import Rejected
from index.formats.completed import completed
from index.formats.docx import read_docx
from index.formats.mail import read_mail
from index.formats.markdown import read_markdown
from index.formats.page import read_page
from index.formats.pdf import read_pdf
from index.formats.plain import read_plain
from index.formats.record import read_record
from index.raw import Format, Raw
from index.sources.fields import MAX_ID, Fields, sound
from index.text.language import identify

READERS = {
    Format.TEXT: read_plain,
    Format.MARKDOWN: read_markdown,
    Format.HTML: read_page,
    Format.JSON: read_record,
    Format.PDF: read_pdf,
    Format.DOCX: read_docx,
    Format.MAIL: read_mail,
}
PARSED_APART = frozenset({Format.HTML, Format.PDF, Format.DOCX, Format.MAIL})
HASH_LENGTH = 32  # hexadecimal digits, 128 bits: no two texts share it by chance


class Parser(Protocol):
    """What parses pages and documents apart from this process (index.confine)."""

    def read(self, raw: Raw) -> Fields: ...


def extract(raw: Raw, apart: Parser | None = None) -> Article:
    """The article in the bytes, its text as it came: nothing stripped, composed or re-wrapped.

    Its id is the one given, else its canonical url, else a hash of its text. Pages and documents are parsed by `apart`
    where there is one. Raises Rejected, with the reason, for whatever is not an article.
    """
    if not raw.payload:
        raise Rejected(raw.origin, "empty: it has no text")
    found = apart.read(raw) if apart is not None and raw.format in PARSED_APART else READERS[raw.format](raw)
    found = completed(found, raw)
    if not found.text.strip():
        raise Rejected(raw.origin, "empty: it has no text")
    if not sound(found.text):
        raise Rejected(raw.origin, "the text has a NUL character or half of a surrogate pair (\\ud800 to \\udfff)")
    return Article(
        id=_identity(found),
        text=found.text,
        title=found.title,
        outlet=found.outlet,
        url=found.url,
        published=found.published,
        language=found.language or identify(found.text),
        authors=found.authors,
    )


def _identity(found: Fields) -> str:
    name = found.id or found.url
    if name is None:
        return "sha256-" + text_hash(found.text)[:HASH_LENGTH]
    if len(name) > MAX_ID:  # an address; a given id is never that long
        return "sha256-" + hashlib.sha256(name.encode("utf-8")).hexdigest()[:HASH_LENGTH]
    return name
