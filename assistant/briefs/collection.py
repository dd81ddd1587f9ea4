"""Collection: a draft that people have put together, their quotations in their order between what they have typed.

It is laid out as every draft is. What somebody has typed says so in its own words, whatever the format; of a quotation
there are only the words of the record, the parts that were left out shown as such.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from assistant.answer import Citation
from assistant.briefs.brief import manifest
from assistant.briefs.cited import byline, footnote, quoted
from assistant.briefs.labels import Labels
from assistant.briefs.page import Block, Heading, Page, Paragraph, Said
from assistant.contract import citation_as_json
from assistant.standing import Gone, Revised
from index.drafts import Draft, Item, Typed


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A place that was collected. `citation` has the number of its footnote and is None where the article has left;
    `become` is what has become of the place, where it is not as it was.
    """

    item: Item
    citation: Citation | None
    become: Revised | Gone | None

    @property
    def words(self) -> str | None:
        """What is shown of it."""
        return self.item.shown(self.citation.article.text) if self.citation else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """`made` is the day on which it is as it is here."""

    draft: Draft
    made: date
    parts: tuple[Quoted | Typed, ...]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """In the order of the footnotes."""
        return tuple(one.citation for one in self.parts if isinstance(one, Quoted) and one.citation is not None)


def lay_out(collection: Collection, labels: Labels) -> Page:
    """Headings become sections; a note stands below its quotation."""
    draft = collection.draft
    quotations = len(collection.citations)
    return Page(
        title=draft.title,
        subtitle=labels("collected", day=labels.day(collection.made), by=draft.by, quotations=quotations),
        language=labels.language,
        blocks=tuple(_blocks(collection.parts, labels)),
        notes={
            one.citation.number: footnote(one.citation, labels, *_beside(one, labels))
            for one in collection.parts
            if isinstance(one, Quoted) and one.citation is not None
        },
    )


def _blocks(parts: Iterable[Quoted | Typed], labels: Labels) -> Iterator[Block]:
    for one in parts:
        if isinstance(one, Quoted):
            yield from _quoted(one, labels)
        elif one.kind == "heading":
            yield Heading(level=1, text=f"{one.text} [{labels('typed', by=one.by)}]")
        else:
            yield from _typed(labels("typed", by=one.by), one.text)


def _quoted(one: Quoted, labels: Labels) -> Iterator[Block]:
    citation, become = one.citation, one.become
    if citation is not None and one.words is not None:
        yield Said(
            words=one.words,
            marked=quoted(citation),
            by=" · ".join(filter(None, (byline(citation, labels), _become(become, labels)))),
            note=citation.number,
            language=citation.article.language,
        )
    else:
        yield Paragraph(inlines=(f"[{_become(become or Gone(), labels)}]",))
    yield from _typed(labels("note"), one.item.note)


def _typed(mark: str, text: str) -> Iterator[Block]:
    """Every line on its own: one that stands alone somewhere says by itself whose it is."""
    for line in filter(str.strip, text.splitlines()):
        yield Paragraph(inlines=(f"[{mark}] ", line.strip()), typed=True)


def _beside(one: Quoted, labels: Labels) -> Iterator[str]:
    if one.item.elided:
        yield labels("elided", places=", ".join(f"{part.start}:{part.end}" for part in one.item.elided))
    if become := _become(one.become, labels):
        yield become


def _become(become: Revised | Gone | None, labels: Labels) -> str | None:
    if isinstance(become, Revised):
        return labels("revised_same" if become.same_words else "revised_other", now=become.now)
    if isinstance(become, Gone):
        return labels("taken_down" if become.taken_down else "gone", day=labels.day(become.on))
    return None


def collection_as_json(collection: Collection) -> dict[str, Any]:
    """The object of a .json file; `verify` reads it. Texts that people have typed are under `typed`, and there only."""
    draft = collection.draft
    return {
        "title": draft.title,
        "by": draft.by,
        "created": draft.created.isoformat(),
        "made": collection.made.isoformat(),
        "parts": [_part_as_json(one) for one in collection.parts],
        "citations": [
            citation_as_json(one.citation) | {"quote": one.words}
            for one in collection.parts
            if isinstance(one, Quoted) and one.citation is not None
        ],
        "manifest": [asdict(one) for one in manifest(collection.citations)],
    }


def _part_as_json(one: Quoted | Typed) -> dict[str, Any]:
    if isinstance(one, Typed):
        return {"kind": one.kind, "typed": one.text, "by": one.by}
    return {
        "kind": "quotation",
        "citation": one.citation.number if one.citation else None,
        "elided": [[part.start, part.end] for part in one.item.elided],
        "typed": one.item.note,
        "become": become_as_json(one.become),
    }


def become_as_json(become: Revised | Gone | None) -> dict[str, Any] | None:
    """What has become of a place; `now` is the revision that answers see, `on` the day on which the article left."""
    if isinstance(become, Revised):
        return {"what": "same words" if become.same_words else "other words", "now": become.now, "on": None}
    if isinstance(become, Gone):
        what = "taken down" if become.taken_down else "gone"
        return {"what": what, "now": None, "on": become.on.isoformat() if become.on else None}
    return None
