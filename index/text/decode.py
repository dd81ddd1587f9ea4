"""bytes -> str, changing no character."""

from __future__ import annotations

import codecs
import re

from index.errors import Rejected
from index.text.encoding import read_unmarked

MARKS = (  # the longer ones first: UTF-32's begins like UTF-16's
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
BINARY = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"{\\rtf": "an RTF document",
    b"\x1f\x8b": "compressed with gzip",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
}
DECLARABLE = re.compile(
    r"(?:windows-|cp)125\d|iso-?8859-\d{1,2}|latin-?[15]|(?:us-)?ascii|koi8-[rut]|gb2312|gbk|gb18030|big5|euc-(?:jp|kr)"
    r"|shift[_-]jis",
    re.IGNORECASE,
)
"""Encodings that a document can declare; not UTF-16, which such a declaration could not even be read in."""
ALIASES = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "iso-8859-9": "cp1254"}
"""As browsers read them (WHATWG Encoding): these names are given to Windows text all over the web."""

SAVE_AS = "save it as UTF-8"


def decode(data: bytes, origin: str, declared: str | None = None) -> str:
    """The text as it came: line ends, spaces and composition unchanged; only a byte order mark is not text.

    UTF-8 is tried first, then the encoding that the document declares, then the likely ones of the region. Raises
    Rejected where it is not text, or where its encoding cannot be told with confidence.
    """
    if not data:
        raise Rejected(origin, "empty: it has no text")
    for mark, kind in BINARY.items():
        if data.startswith(mark):
            raise Rejected(origin, f"not text but {kind}")
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, origin)
    if b"\0" in data:
        raise Rejected(origin, f"not text: it has NUL bytes; if it is UTF-16 without its mark, {SAVE_AS}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _declared(data, declared) or _detected(data, origin, error)


def _strictly(data: bytes, encoding: str, origin: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Rejected(origin, f"damaged {encoding} at byte {error.start}; {SAVE_AS}") from error


def _declared(data: bytes, declared: str | None) -> str | None:
    """The text in the encoding that it says it is in; None where that is none or does not fit."""
    if declared is None or not DECLARABLE.fullmatch(declared):
        return None
    try:
        return data.decode(ALIASES.get(declared.lower(), declared))
    except (LookupError, UnicodeDecodeError):
        return None


def _detected(data: bytes, origin: str, error: UnicodeDecodeError) -> str:
    if _mostly_utf8(data):
        raise Rejected(origin, f"damaged UTF-8 at byte {error.start}; {SAVE_AS}") from error
    text = read_unmarked(data)
    if text is None:
        raise Rejected(origin, f"not UTF-8, and its encoding cannot be told with certainty; {SAVE_AS}") from error
    return text


def _mostly_utf8(data: bytes) -> bool:
    """True where more letters beyond ASCII are whole in UTF-8 than broken: any other reading would garble those."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    return sum(character > "\x7f" for character in text) - broken > broken
