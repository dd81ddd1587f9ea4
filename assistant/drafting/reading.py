"""Reading: whom a model takes a question to ask for, where code reads nobody in it; only what stands there."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from assistant.model import Model, ModelFailed, Prompt
from prompts import load

TEXT = {"type": ["string", "null"]}
SCHEMA = {
    "type": "object",
    "properties": {"speaker": TEXT, "topic": TEXT},
    "required": ["speaker", "topic"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Two stretches of the question, letter by letter."""

    speaker: str
    topic: str | None


def read(question: str, model: Model) -> Reading | None:
    """What the model reads, as far as it stands in the question; None without a speaker there. Raises ModelFailed."""
    prompt = Prompt(system=load("read-system"), user=load("read-user", question=question), schema=SCHEMA)
    told = _object("".join(piece.text for piece in model.stream(prompt)))
    speaker = _in(question, told.get("speaker"))
    return Reading(speaker=speaker, topic=_in(question, told.get("topic"))) if speaker else None


def _object(text: str) -> dict[str, Any]:
    """The first JSON object in a text."""
    for start in re.finditer("{", text):
        try:
            found, _ = json.JSONDecoder().raw_decode(text, start.start())
        except json.JSONDecodeError:
            continue
        if isinstance(found, dict):
            return found
    raise ModelFailed("the model did not read the question as it was asked to")


def _in(question: str, words: object) -> str | None:
    """The words as the question has them, whole words only."""
    if not isinstance(words, str) or not words.strip():
        return None
    found = re.search(rf"(?<!\w){re.escape(words.strip())}(?!\w)", question, re.IGNORECASE)
    return found.group() if found else None
