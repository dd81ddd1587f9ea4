"""`briefings changes`: quotations that are not what they were, articles that have left, and what rests on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

import typer

from assistant.surfaces.app import Json, app, open_library, print_json, say
from assistant.surfaces.questions import Day, day

if TYPE_CHECKING:
    from assistant.changes import Left, Requoted, Resting, Revised
    from index.quotation import Speaker
    from index.record.citing import Collected


@app.command()
def changes(since: Day = None, as_json: Json = False) -> None:
    """List quotations that changed or vanished with a revision, articles that were removed, and the answers and drafts
    that have either."""
    from assistant.render import visible

    first = day(since)
    moment = datetime.combine(first, time.min, UTC) if first else None
    with open_library() as library:
        found = library.changes(moment)
    changed, gone = found.revised, found.left
    if as_json:
        told = {"since": since, "revised": [_revised_as_json(one) for one in changed]}
        print_json(told | {"removed": [_left_as_json(one) for one in gone]})
        return
    for lines in (*map(_revised, changed), *map(_left, gone)):
        for line in lines:
            typer.echo(visible(line))
    if not changed and not gone:
        say("nothing that is quoted has changed")


def _revised_as_json(one: Revised) -> dict[str, Any]:
    from assistant.contract import article_as_json

    return {
        "article": article_as_json(one.after),
        "before": one.before.revision,
        "at": one.at.isoformat(),
        "quotations": [_requoted_as_json(each, one) for each in one.quotations],
        "answers": [_resting_as_json(each) for each in one.answers],
        "drafts": [_collected_as_json(each) for each in one.drafts],
    }


def _requoted_as_json(each: Requoted, one: Revised) -> dict[str, Any]:
    from assistant.contract import place_as_json

    old, new, wording = each.before, each.after, each.wording
    return {
        "change": "vanished" if new is None else "speaker" if wording and wording.relation == "same" else "words",
        "before": place_as_json(one.before, old.cited) | {"speaker": old.speaker.name if old.speaker else None},
        "after": place_as_json(one.after, new.cited) | {"speaker": new.speaker.name if new.speaker else None}
        if new
        else None,
        "difference": [[change.op, change.ours, change.theirs] for change in wording.difference] if wording else [],
    }


def _left_as_json(one: Left) -> dict[str, Any]:
    gone = one.departure
    return {
        "article": {"id": gone.article, "revision": gone.revision},
        "at": gone.at.isoformat(),
        "taken_down": gone.taken_down,
        "answers": [_resting_as_json(each) for each in one.answers],
        "drafts": [_collected_as_json(each) for each in one.drafts],
    }


def _resting_as_json(each: Resting) -> dict[str, Any]:
    turn = each.first
    named = {"conversation": turn.conversation, "title": turn.title, "turn": turn.turn, "question": turn.question}
    return named | {"asked": turn.asked.isoformat(), "citations": list(each.numbers)}


def _collected_as_json(each: Collected) -> dict[str, Any]:
    return {"draft": each.draft, "title": each.title, "item": each.number}


def _revised(one: Revised) -> Iterator[str]:
    new = one.after
    yield f"{new.id}: revision {new.revision} in place of {one.before.revision}, {one.at:%Y-%m-%d %H:%M} UTC"
    for each in one.quotations:
        words = each.before.cited.of(one.before.text)
        if each.after is None:
            yield f"    vanished: “{words}”"
            continue
        yield f"    was: “{words}” ({_speaker(each.before.speaker)})"
        yield f"    is:  “{each.after.cited.of(new.text)}” ({_speaker(each.after.speaker)})"
        for change in each.wording.difference if each.wording else ():
            yield f"         [-{change.ours}-] {{+{change.theirs}+}}"
    yield from _answers(one.answers)
    yield from _drafts(one.drafts)


def _left(one: Left) -> Iterator[str]:
    gone = one.departure
    yield f"{gone.article}: {'taken down' if gone.taken_down else 'removed'} on {gone.at:%Y-%m-%d %H:%M} UTC"
    yield from _answers(one.answers)
    yield from _drafts(one.drafts)


def _answers(answers: Sequence[Resting]) -> Iterator[str]:
    for each in answers:
        turn, numbers = each.first, ", ".join(f"[{number}]" for number in each.numbers)
        yield f"    cited as {numbers} in turn {turn.turn} of conversation {turn.conversation}: {turn.question}"


def _drafts(drafts: Sequence[Collected]) -> Iterator[str]:
    for each in drafts:
        yield f"    item {each.number} of the draft {each.draft}: {each.title}"


def _speaker(speaker: Speaker | None) -> str:
    return speaker.name if speaker else "speaker not established"
