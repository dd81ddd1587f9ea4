"""Asked x Witnesses -> Checked: the judgement, pure; no store, no model."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from assistant.checking.align import Alignment, Leap, Run, align, opening
from assistant.checking.checked import SEVERITY, Asked, Checked, Fault, Place
from assistant.checking.retold import retold
from assistant.checking.voices import speaks
from assistant.checking.witness import Witness
from index.attribute import shown
from index.quotation import Quotation, Speaker
from index.span import Span

ALIKE = 0.6  # of the words of an altered quotation that have to be there; measured by tests/benchmarks/mutations.py
LEAST_ALIKE = 3  # words; of so few all must be there
LEAP_WORTH = 3  # words that every leap without a sign takes from what is alike: any long text has some in a row
PART = 4  # words, the fewest of an article's that are told from chance


@dataclass(frozen=True, kw_only=True)
class _Reading:
    """One way to lay a quotation in one article, with what is wrong about it."""

    checked: Checked
    alignment: Alignment
    witness: Witness

    @property
    def place(self) -> Place:
        return self.checked.places[0]


def examine(
    asked: Asked,
    witnesses: Iterable[Witness],
    *,
    aliases: Mapping[str, str],
    removed: Collection[str] = (),
) -> Checked:
    """What the quotation is to these articles: the reading with the least wrong about it, of several the one that is
    claimed, then what is quoted rather than told, then the earliest.

    `removed` are ids of articles that the archive had.
    """
    seen = list(witnesses)
    found = [reading for witness in seen for reading in _readings(asked, witness, aliases)]
    found.sort(key=lambda one: _order(one, asked))
    checked = found[0].checked if found else Checked(asked=asked, faults=("not found",))
    missing = len(asked.worded.words) - (found[0].alignment.matched if found else 0)
    if "altered" in checked.faults or not found:
        checked = (_stitched(asked, seen) if missing >= PART else None) or checked
    else:
        others = [one.place for one in found[1:] if one.checked.faults == checked.faults]
        checked = replace(checked, elsewhere=tuple(_once(others, checked.places[0])))
    if asked.claimed.article in removed:
        checked = replace(checked, faults=_worst_first({*checked.faults, "removed"} - {"misplaced"}))
    return checked


def _order(one: _Reading, asked: Asked) -> tuple[object, ...]:
    checked, place = one.checked, one.place
    worst = SEVERITY.index(checked.faults[0]) if checked.faults else len(SEVERITY)
    claimed = asked.claimed
    day = place.article.day or date.max
    return (
        -worst,
        -_alike(one.alignment) if "altered" in checked.faults else 0,
        len(checked.faults),
        place.article.id != claimed.article,
        place.span != claimed.span,
        checked.elided,
        not place.current,
        place.quotation is None,
        not place.quoted,
        not checked.identical,
        day,
        place.article.id,
        -place.article.revision,
        place.span,
    )


def _readings(asked: Asked, witness: Witness, aliases: Mapping[str, str]) -> Iterator[_Reading]:
    count = len(asked.worded.words)
    for alignment in align(asked.worded, witness.worded):
        least = count if count <= LEAST_ALIKE else max(LEAST_ALIKE, ALIKE * count)
        if _alike(alignment) >= least:
            yield _Reading(checked=_checked(asked, witness, alignment, aliases), alignment=alignment, witness=witness)


def _alike(alignment: Alignment) -> int:
    """How many words are there, those discounted that any text has in a row."""
    unmarked = sum(not leap.shown for leap in alignment.leaps)
    return alignment.matched - LEAP_WORTH * unmarked if alignment.changes else alignment.matched


def _checked(asked: Asked, witness: Witness, alignment: Alignment, aliases: Mapping[str, str]) -> Checked:
    place = witness.place(*_as_quoted(asked, witness, alignment))
    faults: set[Fault] = set()
    if alignment.changes:
        faults.add("altered")
    if any(leap.back or not leap.shown for leap in alignment.leaps) or not _one_voice(witness, alignment):
        faults.add("stitched")
    sentence = retold(asked.around, witness, Span(alignment.start, alignment.end)) if asked.around else None
    if sentence is None:
        spoken = _voice(asked, witness, alignment, aliases)
    else:
        asked = replace(asked, speaker=sentence.named)
        spoken = _named(sentence.named, sentence.quotation, aliases) if sentence.named else None
    if spoken is not None:
        faults.add(spoken)
    if not place.current:
        faults.add("superseded")
    claimed, article = asked.claimed, place.article
    identical = asked.text.strip() == place.text
    if claimed.article is not None and _misplaced(asked, place, identical):
        faults.add("misplaced")
    misreported = tuple(_misreported(asked, place)) if claimed.article in (None, article.id) else ()
    if misreported:
        faults.add("misreported")
    trimmed = asked.worded.elided & {0, len(asked.worded.words)} and not identical
    return Checked(
        asked=asked,
        faults=_worst_first(faults),
        places=(place,),
        changes=alignment.changes,
        leaps=alignment.leaps,
        elided=bool(alignment.leaps) or bool(trimmed),
        identical=identical,
        misreported=misreported,
    )


def _as_quoted(asked: Asked, witness: Witness, alignment: Alignment) -> tuple[int, int]:
    """The place with the marks that are quoted at its ends, where the article has the same there."""
    words, text = asked.worded.words, asked.text.strip()
    lead = words[0].start - (len(asked.text) - len(asked.text.lstrip()))
    start = alignment.start - lead
    if start >= 0 and witness.article.text.startswith(text, start):
        return start, start + len(text)
    return alignment.start, alignment.end


def _misplaced(asked: Asked, place: Place, identical: bool) -> bool:
    """Whether it stands elsewhere than is claimed. Of another revision the characters are others."""
    claimed = asked.claimed
    if claimed.article != place.article.id:
        return True
    same_text = claimed.revision in (None, place.article.revision)
    if claimed.span is None or not same_text:
        return False
    return claimed.span != place.span if identical else not claimed.span.overlaps(place.span)


def _misreported(asked: Asked, place: Place) -> Iterator[str]:
    claimed, article = asked.claimed, place.article
    if (
        claimed.outlet is not None
        and article.outlet is not None
        and claimed.outlet.casefold() != article.outlet.casefold()
    ):
        yield "outlet"
    if claimed.published is not None and article.day is not None and claimed.published != article.day:
        yield "published"


def _voice(asked: Asked, witness: Witness, alignment: Alignment, aliases: Mapping[str, str]) -> Fault | None:
    """What is wrong about the speaker who is named beside the words."""
    if asked.speaker is None:
        return None
    outlet = witness.article.outlet
    if outlet is not None and outlet.casefold() == asked.speaker.casefold():
        return None  # the outlet's own words, quoted as such
    places = [witness.place(*_characters(witness, run.there, run.there_end)) for run in alignment.runs]
    if not asked.reported and any(not place.quoted for place in places):
        return "not quoted"
    verdicts = {_named(asked.speaker, place.quotation, aliases) for place in places}
    if "other speaker" in verdicts:
        return "other speaker"
    return "unconfirmed" if "unconfirmed" in verdicts else None


def _named(named: str, quotation: Quotation | None, aliases: Mapping[str, str]) -> Fault | None:
    if quotation is None or quotation.speaker is None:
        return "unconfirmed"
    if speaks(named, quotation.speaker, aliases):
        return None  # also where the archive would not be sure enough by itself: two say so
    return "other speaker" if shown(quotation) else "unconfirmed"


def _one_voice(witness: Witness, alignment: Alignment) -> bool:
    """Whether the runs that a quotation is made of are one speaker's, as far as the record knows."""
    speakers: list[Speaker] = []
    for one, other in pairwise(alignment.runs):
        between = witness.worded.between(one.there_end - 1, one.there_end)
        if not speakers:
            speakers += _speaker(witness, one.there, one.there_end)
        if between:
            speakers += _speaker(witness, other.there, other.there_end)
    return all(speaks(a.name, b, {}) or speaks(b.name, a, {}) for a, b in pairwise(speakers))


