"""Checked -> the object that every JSON output has of it, and sentences for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.checking.align import Change, Leap
from assistant.checking.checked import Checked, Place
from assistant.contract import article_as_json
from index.attribute import shown
from index.quotation import Speaker

CHANGES = 6  # differences that are told; JSON has all
TOLD_CHARACTERS = 120  # of what was left out


def checked_as_json(checked: Checked) -> dict[str, Any]:
    """What `verify --json` has of each quotation."""
    asked = checked.asked
    return {
        "verdict": checked.verdict,
        "sound": checked.sound,
        "faults": list(checked.faults),
        "quote": asked.text,
        "speaker": asked.speaker,
        "identical": checked.identical,
        "difference": [[one.op, one.quoted, one.there] for one in checked.changes],
        "left_out": [{"text": one.left_out, "shown": one.shown, "back": one.back} for one in checked.leaps],
        "misreported": list(checked.misreported),
        "places": [place_as_json(one) for one in checked.places],
        "elsewhere": [place_as_json(one) for one in checked.elsewhere],
        "why": list(reasons(checked)),
    }


def place_as_json(place: Place) -> dict[str, Any]:
    """A place in the archive, and who speaks there as the record has it."""
    quotation, speaker = place.quotation, _speaker(place)
    return {
        "article": article_as_json(place.article),
        "start": place.span.start,
        "end": place.span.end,
        "text": place.text,
        "kind": quotation.kind if quotation else None,
        "quoted": place.quoted,
        "speaker": {"name": speaker.name, "role": speaker.role, "actor": speaker.actor} if speaker else None,
        "current": place.current,
    }


def _speaker(place: Place) -> Speaker | None:
    quotation = place.quotation
    return quotation.speaker if quotation and shown(quotation) else None


def said_by(place: Place) -> str:
    """Who says it there, as the record has it."""
    speaker = _speaker(place)
    if speaker is not None:
        return ", ".join(filter(None, (speaker.name, speaker.role)))
    return "speaker not established" if place.quoted else "the article's own words"


def reasons(checked: Checked) -> Iterator[str]:
    """What is wrong, a sentence a fault; nothing where nothing is."""
    for fault in checked.faults:
        match fault:
            case "not found":
                yield "nothing in the archive has these words, or nearly these"
            case "altered":
                yield from map(_changed, checked.changes[:CHANGES])
                if len(checked.changes) > CHANGES:
                    yield f"and {len(checked.changes) - CHANGES} more differences"
            case "stitched":
                yield from _joined(checked)
            case "not quoted":
                yield "the article says this in its own words; nobody is quoted with it there"
            case "other speaker":
                yield f"not {checked.asked.speaker}: the article has it from {said_by(checked.places[0])}"
            case "removed":
                yield f"the article {checked.asked.claimed.article} was removed from the archive"
            case "superseded":
                place = checked.places[0]
                yield f"stands in revision {place.article.revision} of {place.article.id}, and not in the present one"
            case "misplaced":
                place = checked.places[0]
                yield f"stands in {place.article.id} at {place.span.start}:{place.span.end}, not where it is said to"
            case "misreported":
                yield from _told_otherwise(checked)
            case "unconfirmed":
                yield f"the archive does not establish that {checked.asked.speaker} says it"


def _changed(change: Change) -> str:
    match change.op:
        case "delete":
            return f"leaves out “{change.there}”"
        case "insert":
            return f"“{change.quoted}” is not in the article"
        case _:
            return f"has “{change.quoted}” where the article has “{change.there}”"


def _joined(checked: Checked) -> Iterator[str]:
    if len(checked.places) > 1:
        yield "joined out of " + " and ".join(place.article.id for place in checked.places)
        return
    open_ones = [leap for leap in checked.leaps if leap.back or not leap.shown]
    yield from map(_leapt, open_ones)
    if not open_ones:
        yield "joined out of the words of more than one speaker"


def _leapt(leap: Leap) -> str:
    if leap.back:
        return "joined out of parts that stand in another order in the article"
    if not leap.left_out:
        return "joined out of two quotations without a sign"
    words = " ".join(leap.left_out.split())
    words = words if len(words) <= TOLD_CHARACTERS else words[:TOLD_CHARACTERS].rstrip() + "…"
    return f"joined without a sign over “{words}”"


def _told_otherwise(checked: Checked) -> Iterator[str]:
    article, claimed = checked.places[0].article, checked.asked.claimed
    if "outlet" in checked.misreported:
        yield f"the outlet is {article.outlet}, not {claimed.outlet}"
    if "published" in checked.misreported:
        yield f"published on {article.day}, not {claimed.published}"
