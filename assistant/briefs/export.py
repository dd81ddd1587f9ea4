"""Briefing -> the bytes of a file, by the ending of its name."""

from __future__ import annotations

import json

from assistant.briefs.briefing import Briefing
from assistant.briefs.contract import briefing_as_json
from assistant.briefs.labels import Labels
from assistant.briefs.lay_out import lay_out
from assistant.briefs.write import written
from assistant.errors import CannotWrite

ENDINGS = (".md", ".html", ".docx", ".pdf", ".json")


def export(briefing: Briefing, ending: str = ".md", *, labels: str | None = None) -> bytes:
    """The draft as a .md, .html, .docx, .pdf or .json file.

    `labels` is the language of its own words, en or ru; the topic's where None. Raises CannotWrite where there is no
    such ending, or the extra for it is not installed.
    """
    if ending not in ENDINGS:
        raise CannotWrite(f"{ending!r}: a draft is written to a {', '.join(ENDINGS)} file")
    if ending == ".json":
        return (json.dumps(briefing_as_json(briefing), ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    return written(lay_out(briefing, Labels(labels or briefing.question.language or "en")), ending)
