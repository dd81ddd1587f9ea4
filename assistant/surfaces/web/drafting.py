"""Routes of drafts: what is collected for a briefing."""

from __future__ import annotations

from typing import Any, Self

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, model_validator

from assistant.contract import citation_as_json
from assistant.surfaces.web.desk import AtDesk, User
from assistant.verify import cite
from index.conversations import CitationKind, KeptCitation
from index.drafts import Draft, Item
from index.span import Span

router = APIRouter(prefix="/api/drafts")
MAX_TITLE = 200
MAX_NOTE = 5_000


class Naming(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    title: str = Field(min_length=1, max_length=MAX_TITLE)


class Collecting(BaseModel):
    """A citation by its place."""

    model_config = ConfigDict(extra="forbid")

    kind: CitationKind
    article: str
    revision: int
    start: int = Field(ge=0)
    end: int

    @property
    def place(self) -> dict[str, Any]:
        named = {"kind": self.kind, "article": self.article, "revision": self.revision}
        return named | {"span": Span(self.start, self.end)}

    @model_validator(mode="after")
    def _is_a_place(self) -> Self:
        if self.start >= self.end:
            raise ValueError(f"[{self.start}, {self.end}) is empty")
        return self


class Noting(BaseModel):
    model_config = ConfigDict(extra="forbid")

    note: str = Field(max_length=MAX_NOTE)


class Arranging(BaseModel):
    model_config = ConfigDict(extra="forbid")

    numbers: list[int]


@router.get("")
def drafts(desk: AtDesk) -> list[dict[str, Any]]:
    return [_listed(one) for one in desk.library.store.drafts.listed()]


@router.post("", status_code=201)
def start(desk: AtDesk, user: User, naming: Naming) -> dict[str, Any]:
    return {"id": desk.library.store.drafts.start(naming.title, by=user)}


@router.get("/{name}")
def draft(desk: AtDesk, name: str) -> dict[str, Any]:
    """With every citation cut anew; null where its article has left the archive."""
    found, items = desk.library.store.drafts.read(name)
    collected = [one for one in items if isinstance(one, Item)]
    places = [
        KeptCitation(
            number=one.number,
            part="citation",
            kind=one.kind,
            article=one.article,
            revision=one.revision,
            span=one.span,
        )
        for one in collected
    ]
    cited = {one.number: citation_as_json(cite(one)) for one in desk.conversations.cut(places)}
    told = [
        {"number": one.number, "note": one.note, "by": one.by, "citation": cited.get(one.number)} for one in collected
    ]
    return _listed(found) | {"items": told}


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


@router.patch("/{name}/items/{number}", status_code=204)
def annotate(desk: AtDesk, name: str, number: int, noting: Noting) -> None:
    desk.library.store.drafts.annotate(name, number, noting.note)


@router.delete("/{name}/items/{number}", status_code=204)
def remove(desk: AtDesk, name: str, number: int) -> None:
    desk.library.store.drafts.remove(name, number)


def _listed(one: Draft) -> dict[str, Any]:
    return {"id": one.id, "title": one.title, "by": one.by, "created": one.created.isoformat(), "items": one.items}
