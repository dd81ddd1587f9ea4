"""Route of corrections: who has said what, for good."""

from __future__ import annotations

from typing import Any, Self

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, model_validator

from assistant.surfaces.audit import audited_as_json
from assistant.surfaces.web.desk import AtDesk, Number, User
from index import locate
from index.correcting.correction import UNSET, Change
from index.span import Span

router = APIRouter(prefix="/api")


class Correcting(BaseModel):
    """A quotation by its place, and what is to hold: what is left out stays, null is nobody."""

    model_config = ConfigDict(extra="forbid")

    article: str
    start: Number
    end: Number
    speaker: str | None = None
    role: str | None = None
    actor: str | None = None
    not_a_quotation: bool = False
    note: str | None = None

    @model_validator(mode="after")
    def _is_a_place(self) -> Self:
        if self.start >= self.end:
            raise ValueError(f"[{self.start}, {self.end}) is empty")
        return self

    def change(self) -> Change:
        given = {name: getattr(self, name) for name in self.model_fields_set & {"speaker", "role", "actor"}}
        return Change(dismissed=self.not_a_quotation, **{"speaker": UNSET, "role": UNSET, "actor": UNSET} | given)


@router.post("/corrections")
def correct(desk: AtDesk, user: User, correcting: Correcting) -> dict[str, Any]:
    """Set who said it, for good; the correction as `correct --json` prints it."""
    store = desk.library.store
    quotation = locate.by_place(store, correcting.article, Span(correcting.start, correcting.end))
    done = store.corrections.correct(quotation.id, correcting.change(), by=user, note=correcting.note or None)
    return next(audited_as_json(one) for one in store.corrections.audit() if one.correction.number == done.number)
