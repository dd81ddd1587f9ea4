"""Fields: what a format says about its article, and how given values are checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from index.dates import MAX_SHOWN, read_date
from index.text.language import language_code

MAX_ID = 512  # characters
MAX_LABEL = 2_000  # characters of a title, outlet, author or address
TRACKING = re.compile(r"utm_\w+|fbclid|gclid|yclid")  # parameters that say who sent the reader, not what is read
KINDS = {bool: "true or false", int: "a number", float: "a number with a fraction", list: "a list", dict: "an object"}
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
UNSTORABLE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """An Article before its identity is settled; None where the format does not say."""

    text: str
    id: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()


def given_fields(given: Mapping[str, object], text: str) -> Fields:
    """The fields of a mapping with the names of Article JSONL, checked; unknown names are passed over.

    Raises ValueError, naming the field, where a value is of the wrong type or makes no sense.
    """
    url = _label(given, "url")
    published = _label(given, "published") or _label(given, "date")
    return Fields(
        text=text,
        id=_id(given.get("id")),
        url=canonical(url) if url else None,
        title=_label(given, "title"),
        outlet=_label(given, "outlet") or _label(given, "source"),
        published=_published(published) if published else None,
        language=_language(_label(given, "language")),
        authors=_authors(given.get("authors")),
    )


def canonical(url: str) -> str:
    """A web address without what does not change the article: fragment, tracking, letter case of the host.

    Raises ValueError where it is not an address of the web.
    """
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname
    except ValueError:  # a bracket that is no IPv6 address
        host = None
    if not host or parts.scheme not in ("http", "https"):
        raise ValueError(f'"url" must be a web address beginning with http:// or https://, not {url[:MAX_SHOWN]!r}')
    query = parts.query
    if TRACKING.search(query):
        pairs = parse_qsl(query, keep_blank_values=True)
        query = urlencode([(name, value) for name, value in pairs if not TRACKING.fullmatch(name)])
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path or "/", query, ""))


def one_line(value: str) -> str | None:
    """A label in one line without control characters, None where nothing is left."""
    return " ".join(CONTROL.sub(" ", value).split()) or None


def _label(given: Mapping[str, object], name: str) -> str | None:
    value = given.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise ValueError(f'"{name}" must be text, not {_kind(value)}')
    return _checked(name, value)


def _checked(name: str, value: str) -> str | None:
    if len(value) > MAX_LABEL:
        raise ValueError(f'"{name}" has {len(value):,} characters, more than {MAX_LABEL:,}')
    if not sound(value):
        raise ValueError(f'"{name}" has a NUL character or half of a surrogate pair')
    return one_line(value)


def sound(text: str) -> bool:
    """False for text that no store can keep: NUL characters and halves of surrogate pairs."""
    return UNSTORABLE.search(text) is None


def _id(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError(f'"id" must be text or a whole number, not {_kind(value)}')
    name = str(value)
    if not name.strip():
        raise ValueError('"id" is empty; leave it out to have one made from the url or the text')
    if len(name) > MAX_ID:
        raise ValueError(f'"id" has {len(name):,} characters, more than {MAX_ID}')
    if CONTROL.search(name) or not sound(name):
        raise ValueError('"id" has control characters')
    return name


def _published(value: str) -> date:
    try:
        return read_date(value)
    except ValueError as error:
        raise ValueError(f'"published": {error}') from error


def _language(value: str | None) -> str | None:
    if value is None:
        return None
    code = language_code(value)
    if code is None:
        raise ValueError(f'"language" must be a two-letter code such as "en" or "hy", not {value[:MAX_SHOWN]!r}')
    return code


def _authors(value: object) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else value
    if names is None:
        return ()
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ValueError('"authors" must be a list of names')
    return tuple(author for name in names if (author := _checked("authors", name)))


def _kind(value: object) -> str:
    """The name of a JSON value's type, for a message."""
    return KINDS.get(type(value), "something else")
