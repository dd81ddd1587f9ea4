"""`briefings quotes --csv`: a quotation a row."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable

from assistant.answer import Citation
from assistant.render import with_marks

COLUMNS = (
    "quote", "kind", "speaker", "role", "actor", "via", "said_on", "outlet", "published", "language", "url", "article",
    "revision", "start", "end", "confidence",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run a cell that begins so


def print_csv(citations: Iterable[Citation]) -> None:
    """Comma-separated values on standard output, with a header; no cell is one that a spreadsheet would compute.

    A quotation stands between “ and ”, but for indirect speech: its words stay as they are, none can begin a formula.
    """
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in citations:
        speaker, article = one.speaker, one.article
        row = (
            with_marks(one),
            one.kind,
            speaker.name if speaker else None,
            speaker.role if speaker else None,
            speaker.actor if speaker else None,
            one.via,
            one.said_on,
            article.outlet,
            article.published.isoformat() if article.published else None,
            article.language,
            article.url,
            article.id,
            article.revision,
            one.span.start,
            one.span.end,
            round(one.confidence, 4),
        )
        writer.writerow(_inert(cell) for cell in row)


def _inert(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
