"""Collection: a draft that people have put together, their quotations in their order between what they have typed.

It is laid out as every draft is. What somebody has typed says so in its own words, whatever the format; of a quotation
there are only the words of the record, the parts that were left out shown as such.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from assistant.answer import Citation
from assistant.briefs.brief import manifest
from assistant.briefs.cited import by_rule, byline, footnote, quoted
from assistant.briefs.labels import Labels
from assistant.briefs.page import Block, Heading, Page, Paragraph, Said
from assistant.briefs.rules import Allowed, Embargo
from assistant.briefs.told import told
from assistant.checking.check import Verified
from assistant.checking.report import checked_as_json
from assistant.contract import citation_as_json
from assistant.standing import Gone, Revised
from index.record.drafts import Draft, Item, Typed, elided

Become = Revised | Gone | Embargo


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A place that was collected. `allowed` is what is shown of it, with the number of its footnote: None where the
    article has left, or its words are under embargo. `become` is what has become of the place, where it is not as it
    was, and `checked` what the quotations in its note are to the archive.
    """

    item: Item
    allowed: Allowed | None
    become: Become | None
    checked: tuple[Verified, ...] = ()

    @property
    def citation(self) -> Citation | None:
        return self.allowed.citation if self.allowed else None

    @property
    def words(self) -> str | None:
        """What is shown of it, an ellipsis for each part that an editor has left out."""
        if self.allowed is None:
            return None
        citation = self.allowed.citation
        return elided(citation.article.text, citation.span, self.allowed.elided)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What somebody has typed, with what the quotations in it are to the archive."""

    item: Typed
    checked: tuple[Verified, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """`made` is the day on which it is as it is here."""

    draft: Draft
    made: date
    parts: tuple[Quoted | Written, ...]

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
        author=draft.by,
        blocks=tuple(_blocks(collection.parts, labels)),
        notes={
            one.citation.number: footnote(one.citation, labels, *_beside(one, labels))
            for one in collection.parts
            if isinstance(one, Quoted) and one.citation is not None
        },
    )


def _blocks(parts: Iterable[Quoted | Written], labels: Labels) -> Iterator[Block]:
    for one in parts:
        if isinstance(one, Quoted):
            yield from _quoted(one, labels)
        elif one.item.kind == "heading":
            yield Heading(level=1, text=f"{one.item.text} [{labels('typed', by=one.item.by)}]")
            yield from told(one.checked, labels)
        else:
            yield from _typed(labels("typed", by=one.item.by), one.item.text, one.checked, labels)


def _quoted(one: Quoted, labels: Labels) -> Iterator[Block]:
    citation, become = one.citation, one.become
    if citation is not None and one.words is not None:
        yield Said(
            words=one.words,
            marked=quoted(citation),
            by=" · ".join(filter(None, (byline(citation, labels), _become(become, labels)))),
            note=citation.number,
            language=citation.article.language,
            shortened=one.allowed is not None and one.allowed.shortened,
        )
    else:
        yield Paragraph(inlines=(f"[{_become(become or Gone(), labels)}]",))
    yield from _typed(labels("note"), one.item.note, one.checked, labels)


def _typed(mark: str, text: str, checked: Sequence[Verified], labels: Labels) -> Iterator[Block]:
    """Every line on its own: one that stands alone somewhere says by itself whose it is. Below it stands what the
    quotations are that begin in it.
    """
    end = 0
    for line in text.splitlines(keepends=True):
        start, end = end, end + len(line)
        if line.strip():
            yield Paragraph(inlines=(f"[{mark}] ", line.strip()), typed=True)
            yield from told([one for one in checked if one.at and start <= one.at.start < end], labels)


def _beside(one: Quoted, labels: Labels) -> Iterator[str]:
    if (allowed := one.allowed) is None:
        return
    if allowed.elided:
        yield labels("elided", places=", ".join(f"{part.start}:{part.end}" for part in allowed.elided))
    yield from by_rule(allowed.citation, labels, shortened=allowed.shortened, line=allowed.line)
    if become := _become(one.become, labels):
        yield become


def _become(become: Become | None, labels: Labels) -> str | None:
    match become:
        case Revised():
            return labels("revised_same" if become.same_words else "revised_other", now=become.now)
        case Gone():
            return labels("taken_down" if become.taken_down else "gone", day=labels.day(become.on))
        case Embargo():
            return labels("embargoed", day=labels.day(become.until))
        case None:
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


def _part_as_json(one: Quoted | Written) -> dict[str, Any]:
    checked = [checked_as_json(each.checked) for each in one.checked]
    if isinstance(one, Written):
        return {"kind": one.item.kind, "typed": one.item.text, "by": one.item.by, "checked": checked}
    return {
        "kind": "quotation",
        "citation": one.citation.number if one.citation else None,
        "elided": [[part.start, part.end] for part in one.item.elided],
        "shortened": one.allowed is not None and one.allowed.shortened,
        "line": one.allowed.line if one.allowed else None,
        "typed": one.item.note,
        "checked": checked,
        "become": become_as_json(one.become),
    }


def become_as_json(become: Become | None) -> dict[str, Any] | None:
    """What has become of a place; `now` is the revision that answers see, `on` the day on which the article left, or
    from which its words may be shown.
    """
    match become:
        case Revised():
            return {"what": "same words" if become.same_words else "other words", "now": become.now, "on": None}
        case Gone():
            what = "taken down" if become.taken_down else "gone"
            return {"what": what, "now": None, "on": become.on.isoformat() if become.on else None}
        case Embargo():
            return {"what": "embargo", "now": None, "on": become.until.isoformat()}
        case None:
            return None
