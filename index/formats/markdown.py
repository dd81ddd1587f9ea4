"""Markdown, with or without front matter."""

from __future__ import annotations

import re
from dataclasses import replace

from index.errors import Rejected
from index.raw import Raw
from index.sources.fields import Fields, given_fields, one_line
from index.text.decode import decode

MAX_FRONT_MATTER = 20_000  # characters
FRONT_MATTER = re.compile(r"---[^\S\n]*\r?\n(?P<lines>(?:.*\n)*?)(?:---|\.\.\.)[^\S\n]*(?:\r?\n|$)")
FIELD = re.compile(r"(?P<name>[A-Za-z_][\w-]*)\s*:(?:\s+(?P<value>.*))?")
ITEM = re.compile(r"\s*-\s+(?P<value>.*)")
PASSED_OVER = re.compile(r"\s*(?:#.*)?|\s+\S.*")  # blank lines, comments, what is nested in a field
HEADING = re.compile(r"#\s+(?P<title>.+?)\s*#*\s*(?:\r?\n|$)")


def read_markdown(raw: Raw) -> Fields:
    """The article's text as written, marks of Markdown included. Raises Rejected.

    Front matter (`---`, lines of `name: value`, `---`) says what the fields of a JSON line say. It is about the
    article, not of it: `text` begins after it.
    """
    text = decode(raw.payload, raw.origin, raw.charset)
    front, text = _part(text)
    try:
        fields = given_fields(front, text)
    except ValueError as error:
        raise Rejected(raw.origin, f"front matter: {error}") from error
    heading = HEADING.match(text.lstrip())
    if fields.title or not heading:
        return fields
    return replace(fields, title=one_line(heading["title"]))


def _part(text: str) -> tuple[dict[str, object], str]:
    """The front matter's fields, and the text after it; no fields where the text begins otherwise."""
    match = FRONT_MATTER.match(text[:MAX_FRONT_MATTER])
    fields = _fields(match["lines"].splitlines()) if match else None
    return (fields, text[match.end() :]) if match and fields else ({}, text)


def _fields(lines: list[str]) -> dict[str, object] | None:
    """The fields of front matter, a subset of YAML: `name: value`, `name: [a, b]` and lists of `- value`.

    None where a line is anything else: then it is an article that begins with a rule.
    """
    fields: dict[str, object] = {}
    items: list[str] | None = None
    for line in lines:
        if field := FIELD.fullmatch(line):
            items = []
            fields[field["name"].lower()] = _value(field["value"] or "") or items
        elif (item := ITEM.fullmatch(line)) and items is not None:
            items.append(_unquoted(item["value"]))
        elif not PASSED_OVER.fullmatch(line):
            return None
    return {name: value for name, value in fields.items() if value}


def _value(written: str) -> str | list[str]:
    written = written.strip()
    if written.startswith("[") and written.endswith("]"):
        return [name for part in written[1:-1].split(",") if (name := _unquoted(part))]
    return _unquoted(written)


def _unquoted(written: str) -> str:
    written = written.strip()
    quoted = len(written) > 1 and written[0] == written[-1] and written[0] in "\"'"
    return written[1:-1] if quoted else written
