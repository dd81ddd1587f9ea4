"""Gathered -> Prompt: the question, and the evidence numbered, fenced and labelled as data."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256

from babel import Locale, UnknownLocaleError

from assistant.evidence import Evidence, Gathered
from assistant.model import Prompt
from assistant.question import Question
from prompts import load

MAX_CLAIMS = 6
TURNS = 4  # questions before, the last ones
ASCII_CHARS_A_TOKEN = 3.2  # few in English news; an estimate errs to the side of too many
OTHER_BYTES_A_TOKEN = 2.0  # Cyrillic takes about one token a letter with older tokenizers, Georgian more


def compose(gathered: Gathered, *, tokens: int, pieces: int | None = None) -> Prompt:
    """The prompt for what was gathered: as much evidence as `tokens` hold, the best first, `pieces` at most."""
    evidence = within(gathered.citable[:pieces], tokens)
    lines = "\n".join(json.dumps(_told(one), ensure_ascii=False) for one in evidence)
    system = load("answer-system", claims=str(MAX_CLAIMS), language=language_name(gathered.question.language))
    user = load(
        "answer-user",
        turns=_turns(gathered.question),
        question=gathered.question.text,
        fence=sha256(lines.encode("utf-8", "replace")).hexdigest()[:12],  # no text can contain its own
        evidence=lines,
    )
    return Prompt(system=system, user=user, schema=reply_schema([one.number for one in evidence]))


def within(evidence: Sequence[Evidence], tokens: int) -> Sequence[Evidence]:
    """The first pieces that fit into so many tokens, and at least one."""
    left = float(tokens)
    for count, one in enumerate(evidence):
        left -= estimate(json.dumps(_told(one), ensure_ascii=False))
        if left < 0 and count:
            return evidence[:count]
    return evidence


def estimate(text: str) -> float:
    """About how many tokens a text is; tokenizers are downloads, and each endpoint has its own."""
    size = len(text.encode("utf-8", "replace"))
    ascii_chars = sum(character.isascii() for character in text)
    return ascii_chars / ASCII_CHARS_A_TOKEN + (size - ascii_chars) / OTHER_BYTES_A_TOKEN


def reply_schema(numbers: Sequence[int]) -> Mapping[str, object]:
    """JSON Schema of a reply: sentences, each with numbers out of those of the evidence."""
    evidence = {"type": "array", "items": {"type": "integer", "enum": list(numbers)}}
    claim = _object({"text": {"type": "string"}, "evidence": evidence})
    return _object({"claims": {"type": "array", "items": claim}})


def _object(properties: Mapping[str, object]) -> dict[str, object]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,  # strict modes ask for it
    }


def _told(evidence: Evidence) -> dict[str, object]:
    """What a model is told of a piece of evidence; a JSON line each, so that no text breaks out of its place."""
    article, quotation = evidence.article, evidence.quotation
    speaker = evidence.speaker
    told = {
        "number": evidence.number,
        "kind": "passage" if quotation is None else "reported" if evidence.reported else "quotation",
        "speaker": speaker.name if speaker else None,
        "role": speaker.role if speaker else None,
        "speaks for": speaker.actor if speaker else None,
        "outlet": article.outlet,
        "published": article.day.isoformat() if article.day else None,
        "said on": quotation.said_on.isoformat() if quotation and quotation.said_on else None,
        "text": evidence.text,
    }
    return {name: value for name, value in told.items() if value is not None}


def language_name(code: str | None) -> str:
    """The English name of a language, for a prompt."""
    try:
        return (code and Locale(code).get_display_name("en")) or "the language of the question"
    except (UnknownLocaleError, ValueError):
        return "the language of the question"


def _turns(question: Question) -> str:
    """The questions that this one leans on, and what it asks for when it is read with them."""
    if not question.turns:
        return ""
    window, who = question.window, question.who
    asks = {
        "about whom": who.called if who else None,
        "to": question.to,
        "topic": question.topic,
        "since": window.since.isoformat() if window.since else None,
        "until": window.until.isoformat() if window.until else None,
    }
    turns = [f"- {text}" for text in question.turns[-TURNS:]]
    read = "; ".join(f"{name}: {value}" for name, value in asks.items() if value)
    return "\n".join(["Asked before:", *turns, f"With that, the question asks for: {read or 'anything said'}", ""])
