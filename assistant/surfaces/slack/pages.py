"""A turn of a conversation as messages of Slack, each within its limits and none of them broken inside a citation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from assistant.answer import Answer, Citation, Claim, Refusal
from assistant.contract import notes
from assistant.render import BESIDE, beneath, reading, with_marks
from assistant.surfaces.slack.menus import feedback_on, remarks_on
from assistant.surfaces.slack.rich import (
    MAX_ADDRESS,
    Block,
    actions,
    button,
    length,
    lines,
    link_of,
    plain,
    quoted,
    rich,
    section,
    shortened,
    small,
    text,
)
from assistant.turn import Explained, Shown, Turn

# Of a message, https://docs.slack.dev/reference/methods/chat.postMessage: 50 blocks; 40,000 characters, of which a
# screen shows far fewer.
MAX_BLOCKS = 45
MAX_CHARACTERS = 12_000
MAX_QUOTE = 10_000  # a longer one is elided, and its whole is in its article
STEPS = 30  # of an explanation

Piece = tuple[Block, ...]


def messages(turn: Turn) -> list[list[Block]]:
    """The turn's messages, one at least, each a list of blocks."""
    return packed(_pieces(turn))


def packed(pieces: Iterable[Piece]) -> list[list[Block]]:
    """The pieces as few messages, each within the limits."""
    filled: list[list[Block]] = [[]]
    for piece in pieces:
        size = sum(map(length, filled[-1])) + sum(map(length, piece))
        if filled[-1] and (len(filled[-1]) + len(piece) > MAX_BLOCKS or size > MAX_CHARACTERS):
            filled.append([])
        filled[-1].extend(piece)
    return filled


def worded(claims: Iterable[Claim]) -> list[Block]:
    """A model's sentences with the numbers of what each rests on."""
    return [
        rich(section(text(claim.text), text(" " + "".join(f"[{n}]" for n in claim.citations), bold=True)))
        for claim in claims
    ]


def read_so(reply: Answer | Refusal) -> Block:
    """How the question was read."""
    return small(reading(reply.question))


def notice(words: str) -> list[Block]:
    """A message of ours in one block."""
    return [rich(section(text(words)))]


def summary(turn: Turn) -> str:
    """A turn in one line, for where blocks are not shown, such as a notification."""
    reply = turn.reply
    if isinstance(reply, Answer):
        number = len(reply.citations)
        return f"{number} quotation{'' if number == 1 else 's'}"
    return "No answer in the archive" if isinstance(reply, Refusal) else "Regional Briefings"


def _pieces(turn: Turn) -> Iterator[Piece]:
    """What must stay together, in order."""
    reply = turn.reply
    if isinstance(reply, Answer | Refusal):
        yield (read_so(reply),)
        yield from _answer(turn, reply) if isinstance(reply, Answer) else _refusal(turn, reply)
        for note in notes(reply):
            yield (small(note),)
        if isinstance(reply, Answer):
            place = place_of(turn)
            yield (
                actions(button("More", "more", place), button("Latest only", "latest", place)),
                feedback_on(place),
            )
    elif isinstance(reply, Shown):
        yield (shown(reply),)
    elif isinstance(reply, Explained):
        yield from ((small(step),) for step in reply.steps[:STEPS])
    else:
        yield (rich(section(text(reply.reason))),)


def _answer(turn: Turn, answer: Answer) -> Iterator[Piece]:
    if answer.mode == "model":
        yield from ((block,) for block in worded(answer.claims))
    translated = {one.number: one for one in answer.translations}
    for one in answer.citations:
        beside = translated.get(one.number)
        yield cited(one, place_of(turn), f"translation by {beside.by}: {beside.text}" if beside else None)
    for relation, pieces in groupby(answer.context, key=lambda one: one.beside):
        heading = rich(section(text(f"{BESIDE[relation] if relation else 'On the same matter'}:", italic=True)))
        for number, one in enumerate(pieces):
            yield (*(() if number else (heading,)), *cited(one, place_of(turn)))


def _refusal(turn: Turn, refusal: Refusal) -> Iterator[Piece]:
    yield (rich(section(text(refusal.reason))),)
    for number, one in enumerate(refusal.nearest):
        heading = rich(section(text("Nearest, and no answer to this:", italic=True)))
        yield (*(() if number else (heading,)), *cited(one, place_of(turn)))


def cited(citation: Citation, place: str | None = None, translation: str | None = None) -> Piece:
    """The words, what stands under them, and what can be done with them where the `place` of its answer is known."""
    words = with_marks(citation)
    elided = [text(" […] shortened here; its whole is in its article", italic=True)] if len(words) > MAX_QUOTE else []
    told = list(beneath(citation))
    parts = [quoted(text(f"[{citation.number}] ", bold=True), text(words[:MAX_QUOTE]), *elided)]
    if translation is not None:
        parts.append(section(text(translation[:MAX_QUOTE], italic=True)))
    parts.append(section(*lines(told)))
    buttons = [button("In context", "context", f"{place}:{citation.number}")] if place else []
    address = next(filter(None, map(link_of, told)), None)
    if address is not None and len(address) <= MAX_ADDRESS:
        # A button, for a link in the text might unfurl.
        buttons.append({"type": "button", "text": plain("Open page"), "action_id": "page", "url": address})
    if place:
        buttons.append(remarks_on(place, citation.number))
    return (rich(*parts), actions(*buttons)) if buttons else (rich(*parts),)


def place_of(turn: Turn) -> str:
    """What a button knows its answer by."""
    return f"{turn.conversation}:{turn.number}"


def shown(reply: Shown) -> Block:
    """A citation in its article, around its words."""
    citation, around = reply.citation, reply.around
    article = citation.article
    head = (article.title, article.outlet, article.day.isoformat() if article.day else None)
    told = " · ".join(shortened(part) for part in head if part) or "source and date not known"
    before = article.text[around.start : citation.span.start]
    after = article.text[citation.span.end : around.end]
    own = citation.span.of(article.text)[:MAX_QUOTE]
    body = [text(before)] if before else []
    body.append(text(own, bold=True))
    body += [text(after)] if after else []
    return rich(section(text(told, italic=True)), section(*body))
