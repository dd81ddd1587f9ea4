"""Routes of drafts: what is collected for a briefing, what is typed between that, and the files that become of it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Literal, Self

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field, model_validator

from assistant.answer import Citation
from assistant.briefs.collection import Collection, Quoted, Written, become_as_json, collection_as_json, lay_out
from assistant.briefs.labels import Labels
from assistant.briefs.write import written
from assistant.checking.report import checked_as_json
from assistant.collecting import collected
from assistant.contract import citation_as_json
from assistant.surfaces.web.desk import AtDesk, Desk, Number, User
from index.record.conversations import CitationKind
from index.record.drafts import Draft, Item, TypedKind
from index.span import Span

router = APIRouter(prefix="/api/drafts")
MAX_TITLE = 200
MAX_TYPED = 5_000
MAX_PARTS = 200  # that are left out of one quotation
TYPES = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "json": "application/json",
}


class Naming(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    title: str = Field(min_length=1, max_length=MAX_TITLE)


class Collecting(BaseModel):
    """A citation by its place."""

    model_config = ConfigDict(extra="forbid")

    kind: CitationKind
    article: str
    revision: Number
    start: Number
    end: Number

    @property
    def place(self) -> dict[str, Any]:
        named = {"kind": self.kind, "article": self.article, "revision": self.revision}
        return named | {"span": Span(self.start, self.end)}

    @model_validator(mode="after")
    def _is_a_place(self) -> Self:
        if self.start >= self.end:
            raise ValueError(f"[{self.start}, {self.end}) is empty")
        return self


class Writing(BaseModel):
    model_config = ConfigDict(extra="forbid")

    kind: TypedKind
    text: str = Field(min_length=1, max_length=MAX_TYPED)


class Noting(BaseModel):
    model_config = ConfigDict(extra="forbid")

    note: str = Field(max_length=MAX_TYPED)


class Rewriting(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str = Field(min_length=1, max_length=MAX_TYPED)


class Eliding(BaseModel):
    """The parts of the article's text, [start, end) each, that are left out of a quotation."""

    model_config = ConfigDict(extra="forbid")

    elided: list[tuple[Number, Number]] = Field(max_length=MAX_PARTS)

    @model_validator(mode="after")
    def _are_places(self) -> Self:
        for start, end in self.elided:
            if start >= end:
                raise ValueError(f"[{start}, {end}) is empty")
        return self


class Arranging(BaseModel):
    model_config = ConfigDict(extra="forbid")

    numbers: list[Number]


@router.get("")
def drafts(desk: AtDesk) -> list[dict[str, Any]]:
    return [_listed(one) for one in desk.library.store.drafts.listed()]


@router.post("", status_code=201)
def start(desk: AtDesk, user: User, naming: Naming) -> dict[str, Any]:
    return {"id": desk.library.store.drafts.start(naming.title, by=user)}


@router.get("/{name}")
def draft(desk: AtDesk, name: str) -> dict[str, Any]:
    """With every citation cut anew; null where its article has left the archive."""
    found = _collected(desk, name)
    return _listed(found.draft) | {"items": [_part(one) for one in found.parts]}


@router.get("/{name}/file")
def file(desk: AtDesk, name: str, format: Literal["md", "html", "docx", "pdf", "json"], labels: str = "en") -> Response:
    """The draft as a file in one of the formats that `briefings verify` reads; `labels` is the language of its own
    words.
    """
    found = _collected(desk, name)
    if format == "json":
        made = json.dumps(collection_as_json(found), ensure_ascii=False, indent=1).encode("utf-8")
    else:
        made = written(lay_out(found, Labels(labels)), f".{format}")
    return Response(made, media_type=TYPES[format], headers={"Content-Disposition": "attachment"})


@router.patch("/{name}", status_code=204)
def rename(desk: AtDesk, name: str, naming: Naming) -> None:
    desk.library.store.drafts.rename(name, naming.title)


@router.delete("/{name}", status_code=204)
def delete(desk: AtDesk, name: str) -> None:
    desk.library.store.drafts.delete(name)


@router.put("/{name}/order", status_code=204)
def arrange(desk: AtDesk, name: str, arranging: Arranging) -> None:
    desk.library.store.drafts.arrange(name, arranging.numbers)


@router.post("/{name}/items", status_code=201)
def collect(desk: AtDesk, user: User, name: str, collecting: Collecting) -> dict[str, Any]:
    return {"number": desk.library.store.drafts.add(name, **collecting.place, by=user)}


@router.post("/{name}/texts", status_code=201)
def write(desk: AtDesk, user: User, name: str, writing: Writing) -> dict[str, Any]:
    return {"number": desk.library.store.drafts.write(name, writing.kind, writing.text, by=user)}


@router.patch("/{name}/items/{number}", status_code=204)
def change(desk: AtDesk, user: User, name: str, number: Number, change: Noting | Rewriting | Eliding) -> None:
    """The note of a quotation, what is left out of it, or a text that was typed: no change reaches a word quoted."""
    drafts = desk.library.store.drafts
    match change:
        case Noting():
            drafts.annotate(name, number, change.note)
        case Rewriting():
            drafts.rewrite(name, number, change.text, by=user)
        case Eliding():
            drafts.elide(name, number, [Span(*part) for part in change.elided])


@router.delete("/{name}/items/{number}", status_code=204)
def remove(desk: AtDesk, name: str, number: Number) -> None:
    desk.library.store.drafts.remove(name, number)


def _collected(desk: Desk, name: str) -> Collection:
    return collected(name, desk.conversations, desk.library, desk.attributor, made=desk.assistant.today())


def _part(one: Quoted | Written) -> dict[str, Any]:
    checked = [checked_as_json(each.checked) for each in one.checked]
    if isinstance(one, Written):
        typed = one.item
        return {"number": typed.number, "kind": typed.kind, "text": typed.text, "by": typed.by, "checked": checked}
    return {
        "number": one.item.number,
        "kind": one.item.kind,
        "citation": _whole(one.item, one.citation) if one.citation else None,
        "words": f"{one.words} …" if one.allowed and one.allowed.shortened else one.words,
        "shortened": one.allowed is not None and one.allowed.shortened,
        "line": one.allowed.line if one.allowed else None,
        "elided": [[part.start, part.end] for part in one.item.elided],
        "become": become_as_json(one.become),
        "note": one.item.note,
        "checked": checked,
        "by": one.item.by,
    }


def _whole(item: Item, citation: Citation) -> dict[str, Any]:
    """The citation with all its words, to choose those that are left out, whatever its outlet allows in a draft."""
    return citation_as_json(replace(citation, span=item.span, quote=item.span.of(citation.article.text)))


def _listed(one: Draft) -> dict[str, Any]:
    return {"id": one.id, "title": one.title, "by": one.by, "created": one.created.isoformat(), "items": one.items}
