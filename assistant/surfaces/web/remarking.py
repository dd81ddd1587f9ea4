"""Route of feedback: what a reader says of an answer, or of a citation in it."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from assistant.errors import BadFeedback
from assistant.feedback import remark
from assistant.surfaces.web.desk import AtDesk, Number, User
from index.record.feedback import Says

router = APIRouter(prefix="/api")


class Remarking(BaseModel):
    """`number` is a citation's, or 0 for the answer as a whole; null takes back what was said of it."""

    model_config = ConfigDict(extra="forbid")

    conversation: str
    turn: Number
    number: Number
    says: Says | None


@router.put("/feedback", status_code=204)
def feedback(desk: AtDesk, user: User, remarking: Remarking) -> None:
    kept = desk.library.store.feedback
    name, number = remarking.conversation, remarking.turn
    if remarking.says is None:
        kept.withdraw(name, number, remarking.number, by=user)
        return
    turn = next((one for one in desk.conversations.turns(name) if one.number == number), None)
    if turn is None:
        raise BadFeedback(f"the conversation has no turn {number}")
    remark(turn, remarking.number, remarking.says, by=user, feedback=kept)
