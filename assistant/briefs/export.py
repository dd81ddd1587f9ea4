"""Briefing -> the bytes of a file, by the ending of its name."""

from __future__ import annotations

from assistant.briefs.briefing import Briefing
from assistant.briefs.finished import of_briefing
from assistant.errors import CannotWrite

ENDINGS = (".md", ".html", ".docx", ".pdf", ".json")


def export(briefing: Briefing, ending: str = ".md", *, labels: str | None = None) -> bytes:
    """The draft as a .md, .html, .docx, .pdf or .json file.

    `labels` is the language of its own words: en, ru, hy, az, ka or tr; the topic's where None. Raises CannotWrite
    where there is no such ending, or the extra for it is not installed.
    """
    if ending not in ENDINGS:
        raise CannotWrite(f"{ending!r}: a draft is written to a {', '.join(ENDINGS)} file")
    return of_briefing(briefing, labels).file(ending)
