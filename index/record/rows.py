"""Records to rows of the store, and back."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import RowMapping

from index.article import Article, text_hash
from index.attribute import VERSION
from index.passage import Passage
from index.quotation import Edit, Kind, Quotation, Speaker
from index.span import Span

Row = dict[str, Any]


def revision_row(article: Article, added: datetime) -> Row:
    return {
        "article": article.id,
        "revision": article.revision,
        "hash": text_hash(article.text),
        "text": article.text,
        "title": article.title,
        "outlet": article.outlet,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "day": article.day.toordinal() if article.day else None,
        "language": article.language,
        "authors": json.dumps(article.authors, ensure_ascii=False),
        "added": added.isoformat(timespec="seconds"),
        "attribution": VERSION,
    }


def article_of(row: RowMapping) -> Article:
    return Article(
        id=row["article"],
        revision=row["revision"],
        text=row["text"],
        title=row["title"],
        outlet=row["outlet"],
        url=row["url"],
        published=_moment(row["published"]),
        language=row["language"],
        authors=tuple(json.loads(row["authors"])),
    )


def passage_row(passage: Passage) -> Row:
    return {
        "id": passage.id,
        "article": passage.article,
        "revision": passage.revision,
        "start": passage.span.start,
        "end": passage.span.end,
    }


def passage_of(row: RowMapping) -> Passage:
    return Passage(article=row["article"], revision=row["revision"], span=Span(row["start"], row["end"]))


def quotation_row(quotation: Quotation) -> Row:
    """As attribution has found it: what answers see of it `Corrections.rows` adds."""
    speaker = quotation.speaker
    return {
        "id": quotation.id,
        "article": quotation.article,
        "revision": quotation.revision,
        "kind": quotation.kind,
        "start": quotation.span.start,
        "end": quotation.span.end,
        "context_start": quotation.context.start,
        "context_end": quotation.context.end,
        "mention_start": quotation.mention.start if quotation.mention else None,
        "mention_end": quotation.mention.end if quotation.mention else None,
        "cue_start": quotation.cue.start if quotation.cue else None,
        "cue_end": quotation.cue.end if quotation.cue else None,
        "name": speaker.name if speaker else None,
        "role": speaker.role if speaker else None,
        "actor": speaker.actor if speaker else None,
        "confidence": quotation.confidence,
        "via": quotation.via,
        "said_on": quotation.said_on.isoformat() if quotation.said_on else None,
        "reply_start": quotation.replies_to.start if quotation.replies_to else None,
        "reply_end": quotation.replies_to.end if quotation.replies_to else None,
        "language": quotation.language,
    }


def quotation_of(row: RowMapping | Row) -> Quotation:
    """As answers see it."""
    name, role, actor = row["final_name"], row["final_role"], row["final_actor"]
    by, at = row["corrected_by"], row["corrected_at"]
    return Quotation(
        article=row["article"],
        revision=row["revision"],
        kind=cast(Kind, row["kind"]),
        span=Span(row["start"], row["end"]),
        context=Span(row["context_start"], row["context_end"]),
        mention=_span(row["mention_start"], row["mention_end"]),
        cue=_span(row["cue_start"], row["cue_end"]),
        speaker=Speaker(name=name, role=role, actor=actor) if name else None,
        confidence=row["final_confidence"],
        via=row["via"],
        said_on=date.fromisoformat(row["said_on"]) if row["said_on"] else None,
        replies_to=_span(row["reply_start"], row["reply_end"]),
        language=row["language"],
        corrected=Edit(by=by, at=datetime.fromisoformat(at)) if by else None,
        dismissed=bool(row["dismissed"]),
    )


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)


def _moment(text: str | None) -> date | None:
    if text is None:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
