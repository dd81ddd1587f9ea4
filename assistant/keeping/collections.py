"""Drafts that people put together, a quotation at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from assistant.briefs.collection import Collection
from assistant.collecting import collected
from assistant.conversation import Conversations
from index.attribute.attributor import Attributor
from index.library import Library
from index.record.drafts import Draft


class Collections:
    """The drafts in the making of an archive. `today` is the day that one is drawn up on."""

    def __init__(self, archive: Library, conversations: Conversations, today: Callable[[], date]) -> None:
        self._archive = archive
        self._conversations = conversations
        self._today = today

    def all(self) -> tuple[Draft, ...]:
        """Each with its id, its title and who began it; the latest first."""
        return tuple(self._archive.store.drafts.listed())

    def drawn_up(self, name: str) -> Collection:
        """One, by its id or title, as the record has its quotations today. Raises UnknownDraft."""
        draft = self._archive.store.drafts.named(name).id
        return collected(draft, self._conversations, self._archive, Attributor(), made=self._today())