def _speaker(witness: Witness, first: int, after: int) -> list[Speaker]:
    quotation = witness.place(*_characters(witness, first, after)).quotation
    return [quotation.speaker] if quotation and quotation.speaker and shown(quotation) else []


def _characters(witness: Witness, first: int, after: int) -> tuple[int, int]:
    words = witness.worded.words
    return words[first].start, words[after - 1].end


def _stitched(asked: Asked, witnesses: Sequence[Witness]) -> Checked | None:
    """The quotation as made out of several articles, each part verbatim; None where it is not."""
    at, pieces = 0, list[tuple[Witness, Run]]()
    while at < len(asked.worded.words):
        openings = [(witness, run) for witness in witnesses if (run := opening(asked.worded, at, witness.worded))]
        longest = max(openings, key=lambda each: each[1].length, default=None)
        if longest is None or longest[1].length < PART:
            return None
        pieces.append(longest)
        at = longest[1].asked_end
    places = tuple(witness.place(*_characters(witness, run.there, run.there_end)) for witness, run in pieces)
    leaps = tuple(Leap(left_out="", shown=run.asked in asked.worded.elided) for _, run in pieces[1:])
    several = len({place.article.id for place in places}) > 1
    return Checked(asked=asked, faults=("stitched",), places=places, leaps=leaps) if several else None


def _worst_first(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    return tuple(sorted(faults, key=SEVERITY.index))


def _once(places: Iterable[Place], best: Place) -> Iterator[Place]:
    """Each article and place once, without the best one; of an article that has it, no older revision."""
    seen: list[tuple[str, Span]] = [(best.article.id, best.span)]
    for place in places:
        key = (place.article.id, place.span)
        if key not in seen and place.current:
            seen.append(key)
            yield place
