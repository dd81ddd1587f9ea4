"""Dialogues about the sample archive: what each turn inherits from the one before it, in six languages.

Half of them are held back: they were written before the reading was, and are never read while it is worked on.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.before import Before
from assistant.question import Question
from assistant.understanding.aside import Show, Why, read_aside

DIALOGUES = [json.loads(line) for line in (Path(__file__).parent / "dialogues.jsonl").read_text("utf-8").splitlines()]
ONE_DAY = timedelta(days=1)


def played(assistant: Assistant, turns: list[dict[str, Any]]) -> list[str]:
    """What is not as expected, a line a turn."""
    misses: list[str] = []
    before: Before | None = None
    for turn in turns:
        aside = read_aside(turn["say"]) if before else None
        if "does" in turn or aside:
            if _named(aside) != turn.get("does"):
                misses.append(f"{turn['say']}: {_named(aside)}")
            continue
        result = assistant.ask(turn["say"], before=before)
        found, expected = _slots(result.question, turn, before), _expected(turn, before)
        differing = {name: (expected[name], value) for name, value in found.items() if value != expected[name]}
        if differing:
            misses.append(f"{turn['say']}: {differing}")
        cited = result.citations if isinstance(result, Answer) else ()
        before = Before(question=result.question, cited=cited, earlier=before if result.question.turns else None)
    return misses


def _named(aside: Show | Why | None) -> str | None:
    return f"show {aside.number}" if isinstance(aside, Show) else "why" if aside else None


def _slots(question: Question, turn: dict[str, Any], before: Before | None) -> dict[str, object]:
    who, window = question.who, question.window
    asked = (
        "besides" if who and who.besides else _one_of(who and {who.speaker, who.actor, *_names(question)}, turn["who"])
    )
    return {
        "who": asked,
        "topic": question.topic,
        "since": window.since,
        "until": window.until,
        "outlet": ", ".join(window.outlets) or None,
        "articles_in": ", ".join(window.languages) or None,
        "order": question.order,
        "seen": question.seen,
        "carried": set(question.carried),
    }


def _names(question: Question) -> set[str]:
    return {name for name, _, _ in question.who.speakers} if question.who else set()


def _one_of(names: set[str | None] | None, wanted: str | None) -> str | None:
    """The one that is wanted, where it is among them; any of them where it is not."""
    found = sorted(filter(None, names or ()))
    return wanted if wanted in found else next(iter(found), None)


def _expected(turn: dict[str, Any], before: Before | None) -> dict[str, object]:
    return {
        "who": "besides" if "besides" in turn else turn["who"],
        "topic": turn["topic"],
        "since": _day(turn.get("since"), before),
        "until": _day(turn.get("until"), before),
        "outlet": turn.get("outlet"),
        "articles_in": turn.get("articles_in"),
        "order": turn.get("order", "relevance"),
        "seen": before.places if before and turn.get("more") else frozenset(),
        "carried": set(turn.get("carried", ())),
    }


def _day(written: str | None, before: Before | None) -> date | None:
    """A day as it stands there, or one beside the days of what was cited before."""
    if written is None or before is None:
        return date.fromisoformat(written) if written else None
    if written == "kept":
        return before.question.window.until
    first, last = before.days
    if written in ("before", "after"):
        day = first if written == "before" else last
        return day and (day - ONE_DAY if written == "before" else day + ONE_DAY)
    return date.fromisoformat(written)


@pytest.mark.parametrize("dialogue", DIALOGUES, ids=[one["id"] for one in DIALOGUES])
def test_each_turn_is_read_as_expected(sample_assistant: Assistant, dialogue: dict[str, Any]) -> None:
    assert not played(sample_assistant, dialogue["turns"])
