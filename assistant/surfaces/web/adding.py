"""Routes of adding: hand over a file or a web address, and see what has become of it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from assistant.surfaces.web.desk import AtDesk, User
from index.record.additions import Addition

router = APIRouter(prefix="/api")


class Fetching(BaseModel):
    url: str = Field(pattern="^https?://", max_length=2_000)


@router.post("/articles", status_code=202)
async def articles(desk: AtDesk, user: User, name: str, request: Request) -> dict[str, Any]:
    """Hand over a file, which is the request's body. Once this is answered, it is added whoever stays."""
    return {"id": await desk.intake.file(name, request.stream(), by=user)}


@router.post("/pages", status_code=202)
async def pages(desk: AtDesk, user: User, fetching: Fetching) -> dict[str, Any]:
    """Hand over the address of a page, a feed or a sitemap, of which the first pages are taken."""
    return {"id": await desk.intake.pages(fetching.url, by=user)}


@router.get("/additions")
def additions(desk: AtDesk, user: User) -> list[dict[str, Any]]:
    """What the user has handed over and not yet dismissed, the oldest first."""
    return [_told(one) for one in desk.library.store.additions.of(user)]


@router.post("/additions/{name}/again", status_code=202)
async def again(desk: AtDesk, user: User, name: str) -> None:
    """Begin anew with one that failed."""
    await desk.intake.again(name, by=user)


@router.delete("/additions/{name}", status_code=204)
def drop(desk: AtDesk, user: User, name: str) -> None:
    """Dismiss it; where it is still worked on, that ends with the batch in work, and what is in stays in."""
    desk.intake.drop(name, by=user)


def _told(one: Addition) -> dict[str, Any]:
    taken = one.taken
    return {
        "id": one.id,
        "name": one.name,
        "at": one.at.isoformat(),
        "state": one.state,
        "share": taken.share,
        "new": taken.new,
        "revised": taken.revised,
        "same": taken.same,
        "copies": taken.copies,
        "refused": taken.refused,
        "rejected": [{"source": source, "reason": reason} for source, reason in taken.rejected],
        "reason": one.reason,
        "repeatable": one.repeatable,
    }
