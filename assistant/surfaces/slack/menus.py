"""What can be said of an answer and of its citations, as elements that Slack shows under them."""

from __future__ import annotations

from typing import get_args

from assistant.surfaces.slack.rich import Block, plain
from index.record.feedback import Says

KEEP = "draft"  # what the menu says beside what can be said of a citation


def remarks_on(place: str, number: int) -> Block:
    """A menu of what can be done with a citation, and said of it."""
    keep = {"text": plain("Add to briefing"), "value": f"{KEEP}:{place}:{number}"}
    options = [{"text": plain(says.capitalize()), "value": f"{says}:{place}:{number}"} for says in get_args(Says)]
    return {"type": "overflow", "action_id": "remark", "options": [keep, *options]}


def feedback_on(place: str) -> Block:
    """The two buttons under an answer."""
    good, bad = (
        {"text": plain(words), "value": f"{says}:{place}", "accessibility_label": words}
        for words, says in (("Good answer", "good"), ("Not what was asked", "not what was asked"))
    )
    feedback = {"type": "feedback_buttons", "action_id": "feedback", "positive_button": good, "negative_button": bad}
    return {"type": "context_actions", "elements": [feedback]}
