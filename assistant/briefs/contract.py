"""Briefing -> the object that `draft --json` prints; `verify` reads it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from assistant.briefs.briefing import Briefing, LeftOut, Stamp
from assistant.briefs.collection import become_as_json
from assistant.contract import citation_as_json, read_as


def briefing_as_json(briefing: Briefing) -> dict[str, Any]:
    return {
        "title": briefing.title,
        "question": briefing.question.text,
        "read_as": read_as(briefing.question),
        "made": briefing.made.isoformat(),
        "sections": [asdict(one) for one in briefing.sections],
        "summary": [{"text": one.text, "citations": list(one.citations)} for one in briefing.summary],
        "events": [
            {
                "title": one.title,
                "day": one.day.isoformat() if one.day else None,
                "citations": list(one.citations),
                "outlets": list(one.outlets),
            }
            for one in briefing.events
        ],
        "citations": [citation_as_json(one) for one in briefing.citations],
        "shortened": list(briefing.shortened),
        "lines": [{"citation": number, "line": line} for number, line in briefing.lines],
        "disputed": [list(pair) for pair in briefing.disputed],
        "silent": list(briefing.silent),
        "articles": briefing.articles,
        "left_out": [_left_out(one) for one in briefing.left_out],
        "seen": [[article, revision, span.start, span.end] for article, revision, span in briefing.seen],
        "stamps": [_stamp(one) for one in briefing.stamps],
        "notes": list(briefing.notes),
        "manifest": [asdict(one) for one in briefing.manifest],
    }


def _left_out(one: LeftOut) -> dict[str, Any]:
    return {"why": one.why, "citation": citation_as_json(one.citation) | {"quote": one.words}}


def _stamp(one: Stamp) -> dict[str, Any]:
    return {"number": one.number, "source": one.source, "become": become_as_json(one.become)}
