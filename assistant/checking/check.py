"""Check a quotation against the archive: look its words up, and judge it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.checking.checked import Asked, Checked
from assistant.checking.document import citations, is_citations, text_of
from assistant.checking.examine import examine
from assistant.checking.lookup import Lookup
from assistant.checking.quoted import Quoted, has_marks, quotations_in
from index.attribute.attributor import Attributes, Attributor
from index.library import Library
from index.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """A quotation of a document, and what it is to the archive. `at` is where its words stand in the document's text,
    `line` in which line of it, counted from 1; both None where the document has no text, but citations of its own.
    """

    line: int | None
    at: Span | None
    checked: Checked


def quotations_of(name: str, content: bytes) -> list[Quoted]:
    """The quotations of a document, by the end of its name. Raises Rejected where it cannot be read."""
    if is_citations(name):
        return [Quoted(asked=asked, at=None, line=None) for asked in citations(name, content)]
    return quotations_in(text_of(name, content), Attributor())


def quotations_typed(text: str, attributor: Attributes) -> list[Quoted]:
    """The quotations of a text that somebody has typed. One without quotation marks is not read any further."""
    return quotations_in(text, attributor) if has_marks(text) else []


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

    def verify(self, found: Iterable[Quoted]) -> tuple[Verified, ...]:
        """Each of a document's quotations, in their order."""
        return tuple(Verified(line=one.line, at=one.at, checked=self.check(one.asked)) for one in found)
