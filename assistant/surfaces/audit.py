"""Corrections as they are listed: JSON, and lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.correcting.correction import Audited, OfName, OfWords, Verdict


def audited_as_json(made: Audited) -> dict[str, Any]:
    """A correction as `correct --json` and `corrections --json` print it."""
    from index.correcting.correction import OfCorrection, OfName, OfNothing

    one = made.correction
    common = {"number": one.number, "at": one.at.isoformat(), "by": one.by, "note": one.note}
    common |= {"standing": made.standing, "quotations": made.quotations}
    common |= {"undone_by": made.undone.number if made.undone else None}
    if isinstance(one.of, OfCorrection):
        return {"action": "undo", **common, "undoes": one.of.undoes}
    if isinstance(one.of, OfName):
        return {"action": "alias", **common, "alias": one.of.alias, "before": one.of.before, "after": one.of.name}
    if isinstance(one.of, OfNothing):
        return {"action": "correct", **common, "words": None, "article": {"id": one.of.article, "revision": None}}
    place = one.of.place
    return {
        "action": "correct",
        **common,
        "words": one.of.words,
        "article": {"id": place.article, "revision": place.revision},
        "start": place.span.start,
        "end": place.span.end,
        "before": _verdict_as_json(one.of.before),
        "after": _verdict_as_json(one.of.after),
    }


def _verdict_as_json(verdict: Verdict) -> dict[str, Any]:
    speaker = verdict.speaker
    return {
        "quotation": not verdict.dismissed,
        "speaker": {"name": speaker.name, "role": speaker.role, "actor": speaker.actor} if speaker else None,
    }


def told(made: Audited) -> Iterator[str]:
    """Lines for a terminal: which correction, what it is about, what was and what is."""
    from assistant.render import visible
    from index.correcting.correction import OfCorrection, OfName, OfWords

    one = made.correction
    if isinstance(one.of, OfCorrection):
        what = f"undoes {one.of.undoes}"
    elif made.undone:
        what = f"undone by {made.undone.number}, {made.undone.by}"
    else:
        what = f"{made.standing}, {_many(made.quotations)}"
    yield visible(f"{one.number}: {one.by}, {one.at:%Y-%m-%d %H:%M} UTC; {what}")
    if isinstance(one.of, OfName):
        yield from map(visible, _of_name(one.of))
    elif isinstance(one.of, OfWords):
        yield from _of_words(one.of)
    if one.note:
        yield visible(f"    note: {one.note}")


def _of_name(of: OfName) -> Iterator[str]:
    before = f", and was shown as {of.before}" if of.before else ""
    yield f"    {of.alias} is shown as {of.name}{before}"


def _of_words(of: OfWords) -> Iterator[str]:
    from assistant.render import show_command, visible

    yield visible(f"    “{of.words}”")
    yield f"    {show_command(of.place.article, of.place.span)}"
    yield visible(f"    was: {_verdict(of.before)}")
    yield visible(f"    is: {_verdict(of.after)}")


def _verdict(verdict: Verdict) -> str:
    speaker = verdict.speaker
    if verdict.dismissed:
        return "not a quotation"
    if speaker is None:
        return "speaker not established"
    return ", ".join(filter(None, (speaker.name, speaker.role, f"for {speaker.actor}" if speaker.actor else None)))


def _many(quotations: int) -> str:
    return "1 quotation" if quotations == 1 else f"{quotations:,} quotations"
