"""Corrections: kept for good, applied to what attribution finds, undone, listed.

The indexes are left alone: they only rank what the record selects, and a correction must neither wait for an embedder
nor fail with a damaged index.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import cast

from sqlalchemy import Connection, Engine, RowMapping, and_, func, select

from index.article import Article
from index.attribute import SHOWN
from index.correcting import final, history
from index.correcting.correction import (
    UNSET,
    Audited,
    Change,
    Correction,
    OfCorrection,
    OfName,
    OfNothing,
    OfWords,
    Place,
    Standing,
    Verdict,
    tidy,
)
from index.correcting.in_force import InForce
from index.errors import BadCorrection, UnknownQuotation
from index.quotation import Quotation, Speaker
from index.record.catalogue import REVISION_OF, WORDS, Catalogue
from index.record.facts import GENERATION, raise_number
from index.record.rows import Row, quotation_row
from index.record.tables import articles, corrections, quotations, revisions
from index.span import Span
from index.text.wordings import Wording
from index.unit import UNDETERMINED

_STATE = select(func.coalesce(func.max(corrections.c.number), 0), func.count(corrections.c.words))


class Corrections:
    """The corrections of one record. Each change is one transaction, and every process sees it with its next question.

    Those who set something are named in `by`. All raise BadCorrection where there is nothing to be done.
    """

    def __init__(self, reading: Engine, writing: Engine, catalogue: Catalogue) -> None:
        self._reading = reading
        self._catalogue = catalogue
        self._writing = writing
        self._known: tuple[tuple[int, int], InForce] = ((0, 0), InForce(()))

    # keep

    def correct(self, quotation: str, change: Change, *, by: str, note: str | None = None) -> Correction:
        """Set what is to be held of the words of a quotation, wherever they stand. Raises UnknownQuotation."""
        with self._writing.begin() as connection:
            row = _quotation(connection, quotation)
            if not Wording.of(row["words"]).words:
                raise BadCorrection("the quotation has no words by which a correction could be kept")
            before = Verdict(speaker=final.speaker_in(row, "final_"), dismissed=bool(row["dismissed"]))
            after = _spelt_as_known(connection, self._completed(before.changed(change), change, row))
            if after == before and row["correction"] is not None:
                raise BadCorrection(f"that is held already, by correction {row['correction']}")
            place = Place(article=row["article"], revision=row["revision"], span=Span(row["start"], row["end"]))
            of = OfWords(words=row["words"], place=place, found=row["name"], before=before, after=after)
            return self._keep(connection, of, by, note)

    def _completed(self, verdict: Verdict, change: Change, row: RowMapping) -> Verdict:
        """With the capacity in which other articles have the speaker, where the editor leaves it open."""
        speaker = verdict.speaker
        if verdict.dismissed or speaker is None or speaker.actor is not None or change.actor is not UNSET:
            return verdict
        day = date.fromordinal(row["day"]) if row["day"] else None
        known = self._catalogue.capacities(SHOWN).of(speaker, day, row["language"] or UNDETERMINED)
        role = known.role if change.role is UNSET else speaker.role
        return replace(verdict, speaker=Speaker(name=speaker.name, role=role, actor=known.actor))

    def join(self, alias: str, name: str, *, by: str, note: str | None = None) -> Correction:
        """Let whoever is called `alias` be shown and found as `name`."""
        alias, name = tidy(alias, "alias"), tidy(name, "name that it stands for")
        if Wording.of(alias) == Wording.of(name):
            raise BadCorrection(f"{alias!r} and {name!r} are one name already, whatever the case and the marks")
        with self._writing.begin() as connection:
            known = self._in_force(connection).on_name(alias)
            if known is not None and known[1].name == name:
                raise BadCorrection(f"{alias!r} stands for {name!r} already, by correction {known[0].number}")
            of = OfName(alias=alias, name=name, before=known[1].name if known else None)
            return self._keep(connection, of, by, note)

    def undo(self, number: int, *, by: str, note: str | None = None) -> Correction:
        """Take a correction back: what it has replaced is in force again."""
        with self._writing.begin() as connection:
            known = {one.number: one for one in history.read(connection)}
            if number not in known:
                raise BadCorrection(f"there is no correction {number}; `briefings corrections` lists all")
            if isinstance(known[number].of, OfCorrection):
                raise BadCorrection(f"correction {number} undoes another; set anew what is to hold")
            if isinstance(known[number].of, OfNothing):
                raise BadCorrection(f"correction {number} went with its article, which was taken down")
            undone = self._in_force(connection).undone.get(number)
            if undone is not None:
                raise BadCorrection(f"correction {number} is undone already, by correction {undone.number}")
            return self._keep(connection, OfCorrection(undoes=number), by, note)

    def _keep(
        self, connection: Connection, of: OfWords | OfName | OfCorrection, by: str, note: str | None
    ) -> Correction:
        """Add to the history and bring all quotations up to it."""
        was = self._in_force(connection)
        by, note = tidy(by, "name of who corrects"), tidy(note, "note") if note is not None else None
        number = history.append(connection, of, by, note)
        known = {one.number: one for one in history.read(connection)}
        now = InForce(list(known.values()))
        matter = known[of.undoes].of if isinstance(of, OfCorrection) else of
        if isinstance(matter, OfWords):
            concerned = final.rendering(connection, matter)
        else:
            concerned = final.called_otherwise(connection, known.values(), was, now)
        final.renew(connection, now, concerned)
        raise_number(connection, GENERATION)  # who keeps in memory who is quoted reads that again
        return known[number]

    # apply

    def rows(self, connection: Connection, article: Article, found: Collection[Quotation]) -> list[Row]:
        """The rows of what attribution has found in an article, with what the corrections in force make of it."""
        in_force = self._in_force(connection)
        made = ((one.span.of(article.text), quotation_row(one)) for one in found)
        return [row | final.final(in_force, words, row) for words, row in made]

    def _in_force(self, connection: Connection) -> InForce:
        """As the record has it. The history only grows, and loses words: its last number and how many are of words tell
        whether it is known.
        """
        last, worded = connection.execute(_STATE).one()
        state, known = self._known
        if state != (last, worded):
            known = InForce(history.read(connection))
            self._known = (last, worded), known
        return known

    # audit

    def aliases(self) -> dict[str, str]:
        """The name that each alias is shown as."""
        with self._reading.connect() as connection:
            return dict(self._in_force(connection).aliases)

    def on(self, quotation: str) -> int | None:
        """The number of the correction that applies to a quotation. Raises UnknownQuotation."""
        with self._reading.connect() as connection:
            return cast("int | None", _quotation(connection, quotation)["correction"])

    def on_name(self, alias: str) -> tuple[int, str] | None:
        """The number of the correction that makes a name stand for another, and that other name."""
        with self._reading.connect() as connection:
            known = self._in_force(connection).on_name(alias)
        return (known[0].number, known[1].name) if known else None

    def audit(self) -> list[Audited]:
        """All corrections ever made, in their order, with what has become of each."""
        with self._reading.connect() as connection:
            known = history.read(connection)
            applied, called = _tallies(connection)
        in_force = InForce(known)
        for one in known:
            if isinstance(one.of, OfWords) and one.of.after.speaker is not None:
                called[one.of.after.speaker.name] += applied[one.number]
        for name, count in called.items():
            joined = in_force.on_name(name)
            if joined is not None:
                applied[joined[0].number] += count
        return [
            Audited(
                correction=one,
                standing=_standing(one, in_force),
                undone=in_force.undone.get(one.number),
                quotations=applied[one.number],
            )
            for one in known
        ]


def _spelt_as_known(connection: Connection, verdict: Verdict) -> Verdict:
    """With the actor as the archive has it, which is how questions find one."""
    speaker = verdict.speaker
    if speaker is None or speaker.actor is None:
        return verdict
    key = speaker.actor.casefold()
    for actor in connection.execute(select(quotations.c.final_actor).distinct()).scalars():
        if actor is not None and actor.casefold() == key:
            return replace(verdict, speaker=replace(speaker, actor=actor))
    return verdict


def _standing(one: Correction, in_force: InForce) -> Standing:
    if isinstance(one.of, OfCorrection):
        return "undo"
    if isinstance(one.of, OfNothing):
        return "taken down"
    if one.number in in_force.undone:
        return "undone"
    return "replaced" if in_force.replaced(one) else "in force"


def _tallies(connection: Connection) -> tuple[Counter[int], Counter[str]]:
    """How many quotations that answers could see each correction of words applies to, and how many that none applies to
    are somebody's, by the name that was found.
    """
    q = quotations.c
    is_current = and_(articles.c.id == q.article, articles.c.current == q.revision)
    query = select(q.correction, q.name, func.count()).join(articles, is_current).group_by(q.correction, q.name)
    applied: Counter[int] = Counter()
    called: Counter[str] = Counter()
    for correction, name, count in connection.execute(query):
        if correction is not None:
            applied[correction] += count
        elif name is not None:
            called[name] += count
    return applied, called


def _quotation(connection: Connection, name: str) -> RowMapping:
    """A quotation of a revision that answers see, with its words. Raises UnknownQuotation."""
    is_current = and_(articles.c.id == quotations.c.article, articles.c.current == quotations.c.revision)
    query = (
        select(quotations, revisions.c.day, WORDS.label("words"))
        .join(revisions, REVISION_OF)
        .join(articles, is_current)
    )
    row = connection.execute(query.where(quotations.c.id == name)).mappings().first()
    if row is None:
        raise UnknownQuotation(f"no quotation {name!r} in the archive")
    return row
