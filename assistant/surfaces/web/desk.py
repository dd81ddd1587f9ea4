"""Desk: what the routes work with, one for a server."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request
from pydantic import Field

from assistant.ask import Assistant
from assistant.conversation import Conversations
from assistant.surfaces.web.intake import Intake
from assistant.surfaces.web.observe import Numbers
from index.attribute.attributor import Attributor
from index.errors import BriefingsError
from index.library import Library


class Desk:
    """The open archive and who answers over it. What takes long is done in threads, by `warm` before it is wanted."""

    def __init__(self, library: Library, assistant: Assistant, *, author: str) -> None:
        self.library = library
        self.assistant = assistant
        self.conversations = Conversations(library, assistant)
        self.author = author  # who corrects, where nobody has to come in with a token
        self.numbers = Numbers()
        self.attributor = Attributor()  # of what people type in drafts; it loads nothing before it is wanted
        self.intake = Intake(library)
        self.ready = False
        self.failure: BriefingsError | None = None

    def warm(self) -> None:
        """Load the embedder and open both indexes; finish what an interrupted run has left."""
        from index.upkeep.settle import replay

        try:
            replay(self.library)
            with self.library.reading():
                self.ready = True
        except BriefingsError as error:
            self.failure = error


def _desk(request: Request) -> Desk:
    desk = request.app.state.desk
    assert isinstance(desk, Desk)
    return desk


def _user(request: Request) -> str:
    return request.state.user or _desk(request).author


AtDesk = Annotated[Desk, Depends(_desk)]
User = Annotated[str, Depends(_user)]
Number = Annotated[int, Field(ge=0, le=2**31 - 1)]  # of a place, a revision, a turn: what the record can look for
