"""One line of Article JSONL."""

from __future__ import annotations

import json

from index.errors import Rejected
from index.raw import Raw
from index.sources.fields import Fields, given_fields


def read_record(raw: Raw) -> Fields:
    """The article of a JSON object: `text`, and the optional fields of `given_fields`. Raises Rejected."""
    found = _parse(raw)
    if not isinstance(found, dict):
        raise Rejected(raw.origin, 'not a JSON object; each line is one article: {"text": "...", ...}')
    text = found.get("text")
    if text is None:
        raise Rejected(raw.origin, '"text" is missing; it is the one field an article must have')
    if not isinstance(text, str):
        raise Rejected(raw.origin, '"text" must be text')
    try:
        return given_fields(found, text)
    except ValueError as error:
        raise Rejected(raw.origin, str(error)) from error


def _parse(raw: Raw) -> object:
    try:
        found: object = json.loads(raw.payload.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise Rejected(raw.origin, f"not UTF-8 at byte {error.start}; JSON Lines are saved as UTF-8") from error
    except json.JSONDecodeError as error:
        raise Rejected(raw.origin, f"broken JSON: {error.msg} at character {error.pos + 1}") from error
    except ValueError as error:  # a number of thousands of digits
        raise Rejected(raw.origin, "broken JSON: a number is too long") from error
    except RecursionError as error:
        raise Rejected(raw.origin, "broken JSON: nested too deeply") from error
    return found
