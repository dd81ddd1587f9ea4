"""The history of corrections in the record: read, and added to. Nothing in it is changed but what is taken down."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import Connection, RowMapping, insert, select

from index.correcting.correction import Correction, OfCorrection, OfName, OfNothing, OfWords, Place, Verdict
from index.quotation import Speaker
from index.record.rows import Row
from index.record.tables import corrections
from index.span import Span


def read(connection: Connection) -> list[Correction]:
    """All of it, the oldest first."""
    query = select(corrections).order_by(corrections.c.number)
    return [
        Correction(
            number=row["number"],
            at=datetime.fromisoformat(row["at"]),
            by=row["by"],
            note=row["note"],
            of=_of(row),
        )
        for row in connection.execute(query).mappings()
    ]


def append(connection: Connection, of: OfWords | OfName | OfCorrection, by: str, note: str | None) -> int:
    """Add a correction, made now; returns its number."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    result = connection.execute(insert(corrections).values(at=at, by=by, note=note, **_row(of)))
    (number,) = result.inserted_primary_key or (None,)
    return cast(int, number)


def _row(of: OfWords | OfName | OfCorrection) -> Row:
    if isinstance(of, OfCorrection):
        return {"undoes": of.undoes}
    if isinstance(of, OfName):
        return {"alias": of.alias, "name": of.name, "before": json.dumps(of.before)}
    return {
        "words": of.words,
        "article": of.place.article,
        "revision": of.place.revision,
        "start": of.place.span.start,
        "end": of.place.span.end,
        "found": of.found,
        "before": written(of.before),
        "after": written(of.after),
    }


def _of(row: RowMapping) -> OfWords | OfName | OfCorrection | OfNothing:
    if row["undoes"] is not None:
        return OfCorrection(undoes=row["undoes"])
    if row["alias"] is not None:
        return OfName(alias=row["alias"], name=row["name"], before=json.loads(row["before"]))
    if row["words"] is None:
        return OfNothing(article=row["article"])
    return OfWords(
        words=row["words"],
        place=Place(article=row["article"], revision=row["revision"], span=Span(row["start"], row["end"])),
        found=row["found"],
        before=_verdict(json.loads(row["before"])),
        after=_verdict(json.loads(row["after"])),
    )


def written(verdict: Verdict) -> str:
    """As the record keeps it."""
    speaker = verdict.speaker
    named = {"name": speaker.name, "role": speaker.role, "actor": speaker.actor} if speaker else None
    return json.dumps({"speaker": named, "dismissed": verdict.dismissed})


def _verdict(kept: Mapping[str, Any]) -> Verdict:
    return Verdict(speaker=Speaker(**kept["speaker"]) if kept["speaker"] else None, dismissed=kept["dismissed"])
