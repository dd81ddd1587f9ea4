"""How an answer came about, a line a step: for users who must trust it, and for those who work on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assistant.evidence import Evidence
from assistant.gathering.bearing import ENOUGH, Bearing
from assistant.question import Question

NAMED = 8  # speakers that are listed by name
LISTED = 20  # pieces of evidence that are listed
SHOWN_CHARACTERS = 60


def explain(
    question: Question, articles: int, quotations: int, looked_at: Sequence[tuple[Evidence, Bearing | None]], kept: int
) -> tuple[str, ...]:
    """The steps from the question to what is cited.

    `quotations` by whom was asked for are in the window of `articles`; `looked_at` is what was compared with the topic,
    the best first; `kept` of it is cited.
    """
    looked_in = f"looked in: {articles} articles"
    selected = (*_selected(question, quotations), *_learned(evidence for evidence, _ in looked_at[:kept]))
    return (*_reading(question), looked_in, *selected, *_ranked(looked_at, kept))


def _reading(question: Question) -> Iterator[str]:
    yield f"language of the question: {question.language or 'not told'}"
    who = question.who
    if who is None:
        yield "asked for: nobody in particular"
    else:
        names = sorted({name for name, _, _ in who.speakers})
        more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        fits = ", ".join(names[:NAMED]) + more if names else "nobody in the archive"
        yield f"asked for: {who.called}; that fits {fits}"
    if question.to is not None:
        yield f"spoken to: {question.to}, whose name is compared with the topic"
    yield f"topic: {question.topic or 'anything'}"
    within = [*question.window.outlets, *question.window.languages]
    if within:
        yield f"only articles of: {', '.join(within)}"


def _selected(question: Question, quotations: int) -> Iterator[str]:
    if question.who is not None:
        yield f"selected by who and when: {quotations} quotations that are surely theirs"


def _learned(cited: Iterable[Evidence]) -> Iterator[str]:
    """Whom the speakers speak for, where the archive has that from other articles than those cited."""
    speakers = [one.quotation.speaker for one in cited if one.quotation is not None and one.shown]
    for speaker in dict.fromkeys(speakers):
        if speaker is not None and speaker.actor_from is not None:
            day = f" of {speaker.actor_from.day}" if speaker.actor_from.day else ""
            yield f"{speaker.name} speaks for {speaker.actor}: known from {speaker.actor_from.article}{day}"


def _ranked(looked_at: Sequence[tuple[Evidence, Bearing | None]], kept: int) -> Iterator[str]:
    if not looked_at:
        return
    yield (
        f"compared with the topic: {len(looked_at)}; enough is a score of {ENOUGH}, from the shares of the topic's"
        " words in the sentence / near it / in the headline / with others alone, and the nearness of meaning of the"
        " sentence / its passage"
    )
    for place, (evidence, bearing) in enumerate(looked_at[:LISTED]):
        yield f"{_verdict(place, kept, bearing)}: {_measures(bearing)}{_named(evidence)}"


def _verdict(place: int, kept: int, bearing: Bearing | None) -> str:
    if bearing is not None and not bearing.enough:
        return "not on the topic"
    return "on the topic" if place < kept else "less to the point, or shown already"


def _measures(bearing: Bearing | None) -> str:
    if bearing is None:
        return ""
    parts = (bearing.coverage, bearing.near, bearing.headline, bearing.others)
    words = "in another language" if bearing.across else "words " + " / ".join(f"{part:.0%}" for part in parts)
    return f"score {bearing.score:+.1f}: {words}, meaning {bearing.margin:+.3f} / {bearing.around:+.3f} "


def _named(evidence: Evidence) -> str:
    who = f"{evidence.speaker.name}: " if evidence.speaker else ""
    text = " ".join(evidence.text.split())
    return who + (text if len(text) <= SHOWN_CHARACTERS else text[:SHOWN_CHARACTERS].rstrip() + "…")
