"""Who the speakers of an answer are, where a country or a body as a whole, or several speakers, were asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answer import Citation
from assistant.question import Question
from assistant.rendering import same_name
from index.quotation import Speaker


def introduced(question: Question, cited: Sequence[Citation]) -> Iterator[str]:
    """A note that names them with their roles, in the order of the citations; none where they are one. Of several who
    are asked for, one that tells which citations are whose.
    """
    who = question.who
    if who is not None and who.each:
        numbers = [(one.called, [f"[{each.number}]" for each in cited if one.fits(each.speaker)]) for one in who.each]
        told = [f"{name} in {', '.join(those)}" for name, those in numbers if those]
        yield f"Asked for together, each quoted under their own name: {'; '.join(told)}."
        return
    if who is None or who.speaker is not None or who.actor is None or who.besides:
        return
    known: list[Speaker] = []
    for speaker in (one.speaker for one in cited):
        if speaker is None or speaker.name == who.actor:
            continue
        same = next((place for place, one in enumerate(known) if same_name(one.name, speaker.name)), None)
        if same is None:
            known.append(speaker)
        elif known[same].role is None:
            known[same] = speaker
    if len(known) > 1:
        named = (f"{one.name} ({one.role})" if one.role else one.name for one in known)
        yield f"Here {who.actor} speaks through {', '.join(named)}."
