"""An answer as the Markdown of a chat message: quotations as they stand, each with a numbered link to its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.answer import Answer, Citation, Claim, Refusal
from assistant.briefs.markdown import escaped
from assistant.contract import notes
from assistant.render import BESIDE, visible, with_marks
from assistant.surfaces.web.original import original

NEAREST = "Nearest, and no answer to this:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """Where the text links to a citation, from `start` to `end` in characters."""

    citation: Citation
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A message, and its numbered links; each citation's own one, where its words are."""

    text: str
    markers: tuple[Marker, ...]

    def until(self, stops: Sequence[str]) -> Spoken:
        """The message up to the first of these that stands in it."""
        found = [at for stop in stops if stop and (at := self.text.find(stop)) >= 0]
        if not found:
            return self
        end = min(found)
        return Spoken(text=self.text[:end], markers=tuple(one for one in self.markers if one.end <= end))


def spoken(result: Answer | Refusal, told: Iterable[str] = ()) -> Spoken:
    """The answer so far; `told` are notes beside its own."""
    text, markers = "", []
    for piece in _pieces(result, told):
        if isinstance(piece, Citation):
            marker, rest = _marker(piece), _cited(piece)
            start = len(text) + rest.index(marker)
            markers.append(Marker(citation=piece, start=start, end=start + len(marker)))
            text += rest
        else:
            text += piece
    return Spoken(text=text.rstrip("\n"), markers=tuple(markers))


def address_of(citation: Citation) -> str | None:
    """The page of a citation, opening at its words where browsers can."""
    return original(citation.article.url, citation.quote)


def _pieces(result: Answer | Refusal, told: Iterable[str]) -> Iterator[str | Citation]:
    if isinstance(result, Answer):
        known = {one.number: one for one in result.citations}
        if result.mode == "model":
            yield from (_claim(claim, known) for claim in result.claims)
        if not result.whole:
            return
        yield from result.citations
        for relation, cited in groupby(result.context, key=lambda one: one.beside):
            yield f"*{BESIDE[relation] if relation else 'On the same matter'}:*\n\n"
            yield from cited
    else:
        yield f"{_plain(result.reason)}\n\n"
        if result.nearest:
            yield f"*{NEAREST}*\n\n"
        yield from result.nearest
    for note in (*notes(result), *told):
        yield f"*{_plain(note)}*\n\n"


def _claim(claim: Claim, known: dict[int, Citation]) -> str:
    numbers = "".join(_marker(known[number]) for number in claim.citations if number in known)
    return f"{_plain(claim.text)} {numbers}\n\n"


def _cited(citation: Citation) -> str:
    """The words in a block quotation, and under them who said them and where that is told."""
    words = escaped(visible(with_marks(citation))).replace("\n", "\n> ")
    return f"> {words} {_marker(citation)}\n>\n> — {_told(citation)}\n\n"


def _told(citation: Citation) -> str:
    speaker, article = citation.speaker, citation.article
    if speaker is not None:
        actor = f"for {_plain(speaker.actor)}" if speaker.actor else None
        who = ", ".join(filter(None, (f"**{_plain(speaker.name)}**", _plain(speaker.role or ""), actor)))
    else:
        who = "a passage" if citation.kind == "passage" else "speaker not established"
    reported = "reported speech" if citation.kind == "indirect" else None
    day = article.day.isoformat() if article.day else None
    return "; ".join(filter(None, (who, reported, _plain(article.outlet or ""), day)))


def _marker(citation: Citation) -> str:
    address = address_of(citation)
    if address is None:
        return f"[{citation.number}]"
    # In a link's address, marks of Markdown are as good as written out.
    return f"[[{citation.number}]]({address.replace('(', '%28').replace(')', '%29')})"


def _plain(text: str) -> str:
    """Text of which nothing is markup, in one line."""
    return escaped(" ".join(visible(text).split()))
