"""What is in force: of a history of corrections, those that apply, and to which quotations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from index.attribute import SHOWN
from index.correcting.correction import Correction, OfCorrection, OfName, OfWords
from index.errors import BadCorrection
from index.text.wordings import SAID_OFTEN, SAID_ONCE, Wording


class InForce:
    """The corrections of a history that no later one has undone; of several on one matter the last one counts.

    Raises BadCorrection where names would stand for each other in a circle.
    """

    def __init__(self, history: Sequence[Correction]) -> None:
        self.undone = {one.of.undoes: one for one in history if isinstance(one.of, OfCorrection)}
        self._names: dict[str, tuple[Correction, OfName]] = {}
        self._of_words: list[tuple[Correction, OfWords, Wording]] = []
        self._by_words: dict[str, list[tuple[Correction, OfWords]]] = defaultdict(list)
        for one in history:
            if one.number in self.undone:
                continue
            if isinstance(one.of, OfName):
                self._names[_key(one.of.alias)] = one, one.of
            elif isinstance(one.of, OfWords):
                wording = Wording.of(one.of.words)
                self._of_words.append((one, one.of, wording))
                self._by_words[wording.words].append((one, one.of))
        self.aliases = {of.alias: self._last_name(of) for _, of in self._names.values()}

    # words

    def on(self, article: str, words: str, found: str | None, confidence: float) -> Correction | None:
        """The correction that applies to these words in an article where attribution has found this name for them."""
        if not self._of_words:
            return None
        wording = Wording.of(words)
        same = self._by_words.get(wording.words, ())
        if wording.length >= SAID_ONCE:
            return same[-1][0] if same else max(self._parts(wording), key=lambda one: one.number, default=None)
        # Short words may be two speakers', so an article's own correction comes before another article's.
        own = [one for one, of in same if of.place.article == article]
        others = [one for one, of in same if wording.length > SAID_OFTEN and not _anothers(of, found, confidence)]
        return next(reversed(own or others), None)

    def _parts(self, wording: Wording) -> Iterator[Correction]:
        """Of longer or shorter renderings. What is no quotation may be part of one, so that is not passed on."""
        for one, of, known in self._of_words:
            if not of.after.dismissed and (known.part_of(wording) or wording.part_of(known)):
                yield one

    # names

    def shown_as(self, name: str) -> str:
        """The name that whoever is called so is shown under."""
        _, of = self._names.get(_key(name), (None, None))
        return self._last_name(of) if of else name

    def on_name(self, name: str) -> tuple[Correction, OfName] | None:
        """The correction that makes this name stand for another."""
        return self._names.get(_key(name))

    def _last_name(self, of: OfName) -> str:
        """Where a chain of names ends."""
        seen, name = {_key(of.alias)}, of.name
        while _key(name) not in seen:
            if _key(name) not in self._names:
                return name
            seen.add(_key(name))
            name = self._names[_key(name)][1].name
        raise BadCorrection(f"{of.alias!r} and {of.name!r} would stand for each other in a circle")

    # which

    def replaced(self, one: Correction) -> bool:
        """Whether a later correction in force is on the same matter."""
        if isinstance(one.of, OfName):
            return self._names[_key(one.of.alias)][0] != one
        if isinstance(one.of, OfWords):
            wording, place = Wording.of(one.of.words), one.of.place
            rivals = self._by_words[wording.words]
            anywhere = wording.length >= SAID_ONCE
            return any(
                each.number > one.number and (anywhere or of.place.article == place.article) for each, of in rivals
            )
        return False


def _anothers(of: OfWords, found: str | None, confidence: float) -> bool:
    """Whether an article surely has short words from somebody that the correction is not about."""
    about = (of.found, of.after.speaker.name if of.after.speaker else None)
    return found is not None and confidence >= SHOWN and found not in about


def _key(name: str) -> str:
    return Wording.of(name).words or name
