"""Check a quotation against the archive: look its words up, and judge it."""

from __future__ import annotations

from assistant.checking.checked import Asked, Checked
from assistant.checking.examine import examine
from assistant.checking.lookup import Lookup
from index.library import Library


class Checker:
    """Checks quotations against one library. Raises whatever the library raises."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lookup = Lookup(library)

    def check(self, asked: Asked) -> Checked:
        """What the quotation is to the archive; each further place is looked in only where those before do not do."""
        aliases = self._library.store.corrections.aliases()
        removed = self._lookup.removed(asked)
        witnesses = self._lookup.near(asked)
        checked = examine(asked, witnesses, aliases=aliases, removed=removed)
        for further in (self._lookup.further, self._lookup.superseded):
            if checked.sound or not asked.worded.words:
                break
            known = {(one.article.id, one.article.revision) for one in witnesses}
            more = [one for one in further(asked) if (one.article.id, one.article.revision) not in known]
            if more:
                witnesses = [*witnesses, *more]
                checked = examine(asked, witnesses, aliases=aliases, removed=removed)
        return checked
