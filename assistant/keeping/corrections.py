"""Corrections: an editor's word on who said what, which stands above what articles are read to say."""

from __future__ import annotations

from index import locate
from index.correcting.correction import UNSET, Audited, Change, Correction, Unset
from index.errors import BadCorrection
from index.quotation import Quotation
from index.span import Span
from index.store import Store


class Corrections:
    """The corrections of one archive, an editor's word on who said what.

    `by` is who corrects, `note` why; both are kept with the correction, and the moment. What comes back says what was
    held, what is held now, and of how many quotations. Raises BadCorrection where there is nothing to be done, and
    UnknownQuotation where it is not one quotation that is meant. One is named by its `quotation` id, by the id of its
    article with its place `at`, or by its `words`.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> tuple[Audited, ...]:
        """All that were ever made, the earliest first, those that are undone or replaced too."""
        return tuple(self._store.corrections.audit())

    def correct(
        self,
        quotation: str | None = None,
        *,
        by: str,
        at: Span | None = None,
        words: str | None = None,
        speaker: str | Unset | None = UNSET,
        role: str | Unset | None = UNSET,
        actor: str | Unset | None = UNSET,
        dismissed: bool = False,
        note: str | None = None,
    ) -> Audited:
        """Set who said a quotation, in which role, for whom; None is nobody, no role, no actor, and what is not given
        stays as it is. `dismissed` hides what is no quotation. It holds wherever these words stand, now and later.
        """
        change = Change(speaker=speaker, role=role, actor=actor, dismissed=dismissed)
        meant = self._meant(quotation, at, words)
        return self._audited(self._store.corrections.correct(meant.id, change, by=by, note=note))

    def join(self, alias: str, name: str, *, by: str, note: str | None = None) -> Audited:
        """Let whoever is called `alias` be shown and found as `name`."""
        return self._audited(self._store.corrections.join(alias, name, by=by, note=note))

    def undo(self, number: int, *, by: str, note: str | None = None) -> Audited:
        """Take back a correction by its number: what it has replaced is in force again."""
        return self._audited(self._store.corrections.undo(number, by=by, note=note))

    def applied_to(self, quotation: str | None = None, *, at: Span | None = None, words: str | None = None) -> int:
        """The number of the correction that applies to a quotation."""
        found = self._store.corrections.on(self._meant(quotation, at, words).id)
        if found is None:
            raise BadCorrection(
                "no correction applies to this quotation; `briefings corrections` lists those there are"
            )
        return found

    def joining(self, alias: str, name: str) -> int:
        """The number of the correction by which `alias` stands for `name`."""
        joined = self._store.corrections.on_name(alias)
        if joined is None or joined[1] != name:
            stands = f"it stands for {joined[1]!r}" if joined else "it stands for no other name"
            raise BadCorrection(f"no correction in force joins {alias!r} to {name!r}; {stands}")
        return joined[0]

    def _meant(self, quotation: str | None, at: Span | None, words: str | None) -> Quotation:
        if words is not None and quotation is None and at is None:
            return locate.by_words(self._store, words)
        if quotation is None or words is not None:
            raise BadCorrection("name one quotation: by its id, by its article and its place, or by its words")
        return locate.by_id(self._store, quotation) if at is None else locate.by_place(self._store, quotation, at)

    def _audited(self, made: Correction) -> Audited:
        return next(one for one in self.all() if one.correction.number == made.number)
