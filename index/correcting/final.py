"""What answers see of a quotation: what attribution has found, or what the corrections in force make of it.

It stands in the columns of `quotations` from `final_name` on, beside what was found, and can be derived anew any time.
These are columns and no join because every question selects by them among all quotations, by index, and corrections are
few: they cost when one is made or undone, and a little when an article comes in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from sqlalchemy import Connection, RowMapping, bindparam, select, update

from index.correcting.correction import Correction, OfWords
from index.correcting.in_force import InForce
from index.quotation import Speaker
from index.record.catalogue import READ_AT_ONCE, REVISION_OF, WORDS
from index.record.rows import Row
from index.record.tables import few_at_a_time, quotations, revisions
from index.text.wordings import Wording


def rendering(connection: Connection, of: OfWords) -> list[str]:
    """Ids of all quotations that render these words, of revisions that answers do not see as well."""
    wording = Wording.of(of.words)
    query = select(quotations.c.id, WORDS).join(revisions, REVISION_OF)
    every = connection.execute(query, execution_options={"yield_per": READ_AT_ONCE})
    return [name for name, words in every if wording.renders(Wording.of(words))]


def called_otherwise(connection: Connection, history: Iterable[Correction], was: InForce, now: InForce) -> list[str]:
    """Ids of all quotations of whoever is shown under another name now, by article or by correction."""
    q = quotations.c

    def changed(name: str | None) -> bool:
        return name is not None and was.shown_as(name) != now.shown_as(name)

    names = [name for name in connection.execute(select(q.name).distinct()).scalars() if changed(name)]
    numbers = [
        one.number
        for one in history
        if isinstance(one.of, OfWords) and one.of.after.speaker is not None and changed(one.of.after.speaker.name)
    ]
    ids: list[str] = []
    for some in few_at_a_time(names):
        ids += connection.execute(select(q.id).where(q.name.in_(some))).scalars()
    for these in few_at_a_time(numbers):
        ids += connection.execute(select(q.id).where(q.correction.in_(these))).scalars()
    return list(dict.fromkeys(ids))


def renew(connection: Connection, in_force: InForce, ids: Sequence[str]) -> None:
    """Derive anew what answers see of these quotations, and write what differs."""
    query = select(quotations, WORDS.label("words")).join(revisions, REVISION_OF)
    changed = []
    for some in few_at_a_time(ids):
        for row in connection.execute(query.where(quotations.c.id.in_(some))).mappings():
            seen = final(in_force, row["words"], row)
            if any(row[column] != value for column, value in seen.items()):
                changed.append({"key": row["id"], **seen})
    if changed:
        connection.execute(update(quotations).where(quotations.c.id == bindparam("key")), changed)


def final(in_force: InForce, words: str, row: Row | RowMapping) -> Row:
    """What answers see of a quotation that attribution has found so."""
    correction = in_force.on(row["article"], words, row["name"], row["confidence"])
    if correction is None:
        speaker, confidence, dismissed = speaker_in(row, ""), row["confidence"], False
    else:
        verdict = cast(OfWords, correction.of).after
        speaker, dismissed = verdict.speaker, verdict.dismissed
        confidence = 1.0 if speaker else 0.0
    return {
        "final_name": in_force.shown_as(speaker.name) if speaker else None,
        "final_role": speaker.role if speaker else None,
        "final_actor": speaker.actor if speaker else None,
        "final_confidence": confidence,
        "dismissed": int(dismissed),
        "correction": correction.number if correction else None,
        "corrected_by": correction.by if correction else None,
        "corrected_at": correction.at.isoformat() if correction else None,
    }


def speaker_in(row: Row | RowMapping, prefix: str) -> Speaker | None:
    """The speaker in the columns whose names begin so: "" for what was found, "final_" for what answers see."""
    name, role, actor = (row[prefix + part] for part in ("name", "role", "actor"))
    return Speaker(name=name, role=role, actor=actor) if name else None
